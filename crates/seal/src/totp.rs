//! Six-digit codes that change every half minute: RFC 6238 with HMAC-SHA-1, as every phone makes them.
//!
//! Who remembers which codes were used is the caller; a code is good for its half minute and the ones beside it.

use hmac::{Hmac, KeyInit, Mac};
use rand_core::CryptoRng;
use sha1::Sha1;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Secret, bytes::random_bytes, shapes::hidden};

/// How long a code lasts, in milliseconds.
pub const TOTP_STEP: i64 = 30_000;
/// Length of the shared secret in bytes: that of the hash (RFC 4226 §4).
const LENGTH: usize = 20;
/// Letters of the spelling that phones read (RFC 4648 §6).
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What a phone and the house share.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct TotpSecret([u8; LENGTH]);

hidden!(TotpSecret);

impl TotpSecret {
    /// A new secret.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self(random_bytes(rng))
    }

    /// The secret with these bytes.
    pub const fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        Self(bytes)
    }

    /// The secret's bytes, to be sealed.
    pub const fn expose(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// The secret as it is typed into a phone: 32 letters and digits in groups of four.
    pub fn spelled(&self) -> Secret<String> {
        let mut out = String::with_capacity(40);
        for (at, five) in self.0.chunks(5).enumerate() {
            // Five bytes are eight letters of five bits.
            let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            for letter in 0..8 {
                if letter == 4 || (letter == 0 && at > 0) {
                    out.push(' ');
                }
                let index = bits >> (35 - 5 * letter) & 31;
                out.push(char::from(LETTERS[usize::try_from(index).unwrap_or(0)]));
            }
        }
        Secret::new(out)
    }

    /// What the square on the screen holds. `account` names the house to its member: letters, digits, dots, hyphens.
    pub fn uri(&self, account: &str) -> Secret<String> {
        let account: String = account.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
        let spelled = Zeroizing::new(self.spelled().expose().replace(' ', ""));
        Secret::new(format!("otpauth://totp/{account}?secret={}&issuer={account}", spelled.as_str()))
    }

    /// The six digits of a half minute, counted from 1970.
    pub fn code(&self, step: i64) -> String {
        // Cannot fail: HMAC takes a key of any length.
        let mut mac = Hmac::<Sha1>::new_from_slice(&self.0).expect("HMAC takes any key");
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let at = usize::from(hash[19] & 15);
        let number = u32::from_be_bytes([hash[at] & 0x7f, hash[at + 1], hash[at + 2], hash[at + 3]]);
        format!("{:06}", number % 1_000_000)
    }

    /// The half minute whose code this is, if it is the present one at `now_ms` or one beside it and later than `last`.
    pub fn accepts(&self, typed: &str, now_ms: i64, last: i64) -> Option<i64> {
        let now = now_ms.div_euclid(TOTP_STEP);
        let mut found = None;
        // Every step is looked at, whichever fits: the time says nothing.
        for step in [now - 1, now, now + 1] {
            let fits: bool = self.code(step).as_bytes().ct_eq(typed.as_bytes()).into();
            if fits && step > last {
                found = Some(step);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let secret = TotpSecret::from_bytes(*b"12345678901234567890");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret.code(seconds / 30), code);
        }
        assert_eq!(secret.spelled().expose(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let uri = "otpauth://totp/vigie?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=vigie";
        assert_eq!(secret.uri("vi/gie&").expose(), uri);
    }

    #[test]
    fn a_code_is_good_for_its_half_minute_and_the_ones_beside_it_and_never_twice() {
        let secret = TotpSecret::from_bytes([7; 20]);
        let now = 1_000 * TOTP_STEP + 12;
        for step in [999, 1000, 1001] {
            assert_eq!(secret.accepts(&secret.code(step), now, 0), Some(step));
            assert_eq!(secret.accepts(&secret.code(step), now, step), None, "used");
        }
        for step in [998, 1002] {
            assert_eq!(secret.accepts(&secret.code(step), now, 0), None);
        }
        for typed in ["", "12345", "1234567", "abcdef"] {
            assert_eq!(secret.accepts(typed, now, 0), None);
        }
    }
}
