//! Sessions: over when unused, over after their longest time, over when the member is gone.

use uuid::Uuid;
use vigie_store::members::{self, Member};
use vigie_store::{Tx, sessions};
use vigie_testkit::both_engines;

use crate::rows::{begin, member};

/// True when a session begun at 1000 is good, with these limits.
async fn good(tx: &mut Tx, seen_after: i64, created_after: i64) -> bool {
    sessions::get(tx, b"id", seen_after, created_after).await.unwrap().is_some()
}

#[tokio::test]
async fn a_session_ends_unused_and_after_its_longest_time() {
    both_engines(async |db| {
        let ana = member(5);
        let mut tx = begin(&db.store).await;
        members::insert(&mut tx, &ana).await.unwrap();
        sessions::insert(&mut tx, b"id", ana.id, b"private", 1000).await.unwrap();
        assert!(good(&mut tx, 999, 999).await);
        assert!(!good(&mut tx, 1000, 0).await, "unused");
        sessions::seen(&mut tx, b"id", 2000).await.unwrap();
        sessions::seen(&mut tx, b"id", 1500).await.unwrap();
        assert!(good(&mut tx, 1999, 0).await);
        assert!(!good(&mut tx, 0, 1000).await, "too long");

        assert_eq!(sessions::sweep(&mut tx, 1999, 999).await.unwrap(), 0);
        assert_eq!(sessions::sweep(&mut tx, 0, 1000).await.unwrap(), 1);
        assert!(!good(&mut tx, 0, 0).await);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_signed_in_who_signed_out_or_was_removed() {
    both_engines(async |db| {
        let gone = Member { state: "removed".to_owned(), ..member(6) };
        let mut tx = begin(&db.store).await;
        members::insert(&mut tx, &member(5)).await.unwrap();
        members::insert(&mut tx, &gone).await.unwrap();
        sessions::insert(&mut tx, b"id", gone.id, b"private", 1000).await.unwrap();
        assert!(!good(&mut tx, 0, 0).await, "removed");
        sessions::insert(&mut tx, b"other", Uuid::from_u128(5), b"private", 1000).await.unwrap();
        assert!(sessions::get(&mut tx, b"other", 0, 0).await.unwrap().is_some());
        sessions::end(&mut tx, b"other").await.unwrap();
        sessions::end(&mut tx, b"other").await.unwrap();
        assert!(sessions::get(&mut tx, b"other", 0, 0).await.unwrap().is_none());
    })
    .await;
}
