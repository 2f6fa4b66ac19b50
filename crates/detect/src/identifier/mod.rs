//! Offender identifiers: what a visitor typed into the fields "where" and "name", in one form.
//!
//! Two people who met the same offender rarely type the name alike. [`read`] makes `@Luna.X` on
//! "insta" and `https://instagram.com/luna.x/?igsh=1` the same `instagram:luna.x`. [`find`] takes what is unmistakable
//! out of a text. Neither says who is behind a name.

mod find;
pub(crate) mod link;
mod phone;
pub(crate) mod platform;

pub use find::{Found, find};

use crate::fold::digit_value;
use unicode_normalization::UnicodeNormalization;

/// What sort of thing an identifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A profile or user name.
    Account,
    /// A telephone number.
    Phone,
    /// A mail address.
    Email,
    /// A web address that is not a known profile link, such as an invitation.
    Url,
    /// Where money was to be sent.
    Payment,
    /// Something else that was typed, kept in plain form.
    Other,
}

impl Kind {
    /// The word used in rows and pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Url => "url",
            Self::Payment => "payment",
            Self::Other => "other",
        }
    }
}

/// One offender identifier in canonical form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    /// What it is.
    pub kind: Kind,
    /// The platform in one spelling (`instagram`, `whatsapp`), when the place or link names a known
    /// one.
    pub platform: Option<&'static str>,
    /// Equal for equal identifiers: `instagram:luna.x`, `+33612345678`, `national:0612345678`,
    /// `luna@example.org`, `discord.gg/AbC`, `cashapp:luna`, `in:some-chat:luna`. Never empty.
    pub canonical: String,
}

/// Most characters read of a field: no identifier is that long.
const LONGEST: usize = 300;

/// Reads an identifier from the two fields as typed. `None` when there is nothing to read.
///
/// `place` is free text such as "ig" or "واتساب"; `name` is a user name, link, number or address. A
/// link says more than the place: it wins when they differ.
pub fn read(place: &str, name: &str) -> Option<Identifier> {
    let (place, name) = (clean(place), clean(name));
    if name.is_empty() {
        // Some paste the link into the wrong field.
        return link::read(&place);
    }
    let platform = platform::in_words(&place);
    if let Some(found) = link::read(&name).or_else(|| email(&name, platform)) {
        return Some(found);
    }
    let (platform, name) = match (platform, split_label(&name)) {
        (None, Some((named, rest))) => (Some(named), rest),
        (_, Some((named, rest))) if platform == Some(named) => (platform, rest),
        _ => (platform, name.as_str()),
    };
    payment(platform, name).or_else(|| phone_number(platform, name)).or_else(|| account(&place, platform, name))
}

/// Compatibility forms resolved, invisible characters gone, all digits ASCII, spaces single.
fn clean(field: &str) -> String {
    let invisible = |c: &char| matches!(c, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}');
    let plain: String = field
        .nfkc()
        .filter(|c| !invisible(c))
        .map(|c| digit_value(c).map_or(c, |v| char::from(b'0' + v)))
        .take(LONGEST)
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "insta: luna.x", "ig @luna.x": a platform written before the name.
fn split_label(name: &str) -> Option<(&'static str, &str)> {
    let (label, rest) = name.split_once([':', ' '])?;
    let named = platform::in_words(label)?;
    let rest = rest.trim_start_matches([':', ' ']);
    // "Luna on snap" or a display name of two words is not a label and a name.
    let single = !rest.is_empty() && !rest.contains(' ') && (name.contains(':') || rest.starts_with('@'));
    single.then_some((named, rest))
}

fn email(name: &str, platform: Option<&'static str>) -> Option<Identifier> {
    let bare = name.strip_prefix("mailto:").unwrap_or(name).trim_matches(['<', '>', '.', ',', ' ']);
    let (local, domain) = bare.split_once('@')?;
    let domain_fine =
        domain.contains('.') && !domain.contains(['@', ' ', '/']) && domain.split('.').all(|p| !p.is_empty());
    if local.is_empty() || local.contains([' ', '/', ':']) || !domain_fine {
        return None;
    }
    Some(Identifier { kind: Kind::Email, platform, canonical: bare.to_lowercase() })
}

fn payment(platform: Option<&'static str>, name: &str) -> Option<Identifier> {
    let cashtag =
        name.strip_prefix('$').filter(|t| t.starts_with(|c: char| c.is_ascii_alphabetic()) && !t.contains(' '));
    let platform = match (platform, cashtag) {
        (Some(known), _) if platform::pays(known) => known,
        (None, Some(_)) => "cashapp",
        _ => return None,
    };
    // A number on a payment service is a telephone number or an account number: both as typed digits.
    if let Some(number) = phone::read(name) {
        return Some(Identifier {
            kind: Kind::Payment,
            platform: Some(platform),
            canonical: format!("{platform}:{number}"),
        });
    }
    let exact = matches!(platform, "bitcoin" | "ethereum" | "usdt" | "crypto" | "litecoin" | "monero");
    // Case carries meaning in most coin addresses, but not in those that begin with 0x or bc1.
    let fold = !exact || name.starts_with("0x") || name.to_lowercase().starts_with("bc1");
    let id = name.trim_start_matches(['$', '@']).replace(' ', "");
    let id = if fold { id.to_lowercase() } else { id };
    (!id.is_empty()).then(|| Identifier {
        kind: Kind::Payment,
        platform: Some(platform),
        canonical: format!("{platform}:{id}"),
    })
}

fn phone_number(platform: Option<&'static str>, name: &str) -> Option<Identifier> {
    // On platforms with numeric user ids a bare number is an account.
    let international = name.starts_with(['+', '(']) || name.starts_with("00");
    if platform.is_some_and(|p| !platform::uses_numbers(p)) && !international {
        return None;
    }
    let canonical = phone::read(name.strip_prefix("tel:").unwrap_or(name))?;
    Some(Identifier { kind: Kind::Phone, platform, canonical })
}

fn account(place: &str, platform: Option<&'static str>, name: &str) -> Option<Identifier> {
    let handle = name.starts_with('@');
    let id = bare_name(name);
    if id.is_empty() {
        return None;
    }
    if let Some(platform) = platform {
        return Some(Identifier {
            kind: Kind::Account,
            platform: Some(platform),
            canonical: format!("{platform}:{id}"),
        });
    }
    let place = platform::plain_words(place).join("-");
    let kind = if handle || !place.is_empty() { Kind::Account } else { Kind::Other };
    let canonical = if place.is_empty() { id } else { format!("in:{place}:{id}") };
    Some(Identifier { kind, platform: None, canonical })
}

/// Lower case, without the decoration people put around a name.
fn bare_name(name: &str) -> String {
    let name = name.to_lowercase();
    let name = name.trim_matches([' ', '"', '\'', '«', '»', '“', '”', '(', ')', ',', ';', ':', '/']);
    let name = name.strip_prefix("u/").unwrap_or(name);
    name.trim_start_matches('@').trim_matches([' ', '/']).to_owned()
}
