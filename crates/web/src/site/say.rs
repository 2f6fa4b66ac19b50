//! `/say`: words for telling somebody. Links only: whom, then how, then two or three sentences. Nothing is asked that
//! would say what happened.
//!
//! Who is threatened by somebody close is offered other people, with other words, and no way back to the usual list.

use askama::Template;
use vigie_lang::Text;

use crate::page::Page;
use crate::variant::{PREFIX, Variant};

/// One page of it.
pub struct Say {
    /// Where it is.
    pub path: &'static str,
    /// What it shows.
    shows: Shows,
}

/// What a page shows. Numbers of people: 1 parent or carer, 2 family, 3 school, 4 friend, 5 police or doctor,
/// 6 helpline, 7 another person. Numbers of tones: 1 few words, 2 carefully, 3 in writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// The people to choose from.
    People,
    /// The tones to choose from, for this person.
    Tones(u8),
    /// The words for this person in this tone.
    Words(u8, u8),
    /// A card that says nothing of the topic.
    Card,
}

/// Whom everybody is offered, in order.
const USUAL: [u8; 6] = [1, 2, 3, 4, 5, 6];
/// Whom a reader is offered who is threatened by somebody close. There, 3 is a nurse or counsellor of any place.
const NEAR: [u8; 5] = [7, 3, 4, 5, 6];
/// How it can be said.
const TONES: [u8; 3] = [1, 2, 3];

macro_rules! pages {
    ($($whom:literal)*) => {
        &[
            Say { path: "/say", shows: Shows::People },
            Say { path: "/say/card", shows: Shows::Card },
            $(
                Say { path: concat!("/say/", $whom), shows: Shows::Tones($whom) },
                Say { path: concat!("/say/", $whom, "/1"), shows: Shows::Words($whom, 1) },
                Say { path: concat!("/say/", $whom, "/2"), shows: Shows::Words($whom, 2) },
                Say { path: concat!("/say/", $whom, "/3"), shows: Shows::Words($whom, 3) },
            )*
        ]
    };
}

static PAGES: &[Say] = pages! { 1 2 3 4 5 6 7 };

/// Whom this reader can choose.
fn people(variant: Variant) -> &'static [u8] {
    match variant {
        Variant::Usual => &USUAL,
        Variant::Near => &NEAR,
    }
}

/// The page with this path; `None` when there is none for this reader.
pub fn find(path: &str, variant: Variant) -> Option<&'static Say> {
    PAGES.iter().find(|one| one.path == path).filter(|one| match one.shows {
        Shows::Tones(whom) | Shows::Words(whom, _) => people(variant).contains(&whom),
        Shows::People | Shows::Card => true,
    })
}

#[derive(Template)]
#[template(path = "site/say.html")]
struct Start<'a> {
    t: &'a Text,
    page: Page,
    people: &'static [u8],
    near: String,
}

#[derive(Template)]
#[template(path = "site/say_tones.html")]
struct How<'a> {
    t: &'a Text,
    page: Page,
    whom: u8,
    tones: &'static [u8],
}

#[derive(Template)]
#[template(path = "site/say_words.html")]
struct Words<'a> {
    t: &'a Text,
    page: Page,
    whom: u8,
    tone: u8,
}

#[derive(Template)]
#[template(path = "site/say_card.html")]
struct Card<'a> {
    t: &'a Text,
    page: Page,
}

/// The page for this reader.
///
/// # Errors
/// When the template does not render.
pub fn render(t: &Text, page: Page, say: &Say) -> askama::Result<String> {
    match say.shows {
        Shows::People => {
            Start { t, page, people: people(Variant::now()), near: format!("{PREFIX}{}", say.path) }.render()
        }
        Shows::Tones(whom) => How { t, page, whom, tones: &TONES }.render(),
        Shows::Words(whom, tone) => Words { t, page, whom, tone }.render(),
        Shows::Card => Card { t, page }.render(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_person_has_every_tone_and_no_page_is_nobodys() {
        for (variant, others) in [(Variant::Usual, vec![7]), (Variant::Near, vec![1, 2])] {
            for whom in 1..=7 {
                let there = !others.contains(&whom);
                assert_eq!(find(&format!("/say/{whom}"), variant).is_some(), there);
                for tone in TONES {
                    let page = find(&format!("/say/{whom}/{tone}"), variant);
                    assert_eq!(page.map(|page| page.shows), there.then_some(Shows::Words(whom, tone)));
                }
            }
        }
        assert_eq!(PAGES.len(), 2 + 7 * 4);
    }
}
