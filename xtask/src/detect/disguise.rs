//! Measured sentences in disguise: what is lost when a sentence is written in a way that hides it, and what becomes an alarm
//! that was none.

use std::path::Path;

use vigie_detect::Detector;

use super::examples::{self, Message};
use super::random::Dice;
use super::table::Rate;
use super::{DEVELOPMENT, OWN, load};

/// A way to write: what becomes of each character of a text in a language; the same where nobody writes so.
type Way = fn(&[char], &str, &mut Dice) -> Vec<String>;

const WAYS: [(&str, Way); 12] = [
    ("leet", leet),
    ("homoglyph", homoglyph),
    ("zero-width", zero_width),
    ("spacing", spacing),
    ("emoji", emoji),
    ("elongation", elongation),
    ("stars", stars),
    ("styled", styled),
    ("accents", accents),
    ("no-punctuation", no_punctuation),
    ("no-apostrophes", no_apostrophes),
    ("voice", voice),
];

/// What is read of one sentence.
struct Read {
    alarm: bool,
    told: bool,
    harm: bool,
}

fn read(detector: &Detector, text: &str) -> Read {
    let reading = detector.message(text, "en");
    let told = matches!(reading.role.as_str(), "victim" | "bystander");
    Read { alarm: reading.alarm, told, harm: reading.self_harm }
}

/// Prints for each way to write what the plain sentences and the disguised ones are read as; `misses` names a way of which
/// those are printed that are read otherwise.
pub fn print(root: &Path, detector: &Detector, misses: Option<&str>) -> Result<(), String> {
    let own = root.join(OWN);
    let mut all = Vec::new();
    for ending in [".held.jsonl", ".terse-held.jsonl", ".terse-later.jsonl", ".plain-held.jsonl"] {
        all.extend(load(&examples::files(&own, ending))?);
    }
    let development = root.join(DEVELOPMENT).join("messages.jsonl");
    if development.is_file() {
        all.extend(load(&[development])?);
    }
    all.retain(|one| one.evasion.as_deref().unwrap_or("none") == "none");
    let mut harms = Vec::new();
    for path in examples::files(&own, ".self_harm-held.jsonl") {
        harms.extend(examples::harms(&path)?);
    }
    println!("{} sentences; where two numbers stand the first is of the plain ones", all.len() + harms.len());
    let plain: Vec<Read> = all.iter().map(|one| read(detector, &one.text)).collect();
    let plain_harms: Vec<Read> = harms.iter().map(|one| read(detector, &one.text)).collect();
    for (name, way) in WAYS {
        let mut dice = Dice(20_261_202);
        let misses = misses == Some(name);
        let mut counts = Counts::default();
        for (one, plain) in all.iter().zip(&plain) {
            if let Some(other) = disguised(one, way, &mut dice) {
                counts.add(one, plain, &read(detector, &other.text), misses.then_some(other.text.as_str()));
            }
        }
        for (one, plain) in harms.iter().zip(&plain_harms) {
            if let Some(other) = disguised(one, way, &mut dice) {
                counts.harm(one, plain, &read(detector, &other.text));
            }
        }
        counts.print(name);
    }
    Ok(())
}

/// Each first of the plain sentences, then of the disguised ones.
#[derive(Default)]
struct Counts {
    found: [Rate; 2],
    wrong: [Rate; 2],
    told: [Rate; 2],
    harm: [Rate; 2],
    unmeant: [Rate; 2],
}

fn pair(rates: &mut [Rate; 2], plain: bool, disguised: bool) {
    rates[0].add(plain);
    rates[1].add(disguised);
}

impl Counts {
    fn add(&mut self, one: &Message, plain: &Read, disguised: &Read, shown: Option<&str>) {
        let offender = one.role == "offender";
        let rates = if offender { &mut self.found } else { &mut self.wrong };
        pair(rates, plain.alarm, disguised.alarm);
        if matches!(one.role.as_str(), "victim" | "bystander") {
            pair(&mut self.told, plain.told, disguised.told);
        }
        if let Some(text) = shown.filter(|_| plain.alarm != disguised.alarm) {
            println!("{} {} {} → {}\n   {}\n   {text}", one.id, one.role, plain.alarm, disguised.alarm, one.text);
        }
    }

    fn harm(&mut self, one: &Message, plain: &Read, disguised: &Read) {
        if one.self_harm {
            pair(&mut self.harm, plain.harm, disguised.harm);
        } else if !one.third_party_risk && one.neg_kind.is_none() {
            pair(&mut self.unmeant, plain.harm, disguised.harm);
        }
    }

    fn print(&self, name: &str) {
        let shares = |rates: &[Rate; 2]| format!("{:.3} {:.3}", rates[0].share(), rates[1].share());
        println!(
            "{name:<15} offenders found {} of {:<5} alarm on others {} of {:<5} calls recognised {} of {:<5} own self-harm {} of {:<4} not meant {} of {}",
            shares(&self.found),
            self.found[0].of,
            shares(&self.wrong),
            self.wrong[0].of,
            shares(&self.told),
            self.told[0].of,
            shares(&self.harm),
            self.harm[0].of,
            shares(&self.unmeant),
            self.unmeant[0].of,
        );
    }
}

/// In how many of a thousand sentences that are fitted to a way to write is tried. People leave punctuation out; whoever hides
/// what they write is not therefore an offender, and what is left of a disguise once it is undone is to say nothing.
const FITTED: [(Way, usize); 5] = [(no_punctuation, 350), (no_apostrophes, 60), (leet, 10), (spacing, 10), (emoji, 20)];

/// Writes some of the sentences that weights are fitted to in other ways, the same ones each time.
pub fn some<'a>(sentences: impl Iterator<Item = &'a mut Message>) {
    let mut dice = Dice(20_261_203);
    for one in sentences {
        let mut drawn = dice.below(1000);
        let way = FITTED.iter().find(|(_, times)| match drawn.checked_sub(*times) {
            Some(rest) => {
                drawn = rest;
                false
            }
            None => true,
        });
        if let Some(other) = way.and_then(|(way, _)| disguised(one, *way, &mut dice)) {
            *one = other;
        }
    }
}

/// A message written in that way, its spans where they are then; `None` where that changes nothing.
fn disguised(one: &Message, way: Way, dice: &mut Dice) -> Option<Message> {
    let chars: Vec<char> = one.text.chars().collect();
    let written = way(&chars, &one.lang, dice);
    let text = written.concat();
    if text == one.text {
        return None;
    }
    let mut places = vec![0];
    for piece in &written {
        places.push(places[places.len() - 1] + piece.chars().count());
    }
    let mut other = Message { text, ..one.clone() };
    for span in &mut other.spans {
        (span.start, span.end) = (places[span.start], places[span.end]);
    }
    other.spans.retain(|span| span.start < span.end);
    Some(other)
}

fn as_it_is(text: &[char]) -> Vec<String> {
    text.iter().map(char::to_string).collect()
}

/// Each letter for which there is another sign, in so many of ten cases.
fn letters(text: &[char], dice: &mut Dice, tenths: usize, other: impl Fn(char) -> Option<char>) -> Vec<String> {
    let mut changed = |c| other(c).filter(|_| dice.below(10) < tenths);
    text.iter().map(|c| changed(*c).unwrap_or(*c).to_string()).collect()
}

fn leet(text: &[char], lang: &str, dice: &mut Dice) -> Vec<String> {
    let digit = |c: char| {
        Some(match c.to_ascii_lowercase() {
            'a' => '4',
            'e' => '3',
            'i' => '1',
            'o' => '0',
            's' => '5',
            't' => '7',
            _ => return None,
        })
    };
    if lang == "ar" { as_it_is(text) } else { letters(text, dice, 6, digit) }
}

fn homoglyph(text: &[char], _: &str, dice: &mut Dice) -> Vec<String> {
    let twin = |c| {
        Some(match c {
            'a' => 'а',
            'c' => 'с',
            'e' => 'е',
            'i' => 'і',
            'j' => 'ј',
            'o' => 'о',
            'p' => 'р',
            's' => 'ѕ',
            'x' => 'х',
            'y' => 'у',
            'A' => 'А',
            'E' => 'Е',
            'H' => 'Н',
            'M' => 'М',
            'O' => 'О',
            'P' => 'Р',
            'T' => 'Т',
            'ي' => 'ی',
            'ك' => 'ک',
            'ه' => 'ہ',
            _ => return None,
        })
    };
    letters(text, dice, 7, twin)
}

fn zero_width(text: &[char], _: &str, dice: &mut Dice) -> Vec<String> {
    const SIGNS: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];
    let mut with = |c: char| {
        if c.is_alphanumeric() && dice.below(10) < 3 {
            format!("{c}{}", SIGNS[dice.below(SIGNS.len())])
        } else {
            c.to_string()
        }
    };
    text.iter().map(|c| with(*c)).collect()
}

/// Words of at least so many letters are written anew, in so many of ten cases.
fn words(
    text: &[char],
    dice: &mut Dice,
    (least, tenths): (usize, usize),
    anew: impl Fn(&[char], &mut Dice) -> Vec<String>,
) -> Vec<String> {
    let mut out = Vec::new();
    for row in text.chunk_by(|one, other| one.is_alphabetic() == other.is_alphabetic()) {
        if row[0].is_alphabetic() && row.len() >= least && dice.below(10) < tenths {
            out.extend(anew(row, dice));
        } else {
            out.extend(row.iter().map(char::to_string));
        }
    }
    out
}

fn spacing(text: &[char], lang: &str, dice: &mut Dice) -> Vec<String> {
    let parted = |word: &[char], dice: &mut Dice| {
        let between = if lang == "ar" { "ـ" } else { [" ", ".", "-"][dice.below(3)] };
        let behind = |at| if at + 1 < word.len() { between } else { "" };
        word.iter().enumerate().map(|(at, c)| format!("{c}{}", behind(at))).collect()
    };
    words(text, dice, (3, 4), parted)
}

fn elongation(text: &[char], _: &str, dice: &mut Dice) -> Vec<String> {
    let stretched = |word: &[char], dice: &mut Dice| {
        let vowel = |c: &char| "aeiouyéèàáíóúاويه".contains(c.to_ascii_lowercase());
        let vowels: Vec<usize> = (0..word.len()).filter(|at| vowel(&word[*at])).collect();
        let long = if vowels.is_empty() { word.len() - 1 } else { vowels[dice.below(vowels.len())] };
        let times = 3 + dice.below(3);
        let written = |(at, c): (usize, &char)| c.to_string().repeat(if at == long { times } else { 1 });
        word.iter().enumerate().map(written).collect()
    };
    words(text, dice, (3, 3), stretched)
}

fn stars(text: &[char], lang: &str, dice: &mut Dice) -> Vec<String> {
    let starred = |word: &[char], dice: &mut Dice| {
        let hidden = 1 + dice.below(word.len() - 2);
        word.iter().enumerate().map(|(at, c)| if at == hidden { '*' } else { *c }.to_string()).collect()
    };
    if lang == "ar" { as_it_is(text) } else { words(text, dice, (4, 3), starred) }
}

/// In full width, or bold or italic as mathematics has letters.
fn styled(text: &[char], lang: &str, dice: &mut Dice) -> Vec<String> {
    let kind = dice.below(3);
    let letter = |c: char| {
        let from = |base: u32, first: char| char::from_u32(base + (u32::from(c) - u32::from(first)));
        match (kind, c) {
            (0, '!'..='~') => from(0xFF01, '!'),
            (1, 'a'..='z') => from(0x1D41A, 'a'),
            (1, 'A'..='Z') => from(0x1D400, 'A'),
            (2, 'a'..='z') => from(0x1D622, 'a'),
            (2, 'A'..='Z') => from(0x1D608, 'A'),
            _ => None,
        }
    };
    if lang == "ar" { as_it_is(text) } else { text.iter().map(|c| letter(*c).unwrap_or(*c).to_string()).collect() }
}

/// Latin letters without their accents, Arabic ones with vowel marks.
fn accents(text: &[char], lang: &str, dice: &mut Dice) -> Vec<String> {
    const MARKS: [char; 4] = ['\u{64e}', '\u{64f}', '\u{650}', '\u{652}'];
    let mut written = |c: char| match c {
        'ب'..='ي' if lang == "ar" && dice.below(2) == 0 => format!("{c}{}", MARKS[dice.below(MARKS.len())]),
        'à' | 'á' | 'â' => "a".to_owned(),
        'ç' => "c".to_owned(),
        'è' | 'é' | 'ê' | 'ë' => "e".to_owned(),
        'í' | 'î' | 'ï' => "i".to_owned(),
        'ñ' => "n".to_owned(),
        'ó' | 'ô' => "o".to_owned(),
        'ù' | 'ú' | 'û' | 'ü' => "u".to_owned(),
        other => other.to_string(),
    };
    text.iter().map(|c| written(*c)).collect()
}

/// What a sign stands for that is written in place of a word.
const EMOJI: [(&str, &[&str]); 8] = [
    ("📸", &["photo", "photos", "pic", "pics", "picture", "pictures", "foto", "fotos", "صورة", "صور", "صورتك", "صورك"]),
    ("💰", &["money", "cash", "argent", "dinero", "plata", "الفلوس", "فلوس"]),
    ("📤", &["send", "envoie", "manda", "أرسل"]),
    ("👥", &["friends", "amis", "amigos", "أصحابك", "ربعك"]),
    ("⏰", &["hour", "hours", "heure", "heures", "hora", "horas", "ساعة", "ساعات"]),
    ("🌍", &["everyone", "everybody", "todos", "الكل"]),
    ("🎥", &["video", "videos", "vidéo", "vidéos", "clip", "فيديو", "المقطع"]),
    ("👩", &["mum", "mom", "mother", "mère", "mamá", "madre", "maman"]),
];

fn emoji(text: &[char], _: &str, dice: &mut Dice) -> Vec<String> {
    let written = |word: &[char], _: &mut Dice| {
        let whole = word.iter().collect::<String>().to_lowercase();
        let Some((sign, _)) = EMOJI.iter().find(|(_, words)| words.contains(&whole.as_str())) else {
            return word.iter().map(char::to_string).collect();
        };
        let mut pieces = vec![String::new(); word.len()];
        (*sign).clone_into(&mut pieces[0]);
        pieces
    };
    words(text, dice, (3, 10), written)
}

/// Commas, stops and marks left out, but not within numbers.
fn no_punctuation(text: &[char], _: &str, _: &mut Dice) -> Vec<String> {
    let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_digit);
    let written = |at: usize| {
        let is_left_out = matches!(text[at], '.' | ',' | ';' | ':' | '!' | '?' | '…' | '،' | '؛' | '؟' | '¿' | '¡')
            && !(digit(at.checked_sub(1)) && digit(Some(at + 1)));
        match text.get(at + 1) {
            _ if !is_left_out => text[at].to_string(),
            Some(next) if next.is_alphanumeric() && at > 0 => " ".to_owned(),
            _ => String::new(),
        }
    };
    (0..text.len()).map(written).collect()
}

fn no_apostrophes(text: &[char], _: &str, _: &mut Dice) -> Vec<String> {
    text.iter().map(|c| if matches!(c, '\'' | '’') { String::new() } else { c.to_string() }).collect()
}

/// As a telephone writes what it hears: small letters, no punctuation.
fn voice(text: &[char], lang: &str, dice: &mut Dice) -> Vec<String> {
    let written = no_punctuation(text, lang, dice);
    written.into_iter().map(|piece| piece.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{WAYS, disguised};
    use crate::detect::examples::Message;
    use crate::detect::random::Dice;

    #[test]
    fn a_span_stays_on_its_words_however_they_are_written() {
        let line = r#"{"id": "a", "lang": "en", "role": "offender", "motive": "financial", "neg_kind": null,
            "text": "ok. send 200, now, or I'll tell", "spans": [{"label": "demand_money", "start": 4, "end": 17}]}"#;
        let plain: Message = serde_json::from_str(line).expect("a message");
        let mut changed = 0;
        for (name, way) in WAYS {
            let Some(other) = disguised(&plain, way, &mut Dice(7)) else { continue };
            let chars: Vec<char> = other.text.chars().collect();
            let sums = (0..chars.len()).filter(|at| matches!(chars[*at], '2' | '\u{ff12}'));
            let span = &other.spans[0];
            assert!(sums.clone().all(|at| (span.start..span.end).contains(&at)), "{name}: {}", other.text);
            assert_eq!(sums.count(), 1, "{name}: {}", other.text);
            assert_eq!(chars[span.start - 1], ' ', "{name}: {}", other.text);
            changed += 1;
        }
        assert!(changed > 8, "{changed}");
    }
}
