//! The recovery paper, and databases of the first version.

use vigie_seal::Secret;
use vigie_service::second::{self, Kind, Outcome, THE_HOUSE};
use vigie_service::{ServiceError, alarms, login, names, recovery, setup};
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
            assert_eq!(raised.iter().map(|alarm| alarm.kind).collect::<Vec<_>>(), [alarms::Kind::Recovery]);
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

/// Makes the database what the first version left: one desk, and nothing vouched for.
async fn first_version(world: &World) {
    let none = world.database.literal(&[]);
    let others = "(SELECT id FROM desks WHERE kind <> 'intake')";
    for statement in [
        format!("DELETE FROM desk_members WHERE desk_id IN {others}"),
        format!("DELETE FROM recovery_wraps WHERE desk_id IN {others}"),
        "DELETE FROM desks WHERE kind <> 'intake'".to_owned(),
        "DELETE FROM factors".to_owned(),
        format!("UPDATE desks SET kind_mac = {none}"),
        format!("UPDATE desk_members SET name_mac = {none}"),
        format!("UPDATE members SET name_sealed = {none}, name_mac = {none}"),
        format!("UPDATE recovery_keys SET mac = {none}"),
    ] {
        world.database.run(&statement).await;
    }
}

#[tokio::test]
async fn a_database_of_the_first_version_gets_what_it_lacks_at_the_next_start_and_sign_in() {
    both_worlds(async |mut world| {
        let (desk, ben, adam) =
            (world.counsellor().await, world.second_counsellor().await, world.administrator().await);
        world.person().tells(&world.ctx).await.unwrap();
        world.run_jobs().await;
        first_version(&world).await;
        world.restart().await;
        assert_eq!(adam.signed(&world.ctx).await.desks.len(), 0);
        assert_eq!(world.counsellor().await.queue(&world.ctx).await.len(), 1);
        let signed = ben.signed(&world.ctx).await;
        let mut kinds: Vec<_> = signed.desks.iter().map(|held| held.desk.kind.clone()).collect();
        kinds.sort();
        assert_eq!(kinds, ["audit", "house", "intake"]);
        assert_eq!(adam.signed(&world.ctx).await.desks.len(), 1, "the house, and nothing else");
        let ana = world.counsellor().await.signed(&world.ctx).await;
        assert_eq!(names::all(&world.ctx, &ana).await.unwrap()[&signed.member], format!("name {}", ben.login));
        let lacking = "SELECT count(*) FROM desks d WHERE NOT EXISTS
            (SELECT 1 FROM recovery_wraps r WHERE r.desk_id = d.id AND r.generation = d.generation)";
        assert_eq!(world.database.number(lacking).await, 0);
        drop(desk);
        // Later a desk without a mac is one that somebody else made.
        let none = world.database.literal(&[]);
        world.database.run(&format!("UPDATE desks SET kind_mac = {none} WHERE kind = 'audit'")).await;
        world.restart().await;
        assert!(login::signed(&world.ctx, ben.cookie.expose()).await.is_err());
    })
    .await;
}
