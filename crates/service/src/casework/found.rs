//! Names in running text, from both readers of the detector: accounts that are unmistakable on their own, and ways to pay.
//!
//! The same text gives the same names everywhere: those that a visitor is asked about are those that the desk sees.

use vigie_detect::extract::{self, Value};
use vigie_detect::identifier::{self, Identifier};

/// Most names taken from one text: more is a list nobody reads.
const MOST: usize = 50;

/// A name in a text.
#[derive(Debug)]
pub struct Found {
    /// What it is, in canonical form.
    pub identifier: Identifier,
    /// The app, site or service; `""` when nothing says it.
    pub place: String,
    /// The name there, as it is shown.
    pub name: String,
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    end: usize,
}

/// Every name that stands in `text`, in order, each canonical form once; at most fifty.
pub fn in_text(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for one in identifier::find(text) {
        let name = text.get(one.start..one.end).unwrap_or_default().to_owned();
        let place = one.identifier.platform.unwrap_or_default().to_owned();
        all.push(Found { identifier: one.identifier, place, name, start: one.start, end: one.end });
    }
    let unmistakable = all.len();
    for item in extract::read(text, None) {
        // One place in a text is one name, however it is read.
        if all[..unmistakable].iter().any(|known| known.start < item.end && item.start < known.end) {
            continue;
        }
        let Some((place, name)) = written(item.value) else { continue };
        let Some(identifier) = identifier::read(&place, &name) else { continue };
        if all.iter().all(|known| known.identifier.canonical != identifier.canonical) {
            all.push(Found { identifier, place, name, start: item.start, end: item.end });
        }
    }
    all.sort_by_key(|one| one.start);
    all.truncate(MOST);
    all
}

/// What names somebody, as it would be typed into the two fields of the form; `None` for an amount, a time, a gift card.
fn written(value: Value) -> Option<(String, String)> {
    let nowhere = |name| Some((String::new(), name));
    match value {
        Value::Account { platform: Some(platform), name } => Some((platform.to_owned(), name)),
        Value::Phone { e164 } => nowhere(e164),
        Value::Email(mail) => nowhere(mail),
        Value::Crypto { coin, address } => Some((coin.as_str().to_owned(), address)),
        Value::Iban(number) => Some(("iban".to_owned(), number)),
        Value::Pay { rail, handle } => Some((rail.replace('_', " "), handle)),
        // A name that no word places is the reader's of running text; links are too.
        Value::Account { platform: None, .. }
        | Value::Url(_)
        | Value::GiftCard { .. }
        | Value::Amount { .. }
        | Value::Deadline { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        in_text(text).into_iter().map(|one| one.identifier.canonical).collect()
    }

    #[test]
    fn accounts_numbers_mails_links_and_ways_to_pay_are_found_in_order_and_once() {
        let text = "add me snap: luna.x or write luna@example.org, call +33 6 12 34 56 78\n\
            pay on paypal to luna@pay.example or cashapp $luna77, see https://instagram.com/luna.x/ and snap:luna.x";
        assert_eq!(
            names(text),
            [
                "snapchat:luna.x",
                "luna@example.org",
                "+33612345678",
                "luna@pay.example",
                "cashapp:luna77",
                "instagram:luna.x"
            ]
        );
        assert_eq!(names("to GB33 BUKB 2020 1555 5555 55 before noon"), ["in:iban:gb33bukb20201555555555"]);
    }

    #[test]
    fn amounts_times_cards_and_ordinary_words_name_nobody() {
        assert_eq!(names("200 euros in gift cards by tomorrow, or else. see you at 5"), Vec::<String>::new());
    }
}
