use super::*;
use uuid::Uuid;

const ANA: MemberId = MemberId(Uuid::from_u128(1));
const BEN: MemberId = MemberId(Uuid::from_u128(2));
const NOW: Timestamp = Timestamp(1_000);

fn steps() -> Vec<Step> {
    vec![
        Step::Claim(ANA),
        Step::Release(ANA),
        Step::Answer(ANA),
        Step::Note,
        Step::Close(ANA),
        Step::Reopen(ANA),
        Step::HandOver { from: ANA, to: Some(BEN) },
        Step::TakeAnswerBack(ANA),
        Step::VisitorWrites,
        Step::VisitorQuiets,
        Step::VisitorErases(NOW),
        Step::VisitorKeeps,
    ]
}

fn standings() -> Vec<Standing> {
    let mut all = Vec::new();
    for state in CaseState::ALL {
        for thread in [ThreadState::Open, ThreadState::Quiet, ThreadState::Erasing { at: NOW, quiet: true }] {
            for claimed_by in [None, Some(ANA), Some(BEN)] {
                all.push(Standing { state, thread, claimed_by });
            }
        }
    }
    all
}

/// The rules once more, as a table: who may do what. Written apart from the code that is tested.
fn expected(from: Standing, step: Step) -> Result<(), Refused> {
    if from.thread.erasing().is_some() {
        return if step == Step::VisitorKeeps { Ok(()) } else { Err(Refused::Erasing) };
    }
    let closed = from.state == CaseState::Closed;
    let holder = match from.claimed_by {
        Some(ANA) => Ok(()),
        Some(_) => Err(Refused::ClaimedByAnother),
        None => Err(Refused::NotClaimed),
    };
    match step {
        Step::Claim(_) | Step::Answer(_) | Step::Close(_) | Step::HandOver { .. } if closed => Err(Refused::Closed),
        Step::Claim(_) if from.claimed_by == Some(BEN) => Err(Refused::ClaimedByAnother),
        Step::Release(_) | Step::Close(_) | Step::HandOver { .. } | Step::TakeAnswerBack(_) => holder,
        Step::Answer(_) => holder.and(if from.thread == ThreadState::Quiet { Err(Refused::Quiet) } else { Ok(()) }),
        Step::Reopen(_) if !closed => Err(Refused::NotClosed),
        Step::VisitorKeeps => Err(Refused::NotErasing),
        _ => Ok(()),
    }
}

#[test]
fn every_state_and_step_pair_is_decided() {
    let mut pairs = 0;
    for from in standings() {
        for step in steps() {
            assert_eq!(from.after(step).map(|_| ()), expected(from, step), "{from:?} {step:?}");
            pairs += 1;
        }
    }
    assert_eq!(pairs, 4 * 3 * 3 * 12);
}

#[test]
fn a_claim_opens_and_an_answer_answers() {
    let claimed = Standing::NEW.after(Step::Claim(ANA)).unwrap();
    assert_eq!((claimed.state, claimed.claimed_by), (CaseState::Open, Some(ANA)));
    let answered = claimed.after(Step::Answer(ANA)).unwrap();
    assert_eq!(answered.state, CaseState::Answered);
    assert_eq!(answered.after(Step::VisitorWrites).unwrap().state, CaseState::Open);
}

#[test]
fn a_released_case_is_new_again_unless_it_was_answered() {
    let claimed = Standing::NEW.after(Step::Claim(ANA)).unwrap();
    assert_eq!(claimed.after(Step::Release(ANA)).unwrap(), Standing::NEW);
    let answered = claimed.after(Step::Answer(ANA)).unwrap();
    assert_eq!(answered.after(Step::Release(ANA)).unwrap().state, CaseState::Answered);
}

#[test]
fn writing_again_lifts_quiet_and_wakes_a_closed_case() {
    let claimed = Standing::NEW.after(Step::Claim(ANA)).unwrap();
    let closed = claimed.after(Step::Close(ANA)).unwrap().after(Step::VisitorQuiets).unwrap();
    let woken = closed.after(Step::VisitorWrites).unwrap();
    assert_eq!((woken.state, woken.thread), (CaseState::Open, ThreadState::Open));
}

#[test]
fn taking_back_runs_seven_days_and_can_be_cancelled() {
    let erasing = Standing::NEW.after(Step::VisitorErases(NOW)).unwrap();
    assert_eq!(erasing.thread, ThreadState::Erasing { at: NOW.plus(ERASE_AFTER), quiet: false });
    assert_eq!(erasing.after(Step::VisitorKeeps).unwrap().thread, ThreadState::Open);
}

#[test]
fn stored_words_round_trip() {
    assert!(CaseState::ALL.into_iter().all(|state| CaseState::parse(state.word()) == Some(state)));
    for thread in [ThreadState::Open, ThreadState::Quiet, ThreadState::Erasing { at: NOW, quiet: true }] {
        let at = thread.erasing().map(Timestamp::ms);
        assert_eq!(ThreadState::parse(thread.word(), at), Some(thread));
    }
    assert_eq!(ThreadState::parse("erasing", None), None);
}

#[test]
fn silence_outlives_taking_back_and_keeping() {
    let quiet = Standing::NEW.after(Step::VisitorQuiets).unwrap();
    let kept = quiet.after(Step::VisitorErases(NOW)).unwrap().after(Step::VisitorKeeps).unwrap();
    assert_eq!(kept.thread, ThreadState::Quiet);
}

#[test]
fn a_case_handed_over_is_the_others_and_back_to_the_desk_it_is_new() {
    let claimed = Standing::NEW.after(Step::Claim(ANA)).unwrap();
    let given = claimed.after(Step::HandOver { from: ANA, to: Some(BEN) }).unwrap();
    assert_eq!((given.state, given.claimed_by), (CaseState::Open, Some(BEN)));
    assert_eq!(claimed.after(Step::HandOver { from: ANA, to: None }).unwrap(), Standing::NEW);
}

#[test]
fn an_answer_taken_back_leaves_the_case_open_unless_the_visitor_wrote_meanwhile() {
    let answered = Standing::NEW.after(Step::Claim(ANA)).unwrap().after(Step::Answer(ANA)).unwrap();
    assert_eq!(answered.after(Step::TakeAnswerBack(ANA)).unwrap().state, CaseState::Open);
    let woken = answered.after(Step::VisitorWrites).unwrap();
    assert_eq!(woken.after(Step::TakeAnswerBack(ANA)).unwrap(), woken);
}
