//! Working on a case with others: tasks, hand-over, and two cases about one child.

use vigie_model::case::{CaseState, Refused, Step};
use vigie_model::clock::{DAY, MINUTE};
use vigie_model::evidence::{Origin, Source};
use vigie_model::id::CaseId;
use vigie_model::report::Danger;
use vigie_seal::ReceiptCode;
use vigie_service::casework::{Reply, deed, handover, join, reply, tasks};
use vigie_service::intake::{Draft, spoken};
use vigie_service::sealing::Piece;
use vigie_service::{ServiceError, casework, thread};
use vigie_testkit::{Person, World, both_worlds};

#[tokio::test]
async fn a_task_is_done_undone_and_counted_by_whose_it_is() {
    both_worlds(async |world| {
        let (ana, desk) = (world.person(), world.counsellor().await);
        ana.tells(&world.ctx).await.unwrap();
        let colleague = world.second_counsellor().await;
        let (mine, hers) = (desk.signed(&world.ctx).await, colleague.signed(&world.ctx).await);
        let case = desk.queue(&world.ctx).await[0].case;
        let due = world.ctx.clock.now().plus(DAY);
        let call =
            tasks::set(&world.ctx, &mine, case, "call the zq-school", Some(hers.member), Some(due)).await.unwrap();
        tasks::set(&world.ctx, &mine, case, "look again", None, None).await.unwrap();
        assert_eq!(
            (tasks::count(&world.ctx, &mine).await.unwrap(), tasks::count(&world.ctx, &hers).await.unwrap()),
            (0, 1)
        );
        let list = tasks::mine(&world.ctx, &hers).await.unwrap();
        assert_eq!((list.len(), list[0].text.as_str(), list[0].due), (1, "call the zq-school", Some(due)));
        assert_eq!((list[0].set_by, list[0].case), (Some(mine.member), case));
        let dump = world.database.dump().await;
        assert!(!dump.windows(9).any(|bytes| bytes == b"zq-school"), "sealed");

        tasks::mark(&world.ctx, &hers, case, call, true).await.unwrap();
        tasks::mark(&world.ctx, &hers, case, call, true).await.unwrap();
        let all = desk.opens(&world.ctx, case).await.unwrap().tasks;
        assert_eq!((all.len(), all[0].text.as_str(), all[1].done.unwrap().0), (2, "look again", Some(hers.member)));
        assert_eq!(tasks::count(&world.ctx, &hers).await.unwrap(), 0);
        tasks::mark(&world.ctx, &mine, case, call, false).await.unwrap();
        assert_eq!(tasks::count(&world.ctx, &hers).await.unwrap(), 1);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_case_is_handed_over_with_what_the_next_one_has_to_know() {
    both_worlds(async |world| {
        let (ana, desk) = (world.person(), world.counsellor().await);
        ana.tells(&world.ctx).await.unwrap();
        let colleague = world.second_counsellor().await;
        let (mine, hers) = (desk.signed(&world.ctx).await, colleague.signed(&world.ctx).await);
        let case = desk.queue(&world.ctx).await[0].case;
        let version = desk.opens(&world.ctx, case).await.unwrap().version;
        let early = handover::hand_over(&world.ctx, &mine, case, version, None, "x").await;
        assert!(matches!(early, Err(ServiceError::Refused(Refused::NotClaimed))));
        desk.claims(&world.ctx, case).await.unwrap();
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert_eq!(opened.colleagues, [(hers.member, format!("name {}", colleague.login))]);
        let stranger = handover::hand_over(&world.ctx, &mine, case, opened.version, Some(mine.member), "x").await;
        assert!(matches!(stranger, Err(ServiceError::NotFound)), "only to a colleague");
        handover::hand_over(&world.ctx, &mine, case, opened.version, Some(hers.member), "she told all once")
            .await
            .unwrap();

        let opened = colleague.opens(&world.ctx, case).await.unwrap();
        assert_eq!((opened.standing.claimed_by, opened.standing.state), (Some(hers.member), CaseState::Open));
        let note = deed::hand_over(&opened.pieces).unwrap();
        assert_eq!(
            (note.text.as_str(), note.to, note.piece.by),
            ("she told all once", Some(hers.member), Some(mine.member))
        );
        colleague.answers(&world.ctx, case, "I go on from here").await.unwrap();
        let version = colleague.opens(&world.ctx, case).await.unwrap().version;
        handover::hand_over(&world.ctx, &hers, case, version, None, "back to the desk").await.unwrap();
        assert!(desk.queue(&world.ctx).await[0].claimed_by.is_none());
        world.passes(3 * MINUTE);
        world.run_jobs().await;
    })
    .await;
}

/// A parent and a child who tell of the same, and their cases.
async fn parent_and_child(world: &World) -> [(Person, ReceiptCode, CaseId); 2] {
    let desk = world.counsellor().await;
    let mut made = Vec::new();
    for _ in 0..2 {
        let person = world.person();
        let code = person.tells_and_keeps_the_code(&world.ctx).await;
        let case = desk.queue(&world.ctx).await.iter().map(|line| line.case).max().unwrap();
        made.push((person, code, case));
        world.passes(1000);
    }
    made.try_into().unwrap_or_else(|_| panic!("two"))
}

#[tokio::test]
async fn two_cases_worked_on_together_are_one_line_and_parted_are_two() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let [(_, _, parent), (child, code, own)] = parent_and_child(&world).await;
        let signed = desk.signed(&world.ctx).await;
        let unclaimed = join::join(&world.ctx, &signed, parent, own).await;
        assert!(matches!(unclaimed, Err(ServiceError::Refused(Refused::NotClaimed))));
        desk.claims(&world.ctx, parent).await.unwrap();
        join::join(&world.ctx, &signed, parent, own).await.unwrap();
        assert!(join::join(&world.ctx, &signed, parent, own).await.is_err(), "they are together already");
        assert_eq!(desk.queue(&world.ctx).await.len(), 1);
        let opened = desk.opens(&world.ctx, own).await.unwrap();
        assert_eq!((opened.joined.as_slice(), opened.standing.claimed_by), ([parent].as_slice(), Some(signed.member)));

        // The line is the one that needs somebody: the other thread waits while this one was answered.
        desk.answers(&world.ctx, parent, "for the parent").await.unwrap();
        assert_eq!(desk.queue(&world.ctx).await.iter().map(|line| line.case).collect::<Vec<_>>(), [own]);
        desk.answers(&world.ctx, own, "for the child").await.unwrap();
        assert_eq!(desk.queue(&world.ctx).await.len(), 1);
        let pass = child.pass(&world.ctx, &code).await;
        child.writes(&world.ctx, &pass, "it goes on").await.unwrap();
        assert_eq!(desk.queue(&world.ctx).await.iter().map(|line| line.case).collect::<Vec<_>>(), [own]);

        // A closed one never hides the other.
        let version = desk.opens(&world.ctx, own).await.unwrap().version;
        casework::step(&world.ctx, &signed, own, version, Step::Close(signed.member)).await.unwrap();
        assert_eq!(desk.queue(&world.ctx).await.iter().map(|line| line.case).collect::<Vec<_>>(), [parent]);
        let version = desk.opens(&world.ctx, own).await.unwrap().version;
        casework::step(&world.ctx, &signed, own, version, Step::Reopen(signed.member)).await.unwrap();
        join::part(&world.ctx, &signed, own).await.unwrap();
        assert_eq!(desk.queue(&world.ctx).await.len(), 2);
        assert!(desk.opens(&world.ctx, parent).await.unwrap().joined.is_empty());
        assert!(join::part(&world.ctx, &signed, parent).await.is_err(), "alone is alone");
        world.passes(3 * MINUTE);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_parents_code_never_opens_the_childs_thread_even_when_both_are_worked_on_together() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let [(mum, hers, parent), (child, his, own)] = parent_and_child(&world).await;
        let signed = desk.signed(&world.ctx).await;
        desk.claims(&world.ctx, parent).await.unwrap();
        join::join(&world.ctx, &signed, parent, own).await.unwrap();
        desk.answers(&world.ctx, parent, "for the parent alone").await.unwrap();
        desk.answers(&world.ctx, own, "for the child alone").await.unwrap();
        let texts = |view: thread::View| view.pieces.iter().map(Piece::text).collect::<Vec<_>>().join("\n");
        let read = texts(mum.opens(&world.ctx, &hers).await.unwrap());
        assert!(read.contains("for the parent alone") && read.contains(&mum.report.words));
        assert!(!read.contains("for the child alone") && !read.contains(&child.report.words));
        let read = texts(child.opens(&world.ctx, &his).await.unwrap());
        assert!(read.contains("for the child alone") && !read.contains("for the parent alone"));

        let mut forced = mum.pass(&world.ctx, &hers).await;
        forced.report = child.pass(&world.ctx, &his).await.report;
        assert!(matches!(thread::view(&world.ctx, &forced).await, Err(ServiceError::Untrusted(_))));
        assert!(thread::write(&world.ctx, &forced, "x", &Draft::default(), mum.address).await.is_err());
        let new = thread::new_code(&world.ctx, &forced, &Draft::default(), mum.address).await;
        assert!(new.is_err() && child.opens(&world.ctx, &his).await.is_ok());
        world.passes(3 * MINUTE);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_leaves_the_other_case_in_the_queue() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let [(_, _, parent), (child, his, own)] = parent_and_child(&world).await;
        let signed = desk.signed(&world.ctx).await;
        desk.claims(&world.ctx, parent).await.unwrap();
        join::join(&world.ctx, &signed, parent, own).await.unwrap();
        let pass = child.pass(&world.ctx, &his).await;
        desk.writes_an_answer(&world.ctx, own, "it will not leave").await.unwrap();
        reply::save_draft(&world.ctx, &signed, own, &Reply::plain("begun")).await.unwrap();
        tasks::set(&world.ctx, &signed, own, "call", Some(signed.member), None).await.unwrap();
        thread::erase(&world.ctx, &pass).await.unwrap();
        world.passes(7 * DAY);
        world.run_jobs().await;
        let desk = world.counsellor().await;
        let lines = desk.queue(&world.ctx).await;
        assert_eq!(lines.iter().map(|line| line.case).collect::<Vec<_>>(), [parent]);
        assert!(desk.opens(&world.ctx, parent).await.unwrap().joined.is_empty());
        for table in ["outgoing", "reply_drafts", "tasks"] {
            assert_eq!(world.database.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn danger_in_the_joined_case_brings_the_line_up() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let mut third = world.person();
        third.report.danger = Some(Danger::Safe);
        let [(_, _, parent), (child, his, own)] = parent_and_child(&world).await;
        let signed = desk.signed(&world.ctx).await;
        desk.claims(&world.ctx, parent).await.unwrap();
        join::join(&world.ctx, &signed, parent, own).await.unwrap();
        third.tells(&world.ctx).await.unwrap();
        let pass = child.pass(&world.ctx, &his).await;
        assert!(child.writes(&world.ctx, &pass, "I want to kill myself").await.unwrap());
        let lines = desk.queue(&world.ctx).await;
        assert_eq!((lines.len(), lines[0].case), (2, own), "the one in danger is the line, and first");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn what_somebody_says_by_telephone_is_a_report_with_a_code_and_says_how_it_came() {
    both_worlds(async |world| {
        let (ana, desk) = (world.person(), world.counsellor().await);
        let signed = desk.signed(&world.ctx).await;
        let (report, draft) = (ana.report.clone(), ana.draft.clone());
        let told = spoken::accept(&world.ctx, &signed, report.clone(), draft.clone(), desk.address).await.unwrap();
        let (accepted, case) = told;
        let code = accepted.code.unwrap();
        ana.notes(&code);
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert_eq!(opened.standing.claimed_by, Some(signed.member));
        let said: Vec<_> = opened.pieces.iter().filter_map(|piece| Some((piece.origin()?, piece.by))).collect();
        assert_eq!(said, vec![(Origin::Spoken, Some(signed.member)); 3]);
        assert!(opened.history.iter().any(|one| one.kind == "report.spoken" && one.by == Some(signed.member)));
        assert_eq!(opened.named[0].sources, [Source::Typed]);
        let view = ana.opens(&world.ctx, &code).await.unwrap();
        assert!(
            view.pieces.iter().any(|piece| piece.text() == ana.report.words),
            "the code that was read out opens it"
        );
        let again = spoken::accept(&world.ctx, &signed, report, draft, desk.address).await.unwrap();
        assert_eq!((again.0.code.unwrap().digits(), again.1), (code.digits(), case), "sent twice it is one");
        let typed = world.person();
        typed.tells(&world.ctx).await.unwrap();
        let other = desk.queue(&world.ctx).await.iter().map(|line| line.case).find(|one| *one != case).unwrap();
        let opened = desk.opens(&world.ctx, other).await.unwrap();
        let mut origins: Vec<_> = opened.pieces.iter().filter_map(Piece::origin).collect();
        origins.sort();
        assert_eq!(origins, [Origin::Typed, Origin::Typed, Origin::Pasted]);
        world.run_jobs().await;
    })
    .await;
}
