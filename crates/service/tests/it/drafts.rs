//! A page sent again: pressed twice, after a lost answer, on another process, with other words, days later.

use vigie_model::clock::{HOUR, MINUTE};
use vigie_service::ServiceError;
use vigie_service::intake::{Draft, Outcome};
use vigie_service::thread;
use vigie_testkit::{World, both_worlds};

async fn reports(world: &World) -> i64 {
    world.database.number("SELECT count(*) FROM reports").await
}

#[tokio::test]
async fn the_same_page_sent_again_gives_the_same_code_and_is_one_report() {
    both_worlds(async |mut world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let again = ana.tells(&world.ctx).await.unwrap();
        assert_eq!((again.outcome, again.code.as_ref()), (Outcome::Again, Some(&code)));

        // The answer was lost, the node died, another process answers the second press.
        world.restart().await;
        world.passes(47 * HOUR);
        let other = world.second().await;
        let again = ana.tells(&other).await.unwrap();
        assert_eq!((again.outcome, again.code.as_ref()), (Outcome::Again, Some(&code)));
        assert_eq!(reports(&world).await, 1);
        world.run_jobs().await;
        assert_eq!(world.counsellor().await.queue(&world.ctx).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_page_sent_twice_at_once_is_one_report() {
    both_worlds(async |world| {
        let (ana, other) = (world.person(), world.second().await);
        let (one, two, three) =
            tokio::join!(Box::pin(ana.tells(&world.ctx)), Box::pin(ana.tells(&other)), Box::pin(ana.tells(&world.ctx)));
        let sent = [one.unwrap(), two.unwrap(), three.unwrap()];
        assert_eq!(sent.iter().filter(|sent| sent.outcome == Outcome::New).count(), 1);
        assert!(sent.iter().all(|each| each.code.is_some() && each.code == sent[0].code));
        assert_eq!(reports(&world).await, 1);
        assert_eq!(world.database.number("SELECT count(*) FROM cases").await, 1);
        world.run_jobs().await;
        assert_eq!(world.database.number("SELECT count(*) FROM notices").await, 1);
    })
    .await;
}

#[tokio::test]
async fn other_words_on_the_same_page_are_added_to_the_thread() {
    both_worlds(async |world| {
        let mut ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let first = ana.report.words.clone();
        world.passes(MINUTE);
        ana.report.words = "I forgot to say something".to_owned();
        for outcome in [Outcome::Added, Outcome::Again] {
            let sent = ana.tells(&world.ctx).await.unwrap();
            assert_eq!((sent.outcome, sent.code.as_ref()), (outcome, Some(&code)));
        }
        assert_eq!(reports(&world).await, 1);
        let view = ana.opens(&world.ctx, &code).await.unwrap();
        let texts: Vec<String> = view.pieces.iter().map(vigie_service::sealing::Piece::text).collect();
        assert!(texts.contains(&first));
        assert_eq!(texts.iter().filter(|text| text.contains("I forgot to say something")).count(), 1);
        world.run_jobs().await;
        assert_eq!(world.database.number("SELECT count(*) FROM notices").await, 2, "the desk is told of both");
    })
    .await;
}

#[tokio::test]
async fn two_days_later_the_same_page_is_a_new_report_with_another_code() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        // Minute by minute past 49 hours: wherever the days are cut, a second press counts as the same.
        world.passes(49 * HOUR);
        let later = ana.tells(&world.ctx).await.unwrap();
        assert_eq!(later.outcome, Outcome::New);
        assert_ne!(later.code.as_ref(), Some(&code));
        for hours in [1, 22, 22] {
            world.passes(hours * HOUR);
            let again = ana.tells(&world.ctx).await.unwrap();
            assert_eq!(
                (again.outcome, again.code.as_ref()),
                (Outcome::Again, later.code.as_ref()),
                "{hours} hours later"
            );
        }
        assert_eq!(reports(&world).await, 2);
        assert!(ana.opens(&world.ctx, &code).await.is_ok());
        assert!(ana.opens(&world.ctx, &later.code.unwrap()).await.is_ok());
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_page_left_open_for_months_can_still_be_sent() {
    both_worlds(async |world| {
        let ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        world.run_jobs().await;
        world.passes(60 * 24 * HOUR);
        world.run_jobs().await;
        assert_eq!(world.database.number("SELECT count(*) FROM drafts").await, 0, "the mark is forgotten");
        let later = ana.tells(&world.ctx).await.unwrap();
        assert_eq!(later.outcome, Outcome::New);
        assert_ne!(later.code, Some(code));
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn after_a_new_code_the_page_shows_none_and_still_loses_no_word() {
    both_worlds(async |world| {
        let mut ana = world.person();
        let code = ana.tells_and_keeps_the_code(&world.ctx).await;
        let pass = ana.pass(&world.ctx, &code).await;
        let page = Draft::new();
        let (fresh, _) = thread::new_code(&world.ctx, &pass, &page, ana.address).await.unwrap();
        ana.notes(&fresh);
        let (again, pass_again) = thread::new_code(&world.ctx, &pass, &page, ana.address).await.unwrap();
        assert_eq!(again, fresh, "pressed twice, or the answer was lost: the same new code");
        let pass_again = thread::pass(&world.ctx, &pass_again).unwrap();
        assert!(thread::view(&world.ctx, &pass_again).await.is_ok());
        let other = thread::new_code(&world.ctx, &pass, &Draft::new(), ana.address).await;
        assert!(matches!(other, Err(ServiceError::Expired)), "an old pass from another page gets none");
        assert!(matches!(ana.opens(&world.ctx, &code).await, Err(ServiceError::NoMatch)));
        assert!(matches!(thread::view(&world.ctx, &pass).await, Err(ServiceError::Expired)), "nor does an old pass");
        assert_eq!(ana.opens(&world.ctx, &fresh).await.unwrap().pieces.len(), 3);
        let again = ana.tells(&world.ctx).await.unwrap();
        assert_eq!((again.outcome, again.code.is_none()), (Outcome::Again, true));

        // Whoever holds the old page may not write into the thread; what they say is a report of its own.
        ana.report.words = "something else, from the old page".to_owned();
        let sent = ana.tells(&world.ctx).await.unwrap();
        assert_eq!(sent.outcome, Outcome::New);
        let own = sent.code.unwrap();
        assert!(own != code && own != fresh);
        assert_eq!(ana.tells(&world.ctx).await.unwrap().code.as_ref(), Some(&own));
        assert_eq!(ana.opens(&world.ctx, &fresh).await.unwrap().pieces.len(), 3);
        assert_eq!(reports(&world).await, 2);
        world.run_jobs().await;
    })
    .await;
}
