//! What two people decide: one alone cannot, twice it does not happen, and after a week it is forgotten.

use uuid::Uuid;
use vigie_model::clock::DAY;
use vigie_service::ServiceError;
use vigie_service::second::{self, Kind};
use vigie_testkit::{World, both_worlds};

/// A case's id, as a subject; these stories never look into it.
const CASE: Uuid = Uuid::from_u128(7);

/// Uses a proposal up as an act would.
async fn acts(world: &World, confirmed: &second::Confirmed) -> Result<(), ServiceError> {
    let mut tx = world.ctx.store.begin("test").await.unwrap();
    second::take(&mut tx, confirmed).await?;
    tx.commit().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn one_proposes_another_confirms_and_it_happens_once() {
    both_worlds(async |world| {
        let (ana, cleo) = (world.counsellor().await, world.reviewer().await);
        let (ana, cleo) = (ana.signed(&world.ctx).await, cleo.signed(&world.ctx).await);
        let id = second::propose(&world.ctx, &ana, Kind::Erase, CASE, "asked by the police").await.unwrap();
        let own = second::open(&world.ctx, &ana).await.unwrap();
        assert_eq!((own.len(), own[0].mine_to_decide), (1, false));
        assert!(matches!(second::confirm(&world.ctx, &ana, id).await, Err(ServiceError::NotFound)), "alone");

        let waiting = second::open(&world.ctx, &cleo).await.unwrap();
        let [one] = waiting.as_slice() else { panic!("{} proposals", waiting.len()) };
        assert_eq!((one.kind, one.subject, one.mine_to_decide), (Kind::Erase, CASE, true));
        assert_eq!(one.ground.as_deref(), Some("asked by the police"));
        let confirmed = second::confirm(&world.ctx, &cleo, id).await.unwrap();
        let again = second::confirm(&world.ctx, &cleo, id).await.unwrap();
        assert_eq!((confirmed.ground.as_str(), confirmed.proposed_by), ("asked by the police", ana.member));
        acts(&world, &confirmed).await.unwrap();
        assert!(acts(&world, &again).await.unwrap_err().is_conflict(), "twice");
        assert!(second::open(&world.ctx, &cleo).await.unwrap().is_empty());
        let told = "SELECT count(*) FROM audit_leaves WHERE kind IN ('proposal.made', 'proposal.done')";
        assert_eq!(world.database.number(told).await, 2);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_decide_does_not_even_see_it() {
    both_worlds(async |world| {
        let ana = world.counsellor().await.signed(&world.ctx).await;
        let (adam, dora) = (world.administrator().await, world.auditor().await);
        let id = second::propose(&world.ctx, &ana, Kind::Hold, CASE, "a court asked").await.unwrap();
        for other in [&adam, &dora] {
            let signed = other.signed(&world.ctx).await;
            assert!(second::open(&world.ctx, &signed).await.unwrap().is_empty());
            assert!(second::confirm(&world.ctx, &signed, id).await.is_err());
            assert!(second::refuse(&world.ctx, &signed, id).await.is_err());
            assert!(second::propose(&world.ctx, &signed, Kind::PassOn, CASE, "").await.is_err());
        }
        // About members: an administrator and anybody, in either order; two who are none decide nothing.
        let (dora, adam) = (dora.signed(&world.ctx).await, adam.signed(&world.ctx).await);
        let cleo = world.reviewer().await.signed(&world.ctx).await;
        let by_dora = second::propose(&world.ctx, &dora, Kind::FactorReset, ana.member.0, "lost").await.unwrap();
        assert!(second::confirm(&world.ctx, &cleo, by_dora).await.is_err());
        assert!(second::confirm(&world.ctx, &ana, by_dora).await.is_err(), "whose factor it is");
        second::confirm(&world.ctx, &adam, by_dora).await.unwrap();
        let by_adam = second::propose(&world.ctx, &adam, Kind::FactorReset, ana.member.0, "lost").await.unwrap();
        second::confirm(&world.ctx, &cleo, by_adam).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_proposal_is_refused_withdrawn_or_forgotten() {
    both_worlds(async |world| {
        let (ana, mut cleo) = (world.counsellor().await.signed(&world.ctx).await, world.reviewer().await);
        let signed = cleo.signed(&world.ctx).await;
        let refused = second::propose(&world.ctx, &ana, Kind::Erase, CASE, "no").await.unwrap();
        second::refuse(&world.ctx, &signed, refused).await.unwrap();
        assert!(second::confirm(&world.ctx, &signed, refused).await.is_err());
        let withdrawn = second::propose(&world.ctx, &ana, Kind::Erase, CASE, "not after all").await.unwrap();
        second::refuse(&world.ctx, &ana, withdrawn).await.unwrap();
        assert!(second::confirm(&world.ctx, &signed, withdrawn).await.is_err());

        let late = second::propose(&world.ctx, &ana, Kind::Erase, CASE, "a week passes").await.unwrap();
        let confirmed = second::confirm(&world.ctx, &signed, late).await.unwrap();
        world.passes(7 * DAY);
        cleo.signs_in(&world.ctx).await.unwrap();
        let signed = cleo.signed(&world.ctx).await;
        assert!(second::open(&world.ctx, &signed).await.unwrap().is_empty());
        assert!(second::confirm(&world.ctx, &signed, late).await.is_err());
        drop(confirmed);
        world.passes(31 * DAY);
        world.run_jobs().await;
        assert_eq!(world.database.number("SELECT count(*) FROM proposals").await, 0, "swept");
    })
    .await;
}

#[tokio::test]
async fn a_proposal_changed_in_the_database_is_nobodys() {
    both_worlds(async |world| {
        let (ana, cleo) = (world.counsellor().await.signed(&world.ctx).await, world.reviewer().await);
        let id = second::propose(&world.ctx, &ana, Kind::Hold, CASE, "a court asked").await.unwrap();
        world.database.run("UPDATE proposals SET kind = 'erase'").await;
        let signed = cleo.signed(&world.ctx).await;
        assert!(second::open(&world.ctx, &signed).await.unwrap().is_empty());
        assert!(matches!(second::confirm(&world.ctx, &signed, id).await, Err(ServiceError::Untrusted(_))));
    })
    .await;
}
