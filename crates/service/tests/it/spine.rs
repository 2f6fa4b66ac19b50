//! One report, there and back; and nothing of it is lost when the node dies in between.

use vigie_model::case::{CaseState, ThreadState};
use vigie_model::clock::MINUTE;
use vigie_model::id::{CaseId, new_uuid};
use vigie_model::job::LEASE_MS;
use vigie_model::lane::{Lane, Reason};
use vigie_model::report::{AgeBand, Happened, Who};
use vigie_service::intake::Outcome;
use vigie_service::jobs;
use vigie_service::sealing::Kind;
use vigie_testkit::{World, both_worlds};

/// How many notices the desk was given.
async fn notices(world: &World) -> i64 {
    world.database.number("SELECT count(*) FROM notices").await
}

#[tokio::test]
async fn a_report_is_answered_and_the_answer_is_read_with_the_code() {
    both_worlds(async |mut world| {
        let mut ana = world.person();
        (ana.report.who, ana.report.age) = (Some(Who::Friend), Some(AgeBand::From13));
        ana.report.happened = vec![Happened::Shared];
        let sent = ana.tells(&world.ctx).await.unwrap();
        assert_eq!((sent.outcome, sent.doors), (Outcome::New, false));
        let code = sent.code.unwrap();

        let desk = world.counsellor().await;
        let queue = desk.queue(&world.ctx).await;
        let [line] = queue.as_slice() else { panic!("one report, {} lines", queue.len()) };
        assert_eq!((line.lane, line.state, line.claimed_by.is_none()), (Lane::Shared, CaseState::New, true));
        assert_eq!(
            (line.summary.reasons.as_slice(), line.summary.who),
            ([Reason::Shared].as_slice(), Some(Who::Friend))
        );
        assert_eq!(line.summary.places, ["Instagram"]);
        let case = line.case;

        let waiting = ana.opens(&world.ctx, &code).await.unwrap();
        assert_eq!((waiting.read, waiting.closed, waiting.state), (false, false, ThreadState::Open));
        assert!(desk.answers(&world.ctx, case, "nobody has claimed it").await.is_err());
        desk.claims(&world.ctx, case).await.unwrap();
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        let kinds: Vec<Kind> = opened.pieces.iter().map(|piece| piece.kind).collect();
        assert!([Kind::Answers, Kind::Pasted, Kind::Words].iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
        assert!(opened.pieces.iter().any(|piece| piece.text() == ana.report.words));
        assert_eq!(opened.names.values().collect::<Vec<_>>(), [&format!("name {}", desk.login)]);
        world.passes(MINUTE);
        desk.notes(&world.ctx, case, "a note for the desk alone").await.unwrap();
        desk.answers(&world.ctx, case, "we are here, and we read it").await.unwrap();
        world.run_jobs().await;
        world.restart().await;

        let view = ana.opens(&world.ctx, &code).await.unwrap();
        assert!(view.read && !view.closed && !view.danger);
        let last = view.pieces.last().unwrap();
        assert_eq!((last.kind, last.text().as_str()), (Kind::DeskAnswer, "we are here, and we read it"));
        assert!(view.pieces.iter().all(|piece| piece.kind != Kind::Note), "a note is the desk's own");
        assert!(view.pieces.iter().any(|piece| piece.text() == ana.report.pasted));
        assert_eq!(world.counsellor().await.queue(&world.ctx).await[0].state, CaseState::Answered);
    })
    .await;
}

#[tokio::test]
async fn every_accepted_report_has_its_line_in_the_audit_and_its_job() {
    both_worlds(async |world| {
        for _ in 0..3 {
            world.person().tells(&world.ctx).await.unwrap();
        }
        let lacking = "SELECT count(*) FROM reports r WHERE
            NOT EXISTS (SELECT 1 FROM audit_leaves l WHERE l.subject = r.id AND l.kind = 'report.received')
            OR NOT EXISTS (SELECT 1 FROM jobs j WHERE j.subject = r.case_id AND j.name = 'notify')";
        assert_eq!(world.database.number("SELECT count(*) FROM reports").await, 3);
        assert_eq!(world.database.number(lacking).await, 0);
        world.run_jobs().await;
        assert_eq!(notices(&world).await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_report_survives_a_crash_between_any_two_steps_and_no_effect_counts_twice() {
    both_worlds(async |mut world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;

        // Dead after the commit, before any job.
        world.restart().await;
        assert!(ana.opens(&world.ctx, &code).await.is_ok());
        assert_eq!(notices(&world).await, 0);

        // Dead after a lease, before the effect.
        let now = world.ctx.clock.now();
        let token = || new_uuid(now, &mut vigie_model::clock::entropy());
        let mut leased = Vec::new();
        loop {
            let mut tx = world.ctx.store.begin("test").await.unwrap();
            let Some(job) = vigie_store::jobs::claim(&mut tx, token(), LEASE_MS, Some(now.ms())).await.unwrap() else {
                break;
            };
            tx.commit().await.unwrap();
            leased.push(job);
        }
        world.restart().await;
        assert_eq!(world.run_jobs().await, 0, "leased to the dead process");
        world.passes(LEASE_MS + 1);

        // Dead after the effect, before it is recorded.
        let notify = leased.iter().find(|job| job.name == "notify").unwrap();
        jobs::run(&world.ctx, notify).await.unwrap();
        assert_eq!(notices(&world).await, 1);
        world.restart().await.run_jobs().await;
        assert_eq!(notices(&world).await, 1, "told twice, counted once");
        assert_eq!(
            world.database.number("SELECT count(*) FROM jobs WHERE every_ms IS NULL AND state <> 'done'").await,
            0
        );
        assert!(ana.opens(&world.ctx, &code).await.is_ok());
        assert_eq!(world.counsellor().await.queue(&world.ctx).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_members_do_not_answer_one_person_and_nobody_opens_what_is_not_there() {
    both_worlds(async |world| {
        let ana = world.person();
        ana.tells(&world.ctx).await.unwrap();
        let desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        let version = desk.opens(&world.ctx, case).await.unwrap().version;
        desk.claims(&world.ctx, case).await.unwrap();
        let signed = desk.signed(&world.ctx).await;
        let late = vigie_service::casework::Reply::plain("too late, it has changed");
        let stale = vigie_service::casework::answer(&world.ctx, &signed, case, version, &late).await;
        assert!(stale.unwrap_err().is_conflict());
        let stranger = CaseId::new(world.ctx.clock.now(), &mut vigie_model::clock::entropy());
        assert!(matches!(desk.opens(&world.ctx, stranger).await, Err(vigie_service::ServiceError::NotFound)));
        world.run_jobs().await;
    })
    .await;
}
