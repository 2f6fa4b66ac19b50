//! How well conversations are read: alarm, and when it begins.

use vigie_detect::Detector;
use vigie_detect::coercion::{State, TurnReading};

use super::examples::{Conversation, Turn};
use super::table::{Rate, f1};

/// Counts and prints; with `misses` also what was read wrongly.
pub fn print(detector: &Detector, all: &[Conversation], misses: bool) {
    let (mut precision, mut recall, mut onset, mut risk, mut motive) =
        (Rate::default(), Rate::default(), Rate::default(), Rate::default(), Rate::default());
    let mut framed = Rate::default();
    let mut largest = 0;
    for one in all {
        let mut state = State::default();
        let mut at_alarm = None;
        let mut reads = Vec::new();
        for (number, turn) in one.turns.iter().enumerate() {
            let read = state.turn(detector, &turn.speaker, &turn.text, "en");
            if read.alarm && at_alarm.is_none() {
                at_alarm = Some(number);
            }
            largest = largest.max(state.to_bytes().len());
            reads.push(read);
        }
        let sum = state.summary();
        let truth = one.label == "sextortion";
        if truth {
            recall.add(sum.alarm);
            motive.add(sum.motive.as_str() == one.motive);
        }
        if sum.alarm {
            precision.add(truth);
        }
        if let Some(begins) = one.onset.and_then(|onset| one.turns.get(onset)) {
            let accused = |(turn, read): (&Turn, &TurnReading)| read.alarm && turn.speaker != begins.speaker;
            framed.add(one.turns.iter().zip(&reads).any(accused));
        }
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
                let sign = if read.alarm { '!' } else { ' ' };
                let found: Vec<&str> = read.reading.found.iter().map(|l| l.as_str()).collect();
                let pieces = read.pieces.as_ref().map_or(String::new(), |p| format!(", in pieces {}", p.score));
                println!("  {sign}{number} {} {} → {}{pieces} {found:?}", turn.speaker, turn.text, read.reading.score);
            }
        }
    }
    println!("{:<48} {precision}", "alarm precision");
    println!("{:<48} {recall}", "alarm recall");
    println!("{:<48} {:.3}", "alarm F1", f1(precision.share(), recall.share()));
    println!("{:<48} {onset}", "onset within one turn");
    println!("{:<48} {risk}", "first risk within one turn");
    println!("{:<48} {motive}", "motive");
    println!("{:<48} {framed}", "alarm on somebody else's turn");
    println!("{:<48} {largest} bytes", "largest state");
}

/// TEMPORARY
pub fn dump(detector: &Detector, all: &[Conversation]) {
    let q = |r: &vigie_detect::coercion::Reading| {
        let found: Vec<String> = r.found.iter().map(|l| format!("{:?}", l.as_str())).collect();
        let els: Vec<String> = r.elements.iter().map(|l| format!("{:?}", l.label.as_str())).collect();
        format!("{{\"score\":{},\"tells\":{},\"clear\":{},\"coercive\":{},\"refused\":{},\"alarm\":{},\"role\":{:?},\"complied\":{},\"found\":[{}],\"elements\":[{}]}}",
            r.score, r.tells, r.clear, r.coercive, r.refused, r.alarm, r.role.as_str(), r.complied, found.join(","), els.join(","))
    };
    for one in all {
        let mut state = State::default();
        let mut out = Vec::new();
        for (number, turn) in one.turns.iter().enumerate() {
            let read = state.turn(detector, &turn.speaker, &turn.text, "en");
            let plain = detector.message(&turn.text, "en");
            let off = detector.message(&turn.text, "en");
            let _ = off;
            let mine: Vec<&Turn> = one.turns[..=number].iter().filter(|t| t.speaker == turn.speaker).collect();
            let two = mine.iter().rev().take(2).rev().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ");
            let mut run = 0;
            while run < number && run < 4 && one.turns[number - run - 1].speaker == turn.speaker { run += 1; }
            let joined = one.turns[number - run..=number].iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ");
            let pieces = read.pieces.as_ref().map_or("null".to_owned(), |p| q(p));
            let s = state.summary();
            out.push(format!("{{\"r\":{},\"two\":{},\"run\":{},\"nrun\":{},\"state_alarm\":{},\"onset\":{:?},\"pieces\":{}}}",
                q(&plain), q(&detector.message(&two, "en")), q(&detector.message(&joined, "en")), run, read.alarm, s.onset.map_or(-1, i64::from), pieces));
        }
        println!("{{\"id\":{:?},\"turns\":[{}]}}", one.id, out.join(","));
    }
}
