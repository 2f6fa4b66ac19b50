//! Signing in, and staying signed in for as long as it is safe.

use vigie_model::clock::{HOUR, MINUTE};
use vigie_seal::Secret;
use vigie_service::{ServiceError, login};
use vigie_testkit::both_worlds;

#[tokio::test]
async fn a_wrong_passphrase_and_an_unknown_name_are_answered_alike() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        for (name, passphrase) in
            [(desk.login.as_str(), "wrong horse"), ("nobody.here", desk.passphrase.as_str()), ("", "")]
        {
            let answer = login::sign_in(&world.ctx, name, Secret::new(passphrase.to_owned()), desk.address).await;
            assert!(matches!(answer, Err(ServiceError::NoMatch)));
        }
        let spelt = format!("  {} ", desk.login.to_uppercase());
        assert!(login::sign_in(&world.ctx, &spelt, Secret::new(desk.passphrase.clone()), desk.address).await.is_ok());
        let other = "0".repeat(64);
        for cookie in ["", "no cookie", other.as_str()] {
            assert!(login::signed(&world.ctx, cookie).await.unwrap().is_none());
        }
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_session_serves_every_process_outlives_a_restart_and_ends_idle_or_after_half_a_day() {
    both_worlds(async |mut world| {
        let mut desk = world.counsellor().await;
        let other = world.second().await;
        let member = desk.signed(&world.ctx).await.member;
        assert_eq!(desk.signed(&other).await.member, member);
        world.restart().await;
        assert_eq!(desk.signed(&world.ctx).await.member, member);

        for minutes in [14, 14, 14] {
            world.passes(minutes * MINUTE);
            assert!(desk.is_signed_in(&world.ctx).await.is_some(), "used every quarter of an hour");
        }
        world.passes(15 * MINUTE);
        assert!(desk.is_signed_in(&world.ctx).await.is_none(), "idle");

        desk.signs_in(&world.ctx).await.unwrap();
        for _ in 0..71 {
            world.passes(10 * MINUTE);
            assert!(desk.is_signed_in(&world.ctx).await.is_some());
        }
        world.passes(10 * MINUTE);
        assert!(desk.is_signed_in(&other).await.is_none(), "12 hours");
        world.passes(HOUR);
        world.run_jobs().await;
        assert_eq!(world.database.number("SELECT count(*) FROM sessions").await, 0, "swept");

        desk.signs_in(&world.ctx).await.unwrap();
        login::sign_out(&other, desk.cookie.expose()).await.unwrap();
        assert!(desk.is_signed_in(&world.ctx).await.is_none());
    })
    .await;
}
