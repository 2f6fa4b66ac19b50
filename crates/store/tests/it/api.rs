//! Keys of programs: what they may, how often they asked, what they sent twice.

use uuid::Uuid;
use vigie_store::StoreError;
use vigie_store::api::{self, Key, Repeat, Secret};
use vigie_testkit::both_engines;

use crate::rows::{begin, member};

fn key(id: u128) -> Key {
    Key {
        id: Uuid::from_u128(id),
        made_by: Uuid::from_u128(5),
        at_ms: i64::try_from(id).unwrap(),
        expires_at_ms: 1000,
        revoked_at_ms: None,
        version: 1,
        sealed: "sealed".to_owned(),
        mac: vec![1; 32],
    }
}

fn secret(prefix: &str, at_ms: i64) -> Secret {
    let key_id = Uuid::from_u128(7);
    Secret { prefix: prefix.to_owned(), key_id, secret_mac: vec![2; 32], at_ms, until_ms: None, mac: vec![3; 32] }
}

#[tokio::test]
async fn keys_and_secrets_come_back_as_they_were_and_nobody_overwrites_a_faster_change() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        vigie_store::members::insert(&mut tx, &member(5)).await.unwrap();
        for id in [7, 8] {
            api::insert_key(&mut tx, &key(id)).await.unwrap();
        }
        for one in [secret("aaaa", 1), secret("bbbb", 2)] {
            api::insert_secret(&mut tx, &one).await.unwrap();
        }
        assert_eq!(api::keys(&mut tx).await.unwrap(), [key(8), key(7)]);
        assert_eq!(api::key(&mut tx, Uuid::nil()).await.unwrap(), None);
        assert_eq!(api::secret(&mut tx, "cccc").await.unwrap(), None);
        assert_eq!(api::secrets(&mut tx, Uuid::from_u128(7)).await.unwrap(), [secret("bbbb", 2), secret("aaaa", 1)]);
        let over = Secret { until_ms: Some(9), mac: vec![4; 32], ..secret("aaaa", 1) };
        api::save_secret(&mut tx, &over).await.unwrap();
        assert_eq!(api::secret(&mut tx, "aaaa").await.unwrap(), Some(over));
        let revoked = Key { revoked_at_ms: Some(9), version: 2, mac: vec![4; 32], ..key(7) };
        api::save_key(&mut tx, &revoked, 1).await.unwrap();
        assert_eq!(api::key(&mut tx, revoked.id).await.unwrap(), Some(revoked.clone()));
        assert!(matches!(api::save_key(&mut tx, &revoked, 1).await, Err(StoreError::Conflict)));
    })
    .await;
}

#[tokio::test]
async fn a_day_never_gives_more_calls_than_it_has() {
    both_engines(async |db| {
        let (id, mut tx) = (Uuid::from_u128(7), begin(&db.store).await);
        vigie_store::members::insert(&mut tx, &member(5)).await.unwrap();
        api::insert_key(&mut tx, &key(7)).await.unwrap();
        let mut taken = Vec::new();
        for want in [4, 4, 4, 1, 1, 1] {
            taken.push(api::set_aside(&mut tx, id, 1, want, 10).await.unwrap());
        }
        assert_eq!(taken, [Some(4), Some(8), None, Some(9), Some(10), None]);
        assert_eq!(api::set_aside(&mut tx, id, 2, 4, 10).await.unwrap(), Some(4), "another day");
        assert_eq!((api::used(&mut tx, id, 1).await.unwrap(), api::used(&mut tx, id, 3).await.unwrap()), (10, 0));
        api::sweep(&mut tx, 0, 2).await.unwrap();
        assert_eq!((api::used(&mut tx, id, 1).await.unwrap(), api::used(&mut tx, id, 2).await.unwrap()), (0, 4));
    })
    .await;
}

#[tokio::test]
async fn a_call_is_begun_once_and_taken_over_by_one() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        let running = Repeat { body_mac: vec![1; 32], until_ms: 100, running_until_ms: 50 };
        assert!(api::begin_call(&mut tx, b"call", &running).await.unwrap());
        assert!(!api::begin_call(&mut tx, b"call", &running).await.unwrap());
        assert_eq!(api::repeat(&mut tx, b"call").await.unwrap(), Some(running.clone()));
        let next = Repeat { running_until_ms: 90, ..running.clone() };
        assert!(api::take_call(&mut tx, b"call", &running, &next).await.unwrap());
        assert!(!api::take_call(&mut tx, b"call", &running, &next).await.unwrap(), "somebody was faster");
        api::end_call(&mut tx, b"call").await.unwrap();
        assert_eq!(api::repeat(&mut tx, b"call").await.unwrap(), Some(Repeat { running_until_ms: 0, ..next }));
        api::forget_call(&mut tx, b"call").await.unwrap();
        assert_eq!(api::repeat(&mut tx, b"call").await.unwrap(), None);
        assert!(api::begin_call(&mut tx, b"call", &running).await.unwrap());
        api::sweep(&mut tx, 99, 0).await.unwrap();
        assert!(api::repeat(&mut tx, b"call").await.unwrap().is_some());
        api::sweep(&mut tx, 100, 0).await.unwrap();
        assert_eq!(api::repeat(&mut tx, b"call").await.unwrap(), None);
    })
    .await;
}
