//! What a visitor has told so far, on its way from one page of the form to the next: sealed in a hidden field, so that
//! any process serves any page and nothing is stored before it is sent.
//!
//! It is bound to nothing of the visitor and good for a day. What does not fit goes beside it, readable, in fields of its
//! own: a word is never lost over a size.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand_core::CryptoRng;
use vigie_model::Timestamp;
use vigie_model::clock::HOUR;
use vigie_seal::{Context, KeyFile, Purpose, Sealed};
use zeroize::Zeroizing;

use crate::hex;
use crate::intake::Draft;

/// How long a page can be left and still go on, in milliseconds. More than 20 hours: who is slow is not hurried (WCAG 2.2,
/// 2.2.1). Not for ever: the phone may be somebody else's tomorrow.
pub const LASTS: i64 = 24 * HOUR;
/// Longest text in the hidden field, in bytes.
pub const LONGEST: usize = 8 * 1024;
/// Most bytes that fit under the seal: base64 makes four letters of three bytes.
const ROOM: usize = LONGEST / 4 * 3 - Sealed::OVERHEAD;
/// The shape of the bytes; another one is another version's, and does not open.
const SHAPE: u8 = 1;
/// Shape, draft id, and until when.
const HEAD: usize = 1 + 16 + 8;

/// Answers by the names of their fields, in the order of the form. A name may repeat.
pub type Answers = Vec<(String, String)>;

/// What was told so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The draft that all pages of one telling belong to: sent twice it is one report.
    pub draft: Draft,
    /// The answers.
    pub answers: Answers,
}

/// What a page carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// The sealed field, at most [`LONGEST`] bytes.
    pub text: String,
    /// Answers that are too long to fit: they travel in fields of their own.
    pub left: Answers,
}

impl Told {
    /// Seals what fits, short answers first: of a long text beside many small ones only the text is left out.
    pub fn seal(self, keys: &KeyFile, now: Timestamp, rng: &mut impl CryptoRng) -> Carried {
        let mut sizes: Vec<(usize, usize)> = self.answers.iter().map(written).zip(0..).collect();
        sizes.sort_unstable();
        let mut fits = vec![false; self.answers.len()];
        let mut used = HEAD;
        for (size, at) in sizes {
            fits[at] = used + size <= ROOM;
            used += if fits[at] { size } else { 0 };
        }
        let mut plain = Zeroizing::new(Vec::with_capacity(used));
        plain.push(SHAPE);
        // Cannot fail: a draft is 32 hexadecimal digits.
        plain.extend(hex::decode(self.draft.as_str()).unwrap_or_default());
        plain.extend(now.plus(LASTS).ms().to_be_bytes());
        let mut left = Answers::new();
        for (answer, fits) in self.answers.into_iter().zip(fits) {
            if fits {
                write(&mut plain, &answer);
            } else {
                left.push(answer);
            }
        }
        let sealed = keys.pass_key().seal(&context(), &plain, rng);
        Carried { text: URL_SAFE_NO_PAD.encode(sealed.as_bytes()), left }
    }

    /// Opens a field; `None` when it is forged, damaged, over, or of another node.
    pub fn open(text: &str, keys: &KeyFile, now: Timestamp) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let sealed = Sealed::from_bytes(URL_SAFE_NO_PAD.decode(text).ok()?);
        let plain = keys.pass_keys().iter().find_map(|key| key.key().open(&context(), &sealed).ok())?;
        let (head, mut rest) = plain.expose().split_at_checked(HEAD)?;
        let until = Timestamp(i64::from_be_bytes(head[17..].try_into().ok()?));
        if head[0] != SHAPE || until <= now {
            return None;
        }
        let mut answers = Answers::new();
        while !rest.is_empty() {
            let (name, after) = piece(rest)?;
            let (value, after) = piece(after)?;
            answers.push((name, value));
            rest = after;
        }
        Some(Self { draft: Draft::parse(&hex::encode(&head[1..17])), answers })
    }
}

/// Bytes that an answer takes.
fn written((name, value): &(String, String)) -> usize {
    4 + name.len() + value.len()
}

fn write(out: &mut Vec<u8>, (name, value): &(String, String)) {
    for text in [name, value] {
        // Cannot fail: what fits is shorter than 64 KiB.
        out.extend(u16::try_from(text.len()).unwrap_or_default().to_be_bytes());
        out.extend(text.as_bytes());
    }
}

fn piece(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    let (text, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    Some((std::str::from_utf8(text).ok()?.to_owned(), rest))
}

fn context() -> Context {
    Context { purpose: Purpose::Told, owner: [0; 16], part: [0; 16], generation: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vigie_model::clock::entropy;

    fn told(answers: &[(&str, &str)]) -> Told {
        let answers = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Told { draft: Draft::parse("00112233445566778899aabbccddeeff"), answers }
    }

    fn keys() -> KeyFile {
        KeyFile::generate(&mut entropy(), "2026-01-01")
    }

    #[test]
    fn everything_comes_back_for_a_day_and_not_after() {
        let (keys, told) =
            (keys(), told(&[("threat", "pictures"), ("threat", "information"), ("answer", "\né ح🪶\0")]));
        let carried = told.clone().seal(&keys, Timestamp(5), &mut entropy());
        assert_eq!(carried.left, []);
        assert_eq!(Told::open(&carried.text, &keys, Timestamp(4 + LASTS)), Some(told));
        assert_eq!(Told::open(&carried.text, &keys, Timestamp(5 + LASTS)), None);
    }

    #[test]
    fn a_changed_field_or_one_of_another_node_opens_nothing() {
        let keys = keys();
        let text = told(&[("danger", "self")]).seal(&keys, Timestamp(0), &mut entropy()).text;
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(Told::open(&changed, &keys, Timestamp(0)), None, "{at}");
        }
        let other = KeyFile::generate(&mut entropy(), "2026-01-01");
        assert_eq!(Told::open(&text, &other, Timestamp(0)), None);
        for junk in ["", "0", "é", "AAAA", &text[..text.len() - 1], &"A".repeat(LONGEST + 4), &format!("{text}=")] {
            assert_eq!(Told::open(junk, &keys, Timestamp(0)), None);
        }
        assert!(Told::open(&text, &keys, Timestamp(0)).is_some());
    }

    #[test]
    fn a_pass_is_no_such_field() {
        let keys = keys();
        let plain = [&[SHAPE][..], &[0; 16], &1_000_i64.to_be_bytes()].concat();
        let place = |purpose| Context { purpose, ..context() };
        let text = |purpose| {
            let sealed = keys.pass_key().seal(&place(purpose), &plain, &mut entropy());
            URL_SAFE_NO_PAD.encode(sealed.as_bytes())
        };
        assert!(Told::open(&text(Purpose::Told), &keys, Timestamp(0)).is_some());
        assert!(Told::open(&text(Purpose::Pass), &keys, Timestamp(0)).is_none());
    }

    #[test]
    fn a_renewed_key_still_opens_the_pages_of_before() {
        let mut keys = keys();
        let text = told(&[("who", "me")]).seal(&keys, Timestamp(0), &mut entropy()).text;
        keys.renew(vigie_seal::KeyKind::Pass, &mut entropy(), "2026-01-02");
        assert!(Told::open(&text, &keys, Timestamp(0)).is_some());
    }

    #[test]
    fn the_field_fills_to_its_last_byte_and_no_further() {
        let keys = keys();
        for (length, fits) in [(ROOM - HEAD - 4 - 5, true), (ROOM - HEAD - 4 - 4, false)] {
            let carried = told(&[("words", &"w".repeat(length))]).seal(&keys, Timestamp(0), &mut entropy());
            assert_eq!(carried.left.is_empty(), fits);
            assert!(carried.text.len() <= LONGEST && fits == (carried.text.len() > LONGEST - 4));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_is_told_the_field_stays_small_and_nothing_is_lost(
            answers in prop::collection::vec(("[a-z]{1,8}[0-9]?", ("\\PC{0,40}", 1_usize..3000)), 0..40),
        ) {
            let keys = keys();
            let answers: Answers = answers.into_iter().map(|(name, (text, times))| (name, text.repeat(times))).collect();
            let told = Told { draft: Draft::new(), answers: answers.clone() };
            let draft = told.draft.clone();
            let carried = told.seal(&keys, Timestamp(0), &mut entropy());
            prop_assert!(carried.text.len() <= LONGEST);
            let opened = Told::open(&carried.text, &keys, Timestamp(1)).expect("it opens");
            prop_assert_eq!(opened.draft, draft);
            let mut back = [opened.answers, carried.left].concat();
            let mut sent = answers;
            back.sort();
            sent.sort();
            prop_assert_eq!(back, sent);
        }
    }
}
