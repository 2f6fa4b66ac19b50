//! Cases that are not one's own: known people hidden, reasons asked, and alarms that others see.

use vigie_model::case::{CaseState, Step};
use vigie_model::clock::{HOUR, MINUTE};
use vigie_model::id::CaseId;
use vigie_service::alarms::{self, Kind as Alarm};
use vigie_service::reasons::{self, Why};
use vigie_service::sealing::Kind;
use vigie_service::{ServiceError, casework, people, queue, second};
use vigie_testkit::{Counsellor, World, both_worlds};

async fn case(world: &World, desk: &Counsellor) -> CaseId {
    world.passes(1000);
    world.person().tells(&world.ctx).await.unwrap();
    world.run_jobs().await;
    desk.queue(&world.ctx).await.last().unwrap().case
}

async fn kinds(world: &World, who: &Counsellor) -> Vec<Alarm> {
    let signed = who.signed(&world.ctx).await;
    alarms::list(&world.ctx, &signed).await.unwrap().into_iter().map(|alarm| alarm.kind).collect()
}

#[tokio::test]
async fn who_knows_the_people_does_not_see_the_case_until_another_member_shows_it_again() {
    both_worlds(async |world| {
        let (desk, ben) = (world.counsellor().await, world.second_counsellor().await);
        let case = case(&world, &desk).await;
        ben.claims(&world.ctx, case).await.unwrap();
        let signed = ben.signed(&world.ctx).await;
        people::know(&world.ctx, &signed, case, "handed on: knows the people").await.unwrap();
        assert!(ben.queue(&world.ctx).await.is_empty());
        assert!(matches!(ben.opens(&world.ctx, case).await, Err(ServiceError::NotFound)));
        assert!(ben.notes(&world.ctx, case, "all the same").await.is_err());
        assert!(people::show_again(&world.ctx, &signed, case, signed.member).await.is_err(), "not oneself");

        let ana = desk.signed(&world.ctx).await;
        // Neither by what happens to it, nor as the second person, nor from a colleague.
        let told = queue::changes(&world.ctx, &signed, 0).await.unwrap();
        assert!(!told.is_empty() && told.iter().all(|change| change.case != case));
        let id = second::propose(&world.ctx, &ana, second::Kind::Hold, case.0, "a court asked").await.unwrap();
        assert!(second::open(&world.ctx, &signed).await.unwrap().is_empty());
        assert!(matches!(second::confirm(&world.ctx, &signed, id).await, Err(ServiceError::NotFound)));
        desk.claims(&world.ctx, case).await.unwrap();
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert!(opened.colleagues.iter().all(|(member, _)| *member != signed.member));
        let to = Some(signed.member);
        assert!(casework::handover::hand_over(&world.ctx, &ana, case, opened.version, to, "yours").await.is_err());
        casework::step(&world.ctx, &ana, case, opened.version, Step::Release(ana.member)).await.unwrap();

        let line = desk.queue(&world.ctx).await.remove(0);
        assert_eq!((line.state, line.claimed_by), (CaseState::New, None));
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        let note = opened.pieces.iter().find(|piece| piece.kind == Kind::Note).unwrap();
        assert_eq!((note.text().as_str(), note.by), ("handed on: knows the people", None), "it names nobody");
        assert_eq!(people::hidden_members(&world.ctx, &ana, case).await.unwrap(), [signed.member]);
        people::show_again(&world.ctx, &ana, case, signed.member).await.unwrap();
        ben.opens(&world.ctx, case).await.unwrap();
        assert!(people::hidden_members(&world.ctx, &ana, case).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_case_of_somebody_else_opens_with_a_reason_for_an_hour() {
    both_worlds(async |world| {
        let (desk, mut ben) = (world.counsellor().await, world.second_counsellor().await);
        let case = case(&world, &desk).await;
        ben.opens(&world.ctx, case).await.unwrap();
        desk.claims(&world.ctx, case).await.unwrap();
        desk.opens(&world.ctx, case).await.unwrap();
        assert!(matches!(ben.opens(&world.ctx, case).await, Err(ServiceError::ReasonNeeded)));
        let signed = ben.signed(&world.ctx).await;
        reasons::give(&world.ctx, &signed, case, Why::Asked, "she asked me").await.unwrap();
        ben.opens(&world.ctx, case).await.unwrap();
        assert!(kinds(&world, &desk).await.is_empty());
        world.passes(HOUR);
        ben.signs_in(&world.ctx).await.unwrap();
        assert!(matches!(ben.opens(&world.ctx, case).await, Err(ServiceError::ReasonNeeded)));
        let told = "SELECT count(*) FROM audit_leaves WHERE kind = 'case.reason'";
        assert_eq!(world.database.number(told).await, 1);
    })
    .await;
}

#[tokio::test]
async fn opening_after_closing_raises_an_alarm_that_another_acknowledges() {
    both_worlds(async |world| {
        let (desk, ben, dora) = (world.counsellor().await, world.second_counsellor().await, world.auditor().await);
        let case = case(&world, &desk).await;
        desk.claims(&world.ctx, case).await.unwrap();
        let ana = desk.signed(&world.ctx).await;
        let signed = ben.signed(&world.ctx).await;
        reasons::give(&world.ctx, &signed, case, Why::Asked, "").await.unwrap();
        ben.opens(&world.ctx, case).await.unwrap();
        let version = desk.opens(&world.ctx, case).await.unwrap().version;
        casework::step(&world.ctx, &ana, case, version, Step::Close(ana.member)).await.unwrap();
        desk.opens(&world.ctx, case).await.unwrap();
        assert!(kinds(&world, &dora).await.is_empty(), "who closes it has just seen it");

        let again = ben.opens(&world.ctx, case).await;
        assert!(
            matches!(again, Err(ServiceError::ReasonNeeded)),
            "a reason given before it was closed serves no longer"
        );
        // Nothing is done to it, and it is not opened again, without one.
        let version = world.database.number("SELECT version FROM cases").await;
        let reopened = casework::step(&world.ctx, &signed, case, version, Step::Reopen(signed.member)).await;
        assert!(matches!(reopened, Err(ServiceError::ReasonNeeded)));
        assert!(matches!(ben.notes(&world.ctx, case, "seen").await, Err(ServiceError::ReasonNeeded)));
        let task = casework::tasks::set(&world.ctx, &signed, case, "look", None, None).await;
        assert!(matches!(task, Err(ServiceError::ReasonNeeded)));
        assert!(kinds(&world, &dora).await.is_empty());
        reasons::give(&world.ctx, &signed, case, Why::Review, "").await.unwrap();
        ben.opens(&world.ctx, case).await.unwrap();
        let auditor = dora.signed(&world.ctx).await;
        let raised = alarms::list(&world.ctx, &auditor).await.unwrap();
        let [alarm] = raised.as_slice() else { panic!("{} alarms", raised.len()) };
        assert_eq!((alarm.kind, alarm.about, alarm.case), (Alarm::OpenedClosed, Some(signed.member), Some(case.0)));
        assert!(alarms::acknowledge(&world.ctx, &signed, alarm.id).await.is_err(), "not one's own");
        alarms::acknowledge(&world.ctx, &auditor, alarm.id).await.unwrap();
        assert!(alarms::acknowledge(&world.ctx, &ana, alarm.id).await.unwrap_err().is_conflict(), "once");
        assert_eq!(alarms::waiting(&world.ctx).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn many_openings_and_searches_raise_one_alarm_each() {
    both_worlds(async |world| {
        let (desk, ben) = (world.counsellor().await, world.second_counsellor().await);
        let signed = ben.signed(&world.ctx).await;
        for number in 0..=alarms::SEARCHED_AGAIN {
            assert!(kinds(&world, &desk).await.is_empty(), "{number} searches");
            world.passes(1000);
            alarms::searched(&world.ctx, &signed, "heron").await.unwrap();
        }
        assert_eq!(kinds(&world, &desk).await, [Alarm::NameSearch]);
        alarms::searched(&world.ctx, &signed, "heron").await.unwrap();
        assert_eq!(kinds(&world, &desk).await.len(), 1, "once an hour");

        for _ in 0..=alarms::OPENED {
            world.passes(1000);
            world.person().tells(&world.ctx).await.unwrap();
        }
        world.run_jobs().await;
        let cases: Vec<_> = ben.queue(&world.ctx).await.iter().map(|line| line.case).collect();
        for case in &cases[..30] {
            ben.opens(&world.ctx, *case).await.unwrap();
            ben.opens(&world.ctx, *case).await.unwrap();
        }
        assert_eq!(kinds(&world, &desk).await.len(), 1, "thirty cases, each opened twice");
        ben.opens(&world.ctx, cases[30]).await.unwrap();
        assert!(kinds(&world, &desk).await.contains(&Alarm::BulkOpening));
        world.passes(10 * MINUTE);
    })
    .await;
}

#[tokio::test]
async fn an_alarm_written_by_somebody_else_is_not_shown() {
    both_worlds(async |world| {
        let (desk, ben) = (world.counsellor().await, world.second_counsellor().await);
        let signed = ben.signed(&world.ctx).await;
        for _ in 0..=alarms::SEARCHED_AGAIN {
            world.passes(1000);
            alarms::searched(&world.ctx, &signed, "heron").await.unwrap();
        }
        world.database.run("UPDATE alarms SET about = NULL").await;
        assert!(kinds(&world, &desk).await.is_empty());
    })
    .await;
}
