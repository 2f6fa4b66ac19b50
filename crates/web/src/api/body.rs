//! Reading a body: JSON of a known shape, with every wrong place named by a pointer. What is wrong is said in words of
//! ours; nothing that was sent is repeated.

use serde_json::{Map, Value};
use vigie_service::api::Origin;

use super::problem::{self, Problem};

/// Most wrong places that are named.
const MOST: usize = 20;
/// Most characters of a name that a program gives an item.
const ID_MAX: usize = 128;

/// A reader of one body.
#[derive(Default)]
pub struct Reader {
    errors: Vec<(String, &'static str)>,
}

impl Reader {
    /// Notes that something is wrong at a place.
    pub fn wrong(&mut self, pointer: &str, what: &'static str) {
        if self.errors.len() < MOST {
            self.errors.push((pointer.to_owned(), what));
        }
    }

    /// What was read, if nothing was wrong.
    pub fn end<T>(self, read: T) -> Result<T, Problem> {
        if self.errors.is_empty() { Ok(read) } else { Err(Problem::from(&problem::INVALID).errors(self.errors)) }
    }

    /// An object with no other fields than these.
    pub fn object<'a>(&mut self, value: &'a Value, pointer: &str, known: &[&str]) -> Option<&'a Map<String, Value>> {
        let Some(object) = value.as_object() else {
            self.wrong(pointer, "This must be an object.");
            return None;
        };
        // The name of the field is not repeated: it is what was sent.
        if object.keys().any(|name| !known.contains(&name.as_str())) {
            self.wrong(pointer, "This has a field that the call does not know.");
        }
        Some(object)
    }

    /// The text of a field that must be there.
    pub fn text<'a>(&mut self, object: &'a Map<String, Value>, pointer: &str, name: &str) -> &'a str {
        match object.get(name) {
            Some(Value::String(text)) => text,
            Some(_) => {
                self.wrong(&format!("{pointer}/{name}"), "This must be a string.");
                ""
            }
            None => {
                self.wrong(&format!("{pointer}/{name}"), "This is missing.");
                ""
            }
        }
    }

    /// The text of a field that may be missing or `null`.
    pub fn maybe<'a>(&mut self, object: &'a Map<String, Value>, pointer: &str, name: &str) -> Option<&'a str> {
        match object.get(name) {
            Some(Value::String(text)) => Some(text),
            None | Some(Value::Null) => None,
            Some(_) => {
                self.wrong(&format!("{pointer}/{name}"), "This must be a string.");
                None
            }
        }
    }

    /// The name that a program gives an item, to know the answer by.
    pub fn id(&mut self, object: &Map<String, Value>, pointer: &str) -> Option<String> {
        let id = self.maybe(object, pointer, "id")?;
        if id.chars().count() > ID_MAX {
            self.wrong(&format!("{pointer}/id"), "This has more than 128 characters.");
        }
        Some(id.to_owned())
    }

    /// The list of a field that must be there, with 1 to `most` entries.
    pub fn list<'a>(
        &mut self,
        object: &'a Map<String, Value>,
        pointer: &str,
        name: &str,
        (most, too_many): (usize, &'static str),
    ) -> &'a [Value] {
        let place = format!("{pointer}/{name}");
        match object.get(name) {
            Some(Value::Array(all)) if all.is_empty() => self.wrong(&place, "This is empty."),
            Some(Value::Array(all)) if all.len() > most => self.wrong(&place, too_many),
            Some(Value::Array(all)) => return all,
            Some(_) => self.wrong(&place, "This must be a list."),
            None => self.wrong(&place, "This is missing."),
        }
        &[]
    }

    /// A whole number from `least` to `most` that may be missing or `null`.
    pub fn number(
        &mut self,
        object: &Map<String, Value>,
        pointer: &str,
        name: &str,
        (least, most): (i64, i64),
    ) -> Option<i64> {
        let value = object.get(name).filter(|value| !value.is_null())?;
        let number = value.as_i64().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.wrong(&format!("{pointer}/{name}"), "This must be a whole number within its limits.");
        }
        number
    }

    /// A text of at most `most` characters that may be missing or `null`.
    pub fn short(&mut self, object: &Map<String, Value>, pointer: &str, name: &str, most: usize) -> Option<String> {
        let text = self.maybe(object, pointer, name)?;
        if text.chars().count() > most {
            self.wrong(&format!("{pointer}/{name}"), "This has too many characters.");
        }
        Some(text.to_owned())
    }

    /// One of some words, that may be missing or `null`.
    pub fn word<T>(
        &mut self,
        object: &Map<String, Value>,
        pointer: &str,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        what: &'static str,
    ) -> Option<T> {
        let parsed = parse(self.maybe(object, pointer, name)?);
        if parsed.is_none() {
            self.wrong(&format!("{pointer}/{name}"), what);
        }
        parsed
    }

    /// One of some words, that must be there.
    pub fn must<T>(
        &mut self,
        object: &Map<String, Value>,
        pointer: &str,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        what: &'static str,
    ) -> Option<T> {
        if object.get(name).is_none_or(Value::is_null) {
            self.wrong(&format!("{pointer}/{name}"), "This is missing.");
        }
        self.word(object, pointer, name, parse, what)
    }

    /// Where the texts come from: every call says it.
    pub fn origin(&mut self, object: &Map<String, Value>) -> Option<Origin> {
        let word = self.text(object, "", "origin");
        let origin = Origin::parse(word);
        if origin.is_none() && !word.is_empty() {
            self.wrong("/origin", "This must be user_report, public_content or private_scan.");
        }
        origin
    }
}
