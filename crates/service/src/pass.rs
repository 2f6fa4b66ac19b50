//! The pass: what authorises a visitor's next steps for 20 minutes after the code was entered. It travels sealed in a
//! hidden field, so that any process serves any step and the code is not kept anywhere.

use rand_core::CryptoRng;
use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::clock::MINUTE;
use vigie_model::id::ReportId;
use vigie_seal::{Context, DataKey, KeyFile, Purpose, Sealed};

use crate::hex;

/// How long a pass is good, in milliseconds.
pub(crate) const LASTS: i64 = 20 * MINUTE;
/// Longest text read as a pass, in bytes: ours have 274.
const LONGEST: usize = 1024;

/// What a pass holds.
#[derive(Debug, Clone)]
pub struct Pass {
    /// The visitor's key, as it came from the code.
    pub visitor: DataKey,
    /// The report it opens.
    pub report: ReportId,
    /// The number of the code it came from: a pass of an old code opens nothing.
    pub code_generation: i64,
    /// Until when.
    pub until: Timestamp,
}

impl Pass {
    /// Seals the pass as text for a hidden field.
    pub fn seal(&self, keys: &KeyFile, rng: &mut impl CryptoRng) -> String {
        let plain = zeroize::Zeroizing::new(
            [
                self.visitor.expose().as_slice(),
                &self.report.bytes(),
                &self.code_generation.to_be_bytes(),
                &self.until.ms().to_be_bytes(),
            ]
            .concat(),
        );
        let sealed = keys.pass_key().seal(&context(), &plain, rng);
        hex::encode(sealed.as_bytes())
    }

    /// Opens a pass; `None` when it is forged, damaged or over.
    pub fn open(text: &str, keys: &KeyFile, now: Timestamp) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let sealed = Sealed::from_bytes(hex::decode(text)?);
        let plain = keys.pass_keys().iter().find_map(|key| key.key().open(&context(), &sealed).ok())?;
        let plain = plain.expose();
        let pass = Self {
            visitor: DataKey::from_bytes(plain.get(..32)?.try_into().ok()?),
            report: ReportId(Uuid::from_slice(plain.get(32..48)?).ok()?),
            code_generation: i64::from_be_bytes(plain.get(48..56)?.try_into().ok()?),
            until: Timestamp(i64::from_be_bytes(plain.get(56..64)?.try_into().ok()?)),
        };
        (pass.until > now).then_some(pass)
    }
}

fn context() -> Context {
    Context { purpose: Purpose::Pass, owner: [0; 16], part: [0; 16], generation: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::clock::entropy;

    fn pass(until: i64) -> Pass {
        Pass {
            visitor: DataKey::from_bytes([7; 32]),
            report: ReportId(Uuid::from_u128(9)),
            code_generation: 3,
            until: Timestamp(until),
        }
    }

    #[test]
    fn a_pass_opens_until_its_time_and_not_after() {
        let keys = KeyFile::generate(&mut entropy(), "2026-01-01");
        let text = pass(1000).seal(&keys, &mut entropy());
        let open = Pass::open(&text, &keys, Timestamp(999)).unwrap();
        assert_eq!(
            (open.report, open.code_generation, open.visitor.expose()),
            (ReportId(Uuid::from_u128(9)), 3, &[7; 32])
        );
        assert!(Pass::open(&text, &keys, Timestamp(1000)).is_none());
    }

    #[test]
    fn a_changed_or_foreign_pass_opens_nothing() {
        let keys = KeyFile::generate(&mut entropy(), "2026-01-01");
        let text = pass(1000).seal(&keys, &mut entropy());
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
            let changed = String::from_utf8(bytes).unwrap();
            assert!(Pass::open(&changed, &keys, Timestamp(0)).is_none());
        }
        let other = KeyFile::generate(&mut entropy(), "2026-01-01");
        assert!(Pass::open(&text, &other, Timestamp(0)).is_none());
        for junk in ["", "0", "zz", "é", &"00".repeat(600)] {
            assert!(Pass::open(junk, &keys, Timestamp(0)).is_none());
        }
    }
}
