use super::*;
use uuid::Uuid;

const ANA: MemberId = MemberId(Uuid::from_u128(1));
const BEN: MemberId = MemberId(Uuid::from_u128(2));
const NOW: Timestamp = Timestamp(1_000);

fn events() -> Vec<Event> {
    vec![
        Event::Claim(ANA),
        Event::Release(ANA),
        Event::Answer(ANA),
        Event::Note,
        Event::Close(ANA),
        Event::Reopen(ANA),
        Event::VisitorWrites,
        Event::VisitorQuiets,
        Event::VisitorErases(NOW),
        Event::VisitorKeeps,
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
fn expected(from: Standing, event: Event) -> Result<(), Refused> {
    if from.thread.erasing().is_some() {
        return if event == Event::VisitorKeeps { Ok(()) } else { Err(Refused::Erasing) };
    }
    let closed = from.state == CaseState::Closed;
    let holder = match from.claimed_by {
        Some(ANA) => Ok(()),
        Some(_) => Err(Refused::ClaimedByAnother),
        None => Err(Refused::NotClaimed),
    };
    match event {
        Event::Claim(_) | Event::Answer(_) | Event::Close(_) if closed => Err(Refused::Closed),
        Event::Claim(_) if from.claimed_by == Some(BEN) => Err(Refused::ClaimedByAnother),
        Event::Release(_) | Event::Close(_) => holder,
        Event::Answer(_) => holder.and(if from.thread == ThreadState::Quiet { Err(Refused::Quiet) } else { Ok(()) }),
        Event::Reopen(_) if !closed => Err(Refused::NotClosed),
        Event::VisitorKeeps => Err(Refused::NotErasing),
        _ => Ok(()),
    }
}

#[test]
fn every_state_and_event_pair_is_decided() {
    let mut pairs = 0;
    for from in standings() {
        for event in events() {
            assert_eq!(from.after(event).map(|_| ()), expected(from, event), "{from:?} {event:?}");
            pairs += 1;
        }
    }
    assert_eq!(pairs, 4 * 3 * 3 * 10);
}

#[test]
fn a_claim_opens_and_an_answer_answers() {
    let claimed = Standing::NEW.after(Event::Claim(ANA)).unwrap();
    assert_eq!((claimed.state, claimed.claimed_by), (CaseState::Open, Some(ANA)));
    let answered = claimed.after(Event::Answer(ANA)).unwrap();
    assert_eq!(answered.state, CaseState::Answered);
    assert_eq!(answered.after(Event::VisitorWrites).unwrap().state, CaseState::Open);
}

#[test]
fn a_released_case_is_new_again_unless_it_was_answered() {
    let claimed = Standing::NEW.after(Event::Claim(ANA)).unwrap();
    assert_eq!(claimed.after(Event::Release(ANA)).unwrap(), Standing::NEW);
    let answered = claimed.after(Event::Answer(ANA)).unwrap();
    assert_eq!(answered.after(Event::Release(ANA)).unwrap().state, CaseState::Answered);
}

#[test]
fn writing_again_lifts_quiet_and_wakes_a_closed_case() {
    let claimed = Standing::NEW.after(Event::Claim(ANA)).unwrap();
    let closed = claimed.after(Event::Close(ANA)).unwrap().after(Event::VisitorQuiets).unwrap();
    let woken = closed.after(Event::VisitorWrites).unwrap();
    assert_eq!((woken.state, woken.thread), (CaseState::Open, ThreadState::Open));
}

#[test]
fn taking_back_runs_seven_days_and_can_be_cancelled() {
    let erasing = Standing::NEW.after(Event::VisitorErases(NOW)).unwrap();
    assert_eq!(erasing.thread, ThreadState::Erasing { at: NOW.plus(ERASE_AFTER), quiet: false });
    assert_eq!(erasing.after(Event::VisitorKeeps).unwrap().thread, ThreadState::Open);
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
    let quiet = Standing::NEW.after(Event::VisitorQuiets).unwrap();
    let kept = quiet.after(Event::VisitorErases(NOW)).unwrap().after(Event::VisitorKeeps).unwrap();
    assert_eq!(kept.thread, ThreadState::Quiet);
}
