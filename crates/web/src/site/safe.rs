//! `/safe`: ten steps that make accounts safer, one a screen. Answers travel in a hidden field of the next form and are
//! kept nowhere; the last page is a list to print.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::Text;

use crate::app::App;
use crate::fields::Fields;
use crate::page::Page;
use crate::reply;

/// Where the pages of links are: the first step, and all ten without answers.
pub const PATHS: [&str; 2] = [FIRST, "/safe/all"];
const FIRST: &str = "/safe";

/// How many steps there are.
const STEPS: usize = 10;

/// What can be said about a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Done,
    Cannot,
    NotNow,
}

impl Answer {
    fn parse(letter: char) -> Option<Self> {
        match letter {
            'd' => Some(Self::Done),
            'c' => Some(Self::Cannot),
            'n' => Some(Self::NotNow),
            _ => None,
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Done => 'd',
            Self::Cannot => 'c',
            Self::NotNow => 'n',
        }
    }
}

/// The answers to the first steps, in order; at most [`STEPS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Answers(Vec<Answer>);

impl Answers {
    /// Reads the hidden field; `None` for anything that no page of ours sends.
    fn parse(text: &str) -> Option<Self> {
        let fits = text.len() <= STEPS;
        fits.then(|| text.chars().map(Answer::parse).collect::<Option<_>>().map(Self))?
    }

    /// What the pressed button changes: an answer, one step back (`b`), or nothing. `None` for any other button.
    fn then(mut self, said: &str) -> Option<Self> {
        match said {
            "" => {}
            "b" => drop(self.0.pop()),
            "d" | "c" | "n" if self.0.len() < STEPS => self.0.extend(said.chars().filter_map(Answer::parse)),
            _ => return None,
        }
        Some(self)
    }

    fn text(&self) -> String {
        self.0.iter().map(|answer| answer.letter()).collect()
    }

    /// The numbers of the steps with this answer.
    fn with(&self, answer: Answer) -> Vec<usize> {
        (1..).zip(&self.0).filter(|(_, one)| **one == answer).map(|(step, _)| step).collect()
    }
}

#[derive(Template)]
#[template(path = "site/safe.html")]
struct Question<'a> {
    t: &'a Text,
    page: Page,
    step: i64,
    answers: String,
    again: bool,
}

#[derive(Template)]
#[template(path = "site/safe_list.html")]
struct List<'a> {
    t: &'a Text,
    page: Page,
    answers: String,
    groups: Vec<Group>,
}

#[derive(Template)]
#[template(path = "site/safe_all.html")]
struct All<'a> {
    t: &'a Text,
    page: Page,
}

/// Steps with the same answer. `name` is the part of the ids of its texts.
struct Group {
    name: &'static str,
    steps: Vec<usize>,
}

/// A page of links in a language.
///
/// # Errors
/// When the template does not render.
pub fn render(t: &Text, page: Page) -> askama::Result<String> {
    if page.path == FIRST {
        return Question { t, page, step: 1, answers: String::new(), again: false }.render();
    }
    All { t, page }.render()
}

/// `POST /safe`: takes an answer and shows the next step, or the list.
pub async fn post(State(app): State<App>, fields: Fields) -> Response {
    let lang = fields.lang;
    let (t, page) = (app.text(lang), Page::site(&app, lang, FIRST));
    let Some(answers) = Answers::parse(fields.get("a")).and_then(|answers| answers.then(fields.get("s"))) else {
        // Changed on the way. There is nothing to lose here, so it begins again.
        let first = Question { t, page, step: 1, answers: String::new(), again: true };
        return reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &first);
    };
    if answers.0.len() < STEPS {
        let step = i64::try_from(answers.0.len() + 1).unwrap_or(1);
        return reply::ok(&app, lang, &Question { t, page, step, answers: answers.text(), again: false });
    }
    let groups = [("done", Answer::Done), ("later", Answer::NotNow), ("help", Answer::Cannot)]
        .map(|(name, answer)| Group { name, steps: answers.with(answer) })
        .into_iter()
        .filter(|group| !group.steps.is_empty());
    let list = List { t, page, answers: answers.text(), groups: groups.collect() };
    reply::ok(&app, lang, &list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_back_as_they_were_given() {
        let mut answers = Answers::default();
        for (step, said) in ["d", "c", "n", "d", "d", "c", "n", "n", "c", "d"].into_iter().enumerate() {
            assert_eq!(answers.0.len(), step);
            answers = Answers::parse(&answers.text()).and_then(|answers| answers.then(said)).unwrap();
        }
        assert_eq!(answers.text(), "dcnddcnncd");
        assert_eq!(answers.with(Answer::Cannot), [2, 6, 9]);
        assert_eq!(answers.clone().then("d"), None, "there is no eleventh step");
        assert_eq!(answers.then("b").unwrap().text(), "dcnddcnnc");
    }

    #[test]
    fn what_no_page_sends_is_not_an_answer() {
        for forged in ["x", "dd ", "D", "ddddddddddd", "d\u{301}", "<b>", "\u{0}"] {
            assert_eq!(Answers::parse(forged), None, "{forged:?}");
        }
        for forged in ["dd", "x", "D", " ", "<b>"] {
            assert_eq!(Answers::default().then(forged), None, "{forged:?}");
        }
        assert_eq!(Answers::default().then("b"), Some(Answers::default()));
    }
}
