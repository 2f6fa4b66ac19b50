//! Reading a query, with every wrong part named by a pointer. What is wrong is said in words of ours.

use super::body::Reader;
use super::problem::Problem;

/// What stands behind the question mark.
pub struct Query {
    pairs: Vec<(String, String)>,
    reader: Reader,
}

impl Query {
    /// Reads a query that holds no other parts than these, each once.
    pub fn read(text: &str, known: &[&str]) -> Result<Self, Problem> {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes())
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        let mut reader = Reader::default();
        for (at, (name, _)) in pairs.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                reader.wrong("", "The query has a part that the call does not know.");
            } else if pairs[..at].iter().any(|one| one.0 == *name) {
                reader.wrong(&format!("/{name}"), "This comes twice.");
            }
        }
        reader.end(())?;
        Ok(Self { pairs, reader: Reader::default() })
    }

    /// A whole number from `least` to `most`; `missing` when it is not there.
    pub fn number(&mut self, name: &str, (least, most): (i64, i64), missing: i64) -> i64 {
        let Some((_, value)) = self.pairs.iter().find(|one| one.0 == name) else { return missing };
        let number = value.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.reader.wrong(&format!("/{name}"), "This must be a whole number within its limits.");
        }
        number.unwrap_or(missing)
    }

    /// Ends the reading.
    pub fn end(&mut self) -> Result<(), Problem> {
        std::mem::take(&mut self.reader).end(())
    }
}
