//! How well conversations are read: alarm, and when it begins.

use vigie_detect::Detector;
use vigie_detect::coercion::{State, coercing};

use super::examples::Conversation;
use super::table::{Rate, f1};

/// Counts and prints; with `misses` also what was read wrongly.
pub fn print(detector: &Detector, all: &[Conversation], misses: bool) {
    let (mut precision, mut recall, mut onset, mut risk, mut motive) =
        (Rate::default(), Rate::default(), Rate::default(), Rate::default(), Rate::default());
    let (mut framed, mut motive_found, mut passing, mut restless) =
        (Rate::default(), Rate::default(), Rate::default(), Rate::default());
    let mut largest = 0;
    for one in all {
        let mut state = State::default();
        let mut at_alarm = None;
        let mut reads = Vec::new();
        let (mut turned, mut alarm) = (0, false);
        for (number, turn) in one.turns.iter().enumerate() {
            let read = state.turn(detector, &turn.speaker, &turn.text, "en");
            if (read.alarm || !read.before.is_empty()) && at_alarm.is_none() {
                at_alarm = Some(number);
            }
            turned += u32::from(state.summary().alarm != alarm);
            alarm = state.summary().alarm;
            largest = largest.max(state.to_bytes().len());
            reads.push(read);
        }
        let (sum, coerce) = (state.summary(), coercing(&reads));
        let truth = one.label == "sextortion";
        if truth {
            recall.add(sum.alarm);
            motive.add(sum.motive.as_str() == one.motive);
            if sum.alarm {
                motive_found.add(sum.motive.as_str() == one.motive);
            }
        }
        if sum.alarm {
            precision.add(truth);
        }
        if !truth {
            passing.add(at_alarm.is_some());
        }
        if let Some(begins) = one.onset.and_then(|onset| one.turns.get(onset)) {
            let of_another = |turn: u32| one.turns[turn as usize].speaker != begins.speaker;
            framed.add(coerce.iter().copied().any(of_another));
        }
        restless.add(turned > 1 + u32::from(!alarm));
        let near = |found: Option<u32>, truth: Option<usize>| match (found, truth) {
            (Some(a), Some(b)) => (a as usize).abs_diff(b) <= 1,
            _ => false,
        };
        if truth {
            onset.add(near(sum.onset, one.onset));
            risk.add(near(sum.first_risk, one.first_risk));
        }
        if misses && (truth != sum.alarm || (truth && !near(sum.onset, one.onset))) {
            println!(
                "{} {} onset {:?} found {:?} (alarm at {at_alarm:?}) risk {:?} found {:?}",
                one.id, one.label, one.onset, sum.onset, one.first_risk, sum.first_risk
            );
            for (number, turn) in one.turns.iter().enumerate() {
                let read = &reads[number];
                let sign = if coerce.contains(&read.turn) { '!' } else { ' ' };
                let found: Vec<&str> = read.reading.found.iter().map(|l| l.as_str()).collect();
                let pieces = read.pieces.as_ref().map_or(String::new(), |p| format!(", in pieces {}", p.score));
                println!("  {sign}{number} {} {} → {}{pieces} {found:?}", turn.speaker, turn.text, read.reading.score);
            }
        }
    }
    println!("{:<48} {precision}", "alarm precision");
    println!("{:<48} {recall}", "alarm recall");
    println!("{:<48} {:.3}", "alarm F1", f1(precision.share(), recall.share()));
    println!("{:<48} {passing}", "others that are an alarm for a while or stay one");
    println!("{:<48} {restless}", "alarms raised more than once");
    println!("{:<48} {onset}", "onset within one turn");
    println!("{:<48} {risk}", "first risk within one turn");
    println!("{:<48} {motive}", "motive");
    println!("{:<48} {motive_found}", "motive of those found");
    println!("{:<48} {framed}", "alarm on somebody else's turn");
    println!("{:<48} {largest} bytes", "largest state");
}
