//! Conversations put together for the fit: of ordinary lines, and of marked sentences with what followed on such ones in real ones.

use std::path::Path;

use super::examples::{self, Conversation, Message, Turn};
use super::talks::{ANSWERS, REPEATS, stance};
use vigie_detect::Detector;

/// Ordinary lines as they never follow one another, by two who take turns and show pictures: whatever is said around it, nobody
/// is coerced. So many lines make one.
const LINES: usize = 20;
const SHOWN: [&str; 4] = ["[photo]", "[video]", "[video call, 5 min]", "ok [photo]"];

pub fn ordinary(path: &Path) -> Result<Vec<Conversation>, String> {
    let lines = examples::ordinary(path)?;
    let lang = lines.first().map_or_else(String::new, |line| line.lang.clone());
    let texts: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    let count = texts.len() / LINES;
    let one = |at: usize| {
        let mut turns = Vec::new();
        // Lines that stand together are often of one idea, so those of one conversation stand apart.
        for (place, text) in texts.iter().skip(at).step_by(count).take(LINES).enumerate() {
            // Two of a row are one's now and then; in two of three conversations there are pictures.
            let speaker = if (place + usize::from(place % 5 > 2) + at / 2).is_multiple_of(2) { "A" } else { "B" };
            if !at.is_multiple_of(3) && (place % 20 == 3 || place % 20 == 8 - at % 5) {
                let by = if (at + place).is_multiple_of(2) { "A" } else { "B" };
                turns.push(Turn { speaker: by.to_owned(), text: SHOWN[at % SHOWN.len()].to_owned() });
            }
            turns.push(Turn { speaker: speaker.to_owned(), text: text.clone() });
        }
        Conversation {
            id: format!("ordinary-{lang}-{at}"),
            lang: lang.clone(),
            label: "benign".to_owned(),
            kind: "benign".to_owned(),
            motive: "none".to_owned(),
            onset: None,
            first_risk: None,
            turns,
        }
    };
    Ok((0..count).map(one).collect())
}

/// Every one of so many marked sentences stands in a short conversation, so that one is known without much around it.
const EVERY_MARKED: usize = 30;
/// Every one of so many of them that threaten is told, too.
const EVERY_TOLD: usize = 4;
/// So many turns at most follow on it.
const FOLLOW: usize = 4;

/// What is told by whom, `true` for who said the sentence.
type Said = Vec<(bool, String)>;

/// What followed in conversations of one language.
#[derive(Default)]
struct After {
    /// On a turn that coerces.
    coercion: Vec<Said>,
    /// On a threat that is told to somebody, and what the teller said just before it.
    told: Vec<(Option<String>, Said)>,
}

impl After {
    fn of<'a>(talks: impl Iterator<Item = &'a Conversation>, detector: &Detector) -> Self {
        let mut all = Self::default();
        for one in talks {
            for (at, turn) in one.turns.iter().enumerate() {
                let behind = one.turns[at + 1..].iter().take(FOLLOW);
                let said: Said = behind.map(|next| (next.speaker == turn.speaker, next.text.clone())).collect();
                let answered = said.first().is_some_and(|(mine, _)| !mine);
                if !answered {
                    continue;
                }
                if stance(one, at + 1) == ANSWERS {
                    all.coercion.push(said);
                } else if one.kind == "help_seeking" && detector.message(&turn.text, "en").score >= REPEATS {
                    let before = at.checked_sub(1).map(|before| &one.turns[before]);
                    let before =
                        before.filter(|before| before.speaker == turn.speaker).map(|before| before.text.clone());
                    all.told.push((before, said));
                }
            }
        }
        all
    }
}

/// The short conversations of one language.
pub fn short(
    sentences: &[Message],
    lines: &[String],
    talks: &[&Conversation],
    detector: &Detector,
) -> Vec<Conversation> {
    let after = After::of(talks.iter().copied(), detector);
    let mut all = Vec::new();
    for (at, said) in sentences.iter().step_by(EVERY_MARKED).enumerate() {
        let threat = said.role == "offender";
        let follow = if threat { &after.coercion[..] } else { &[] };
        all.push(staged(at, said, lines, follow));
        if threat && at.is_multiple_of(EVERY_TOLD) && !after.told.is_empty() {
            let (before, follow) = &after.told[at * 3 % after.told.len()];
            all.push(told(at, said, before.as_deref(), follow));
        }
    }
    all
}

/// A sentence with ordinary lines before it, two of five behind a picture, and what follows: on a threat what did on another, else an
/// ordinary line. One in four threats is sent in two pieces.
fn staged(at: usize, said: &Message, lines: &[String], after: &[Said]) -> Conversation {
    let line = |at: usize| lines.get(at % lines.len().max(1)).cloned().unwrap_or_default();
    let mut talk = Talk::default();
    for before in 0..at % 7 {
        talk.say(before % 2 == 1, line(at * 7 + before));
    }
    if at % 5 > 2 {
        talk.say(false, SHOWN[at / 5 % SHOWN.len()].to_owned());
    }
    let threat = said.role == "offender";
    let onset = talk.turns.len();
    match pieces(&said.text).filter(|_| threat && at % 4 == 1) {
        Some((first, then)) => {
            talk.say(true, first);
            talk.say(true, then);
        }
        None => talk.say(true, said.text.clone()),
    }
    match after.get(at * 5 % after.len().max(1)) {
        Some(follow) => talk.go_on(follow, 1 + at % FOLLOW),
        None => talk.say(false, line(at * 7 + 6)),
    }
    let kind = if matches!(said.role.as_str(), "victim" | "bystander") { "help_seeking" } else { "benign" };
    talk.of(&format!("staged-{at}"), said, kind, threat.then_some(onset))
}

/// A threat that is told, with what was said around another that was.
fn told(at: usize, said: &Message, before: Option<&str>, after: &Said) -> Conversation {
    let mut talk = Talk::default();
    if let Some(before) = before {
        talk.say(true, before.to_owned());
    }
    talk.say(true, said.text.clone());
    talk.go_on(after, 2 + at % (FOLLOW - 1));
    talk.of(&format!("staged-told-{at}"), said, "help_seeking", None)
}

/// A sentence in two, where a word ends past its middle.
fn pieces(text: &str) -> Option<(String, String)> {
    let middle = text.char_indices().nth(text.chars().count() / 2)?.0;
    let (first, then) = text.split_at(middle + text[middle..].find(' ')?);
    Some((first.trim().to_owned(), then.trim().to_owned()))
}

#[derive(Default)]
struct Talk {
    turns: Vec<Turn>,
}

impl Talk {
    fn say(&mut self, mine: bool, text: String) {
        self.turns.push(Turn { speaker: if mine { "A" } else { "B" }.to_owned(), text });
    }

    fn go_on(&mut self, after: &Said, turns: usize) {
        for (mine, text) in after.iter().take(turns) {
            self.say(*mine, text.clone());
        }
    }

    fn of(self, id: &str, said: &Message, kind: &str, onset: Option<usize>) -> Conversation {
        Conversation {
            id: format!("{id}-{}", said.lang),
            lang: said.lang.clone(),
            label: if onset.is_some() { "sextortion" } else { "benign" }.to_owned(),
            kind: kind.to_owned(),
            motive: said.motive.clone(),
            onset,
            first_risk: onset,
            turns: self.turns,
        }
    }
}
