//! "This reading is wrong": marks of the desk, and examples in other words that leave the case.

use vigie_model::evidence::{WhyWrong, Wrote};
use vigie_model::id::{CaseId, PartId};
use vigie_service::ServiceError;
use vigie_service::casework::misread::{self, Misread, Unfit};
use vigie_service::casework::{self, examples};
use vigie_service::sealing::Kind;
use vigie_testkit::{Counsellor, World, both_worlds};

const PASTED: &str = "you never send me your homework again or I tell your mother everything about the heron";
const REWRITE: &str = "lend me the notes once more or your parents hear of it";

async fn pasted(world: &World, desk: &Counsellor) -> (CaseId, PartId) {
    let mut person = world.person();
    (person.report.handles, person.report.pasted) = (Vec::new(), PASTED.to_owned());
    person.tells(&world.ctx).await.unwrap();
    world.run_jobs().await;
    let case = desk.queue(&world.ctx).await.iter().map(|line| line.case).max().unwrap();
    let opened = desk.opens(&world.ctx, case).await.unwrap();
    let at = opened.pieces.iter().position(|piece| piece.kind == Kind::Pasted).unwrap();
    (case, opened.ids[at])
}

fn said(of: PartId, rewrite: &str) -> Misread {
    Misread { of, wrote: Wrote::Nobody, why: WhyWrong::Joke, rewrite: rewrite.to_owned() }
}

async fn marks(world: &World, desk: &Counsellor, case: CaseId, said: Misread) -> Result<Option<Unfit>, ServiceError> {
    misread::mark(&world.ctx, &desk.signed(&world.ctx).await, case, said).await
}

#[tokio::test]
async fn a_wrong_reading_is_marked_and_no_word_leaves_the_case() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (case, of) = pasted(&world, &desk).await;
        assert_eq!(marks(&world, &desk, case, said(of, "")).await.unwrap(), None);
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        let [one] = misread::marked(&opened.pieces).try_into().unwrap();
        assert_eq!((one.wrote, one.why, one.released), (Wrote::Nobody, WhyWrong::Joke, false));
        assert_eq!(one.by, Some(desk.signed(&world.ctx).await.member));
        assert!(opened.history.iter().any(|line| line.kind == "reading.marked"));
        assert_eq!(examples::all(&world.ctx).await.unwrap(), []);
        assert_eq!(world.database.number("SELECT count(*) FROM settings WHERE name = 'examples'").await, 0);
        let other = marks(&world, &desk, case, said(opened.ids[0], "")).await;
        assert!(matches!(other, Err(ServiceError::NotFound)), "only what was pasted is read");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn only_a_rewrite_in_other_words_is_released_and_it_outlives_nothing_of_the_case() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (case, of) = pasted(&world, &desk).await;
        for (text, unfit) in [
            ("or I tell your mother everything", Unfit::Words),
            ("write to heron@example.org about it", Unfit::Names),
            (PASTED, Unfit::Words),
        ] {
            assert_eq!(marks(&world, &desk, case, said(of, text)).await.unwrap(), Some(unfit), "{text}");
        }
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert!(misread::marked(&opened.pieces).is_empty(), "what was refused is not recorded");
        for _ in 0..2 {
            assert_eq!(marks(&world, &desk, case, said(of, &format!(" {REWRITE} "))).await.unwrap(), None);
        }
        let [one] = examples::all(&world.ctx).await.unwrap().try_into().expect("released twice it is one");
        assert_eq!(
            (one.text.as_str(), one.lang.as_str(), one.role, one.why),
            (REWRITE, "en", Wrote::Nobody, WhyWrong::Joke)
        );
        assert_eq!(one.rules, world.ctx.lexicons.detector().version());
        let lines = examples::lines(&world.ctx).await.unwrap();
        assert!(lines.contains(REWRITE) && !lines.contains(&case.to_string()), "nothing leads back to the case");
        assert!(!lines.contains(&desk.signed(&world.ctx).await.member.to_string()), "nor to who wrote it");
        let stored = world.database.number("SELECT count(*) FROM settings WHERE name = 'examples'").await;
        assert_eq!(stored, 1);
        let opened = desk.opens(&world.ctx, case).await.unwrap();
        assert!(misread::marked(&opened.pieces).iter().all(|one| one.released));

        examples::take_out(&world.ctx, &desk.signed(&world.ctx).await, one.id).await.unwrap();
        assert_eq!(examples::lines(&world.ctx).await.unwrap(), "");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_case_of_another_desk_or_hidden_takes_no_such_mark() {
    both_worlds(async |world| {
        let desk = world.counsellor().await;
        let (case, of) = pasted(&world, &desk).await;
        let urgent = world.urgent_counsellor().await;
        assert!(matches!(marks(&world, &urgent, case, said(of, "")).await, Err(ServiceError::NotFound)));
        assert!(casework::open(&world.ctx, &urgent.signed(&world.ctx).await, case).await.is_err());
        world.run_jobs().await;
    })
    .await;
}
