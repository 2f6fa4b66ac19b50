//! How long a case is kept, what holds it back, and who destroys it.

use vigie_model::case::{ERASE_AFTER, Step};
use vigie_model::clock::{DAY, HOUR};
use vigie_model::id::CaseId;
use vigie_service::alarms;
use vigie_service::casework::passing::{self, Passed, To, What};
use vigie_service::keeping::{self, CountryDays, Days, Retention};
use vigie_service::sealing::{Kind, Piece};
use vigie_service::{Ctx, ServiceError, casework, second, thread};
use vigie_store::Engine;
use vigie_testkit::{Counsellor, World, both_worlds};

async fn closes(desk: &Counsellor, ctx: &Ctx, case: CaseId) {
    desk.claims(ctx, case).await.unwrap();
    let signed = desk.signed(ctx).await;
    let version = desk.opens(ctx, case).await.unwrap().version;
    casework::step(ctx, &signed, case, version, Step::Close(signed.member)).await.unwrap();
}

/// The days are worked out in the hourly sweep.
async fn hour(world: &World) {
    world.passes(HOUR);
    world.run_jobs().await;
}

/// A counsellor proposes, a reviewer says yes.
async fn two(world: &World, proposed: Result<second::ProposalId, ServiceError>) -> Result<(), ServiceError> {
    let reviewer = world.reviewer().await.signed(&world.ctx).await;
    let confirmed = second::confirm(&world.ctx, &reviewer, proposed?).await?;
    second::carry_out(&world.ctx, &reviewer, confirmed).await.map(drop)
}

#[tokio::test]
async fn a_closed_case_is_destroyed_on_the_day_that_its_page_said_and_one_that_nobody_read_is_not() {
    both_worlds(async |world| {
        let mut rules = Retention::default();
        let days = Days { closed: 10, answered: 20, open: 30 };
        rules.countries.push(CountryDays { country: "FR".to_owned(), days });
        let desk = world.counsellor().await;
        keeping::set(&world.ctx, &desk.signed(&world.ctx).await, &rules).await.unwrap();
        world.passes(2000);
        let (mut ana, ben, cleo) = (world.person(), world.person(), world.person());
        ana.report.country = "FR".to_owned();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let french = desk.queue(&world.ctx).await[0].case;
        closes(&desk, &world.ctx, french).await;
        let other = ben.tells_and_keeps_the_code(&world.ctx).await;
        let second = desk.queue(&world.ctx).await[0].case;
        closes(&desk, &world.ctx, second).await;
        let unread = cleo.tells_and_keeps_the_code(&world.ctx).await;
        hour(&world).await;
        let said = ana.opens(&world.ctx, &code).await.unwrap().kept_until.expect("a day");
        assert_eq!(said, world.ctx.clock.now().plus(10 * DAY));
        assert!(cleo.opens(&world.ctx, &unread).await.unwrap().kept_until.is_none(), "nobody has read it");
        world.passes(9 * DAY);
        hour(&world).await;
        assert!(ana.opens(&world.ctx, &code).await.is_ok(), "a day before it is there");
        world.passes(DAY);
        hour(&world).await;
        assert!(matches!(ana.opens(&world.ctx, &code).await, Err(ServiceError::NoMatch)));
        let list = std::fs::read_to_string(world.database.dir.join("audit/erasures")).unwrap();
        assert!(list.contains(&french.to_string()) && list.lines().count() == 1);
        assert!(ben.opens(&world.ctx, &other).await.is_ok(), "another country, other days");
        world.passes(4000 * DAY);
        hour(&world).await;
        assert!(matches!(ben.opens(&world.ctx, &other).await, Err(ServiceError::NoMatch)));
        assert!(cleo.opens(&world.ctx, &unread).await.is_ok(), "what nobody has read is not destroyed by time");
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_starts_the_time_anew() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        closes(&desk, &world.ctx, case).await;
        hour(&world).await;
        world.passes(89 * DAY);
        let pass = ana.pass(&world.ctx, &code).await;
        ana.writes(&world.ctx, &pass, "it began again").await.unwrap();
        hour(&world).await;
        world.passes(30 * DAY);
        hour(&world).await;
        assert!(ana.opens(&world.ctx, &code).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_hold_of_two_people_restricts_what_is_taken_back_until_it_ends() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        let signed = desk.signed(&world.ctx).await;
        let now = world.ctx.clock.now();
        let (ends, review) = (now.plus(40 * DAY).date(), now.plus(30 * DAY).date());
        for wrong in [review.clone(), format!("{review} {ends}"), "no day".to_owned()] {
            assert!(keeping::propose_hold(&world.ctx, &signed, case, &wrong, "a court asks").await.is_err(), "{wrong}");
        }
        let sentence = format!("Until {ends}, looked at again on {review}.");
        let proposed = keeping::propose_hold(&world.ctx, &signed, case, &sentence, "a court asks").await;
        assert!(keeping::of_case(&world.ctx, &signed, case).await.unwrap().held.is_none(), "one alone holds nothing");
        two(&world, proposed).await.unwrap();
        let held = keeping::of_case(&world.ctx, &signed, case).await.unwrap().held.expect("held");
        assert_eq!((held.ground.as_deref(), held.ends.date()), (Some("a court asks"), ends));

        let pass = ana.pass(&world.ctx, &code).await;
        thread::erase(&world.ctx, &pass).await.unwrap();
        world.passes(ERASE_AFTER + DAY);
        hour(&world).await;
        let view = ana.opens(&world.ctx, &code).await.unwrap();
        assert!(view.held_until.is_some() && view.pieces.is_empty(), "restricted: there, and unreadable with the code");
        let desk = world.counsellor().await;
        let signed = desk.signed(&world.ctx).await;
        assert!(desk.claims(&world.ctx, case).await.is_err(), "nobody works with it");
        let erase = keeping::propose_erase(&world.ctx, &signed, case, "asked for").await;
        assert!(two(&world, erase).await.is_err(), "a held case is not destroyed by two either");

        let stranger = world.second_counsellor().await.signed(&world.ctx).await;
        assert!(keeping::end(&world.ctx, &stranger, case).await.is_err(), "it is another's");
        world.passes(40 * DAY);
        hour(&world).await;
        world.run_jobs().await;
        assert!(matches!(ana.opens(&world.ctx, &code).await, Err(ServiceError::NoMatch)), "the hold ended");
    })
    .await;
}

#[tokio::test]
async fn two_people_destroy_a_case_and_it_stands_on_the_list() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        world.run_jobs().await;
        let desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        let signed = desk.signed(&world.ctx).await;
        let proposed = keeping::propose_erase(&world.ctx, &signed, case, "sent by mistake, says the child").await;
        assert!(ana.opens(&world.ctx, &code).await.is_ok());
        two(&world, proposed).await.unwrap();
        assert!(matches!(ana.opens(&world.ctx, &code).await, Err(ServiceError::NoMatch)));
        let list = std::fs::read_to_string(world.database.dir.join("audit/erasures")).unwrap();
        assert!(list.contains(&case.to_string()));
        let other = keeping::propose_erase(&world.ctx, &signed, case, "once more").await;
        assert!(other.is_err(), "there is nothing left");
    })
    .await;
}

#[tokio::test]
async fn a_frozen_code_opens_nothing_and_says_no_more_than_a_wrong_one() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        world.run_jobs().await;
        let pass = ana.pass(&world.ctx, &code).await;
        let desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        let signed = desk.signed(&world.ctx).await;
        keeping::freeze(&world.ctx, &signed, case).await.unwrap();
        assert!(matches!(ana.opens(&world.ctx, &code).await, Err(ServiceError::NoMatch)));
        assert!(matches!(thread::view(&world.ctx, &pass).await, Err(ServiceError::Expired)));
        assert!(keeping::of_case(&world.ctx, &signed, case).await.unwrap().frozen.is_some());
        // The form that made the report, sent again, shows no code and writes nothing under it; other words are a report
        // of their own, so that nothing is lost.
        let again = ana.tells(&world.ctx).await.unwrap();
        assert!(again.code.is_none());
        let mut other = ana.clone();
        other.report.answer = "they wrote again, says the heron".to_owned();
        let new = other.tells(&world.ctx).await.unwrap().code.expect("a code of its own");
        assert_ne!(new.digits(), code.digits());
        assert_eq!(world.database.number("SELECT count(*) FROM reports").await, 2);
        keeping::thaw(&world.ctx, &signed, case).await.unwrap();
        assert_eq!(ana.opens(&world.ctx, &code).await.unwrap().openings.len(), 2, "each opening is listed");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn what_two_agree_to_pass_on_stands_in_the_thread_and_one_alone_passes_nothing_on() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        world.run_jobs().await;
        let desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        desk.claims(&world.ctx, case).await.unwrap();
        let signed = desk.signed(&world.ctx).await;
        let passed = Passed { what: What::Accounts, to: To::Police };
        let id = passing::propose(&world.ctx, &signed, case, passed, "she asked us to, says the heron").await;
        assert!(second::confirm(&world.ctx, &signed, *id.as_ref().unwrap()).await.is_err(), "alone");
        let of = |pieces: &[Piece]| pieces.iter().filter_map(Passed::of).collect::<Vec<_>>();
        assert!(of(&ana.opens(&world.ctx, &code).await.unwrap().pieces).is_empty(), "not before the second person");
        two(&world, id).await.unwrap();
        assert_eq!(of(&ana.opens(&world.ctx, &code).await.unwrap().pieces), [passed]);
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert_eq!(of(&opened.pieces), [passed]);
        let note = opened.pieces.iter().find(|piece| piece.kind == Kind::Note).unwrap();
        assert_eq!((note.text().as_str(), note.by), ("she asked us to, says the heron", Some(signed.member)));
        let told = "SELECT count(*) FROM audit_leaves WHERE kind = 'case.passed_on'";
        assert_eq!(world.database.number(told).await, 1);

        let late = passing::propose(&world.ctx, &signed, case, passed, "and again").await;
        let pass = ana.pass(&world.ctx, &code).await;
        thread::erase(&world.ctx, &pass).await.unwrap();
        assert!(matches!(two(&world, late).await, Err(ServiceError::Refused(_))), "what is taken back goes nowhere");
    })
    .await;
}

#[tokio::test]
async fn the_day_of_review_of_a_hold_raises_one_alarm_and_a_new_hold_one_of_its_own() {
    both_worlds(async |world| {
        world.person().tells(&world.ctx).await.unwrap();
        let mut desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        let waiting = async || {
            let all = alarms::list(&world.ctx, &world.counsellor().await.signed(&world.ctx).await).await.unwrap();
            all.iter().map(|alarm| (alarm.kind, alarm.case, alarm.about)).collect::<Vec<_>>()
        };
        for times in 1..=2 {
            desk.signs_in(&world.ctx).await.unwrap();
            let now = world.ctx.clock.now();
            let sentence = format!("{} {}", now.plus(90 * DAY).date(), now.plus(30 * DAY).date());
            let signed = desk.signed(&world.ctx).await;
            two(&world, keeping::propose_hold(&world.ctx, &signed, case, &sentence, "a court asks").await)
                .await
                .unwrap();
            world.passes(28 * DAY);
            hour(&world).await;
            assert_eq!(waiting().await.len(), times - 1, "not before its day");
            world.passes(2 * DAY);
            for _ in 0..2 {
                hour(&world).await;
                assert_eq!(waiting().await, vec![(alarms::Kind::HoldReview, Some(case.0), None); times], "once");
            }
        }
        desk.signs_in(&world.ctx).await.unwrap();
        let owner = desk.signed(&world.ctx).await;
        let alarm = alarms::list(&world.ctx, &owner).await.unwrap().remove(0);
        alarms::acknowledge(&world.ctx, &owner, alarm.id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn more_cases_than_fit_on_a_page_are_destroyed_in_the_same_hour() {
    both_worlds(async |world| {
        world.person().tells(&world.ctx).await.unwrap();
        let (series, id) = match world.database.store.engine() {
            Engine::Sqlite => {
                ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 520)", "randomblob(16)")
            }
            Engine::Postgres => ("WITH n(i) AS (SELECT generate_series(1, 520))", "gen_random_uuid()"),
        };
        for sql in [
            format!(
                "{series} INSERT INTO cases (id, desk_id, state, lane, key_ms, version, summary_sealed, created_at_ms)
                 SELECT {id}, desk_id, 'closed', 4, 1, 1, summary_sealed, 1 FROM n, (SELECT desk_id, summary_sealed FROM cases LIMIT 1) c"
            ),
            "INSERT INTO keeps (case_id, rule, until_ms, seen) SELECT id, '', 1, 1 FROM cases WHERE state = 'closed'".to_owned(),
        ] {
            world.database.run(&sql).await;
        }
        hour(&world).await;
        let left = "SELECT count(*) FROM cases WHERE state = 'closed' AND summary_sealed IS NOT NULL";
        assert_eq!(world.database.number(left).await, 0);
    })
    .await;
}
