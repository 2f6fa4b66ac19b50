//! "Which of these is the person threatening you?": what a visitor says of names found in what she pasted.

use vigie_model::evidence::{Grade, Source};
use vigie_model::id::CaseId;
use vigie_model::report::{Handle, Side};
use vigie_service::ServiceError;
use vigie_service::casework::deed::{Deed, Mark};
use vigie_service::casework::identifiers::{Gone, Named};
use vigie_service::pass::Pass;
use vigie_service::whose::{self, Looked};
use vigie_service::{sealing::Kind, thread};
use vigie_testkit::{Counsellor, Person, World, both_worlds};

const PASTED: &str = "me: my insta is @zq.mine_77\nkim: write to zq.kim@heron.example\n\
    kim: send 200 on paypal to zq.pay@heron.example or I send the video to your mother\nme: I tell @zq_friend_77";

/// Somebody who pasted this, with a thread, and the case.
async fn pasted(world: &World, desk: &Counsellor, text: &str) -> (Person, Pass, CaseId) {
    let mut person = world.person();
    (person.report.handles, person.report.pasted) = (Vec::new(), text.to_owned());
    let code = person.tells_and_keeps_the_code(&world.ctx).await;
    let pass = person.pass(&world.ctx, &code).await;
    world.run_jobs().await;
    let case = desk.queue(&world.ctx).await.iter().map(|line| line.case).max().unwrap();
    (person, pass, case)
}

async fn looked(world: &World, person: &Person) -> Looked {
    whose::looked(&world.ctx, person.report.clone(), false).await.unwrap()
}

async fn says(world: &World, person: &Person, pass: &Pass, sides: &[(&str, Side)]) -> Vec<Side> {
    let sides: Vec<(String, Side)> = sides.iter().map(|(key, side)| ((*key).to_owned(), *side)).collect();
    let said = whose::say(&world.ctx, pass, &sides, person.address).await.unwrap();
    said.into_iter().map(|(_, side)| side).collect()
}

async fn named(world: &World, desk: &Counsellor, case: CaseId, name: &str) -> Named {
    let all = desk.opens(&world.ctx, case).await.unwrap().named;
    all.into_iter().find(|named| named.name.contains(name)).unwrap()
}

async fn count(world: &World, what: &str) -> i64 {
    world.database.number(&format!("SELECT count(*) FROM {what}")).await
}

fn mark(key: &str, side: Side, grade: Grade) -> Deed {
    Deed::Marked { key: key.to_owned(), mark: Mark { side, grade, may_be: Vec::new() } }
}

#[tokio::test]
async fn what_is_found_is_offered_and_only_what_the_visitor_marks_becomes_a_tag() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (person, pass, case) = pasted(&world, &desk, PASTED).await;
        let names = looked(&world, &person).await.names;
        let shown: Vec<&str> = names.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(
            shown,
            ["zq.kim@heron.example", "zq.pay@heron.example", "@zq.mine_77", "@zq_friend_77"],
            "those in the turns of who coerces come first"
        );
        assert_eq!((count(&world, "tags").await, count(&world, "links").await), (0, 0), "nobody has marked anything");

        let sides = [Side::Them, Side::Unknown, Side::Mine, Side::Someone];
        let answer: Vec<(&str, Side)> = names.iter().map(|one| one.key.as_str()).zip(sides).collect();
        assert_eq!(says(&world, &person, &pass, &answer).await, [Side::Them, Side::Mine, Side::Someone]);
        assert_eq!(count(&world, "tags").await, 1, "hers and somebody else's are never tagged");

        for (name, side) in ["zq.kim", "zq.pay", "zq.mine", "zq_friend"].into_iter().zip(sides) {
            let it = named(&world, &desk, case, name).await;
            assert_eq!((it.side, it.grade, it.sources.as_slice()), (side, Grade::Claimed, &[Source::Found][..]));
            let by_visitor = it.marked.is_some_and(|(by, _)| by.is_none());
            assert_eq!(by_visitor, side != Side::Unknown, "the desk sees that the visitor said so: {name}");
        }
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert!(opened.history.iter().any(|one| one.kind == "thread.named" && one.by.is_none()));
        let view = thread::view(&world.ctx, &pass).await.unwrap();
        assert!(view.pieces.iter().all(|piece| piece.kind != Kind::Deed), "no page shows the bare record");

        let (other, pass, _) = pasted(&world, &desk, "he is zq.kim@heron.example").await;
        let key = looked(&world, &other).await.names.remove(0).key;
        says(&world, &other, &pass, &[(&key, Side::Them)]).await;
        world.run_jobs().await;
        assert_eq!((count(&world, "tags").await, count(&world, "links").await), (2, 2), "a lead, both ways");
    })
    .await;
}

#[tokio::test]
async fn an_answer_counts_once_and_names_of_nowhere_count_never() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (person, pass, _) = pasted(&world, &desk, PASTED).await;
        let key = looked(&world, &person).await.names.remove(0).key;
        assert_eq!(says(&world, &person, &pass, &[(&key, Side::Mine)]).await, [Side::Mine]);
        let parts = count(&world, "parts").await;
        assert_eq!(says(&world, &person, &pass, &[(&key, Side::Them)]).await, [Side::Mine], "what she said stands");
        assert_eq!(says(&world, &person, &pass, &[("0123456789abcdef", Side::Them), ("", Side::Them)]).await, []);
        assert_eq!(says(&world, &person, &pass, &[]).await, []);
        assert_eq!((count(&world, "parts").await, count(&world, "tags").await), (parts, 0));
        assert!(looked(&world, &person).await.names.len() <= whose::MOST);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_name_typed_into_the_form_is_not_asked_for_again() {
    both_worlds(async |world| {
        let mut person = world.person();
        person.report.pasted = "snap: zq.heron and zq.other@heron.example".to_owned();
        let typed = Handle { place: "snapchat".into(), name: "zq.heron".into(), side: Side::Unknown };
        person.report.handles = vec![typed];
        let names = looked(&world, &person).await.names;
        assert_eq!(names.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["zq.other@heron.example"]);
        person.report.pasted = (0..30).map(|at| format!("@zq_heron_{at}")).collect::<Vec<_>>().join(" ");
        assert_eq!(looked(&world, &person).await.names.len(), whose::MOST);
    })
    .await;
}

#[tokio::test]
async fn what_the_desk_has_marked_stands_and_tags_are_true_to_the_marks() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (person, pass, case) =
            pasted(&world, &desk, "zq.a@heron.example zq.b@heron.example zq.c@heron.example").await;
        let keys: Vec<String> = looked(&world, &person).await.names.into_iter().map(|one| one.key).collect();
        desk.marks(&world.ctx, case, mark(&keys[0], Side::Them, Grade::Seen)).await.unwrap();
        desk.marks(&world.ctx, case, Deed::WrongPerson { key: keys[1].clone() }).await.unwrap();
        world.passes(1000);
        says(&world, &person, &pass, &[(&keys[0], Side::Mine), (&keys[1], Side::Them), (&keys[2], Side::Them)]).await;
        assert_eq!(count(&world, "tags").await, 3);
        let first = named(&world, &desk, case, "zq.a").await;
        assert_eq!((first.side, first.grade), (Side::Them, Grade::Seen), "the desk saw it in the original");
        let second = named(&world, &desk, case, "zq.b").await;
        assert_eq!((second.side, second.gone), (Side::Them, None::<Gone>), "that somebody threatens is heard");

        world.passes(1000);
        desk.marks(&world.ctx, case, mark(&keys[1], Side::Someone, Grade::Seen)).await.unwrap();
        desk.marks(&world.ctx, case, Deed::WrongPerson { key: keys[2].clone() }).await.unwrap();
        assert_eq!(count(&world, "tags").await, 1, "the desk has the last word");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_pasted_later_is_offered_too_and_not_what_was_answered() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (person, pass, case) = pasted(&world, &desk, "he is zq.kim@heron.example").await;
        let key = looked(&world, &person).await.names.remove(0).key;
        says(&world, &person, &pass, &[(&key, Side::Them)]).await;
        let more = "now he is zq.kim@heron.example and snap: zq.kim_77";
        person.writes(&world.ctx, &pass, more).await.unwrap();
        let offered = whose::in_added(&world.ctx, &pass, more).await.unwrap();
        let [one] = offered.as_slice() else { panic!("one name, {offered:?}") };
        assert_eq!((one.place.as_str(), one.name.as_str()), ("snapchat", "snap: zq.kim_77"));
        says(&world, &person, &pass, &[(&one.key, Side::Them)]).await;
        assert_eq!(count(&world, "tags").await, 2);
        assert_eq!(named(&world, &desk, case, "zq.kim_77").await.side, Side::Them);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_page_sent_again_with_more_is_looked_through_by_the_desk_too() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (mut person, pass, case) = pasted(&world, &desk, "hello").await;
        person.report.pasted = "he is zq.later@heron.example".to_owned();
        person.tells(&world.ctx).await.unwrap();
        let key = looked(&world, &person).await.names.remove(0).key;
        assert_eq!(says(&world, &person, &pass, &[(&key, Side::Them)]).await, [Side::Them]);
        assert_eq!(named(&world, &desk, case, "zq.later").await.side, Side::Them);
        assert_eq!(count(&world, "tags").await, 1);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_said_of_names_in_a_thread_that_is_taken_back() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (person, pass, _) = pasted(&world, &desk, PASTED).await;
        let key = looked(&world, &person).await.names.remove(0).key;
        thread::erase(&world.ctx, &pass).await.unwrap();
        let refused = whose::say(&world.ctx, &pass, &[(key, Side::Them)], person.address).await;
        assert!(matches!(refused, Err(ServiceError::Refused(_))), "{refused:?}");
        assert_eq!(count(&world, "tags").await, 0);
        world.run_jobs().await;
    })
    .await;
}
