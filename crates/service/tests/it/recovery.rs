//! The recovery paper, and databases of the first version.

use vigie_seal::Secret;
use vigie_service::second::{self, Kind, Outcome, THE_HOUSE};
use vigie_service::{ServiceError, alarms, login, recovery, setup};
use vigie_testkit::{Counsellor, World, both_worlds};

async fn paper(world: &World, by: &Counsellor, second: &Counsellor) -> Secret<String> {
    let (by, second) = (by.signed(&world.ctx).await, second.signed(&world.ctx).await);
    let id = second::propose(&world.ctx, &by, Kind::Recovery, THE_HOUSE, "the old one is lost").await.unwrap();
    let confirmed = second::confirm(&world.ctx, &second, id).await.unwrap();
    let outcome = second::carry_out(&world.ctx, &second, confirmed).await.unwrap();
    let Outcome::Paper(made) = outcome else { panic!("no paper") };
    setup::confirm_recovery(&world.ctx, made.recovery, made.paper.expose()).await.unwrap();
    made.paper
}

#[tokio::test]
async fn a_new_paper_of_two_opens_everything_and_its_use_alarms_everybody() {
    both_worlds(async |world| {
        let (desk, cleo, dora) = (world.counsellor().await, world.reviewer().await, world.auditor().await);
        world.person().tells(&world.ctx).await.unwrap();
        world.run_jobs().await;
        let paper = paper(&world, &desk, &cleo).await;
        assert!(matches!(recovery::recover(&world.ctx, "AGE-SECRET-KEY-1").await, Err(ServiceError::NoMatch)));
        let other = vigie_seal::RecoveryKey::random(&mut vigie_model::clock::entropy()).to_paper();
        assert!(matches!(recovery::recover(&world.ctx, other.expose()).await, Err(ServiceError::NoMatch)));

        let made = recovery::recover(&world.ctx, paper.expose()).await.unwrap();
        assert_eq!(made.desks, 3);
        let entered = login::sign_in(&world.ctx, &made.login, made.passphrase, desk.address).await.unwrap();
        let signed = login::signed(&world.ctx, entered.cookie.expose()).await.unwrap().unwrap();
        let queue = vigie_service::queue::first(&world.ctx, &signed).await.unwrap();
        vigie_service::casework::open(&world.ctx, &signed, queue[0].case).await.unwrap();
        for member in [&desk, &cleo, &dora] {
            let raised = alarms::list(&world.ctx, &member.signed(&world.ctx).await).await.unwrap();
            // That a new paper was made, and that it was used.
            assert_eq!(raised.iter().map(|alarm| alarm.kind).collect::<Vec<_>>(), [alarms::Kind::Recovery; 2]);
            assert_eq!(raised.iter().filter(|alarm| alarm.about == Some(signed.member)).count(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_wrapped_to_a_paper_that_this_node_did_not_make() {
    both_worlds(async |world| {
        let (desk, ben, cleo) = (world.counsellor().await, world.second_counsellor().await, world.reviewer().await);
        let thief = vigie_seal::RecoveryKey::random(&mut vigie_model::clock::entropy()).public();
        let key = world.database.literal(thief.as_bytes());
        world.database.run(&format!("UPDATE recovery_keys SET public_key = {key}")).await;
        let (ana, second) = (desk.signed(&world.ctx).await, cleo.signed(&world.ctx).await);
        let who = ben.signed(&world.ctx).await.member;
        let id = second::propose(&world.ctx, &ana, Kind::MemberRemoval, who.0, "left").await.unwrap();
        let confirmed = second::confirm(&world.ctx, &second, id).await.unwrap();
        let done = second::carry_out(&world.ctx, &second, confirmed).await;
        assert!(matches!(done, Err(ServiceError::Untrusted(_))));
        assert!(ben.is_signed_in(&world.ctx).await.is_some(), "nothing was changed");
    })
    .await;
}

#[tokio::test]
async fn macs_that_were_emptied_are_not_made_anew_at_the_next_start() {
    both_worlds(async |mut world| {
        let ben = world.second_counsellor().await;
        world.person().tells(&world.ctx).await.unwrap();
        world.run_jobs().await;
        let none = world.database.literal(&[]);
        // As the first version left it: whoever writes the database hopes that it is taken for that.
        for statement in [
            "DELETE FROM factors".to_owned(),
            format!("UPDATE members SET roles = 'administrator counsellor', roles_mac = {none}"),
            format!("UPDATE members SET name_sealed = {none}, name_mac = {none}"),
            format!("UPDATE desks SET kind_mac = {none}"),
            format!("UPDATE desk_members SET name_mac = {none}"),
            format!("UPDATE recovery_keys SET mac = {none}"),
        ] {
            world.database.run(&statement).await;
        }
        world.restart().await;
        let empty = |table: &str, column: &str| format!("SELECT count(*) FROM {table} WHERE length({column}) > 0");
        for (table, column) in
            [("members", "roles_mac"), ("desks", "kind_mac"), ("desk_members", "name_mac"), ("recovery_keys", "mac")]
        {
            assert_eq!(world.database.number(&empty(table, column)).await, 0, "{table}");
        }
        assert_eq!(world.database.number("SELECT count(*) FROM factors").await, 0);
        assert!(login::signed(&world.ctx, ben.cookie.expose()).await.is_err());
        let passphrase = vigie_seal::Secret::new(ben.passphrase.clone());
        assert!(login::sign_in(&world.ctx, &ben.login, passphrase, ben.address).await.is_err());
    })
    .await;
}
