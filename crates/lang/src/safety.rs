//! Which texts are safety texts: those that a language must have right before it is offered to a child.

use crate::Text;

const LIST: &str = include_str!("../../../data/lang/safety.txt");

/// The patterns of the list: an id, or the beginning of ids and a star.
fn patterns() -> impl Iterator<Item = &'static str> {
    LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Text {
    /// The safety texts of this language as they are written, by id: for the page on which they are read and signed, and
    /// for the hash that a signature holds.
    pub fn safety(&self) -> Vec<(&str, &str)> {
        let ids = self.ids().filter(|id| patterns().any(|pattern| fits(pattern, id)));
        ids.filter_map(|id| Some((id, self.raw(id)?))).collect()
    }
}

fn fits(pattern: &str, id: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == id, |start| id.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lang, Texts};

    #[test]
    fn every_line_of_the_list_names_a_text_and_every_language_has_the_same() {
        let texts = Texts::load().unwrap();
        for lang in Lang::ALL {
            let ids: Vec<&str> = texts.get(lang).safety().into_iter().map(|one| one.0).collect();
            for pattern in patterns() {
                assert!(ids.iter().any(|id| fits(pattern, id)), "{pattern} names nothing in {}", lang.code());
            }
            let english: Vec<&str> = texts.get(Lang::En).safety().into_iter().map(|one| one.0).collect();
            assert_eq!(ids, english);
        }
        assert!(fits("a-*", "a-b") && !fits("a-", "a-b") && !fits("a-*", "b-a-"));
    }
}
