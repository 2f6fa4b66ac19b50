//! Chats put together at random of ordinary lines: nobody coerces in them, whatever stands beside what.

use std::path::Path;

use vigie_detect::Detector;
use vigie_detect::coercion::State;

use super::table::Rate;
use super::{DEVELOPMENT, examples};

/// Lines of a chat, and how many times all lines are dealt out for it.
const LENGTHS: [(usize, usize); 3] = [(15, 3), (50, 3), (200, 3)];
/// What stands in a chat where a picture was shown, by language.
const SHOWN: [(&str, &str); 4] = [("en", "[photo]"), ("fr", "[photo]"), ("es", "[foto]"), ("ar", "[صورة]")];
/// Names of the files of ordinary sentences, as the collection they are from has them.
const NAMES: [(&str, &str); 4] = [("en", "eng"), ("fr", "fra"), ("es", "spa"), ("ar", "ara")];

/// Prints how many chats of each length are an alarm at their end, and for a while; with `misses` also with which turn they are one.
pub fn print(root: &Path, detector: &Detector, misses: bool) -> Result<(), String> {
    let mut dice = Dice(20_261_201);
    for (length, rounds) in LENGTHS {
        let (mut end, mut passing) = (Rate::default(), Rate::default());
        for (lang, shown) in SHOWN {
            let lines = lines(root, lang)?;
            for _ in 0..rounds {
                for chat in dice.dealt(&lines).chunks_exact(length) {
                    let (onset, once) = alarm(detector, &mut dice, chat, shown);
                    end.add(onset.is_some());
                    passing.add(once);
                    if let Some(turn) = onset.filter(|_| misses) {
                        println!("{lang}, {length} lines: {turn}");
                    }
                }
            }
        }
        println!("random chats of {length:>3} lines, alarm at the end  {end}");
        println!("random chats of {length:>3} lines, alarm for a while {passing}");
    }
    for ending in [".held-conversations.jsonl", ".short.jsonl"] {
        gone_on(root, detector, &mut dice, ending)?;
    }
    Ok(())
}

/// What is said behind a conversation, and shows nothing.
const TRIVIAL: [&str; 8] = ["ok", "no", "hi", "lol", "👍", "...", "yes", "[photo]"];
/// So many ordinary lines follow.
const FOLLOW: [usize; 3] = [5, 10, 40];

/// Prints how many measured coercions that are found are an alarm still when nothing of weight follows.
fn gone_on(root: &Path, detector: &Detector, dice: &mut Dice, ending: &str) -> Result<(), String> {
    let (mut trivial, mut followed) = (Rate::default(), FOLLOW.map(|_| Rate::default()));
    for path in examples::files(&root.join(super::OWN), ending) {
        for one in examples::conversations(&path)?.into_iter().filter(|one| one.label == "sextortion") {
            let mut state = State::default();
            for turn in &one.turns {
                state.turn(detector, &turn.speaker, &turn.text, "en");
            }
            if !state.summary().alarm {
                continue;
            }
            let lines = lines(root, &one.lang)?;
            let mut after = |texts: &mut dyn Iterator<Item = &str>| {
                let mut state = state.clone();
                for text in texts {
                    state.turn(detector, ["A", "B"][dice.below(2)], text, "en");
                }
                state.summary().alarm
            };
            for text in TRIVIAL {
                trivial.add(after(&mut std::iter::once(text)));
            }
            let begin = one.id.len() * 131 + one.turns.len() * 17;
            for (count, rate) in FOLLOW.iter().zip(&mut followed) {
                let mut next = (0..*count).map(|at| lines[(begin * (at + 1)) % lines.len()].as_str());
                rate.add(after(&mut next));
            }
        }
    }
    println!("\n# *{ending}");
    println!("coercions that stay an alarm when one of {} says so little {trivial}", TRIVIAL.len());
    for (count, rate) in FOLLOW.iter().zip(followed) {
        println!("coercions that stay an alarm when {count:>2} ordinary lines follow {rate}");
    }
    Ok(())
}

/// The ordinary lines of a language that nothing is fitted to: of the development set, else our own.
fn lines(root: &Path, lang: &str) -> Result<Vec<String>, String> {
    let benign = root.join(DEVELOPMENT).join("benign");
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()));
    let mut all = Vec::new();
    if benign.is_dir() {
        if lang == "en" {
            let sms = read(&benign.join("sms.tsv"))?;
            all.extend(sms.lines().filter_map(|line| line.strip_prefix("ham\t")).map(str::to_owned));
        }
        let name = NAMES.into_iter().find(|(of, _)| *of == lang).map_or("-", |(_, name)| name);
        for path in examples::files(&benign.join("tatoeba"), "") {
            let is = |file: &str| file.starts_with("tatoeba.") && file.ends_with(name);
            if path.file_name().and_then(|file| file.to_str()).is_some_and(is) {
                all.extend(read(&path)?.lines().map(str::to_owned));
            }
        }
    }
    if all.is_empty() {
        let own = examples::ordinary(&root.join(super::OWN).join(format!("{lang}.ordinary-held.txt")))?;
        all.extend(own.into_iter().map(|line| line.text));
    }
    if all.is_empty() { Err(format!("there are no ordinary lines in {lang}")) } else { Ok(all) }
}

/// The turn with which somebody coerces at the end of a chat, and whether anybody ever did.
fn alarm(detector: &Detector, dice: &mut Dice, chat: &[&str], shown: &str) -> (Option<String>, bool) {
    let (mut state, mut once) = (State::default(), false);
    let (mut speaker, mut said) = (0, Vec::new());
    let with_pictures = dice.below(3) > 0;
    let pictures = [dice.below(chat.len()), dice.below(chat.len())];
    for (at, text) in chat.iter().enumerate() {
        // One in three goes on.
        speaker = if dice.below(3) == 0 { speaker } else { 1 - speaker };
        if with_pictures && pictures.contains(&at) {
            state.turn(detector, ["A", "B"][dice.below(2)], shown, "en");
            said.push(shown);
        }
        said.push(*text);
        state.turn(detector, ["A", "B"][speaker], text, "en");
        once |= state.summary().alarm;
    }
    let onset = state.summary().onset.and_then(|turn| said.get(turn as usize).map(|text| (*text).to_owned()));
    (onset, once)
}

/// The same numbers each time (the generator of Knuth's MMIX).
pub(super) struct Dice(pub u64);

impl Dice {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }

    fn dealt<'a>(&mut self, lines: &'a [String]) -> Vec<&'a str> {
        let mut all: Vec<&str> = lines.iter().map(String::as_str).collect();
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
        all
    }
}
