//! Where a text comes from, and on which ground private messages may be read by a machine at all.
//!
//! Reading private messages is off. One key at a time can be given a ground for it, by somebody who signs for it, in a
//! stated jurisdiction and until a stated day.

use serde::{Deserialize, Serialize};
use vigie_model::Timestamp;

/// Where the texts of a call come from. Every call says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Somebody who takes part in it reported it.
    UserReport,
    /// Everybody can read it.
    PublicContent,
    /// A machine looks through private messages that nobody reported.
    PrivateScan,
}

impl Origin {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::UserReport, Self::PublicContent, Self::PrivateScan];

    /// The word in a call.
    pub fn word(self) -> &'static str {
        match self {
            Self::UserReport => "user_report",
            Self::PublicContent => "public_content",
            Self::PrivateScan => "private_scan",
        }
    }

    /// The origin behind a word; `None` for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// On which ground a key may look through private messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Under whose law.
    pub jurisdiction: String,
    /// Which law, order or consent.
    pub ground: String,
    /// Who answers for it.
    pub signer: String,
    /// Until when.
    pub until: Timestamp,
}

/// What a private scan is refused for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrivateScan {
    /// The key carries no ground.
    NoGround,
    /// Its day is over.
    Over,
    /// It rests on a regulation that has expired.
    Expired,
}

impl Basis {
    /// # Errors
    /// [`PrivateScan`] unless the ground holds at this moment.
    pub fn holds(basis: Option<&Self>, now: Timestamp) -> Result<(), PrivateScan> {
        let basis = basis.ok_or(PrivateScan::NoGround)?;
        if [&basis.jurisdiction, &basis.ground, &basis.signer].iter().any(|part| part.trim().is_empty()) {
            return Err(PrivateScan::NoGround);
        }
        if expired_regulation(&basis.ground) {
            return Err(PrivateScan::Expired);
        }
        if basis.until > now { Ok(()) } else { Err(PrivateScan::Over) }
    }
}

/// True when a ground names Regulation (EU) 2021/1232 or what prolonged it, 2024/1307, however it is spelled. The
/// derogation ended on 3 April 2026: nothing rests on it any more.
pub fn expired_regulation(ground: &str) -> bool {
    let plain: String = ground.chars().filter_map(digit_or_letter).collect();
    // As cited, as by number first, and as in the register of EU law.
    ["20211232", "12322021", "32021r1232", "20241307", "13072024", "32024r1307"].iter().any(|one| plain.contains(one))
}

/// Letters in lower case and digits of any of our languages as ASCII; everything between them is left out.
fn digit_or_letter(c: char) -> Option<char> {
    for zero in ['٠', '۰', '\u{ff10}'] {
        let value = u32::from(c).wrapping_sub(u32::from(zero));
        if value < 10 {
            return char::from_digit(value, 10);
        }
    }
    c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expired_regulation_is_known_however_it_is_spelled() {
        for ground in [
            "Regulation (EU) 2021/1232",
            "règlement (UE) 2021/1232 du 14 juillet 2021",
            "EU 2021 / 1232, art. 3",
            "CELEX 32021R1232",
            "Regulation No 1232/2021",
            "اللائحة ٢٠٢١/١٢٣٢",
            "2021/1232",
            "as prolonged by 2024/1307",
        ] {
            assert!(expired_regulation(ground), "{ground}");
        }
        for ground in ["Consent of both users", "Online Safety Act 2023, s. 121", "order of 12 March 2026", ""] {
            assert!(!expired_regulation(ground), "{ground}");
        }
    }

    #[test]
    fn a_ground_holds_whole_until_its_day_and_never_on_what_expired() {
        let basis = Basis {
            jurisdiction: "GB".to_owned(),
            ground: "an order".to_owned(),
            signer: "A. Heron".to_owned(),
            until: Timestamp(10),
        };
        assert_eq!(Basis::holds(None, Timestamp(9)), Err(PrivateScan::NoGround));
        assert_eq!(Basis::holds(Some(&basis), Timestamp(9)), Ok(()));
        assert_eq!(Basis::holds(Some(&basis), Timestamp(10)), Err(PrivateScan::Over));
        let blank = Basis { signer: " ".to_owned(), ..basis.clone() };
        assert_eq!(Basis::holds(Some(&blank), Timestamp(9)), Err(PrivateScan::NoGround));
        let expired = Basis { ground: "Regulation 2021/1232".to_owned(), ..basis };
        assert_eq!(Basis::holds(Some(&expired), Timestamp(9)), Err(PrivateScan::Expired));
    }
}
