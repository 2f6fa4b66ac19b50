//! `/say`: words for telling somebody. Links only: whom, then how, then two or three sentences. Nothing is asked that
//! would say what happened.
//!
//! Paths tell nothing. `b` is the branch "my grown-up is the problem": it leads to other people and never back.

use askama::Template;
use vigie_lang::Text;

use crate::page::Page;

/// One page of it.
pub struct Say {
    /// Where it is.
    pub path: &'static str,
    /// Of the branch "my grown-up is the problem".
    pub family: bool,
    /// What it shows.
    pub shows: Shows,
}

/// What a page shows. Numbers of people: 1 parent or carer, 2 family, 3 school, 4 friend, 5 police or doctor,
/// 6 helpline, 7 another grown-up. Numbers of tones: 1 few words, 2 carefully, 3 in writing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The people to choose from.
    People,
    /// The tones to choose from, for this person.
    Tones(u8),
    /// The words for this person in this tone.
    Words(u8, u8),
    /// A card that says nothing of the topic.
    Card,
}

/// Whom the ordinary branch offers, in order.
const OPEN: [u8; 6] = [1, 2, 3, 4, 5, 6];
/// Whom the other branch offers: nobody at home.
const FAMILY: [u8; 5] = [7, 3, 4, 5, 6];
/// How it can be said.
const TONES: [u8; 3] = [1, 2, 3];

macro_rules! pages {
    ($($family:literal $whom:literal $name:literal;)*) => {
        &[
            Say { path: "/say", family: false, shows: Shows::People },
            Say { path: "/say/card", family: false, shows: Shows::Card },
            Say { path: "/say/b", family: true, shows: Shows::People },
            Say { path: "/say/b-card", family: true, shows: Shows::Card },
            $(
                Say { path: concat!("/say/", $name), family: $family, shows: Shows::Tones($whom) },
                Say { path: concat!("/say/", $name, "/1"), family: $family, shows: Shows::Words($whom, 1) },
                Say { path: concat!("/say/", $name, "/2"), family: $family, shows: Shows::Words($whom, 2) },
                Say { path: concat!("/say/", $name, "/3"), family: $family, shows: Shows::Words($whom, 3) },
            )*
        ]
    };
}

/// Every page of it.
pub static PAGES: &[Say] = pages! {
    false 1 "1";
    false 2 "2";
    false 3 "3";
    false 4 "4";
    false 5 "5";
    false 6 "6";
    true 7 "b7";
    true 3 "b3";
    true 4 "b4";
    true 5 "b5";
    true 6 "b6";
};

#[derive(Template)]
#[template(path = "site/say.html")]
struct People<'a> {
    t: &'a Text,
    page: Page,
    branch: &'static str,
    people: &'static [u8],
}

#[derive(Template)]
#[template(path = "site/say_tones.html")]
struct Tones<'a> {
    t: &'a Text,
    page: Page,
    branch: &'static str,
    whom: u8,
    tones: &'static [u8],
}

#[derive(Template)]
#[template(path = "site/say_words.html")]
struct Words<'a> {
    t: &'a Text,
    page: Page,
    branch: &'static str,
    whom: u8,
    tone: u8,
}

#[derive(Template)]
#[template(path = "site/say_card.html")]
struct Card<'a> {
    t: &'a Text,
    page: Page,
    branch: &'static str,
}

/// The page in a language.
///
/// # Errors
/// When the template does not render.
pub fn render(t: &Text, page: Page, say: &Say) -> askama::Result<String> {
    let branch = if say.family { "b" } else { "" };
    let people: &'static [u8] = if say.family { &FAMILY } else { &OPEN };
    let page = page.in_family(say.family);
    match say.shows {
        Shows::People => People { t, page, branch, people }.render(),
        Shows::Tones(whom) => Tones { t, page, branch, whom, tones: &TONES }.render(),
        Shows::Words(whom, tone) => Words { t, page, branch, whom, tone }.render(),
        Shows::Card => Card { t, page, branch }.render(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_person_of_a_branch_has_every_tone() {
        for (family, people) in [(false, &OPEN[..]), (true, &FAMILY[..])] {
            for whom in people {
                for tone in TONES {
                    let shows = Shows::Words(*whom, tone);
                    assert_eq!(PAGES.iter().filter(|one| one.family == family && one.shows == shows).count(), 1);
                }
            }
        }
        assert_eq!(PAGES.len(), 4 + 4 * (OPEN.len() + FAMILY.len()));
    }

    #[test]
    fn who_has_trouble_at_home_is_sent_to_nobody_there() {
        assert!(!FAMILY.contains(&1) && !FAMILY.contains(&2));
    }
}
