//! Whose an account is, and what follows from it.

use vigie_model::evidence::{Grade, MayBe, Source};
use vigie_model::id::CaseId;
use vigie_model::report::{Handle, Side};
use vigie_service::alarms;
use vigie_service::casework::deed::{Deed, Mark};
use vigie_service::casework::identifiers::{self, Gone, Named};
use vigie_testkit::{Counsellor, World, both_worlds};

fn mark(side: Side, grade: Grade) -> Mark {
    Mark { side, grade, may_be: Vec::new() }
}

async fn named(world: &World, desk: &Counsellor, case: CaseId) -> Vec<Named> {
    desk.opens(&world.ctx, case).await.unwrap().named
}

/// A case of somebody who typed these names.
async fn told(world: &World, desk: &Counsellor, handles: Vec<Handle>, pasted: &str) -> CaseId {
    let mut person = world.person();
    (person.report.handles, person.report.pasted) = (handles, pasted.to_owned());
    person.tells(&world.ctx).await.unwrap();
    world.run_jobs().await;
    desk.queue(&world.ctx).await.iter().map(|line| line.case).max().unwrap()
}

fn handle(name: &str, side: Side) -> Handle {
    Handle { place: "Instagram".to_owned(), name: name.to_owned(), side }
}

async fn tags(world: &World) -> (i64, i64) {
    (
        world.database.number("SELECT count(*) FROM tags").await,
        world.database.number("SELECT count(*) FROM links").await,
    )
}

#[tokio::test]
async fn only_the_person_threatening_is_tagged_and_taking_it_back_takes_tag_and_links() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let first = told(&world, &desk, vec![handle("zq.heron", Side::Them)], "").await;
        world.passes(1000);
        let case =
            told(&world, &desk, vec![handle("@ZQ.Heron", Side::Unknown), handle("zq.own", Side::Mine)], "").await;
        assert_eq!(tags(&world).await, (1, 0), "what nobody marked is not tagged");
        let all = named(&world, &desk, case).await;
        let [heron, own] = all.as_slice() else { panic!("two names, {}", all.len()) };
        assert_eq!((heron.side, own.side, heron.grade), (Side::Unknown, Side::Mine, Grade::Claimed));

        for side in [Side::Mine, Side::Someone, Side::Unknown] {
            let deed = Deed::Marked { key: heron.key.clone(), mark: mark(side, Grade::Seen) };
            desk.marks(&world.ctx, case, deed).await.unwrap();
            assert_eq!(tags(&world).await, (1, 0));
        }
        let theirs = Deed::Marked { key: heron.key.clone(), mark: mark(Side::Them, Grade::Seen) };
        desk.marks(&world.ctx, case, theirs).await.unwrap();
        world.run_jobs().await;
        assert_eq!(tags(&world).await, (2, 2), "linked both ways");
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        let [lead] = opened.shared.as_slice() else { panic!("one lead") };
        assert_eq!((lead.sources, lead.grade, lead.elsewhere, lead.cases.len()), (2, Grade::Claimed, 0, 1));
        assert_eq!((lead.cases[0].case, &lead.key), (first, &heron.key));

        let not = Deed::Marked { key: heron.key.clone(), mark: mark(Side::Someone, Grade::Claimed) };
        desk.marks(&world.ctx, case, not).await.unwrap();
        world.run_jobs().await;
        assert_eq!(tags(&world).await, (1, 0), "the other case keeps its own");
        assert!(desk.opens(&world.ctx, first).await.unwrap().shared.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_account_can_be_corrected_and_the_wrong_person_is_found_by_nobody() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        told(&world, &desk, vec![handle("zq.right", Side::Them)], "").await;
        world.passes(1000);
        let case = told(&world, &desk, vec![handle("zq.wrong", Side::Them)], "").await;
        let key = named(&world, &desk, case).await[0].key.clone();
        let right = Deed::Corrected { key, place: "insta".to_owned(), name: "zq.right".to_owned() };
        desk.marks(&world.ctx, case, right).await.unwrap();
        world.run_jobs().await;
        assert_eq!(tags(&world).await, (2, 2), "the right one is linked, the wrong one tagged no more");
        let all = named(&world, &desk, case).await;
        assert_eq!((all[0].gone, all[1].gone, all[1].side), (Some(Gone::Corrected), None, Side::Them));
        assert_eq!(all[1].sources, [Source::Staff]);

        desk.marks(&world.ctx, case, Deed::WrongPerson { key: all[1].key.clone() }).await.unwrap();
        assert_eq!(tags(&world).await, (1, 0));
        assert_eq!(named(&world, &desk, case).await[1].gone, Some(Gone::WrongPerson));
        let again = Deed::Marked { key: all[1].key.clone(), mark: mark(Side::Them, Grade::Confirmed) };
        desk.marks(&world.ctx, case, again).await.unwrap();
        world.run_jobs().await;
        assert_eq!((tags(&world).await, named(&world, &desk, case).await[1].gone), ((2, 2), None));
        assert!(desk.marks(&world.ctx, case, Deed::WrongPerson { key: "0".repeat(16) }).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn names_come_from_fields_from_pasted_text_and_from_staff_and_one_account_is_one_line() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let pasted = "luna: add me, https://instagram.com/zq.luna or snap: zqluna99";
        let case = told(&world, &desk, vec![handle("@zq.luna", Side::Them)], pasted).await;
        let all = named(&world, &desk, case).await;
        assert_eq!(all.len(), 2);
        let [mut both, found] = [all[0].sources.clone(), all[1].sources.clone()];
        both.sort();
        assert_eq!(
            (both.as_slice(), found.as_slice()),
            ([Source::Typed, Source::Found].as_slice(), [Source::Found].as_slice())
        );
        let hacked = Mark { side: Side::Them, grade: Grade::Seen, may_be: vec![MayBe::Hacked, MayBe::Minor] };
        let (place, name) = ("PayPal".to_owned(), "zq-pays".to_owned());
        desk.marks(&world.ctx, case, Deed::Added { place, name, mark: hacked.clone() }).await.unwrap();
        world.run_jobs().await;
        let added = named(&world, &desk, case).await.pop().unwrap();
        assert_eq!((added.may_be, added.sources, added.grade), (hacked.may_be, vec![Source::Staff], Grade::Seen));
        assert!(added.marked.unwrap().0.is_some(), "who marked it stands beside it");
        assert_eq!(tags(&world).await.0, 2);
        let marked = "SELECT count(*) FROM audit_leaves WHERE kind = 'name.added'";
        assert_eq!(world.database.number(marked).await, 1);
        let dump = world.database.dump().await;
        assert!(!dump.windows(7).any(|bytes| bytes == b"zq-pays"), "sealed");
    })
    .await;
}

#[tokio::test]
async fn a_name_that_the_visitor_adds_later_is_found_from_other_cases_too() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let first = told(&world, &desk, vec![handle("zq.later", Side::Them)], "").await;
        let mut person = world.person();
        person.report.handles = Vec::new();
        person.tells(&world.ctx).await.unwrap();
        assert_eq!(tags(&world).await, (1, 0));
        person.report.handles = vec![handle("zq.later", Side::Them), handle("zq.mine", Side::Mine)];
        person.tells(&world.ctx).await.unwrap();
        world.run_jobs().await;
        assert_eq!(tags(&world).await, (2, 2));
        assert_eq!(desk.opens(&world.ctx, first).await.unwrap().shared.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_flood_of_names_buries_nobody_and_leaves_what_was_typed() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let many = |from: i32| {
            (from..from + 3000).map(|number| format!("wren{number}@example.org")).collect::<Vec<_>>().join("\n")
        };
        let mut person = world.person();
        let heron = Handle { place: "Snapchat".to_owned(), name: "heron.zq".to_owned(), side: Side::Them };
        person.report.handles = vec![heron];
        (person.report.pasted, person.report.words) = (many(0), many(3000));
        person.tells(&world.ctx).await.unwrap();
        world.run_jobs().await;
        let case = desk.queue(&world.ctx).await[0].case;
        let named = named(&world, &desk, case).await;
        assert_eq!(named.len(), identifiers::FOUND_MOST);
        assert!(named.iter().any(|one| one.name == "heron.zq" && one.sources == [Source::Typed]));
    })
    .await;
}

#[tokio::test]
async fn saying_again_and_again_that_a_name_is_the_offenders_is_a_search_and_raises_an_alarm() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let case = told(&world, &desk, Vec::new(), "").await;
        for number in 0..=alarms::SEARCHED {
            assert_eq!(alarms::waiting(&world.ctx).await.unwrap(), 0, "{number} names");
            world.passes(1000);
            let mark = Mark { side: Side::Them, grade: Grade::Claimed, may_be: Vec::new() };
            let deed = Deed::Added { place: "Snapchat".to_owned(), name: format!("heron.{number}"), mark };
            desk.marks(&world.ctx, case, deed).await.unwrap();
        }
        assert_eq!(alarms::waiting(&world.ctx).await.unwrap(), 1);
        world.run_jobs().await;
    })
    .await;
}
