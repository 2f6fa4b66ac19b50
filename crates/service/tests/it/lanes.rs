//! What is read first, who is called, and which cases are leads to each other.

use vigie_model::clock::{HOUR, MINUTE};
use vigie_model::lane::{Lane, Reason};
use vigie_model::report::{By, Danger, Handle, Side};
use vigie_service::queue::{self, Line};
use vigie_service::thread;
use vigie_testkit::both_worlds;

#[tokio::test]
async fn a_sign_of_danger_goes_on_top_and_to_the_desk_for_danger_too() {
    both_worlds(async |world| {
        let (calm, mut ana) = (world.person(), world.person());
        calm.tells(&world.ctx).await.unwrap();
        world.passes(MINUTE);
        ana.report.danger = Some(Danger::Myself);
        let urgent = world.urgent_counsellor().await;
        let sent = ana.tells(&world.ctx).await.unwrap();
        assert!(sent.doors, "doors to people come first");
        let queue = world.counsellor().await.queue(&world.ctx).await;
        assert_eq!(queue.iter().map(|line| line.lane).collect::<Vec<_>>(), [Lane::Danger, Lane::Other]);
        assert_eq!(queue[0].summary.reasons, [Reason::DangerSelf]);
        let called = urgent.queue(&world.ctx).await;
        assert_eq!(called.iter().map(|line| line.case).collect::<Vec<_>>(), [queue[0].case], "and nothing else");
        assert!(
            urgent
                .opens(&world.ctx, queue[0].case)
                .await
                .unwrap()
                .pieces
                .iter()
                .any(|piece| piece.text() == ana.report.words)
        );
        assert!(urgent.opens(&world.ctx, queue[1].case).await.is_err());
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn words_of_self_harm_move_a_thread_up_whenever_they_come() {
    both_worlds(async |world| {
        let (mut first, later) = (world.person(), world.person());
        first.report.words = "I want to kill myself".to_owned();
        assert!(first.tells(&world.ctx).await.unwrap().doors);
        world.passes(MINUTE);
        let code = later.tells_and_keeps_the_code(&world.ctx).await;
        let pass = later.pass(&world.ctx, &code).await;
        assert!(!thread::view(&world.ctx, &pass).await.unwrap().danger);
        assert!(later.writes(&world.ctx, &pass, "I want to kill myself").await.unwrap());
        assert!(thread::view(&world.ctx, &pass).await.unwrap().danger);
        let desk = world.counsellor().await;
        let list = desk.queue(&world.ctx).await;
        assert_eq!(list.iter().map(|line| line.lane).collect::<Vec<_>>(), [Lane::Danger, Lane::Danger]);
        assert_eq!(list[0].summary.reasons, [Reason::SelfharmWords]);
        let said = |line: &Line, signs| queue::reason(&line.summary.reasons, line.lane, signs);
        assert_eq!((said(&list[0], false), said(&list[1], false)), ("reason-selfharm-words", "reason-danger-later"));
        assert_eq!(said(&list[1], true), "reason-selfharm-words", "once the case is open, what was found is known");
        let opened = desk.opens(&world.ctx, list[0].case).await.unwrap();
        assert!(opened.signs.iter().all(|sign| sign.text == "words") && !opened.signs.is_empty());
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn danger_that_was_only_ticked_later_is_not_said_to_be_words() {
    both_worlds(async |world| {
        let mut ana = world.person();
        ana.tells(&world.ctx).await.unwrap();
        ana.report.danger = Some(Danger::Near);
        ana.tells(&world.ctx).await.unwrap();
        let desk = world.counsellor().await;
        let line = desk.queue(&world.ctx).await.remove(0);
        assert_eq!(line.lane, Lane::Danger);
        let signs = desk.opens(&world.ctx, line.case).await.unwrap().signs;
        assert!(signs.is_empty());
        assert_eq!(queue::reason(&line.summary.reasons, line.lane, !signs.is_empty()), "reason-danger-later");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_deadline_of_tomorrow_moves_up_after_twelve_hours() {
    both_worlds(async |world| {
        let (calm, mut ana) = (world.person(), world.person());
        calm.tells(&world.ctx).await.unwrap();
        world.passes(MINUTE);
        ana.report.by = Some(By::Tomorrow);
        ana.tells(&world.ctx).await.unwrap();
        world.run_jobs().await;
        let lanes = async || {
            let queue = world.counsellor().await.queue(&world.ctx).await;
            queue.iter().map(|line| line.lane).collect::<Vec<_>>()
        };
        assert_eq!(lanes().await, [Lane::Other, Lane::Other]);
        world.passes(12 * HOUR - 1);
        world.run_jobs().await;
        assert_eq!(lanes().await, [Lane::Other, Lane::Other]);
        world.passes(1);
        world.run_jobs().await;
        assert_eq!(lanes().await, [Lane::Deadline, Lane::Other]);
    })
    .await;
}

#[tokio::test]
async fn only_the_name_of_the_person_threatening_is_tagged_and_makes_a_lead() {
    both_worlds(async |world| {
        let handle = |name: &str, side| Handle { place: "Instagram".to_owned(), name: name.to_owned(), side };
        let (mut ana, mut ben, mut eve) = (world.person(), world.person(), world.person());
        let sides = [Side::Mine, Side::Someone, Side::Unknown];
        ana.report.handles = sides.map(|side| handle(&format!("shared_{}", side.word()), side)).to_vec();
        eve.report.handles.clone_from(&ana.report.handles);
        ana.tells(&world.ctx).await.unwrap();
        eve.tells(&world.ctx).await.unwrap();
        assert_eq!(world.database.number("SELECT count(*) FROM tags").await, 0);

        for person in [&mut ben, &mut ana] {
            person.takes_a_new_page();
            person.report.handles = vec![handle("the_same_one_77", Side::Them), handle("shared_me", Side::Mine)];
            person.tells(&world.ctx).await.unwrap();
        }
        assert_eq!(world.database.number("SELECT count(*) FROM tags").await, 2);
        world.run_jobs().await;
        assert_eq!(world.database.number("SELECT count(*) FROM links").await, 2, "both ways");
        let desk = world.counsellor().await;
        let mut leads = Vec::new();
        for line in desk.queue(&world.ctx).await {
            leads.push(desk.opens(&world.ctx, line.case).await.unwrap().leads);
        }
        leads.sort_unstable();
        assert_eq!(leads, [0, 0, 1, 1]);
        world.run_jobs().await;
    })
    .await;
}
