//! Where a visitor stands in telling, and what a button asks for: as the forms say it, and where it leads.

use vigie_lang::Lang;

use super::tell_questions::{COUNTRY, QUESTIONS, number_of, question};
use super::tell_so_far::SoFar;

/// A page of telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The entrance.
    Start,
    /// One question, by number.
    Question(usize),
    /// Everything on one page.
    All,
}

/// A page, or the doors to people that stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Doors to people are shown; going on leads to the page.
    pub doors: bool,
    /// The page.
    pub page: Page,
}

/// What a button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// The next question.
    Next,
    /// The next question, without this one's answer.
    Skip,
    /// The question before.
    Back,
    /// Send what was told so far.
    Send,
    /// Doors to people, then back to this very page.
    Safe,
    /// From the doors on.
    On,
    /// The question for the country, then back.
    Country,
    /// Everything on one page.
    All,
    /// One question at a time.
    Steps,
    /// The same page in another language.
    Lang(Lang),
}

impl Page {
    /// The page of a field, if it is a question's.
    pub fn of_field(field: &str) -> Option<Self> {
        number_of(field).map(Page::Question)
    }

    /// True for a field that this page asks for.
    pub fn asks(self, field: &str) -> bool {
        match self {
            Self::Start => false,
            Self::Question(number) => question(number).asks(field),
            Self::All => number_of(field).is_some(),
        }
    }
}

impl Place {
    /// A page.
    pub fn at(page: Page) -> Self {
        Self { doors: false, page }
    }

    /// The doors before a page.
    pub fn doors(page: Page) -> Self {
        Self { doors: true, page }
    }

    /// Reads a form's field; `None` for anything that we did not write.
    pub fn parse(text: &str) -> Option<Self> {
        let (doors, rest) = text.strip_prefix('d').map_or((false, text), |rest| (true, rest));
        let page = match rest {
            "0" => Page::Start,
            "all" => Page::All,
            number => {
                let known = number.parse().ok().filter(|number| (1..=QUESTIONS.len()).contains(number));
                Page::Question(known?)
            }
        };
        Some(Self { doors, page })
    }

    /// The place as a form carries it.
    pub fn text(self) -> String {
        let page = match self.page {
            Page::Start => "0".to_owned(),
            Page::Question(number) => number.to_string(),
            Page::All => "all".to_owned(),
        };
        if self.doors { format!("d{page}") } else { page }
    }

    /// True for a field that is asked for here.
    pub fn asks(self, field: &str) -> bool {
        !self.doors && self.page.asks(field)
    }

    /// Where "next" leads. Doors to people come first when it is not safe, and once more when their country is known.
    pub fn next(self, then: Option<Self>, so_far: &SoFar) -> Self {
        let Page::Question(number) = self.page else { return Self::at(Page::Question(1)) };
        match then.filter(|_| number == COUNTRY) {
            // The question for the country is answered: after the doors comes the one behind it.
            Some(Self { doors, page: Page::Question(COUNTRY) }) => Self { doors, page: Page::Question(COUNTRY + 1) },
            Some(then) => then,
            None => {
                let page = Page::Question((number + 1).min(QUESTIONS.len()));
                let people = number == 1 || (number == COUNTRY && !so_far.get("country").is_empty());
                Self { doors: people && so_far.danger(), page }
            }
        }
    }

    /// Where "back" leads.
    pub fn before(self, then: Option<Self>) -> Self {
        match self.page {
            Page::Question(COUNTRY) if then.is_some() => then.unwrap_or(self),
            Page::Question(number) if number > 1 => Self::at(Page::Question(number - 1)),
            _ => Self::at(Page::Start),
        }
    }
}

impl Go {
    /// Reads a form's button; anything else is what its page is there for.
    pub fn parse(text: &str, place: Place) -> Self {
        match text {
            "next" => Self::Next,
            "skip" => Self::Skip,
            "back" => Self::Back,
            "send" => Self::Send,
            "safe" => Self::Safe,
            "on" => Self::On,
            "country" => Self::Country,
            "all" => Self::All,
            "steps" => Self::Steps,
            text => match (text.strip_prefix("in-").and_then(Lang::parse), place) {
                (Some(lang), _) => Self::Lang(lang),
                (None, Place { doors: true, .. }) => Self::On,
                (None, Place { page: Page::All, .. }) => Self::Send,
                (None, _) => Self::Next,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_round_trips_and_nothing_else_is_one() {
        for page in [Page::Start, Page::All].into_iter().chain((1..=QUESTIONS.len()).map(Page::Question)) {
            for place in [Place::at(page), Place::doors(page)] {
                assert_eq!(Place::parse(&place.text()), Some(place));
            }
        }
        for text in ["", "d", "13", "-1", "dd1", "x", "1 ", "+1a"] {
            assert_eq!(Place::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_button_that_nobody_knows_is_what_its_page_is_there_for() {
        let go = |text, at| Go::parse(text, Place::parse(at).unwrap());
        assert_eq!([go("", "3"), go("", "all"), go("x", "d3")], [Go::Next, Go::Send, Go::On]);
        assert_eq!([go("in-ar", "3"), go("in-xx", "3")], [Go::Lang(Lang::Ar), Go::Next]);
    }

    #[test]
    fn the_country_leads_back_to_where_it_was_asked_from() {
        let at = |number| Place::at(Page::Question(number));
        let (all, doors) = (Place::at(Page::All), Place::doors(Page::Question(7)));
        assert_eq!((at(COUNTRY).before(Some(all)), at(COUNTRY).before(None)), (all, at(1)));
        assert_eq!((at(1).before(None), at(7).before(Some(doors))), (Place::at(Page::Start), at(6)));
    }
}
