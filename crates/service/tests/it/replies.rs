//! An answer on its way: begun, saved, taken back, stopped, let go.

use vigie_model::case::{CaseState, Refused};
use vigie_model::clock::MINUTE;
use vigie_model::id::CaseId;
use vigie_service::casework::deed::meanings;
use vigie_service::casework::{Reply, reply};
use vigie_service::reasons::{self, Why};
use vigie_service::sealing::Kind;
use vigie_service::{ServiceError, thread};
use vigie_testkit::{Counsellor, Person, World, both_worlds};

/// Somebody who told, and a counsellor who has claimed the case.
async fn claimed(world: &World) -> (Person, vigie_seal::ReceiptCode, Counsellor, CaseId) {
    let ana = world.person();
    let code = ana.tells_and_keeps_the_code(&world.ctx).await;
    let desk = world.counsellor().await;
    let case = desk.queue(&world.ctx).await[0].case;
    desk.claims(&world.ctx, case).await.unwrap();
    world.run_jobs().await;
    (ana, code, desk, case)
}

/// How many answers the visitor sees.
async fn seen(world: &World, ana: &Person, code: &vigie_seal::ReceiptCode) -> usize {
    let view = ana.opens(&world.ctx, code).await.unwrap();
    view.pieces.iter().filter(|piece| piece.kind == Kind::DeskAnswer).count()
}

#[tokio::test]
async fn an_answer_is_seen_two_minutes_later_also_after_a_restart() {
    both_worlds(async |mut world| {
        let (ana, code, desk, case) = claimed(&world).await;
        desk.writes_an_answer(&world.ctx, case, "we read it and we stay").await.unwrap();
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert_eq!((opened.leaving.len(), opened.leaving[0].stopped), (1, false));
        assert_eq!(opened.leaving[0].text, "we read it and we stay");
        assert_eq!(opened.leaving[0].at, world.ctx.clock.now().plus(2 * MINUTE));
        world.passes(2 * MINUTE - 1);
        world.run_jobs().await;
        assert_eq!(seen(&world, &ana, &code).await, 0, "not before its time");
        world.restart().await;
        world.passes(1);
        world.run_jobs().await;
        assert_eq!(seen(&world, &ana, &code).await, 1);
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert!(opened.leaving.is_empty());
        assert_eq!(opened.standing.state, CaseState::Answered);
        let left = opened.history.iter().filter(|one| one.kind == "answer.left").count();
        assert_eq!(left, 1);
    })
    .await;
}

#[tokio::test]
async fn an_answer_taken_back_is_a_draft_again_and_never_seen() {
    both_worlds(async |world| {
        let (ana, code, desk, case) = claimed(&world).await;
        let signed = desk.signed(&world.ctx).await;
        let version = desk.opens(&world.ctx, case).await.unwrap().version;
        let words = Reply { text: "too quick".into(), meaning: "trop vite".into(), as_it_is: false };
        let id = reply::answer(&world.ctx, &signed, case, version, &words).await.unwrap();
        reply::save_draft(&world.ctx, &signed, case, &Reply::plain("and then more")).await.unwrap();
        reply::take_back(&world.ctx, &signed, case, id).await.unwrap();
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        let begun = opened.begun.unwrap().reply;
        assert_eq!((begun.text.as_str(), begun.meaning.as_str()), ("too quick\n\nand then more", "trop vite"));
        assert_eq!((opened.standing.state, opened.leaving.len()), (CaseState::Open, 0));
        world.passes(5 * MINUTE);
        world.run_jobs().await;
        assert_eq!(seen(&world, &ana, &code).await, 0);
        let gone = reply::take_back(&world.ctx, &signed, case, id).await;
        assert!(matches!(gone, Err(ServiceError::NotFound)), "once");
    })
    .await;
}

#[tokio::test]
async fn an_answer_sent_at_once_cannot_be_taken_back_and_leaves_once() {
    both_worlds(async |world| {
        let (ana, code, desk, case) = claimed(&world).await;
        let id = desk.writes_an_answer(&world.ctx, case, "now is better").await.unwrap();
        let signed = desk.signed(&world.ctx).await;
        reply::send_now(&world.ctx, &signed, case, id).await.unwrap();
        assert_eq!(seen(&world, &ana, &code).await, 1);
        let late = reply::take_back(&world.ctx, &signed, case, id).await;
        assert!(matches!(late, Err(ServiceError::NotFound)));
        world.passes(3 * MINUTE);
        world.run_jobs().await;
        assert_eq!(seen(&world, &ana, &code).await, 1);
    })
    .await;
}

#[tokio::test]
async fn who_asks_for_silence_before_an_answer_has_left_is_not_written_to() {
    both_worlds(async |world| {
        let (ana, code, desk, case) = claimed(&world).await;
        let id = desk.writes_an_answer(&world.ctx, case, "an answer nobody wants any more").await.unwrap();
        let pass = ana.pass(&world.ctx, &code).await;
        thread::quiet(&world.ctx, &pass).await.unwrap();
        world.passes(2 * MINUTE);
        world.run_jobs().await;
        assert_eq!(seen(&world, &ana, &code).await, 0);
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert!(opened.leaving[0].stopped, "the desk sees that it did not leave");
        let signed = desk.signed(&world.ctx).await;
        let refused = reply::send_now(&world.ctx, &signed, case, id).await;
        assert!(matches!(refused, Err(ServiceError::Refused(Refused::Quiet))));
        reply::take_back(&world.ctx, &signed, case, id).await.unwrap();
        assert!(desk.opens(&world.ctx, case).await.unwrap().begun.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_each_members_own_is_sealed_and_goes_with_the_answer() {
    both_worlds(async |world| {
        let (_, _, desk, case) = claimed(&world).await;
        let signed = desk.signed(&world.ctx).await;
        reply::save_draft(&world.ctx, &signed, case, &Reply::plain("begun and zq-sealed")).await.unwrap();
        reply::save_draft(&world.ctx, &signed, case, &Reply::plain("begun and zq-sealed twice")).await.unwrap();
        assert_eq!(world.database.number("SELECT count(*) FROM reply_drafts").await, 1);
        let dump = world.database.dump().await;
        assert!(!dump.windows(9).any(|bytes| bytes == b"zq-sealed"));
        let other = world.second_counsellor().await;
        reasons::give(&world.ctx, &other.signed(&world.ctx).await, case, Why::Asked, "").await.unwrap();
        assert!(other.opens(&world.ctx, case).await.unwrap().begun.is_none());
        let begun = desk.opens(&world.ctx, case).await.unwrap().begun.unwrap();
        assert_eq!(begun.reply.text, "begun and zq-sealed twice");
        desk.answers(&world.ctx, case, &begun.reply.text).await.unwrap();
        assert!(desk.opens(&world.ctx, case).await.unwrap().begun.is_none());
        reply::save_draft(&world.ctx, &signed, case, &Reply::plain("once more")).await.unwrap();
        reply::save_draft(&world.ctx, &signed, case, &Reply::default()).await.unwrap();
        assert!(desk.opens(&world.ctx, case).await.unwrap().begun.is_none(), "nothing written is no draft");
        world.passes(3 * MINUTE);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_message_means_is_for_the_desk_alone() {
    both_worlds(async |world| {
        let (ana, code, desk, case) = claimed(&world).await;
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        let at = opened.pieces.iter().position(|piece| piece.kind == Kind::Words).unwrap();
        let (signed, of) = (desk.signed(&world.ctx).await, opened.ids[at]);
        reply::explain(&world.ctx, &signed, case, of, "elle a peur").await.unwrap();
        reply::explain(&world.ctx, &signed, case, of, "elle a tres peur").await.unwrap();
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert_eq!(meanings(&opened.pieces)[&of].1, "elle a tres peur");
        let view = ana.opens(&world.ctx, &code).await.unwrap();
        assert!(view.pieces.iter().all(|piece| !piece.text().contains("peur")));
        reply::explain(&world.ctx, &signed, case, of, "").await.unwrap();
        assert!(meanings(&desk.opens(&world.ctx, case).await.unwrap().pieces).is_empty(), "and can be taken away");
        let unknown = vigie_model::id::PartId(case.0);
        assert!(reply::explain(&world.ctx, &signed, case, unknown, "x").await.is_err());
    })
    .await;
}
