//! What a visitor can do with a code, and what nobody can without.

use std::net::IpAddr;

use vigie_model::case::{CaseState, Refused, ThreadState};
use vigie_model::clock::{DAY, MINUTE, SECOND, entropy};
use vigie_seal::ReceiptCode;
use vigie_service::intake::Draft;
use vigie_service::{ServiceError, thread};
use vigie_testkit::both_worlds;

fn refused<T>(result: &Result<T, ServiceError>) -> Option<Refused> {
    match result {
        Err(ServiceError::Refused(why)) => Some(*why),
        _ => None,
    }
}

#[tokio::test]
async fn a_visitor_who_asks_for_silence_is_not_written_to_until_they_write_again() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        desk.claims(&world.ctx, case).await.unwrap();
        let pass = ana.pass(&world.ctx, &code).await;
        thread::quiet(&world.ctx, &pass).await.unwrap();
        assert_eq!(refused(&desk.answers(&world.ctx, case, "an answer nobody wants").await), Some(Refused::Quiet));
        assert_eq!(thread::view(&world.ctx, &pass).await.unwrap().state, ThreadState::Quiet);
        assert!(!ana.writes(&world.ctx, &pass, "I changed my mind").await.unwrap());
        assert_eq!(thread::view(&world.ctx, &pass).await.unwrap().state, ThreadState::Open);
        desk.answers(&world.ctx, case, "good that you are back").await.unwrap();
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn writing_again_wakes_a_closed_case() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        desk.claims(&world.ctx, case).await.unwrap();
        let signed = desk.signed(&world.ctx).await;
        let version = desk.opens(&world.ctx, case).await.unwrap().version;
        let close = vigie_model::case::Step::Close(signed.member);
        vigie_service::casework::step(&world.ctx, &signed, case, version, close).await.unwrap();
        assert!(desk.queue(&world.ctx).await.is_empty());
        let pass = ana.pass(&world.ctx, &code).await;
        assert!(thread::view(&world.ctx, &pass).await.unwrap().closed);
        ana.writes(&world.ctx, &pass, "it began again").await.unwrap();
        assert_eq!(desk.queue(&world.ctx).await[0].state, CaseState::Open);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_message_sent_twice_from_the_same_page_is_stored_once() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let pass = ana.pass(&world.ctx, &code).await;
        let (page, other) = (Draft::new(), world.second().await);
        for ctx in [&world.ctx, &world.ctx, &other] {
            thread::write(ctx, &pass, "pressed more than once", &page, ana.address).await.unwrap();
        }
        let (one, two) = tokio::join!(
            thread::write(&world.ctx, &pass, "pressed at once", &page, ana.address),
            thread::write(&other, &pass, "pressed at once", &page, ana.address)
        );
        assert!(!one.unwrap() && !two.unwrap());
        assert_eq!(thread::view(&world.ctx, &pass).await.unwrap().pieces.len(), 3 + 2);
        ana.writes(&world.ctx, &pass, "pressed more than once").await.unwrap();
        assert_eq!(thread::view(&world.ctx, &pass).await.unwrap().pieces.len(), 3 + 3, "another page, said again");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_is_unreadable_at_once_can_be_kept_for_a_week_and_then_is_gone() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let mut desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        desk.claims(&world.ctx, case).await.unwrap();
        desk.notes(&world.ctx, case, "a note that goes too").await.unwrap();
        world.run_jobs().await;

        let pass = ana.pass(&world.ctx, &code).await;
        let at = thread::erase(&world.ctx, &pass).await.unwrap();
        assert_eq!(at, world.ctx.clock.now().plus(7 * DAY));
        let view = ana.opens(&world.ctx, &code).await.unwrap();
        assert_eq!((view.pieces.len(), view.state), (0, ThreadState::Erasing { at, quiet: false }));
        assert_eq!(refused(&desk.answers(&world.ctx, case, "please keep it").await), Some(Refused::Erasing));
        assert_eq!(refused(&ana.writes(&world.ctx, &pass, "and one more thing").await), Some(Refused::Erasing));
        assert_eq!(
            refused(&thread::new_code(&world.ctx, &pass, &Draft::new(), ana.address).await),
            Some(Refused::Erasing)
        );
        assert!(matches!(ana.tells(&world.ctx).await, Err(ServiceError::Gone)), "nor does the page bring it back");

        thread::keep(&world.ctx, &pass).await.unwrap();
        assert_eq!(thread::view(&world.ctx, &pass).await.unwrap().pieces.len(), 3);
        world.passes(8 * DAY);
        world.run_jobs().await;
        let pass = ana.pass(&world.ctx, &code).await;
        assert_eq!(thread::view(&world.ctx, &pass).await.unwrap().pieces.len(), 3, "kept is kept");

        thread::erase(&world.ctx, &pass).await.unwrap();
        world.passes(7 * DAY - SECOND);
        world.run_jobs().await;
        assert!(ana.opens(&world.ctx, &code).await.is_ok(), "a second before its time");
        world.passes(SECOND);
        world.run_jobs().await;

        assert!(matches!(ana.opens(&world.ctx, &code).await, Err(ServiceError::NoMatch)));
        assert!(matches!(thread::view(&world.ctx, &pass).await, Err(ServiceError::Gone)));
        for table in ["parts", "case_wraps", "tags", "links", "notices"] {
            assert_eq!(world.database.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
        }
        for (table, column) in
            [("reports", "lookup"), ("reports", "visitor_wrap"), ("reports", "case_wrap"), ("cases", "summary_sealed")]
        {
            assert!(world.database.bytes(table, column).await.is_empty(), "{table}.{column}");
        }
        let mut tx = world.ctx.store.read().await.unwrap();
        assert_eq!(vigie_store::notices::erasures(&mut tx).await.unwrap(), [(case.0, world.ctx.clock.now().ms())]);
        drop(tx);
        let list = std::fs::read_to_string(world.database.dir.join("audit/erasures")).unwrap();
        assert_eq!(list.lines().collect::<Vec<_>>(), [format!("{case} {}", world.ctx.clock.now().ms())]);
        desk.signs_in(&world.ctx).await.unwrap();
        assert!(desk.queue(&world.ctx).await.is_empty());
        assert!(matches!(desk.opens(&world.ctx, case).await, Err(ServiceError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_code_opens_nothing_and_many_slow_one_address_only() {
    both_worlds(async |world| {
        let (ana, ben) = (world.person(), world.person());
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        for _ in 0..20 {
            let wrong = ReceiptCode::random(&mut entropy());
            assert!(matches!(ben.opens(&world.ctx, &wrong).await, Err(ServiceError::NoMatch)));
        }
        assert!(matches!(ben.opens(&world.ctx, &code).await, Err(ServiceError::TooMany)));
        assert!(ana.opens(&world.ctx, &code).await.is_ok(), "another address is not slowed");
        world.passes(10 * SECOND);
        assert!(ben.opens(&world.ctx, &code).await.is_ok(), "slowed, never locked");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_pass_is_good_for_twenty_minutes() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let text = ana.opens(&world.ctx, &code).await.unwrap().pass;
        world.passes(20 * MINUTE - 1);
        assert!(thread::pass(&world.ctx, &text).is_ok());
        world.passes(1);
        assert!(matches!(thread::pass(&world.ctx, &text), Err(ServiceError::Expired)));
        assert!(matches!(thread::pass(&world.ctx, "00"), Err(ServiceError::Expired)));
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn one_code_never_reads_another_thread() {
    both_worlds(async |world| {
        let (ana, mut ben) = (world.person(), world.person());
        ben.address = IpAddr::from([10, 1, 2, 3]);
        let (hers, his) =
            (ana.tells_and_keeps_the_code(&world.ctx).await, ben.tells_and_keeps_the_code(&world.ctx).await);
        let mut pass = ana.pass(&world.ctx, &hers).await;
        pass.report = ben.pass(&world.ctx, &his).await.report;
        assert!(matches!(thread::view(&world.ctx, &pass).await, Err(ServiceError::Untrusted(_))));
        world.run_jobs().await;
    })
    .await;
}
