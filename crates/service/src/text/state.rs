//! The token of a conversation: what was found so far, sealed, on its way between two calls of one program. It holds no
//! more of the words than what is needed to read a message that is sent in pieces, opens for the key that got it alone,
//! and is kept nowhere here.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand_core::CryptoRng;
use uuid::Uuid;
use vigie_detect::coercion::State;
use vigie_model::Timestamp;
use vigie_model::clock::DAY;
use vigie_seal::{Context, KeyFile, Purpose, Sealed};

/// How long a conversation may rest, in milliseconds. Each answer begins anew.
pub const LASTS: i64 = 30 * DAY;
/// Longest text read as a token, in bytes: a state is smaller than 4 KiB.
pub const LONGEST: usize = 8 * 1024;
/// The shape of the bytes under the seal.
const SHAPE: u8 = 1;
/// Shape, and until when.
const HEAD: usize = 1 + 8;

/// Why a token does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateError {
    /// Forged, damaged, of another node or another key.
    Invalid,
    /// It rested too long.
    Expired,
    /// Another version of the reader wrote it.
    Version,
}

/// Seals a state for the key that asks.
pub fn seal(keys: &KeyFile, key: Uuid, state: &State, now: Timestamp, rng: &mut impl CryptoRng) -> String {
    let mut plain = vec![SHAPE];
    plain.extend(now.plus(LASTS).ms().to_be_bytes());
    plain.extend(state.to_bytes());
    URL_SAFE_NO_PAD.encode(keys.pass_key().seal(&context(key), &plain, rng).as_bytes())
}

/// Opens a token.
///
/// # Errors
/// [`StateError`]; never a panic, whatever the text.
pub fn open(keys: &KeyFile, key: Uuid, text: &str, now: Timestamp) -> Result<State, StateError> {
    if text.len() > LONGEST {
        return Err(StateError::Invalid);
    }
    let sealed = Sealed::from_bytes(URL_SAFE_NO_PAD.decode(text).map_err(|_| StateError::Invalid)?);
    let opened = keys.pass_keys().iter().find_map(|one| one.key().open(&context(key), &sealed).ok());
    let plain = opened.ok_or(StateError::Invalid)?;
    let (head, rest) = plain.expose().split_at_checked(HEAD).ok_or(StateError::Version)?;
    let until = head[1..].try_into().map(i64::from_be_bytes).map_err(|_| StateError::Version)?;
    if head[0] != SHAPE {
        return Err(StateError::Version);
    }
    if until <= now.ms() {
        return Err(StateError::Expired);
    }
    State::from_bytes(rest).map_err(|_| StateError::Version)
}

fn context(key: Uuid) -> Context {
    Context { purpose: Purpose::Conversation, owner: *key.as_bytes(), part: [0; 16], generation: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vigie_model::clock::entropy;

    const KEY: Uuid = Uuid::from_u128(7);

    fn keys() -> KeyFile {
        KeyFile::generate(&mut entropy(), "2026-01-01")
    }

    #[test]
    fn a_token_opens_for_its_key_until_its_day() {
        let keys = keys();
        let text = seal(&keys, KEY, &State::default(), Timestamp(5), &mut entropy());
        assert_eq!(open(&keys, KEY, &text, Timestamp(4 + LASTS)), Ok(State::default()));
        assert_eq!(open(&keys, KEY, &text, Timestamp(5 + LASTS)), Err(StateError::Expired));
        assert_eq!(open(&keys, Uuid::from_u128(8), &text, Timestamp(5)), Err(StateError::Invalid));
    }

    #[test]
    fn a_changed_token_or_one_of_another_node_opens_nothing() {
        let keys = keys();
        let text = seal(&keys, KEY, &State::default(), Timestamp(5), &mut entropy());
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(open(&keys, KEY, &changed, Timestamp(5)), Err(StateError::Invalid), "{at}");
        }
        let other = KeyFile::generate(&mut entropy(), "2026-01-01");
        assert_eq!(open(&other, KEY, &text, Timestamp(5)), Err(StateError::Invalid));
    }

    #[test]
    fn a_token_of_another_version_says_so() {
        let keys = keys();
        let written = |plain: &[u8]| {
            URL_SAFE_NO_PAD.encode(keys.pass_key().seal(&context(KEY), plain, &mut entropy()).as_bytes())
        };
        let until = 1_000_i64.to_be_bytes();
        let ours = [&[SHAPE], &until[..], &State::default().to_bytes()].concat();
        assert_eq!(open(&keys, KEY, &written(&ours), Timestamp(5)), Ok(State::default()));
        let later = [&[SHAPE + 1], &until[..], &State::default().to_bytes()].concat();
        let reader = [&[SHAPE], &until[..], &[99; 40]].concat();
        for plain in [&later[..], &reader, &[], &[SHAPE], &ours[..ours.len() - 1]] {
            assert_eq!(open(&keys, KEY, &written(plain), Timestamp(5)), Err(StateError::Version));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn whatever_is_sent_as_a_token_is_answered(text in "\\PC{0,200}|[A-Za-z0-9_-]{0,400}", bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let keys = keys();
            prop_assert!(open(&keys, KEY, &text, Timestamp(5)).is_err());
            let sealed = URL_SAFE_NO_PAD.encode(keys.pass_key().seal(&context(KEY), &bytes, &mut entropy()).as_bytes());
            drop(open(&keys, KEY, &sealed, Timestamp(5)));
        }
    }
}
