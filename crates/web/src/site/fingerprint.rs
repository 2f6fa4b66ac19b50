//! Fingerprints on the visitor's own page: how they stand, what was heard of them, and stopping them.

use axum::extract::State;
use axum::response::Response;
use vigie_lang::{Text, Value};
use vigie_model::Timestamp;
use vigie_model::given::Step;
use vigie_service::ServiceError;
use vigie_service::intake::Draft;
use vigie_service::pictures::{self, Standing};
use vigie_service::sealing::Piece;
use vigie_service::thread::{self as threads, View};

use super::thread::{self, Said};
use crate::app::{App, Inner};
use crate::fields::Fields;
use crate::when;

/// The box about fingerprints.
pub struct Prints {
    /// How many and since when, or when they were stopped.
    pub line: String,
    /// True while some stand.
    pub standing: bool,
    /// Says what the list of services is; `""` while none has a copy.
    pub above: String,
    /// Services that have a copy; after stopping each with whether it has confirmed.
    pub services: Vec<(String, &'static str)>,
    /// True when a service has not answered.
    pub silent: bool,
    /// True when the visitor wants to know what is heard.
    pub wish: bool,
    /// What was heard, a sentence each.
    pub heard: Vec<String>,
}

/// The box of a thread; `None` when it never had a fingerprint.
pub async fn of(app: &Inner, t: &Text, view: &View) -> Option<Prints> {
    let since = view.pieces.iter().filter_map(Piece::given).count() > 0;
    if !since {
        return None;
    }
    match standing(app, &view.pass).await {
        Ok(standing) => Some(in_words(t, &standing, since_when(&view.pieces))),
        Err(error) => {
            tracing::error!("How the fingerprints of a thread stand could not be read: {error}");
            None
        }
    }
}

/// True when fingerprints of the thread behind a pass are matched.
pub async fn stands(app: &Inner, pass: &str) -> bool {
    standing(app, pass).await.is_ok_and(|standing| standing.pictures > 0)
}

async fn standing(app: &Inner, pass: &str) -> Result<Standing, ServiceError> {
    pictures::standing(&app.ctx, &threads::pass(&app.ctx, pass)?).await
}

/// When the first of those that stand was given.
fn since_when(pieces: &[Piece]) -> Option<Timestamp> {
    pieces.iter().fold(None, |since, piece| match piece.given() {
        Some(Step::Given(_)) => since.or(Some(piece.at)),
        Some(Step::Stopped) => None,
        None => since,
    })
}

fn in_words(t: &Text, standing: &Standing, since: Option<Timestamp>) -> Prints {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (all, confirmed) = (standing.services.len(), standing.services.iter().filter(|one| one.confirmed).count());
    let counted = |id: &str, count: usize, more: &[(&str, Value<'_>)]| {
        t.args(id, &[&[("count", Value::Number(whole(count)))], more].concat())
    };
    let line = match (standing.stopped, since) {
        (Some(at), _) => t.s("picture-box-stopped", "date", &when::date(t, at)),
        (None, at) => {
            let date = when::date(t, at.unwrap_or(Timestamp(0)));
            counted("picture-box-count", standing.pictures, &[("date", Value::Text(&date))])
        }
    };
    let stopped = standing.stopped.is_some();
    let above = match (all, stopped) {
        (0, true) => t.t("picture-services-none"),
        (0, false) => String::new(),
        (_, true) => counted("picture-services", all, &[("confirmed", Value::Number(whole(confirmed)))]),
        (_, false) => t.t("picture-box-have"),
    };
    let answer = |confirmed| match (stopped, confirmed) {
        (false, _) => "",
        (true, true) => "picture-service-confirmed",
        (true, false) => "picture-service-silent",
    };
    Prints {
        line,
        standing: !stopped,
        above,
        services: standing.services.iter().map(|one| (one.name.clone(), answer(one.confirmed))).collect(),
        silent: stopped && confirmed < all,
        wish: standing.wish,
        heard: standing
            .told
            .iter()
            .map(|told| counted(&format!("picture-heard-{}", told.seen.word()), told.times, &[]))
            .collect(),
    }
}

/// `POST /back/stop`
pub async fn ask_stop(State(app): State<App>, fields: Fields) -> Response {
    let t = app.text(fields.lang);
    let texts = vec![t.t("picture-stop-1"), t.t("picture-stop-2"), t.t("picture-stop-3")];
    let to = ("/back/stop/yes", "picture-stop-yes", "common-go-back");
    thread::ask(&app, &fields, "picture-stop-title", texts, "erase-asked", to)
}

/// `POST /back/stop/yes`: takes every fingerprint back, at once.
pub async fn stop(State(app): State<App>, fields: Fields) -> Response {
    let pass = match thread::pass(&app, &fields) {
        Ok(pass) => pass,
        Err(response) => return *response,
    };
    match pictures::stop(&app.ctx, &pass, &Draft::parse(fields.get("draft"))).await {
        Ok(()) => thread::show(&app, &fields, &pass, Said::did("picture-stopped")).await,
        Err(error) => thread::failed(&app, &fields, "/back/stop/yes", error),
    }
}

#[cfg(test)]
mod tests {
    use vigie_lang::{Lang, Texts};
    use vigie_model::signal::Seen;
    use vigie_service::pictures::{Service, Told};

    use super::*;

    fn standing(stopped: bool, confirmed: &[bool]) -> Standing {
        let service = |(at, confirmed): (usize, &bool)| Service { name: format!("Pond {at}"), confirmed: *confirmed };
        Standing {
            pictures: usize::from(!stopped),
            stopped: stopped.then_some(Timestamp(0)),
            wish: true,
            told: vec![Told { seen: Seen::Blocked, times: 3 }, Told { seen: Seen::Removed, times: 1 }],
            services: confirmed.iter().enumerate().map(service).collect(),
        }
    }

    #[test]
    fn each_service_is_named_and_nobody_is_said_to_have_stopped_who_has_not_answered() {
        let texts = Texts::load().unwrap();
        for lang in Lang::ALL {
            let t = texts.get(lang);
            let some = in_words(t, &standing(true, &[true, true, false, true, true, false]), None);
            assert!(
                some.silent && !some.standing && some.above.contains('4') && some.above.contains('6'),
                "{}",
                some.above
            );
            let silent: Vec<_> = some.services.iter().filter(|one| one.1 == "picture-service-silent").collect();
            assert_eq!(silent.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["Pond 2", "Pond 5"]);
            assert!(!in_words(t, &standing(true, &[true]), None).silent);
            // While it stands nobody has anything to confirm.
            let before = in_words(t, &standing(false, &[false]), Some(Timestamp(0)));
            assert!(before.standing && !before.silent && before.services[0].1.is_empty());
            assert_eq!(in_words(t, &standing(false, &[]), None).above, "");
        }
    }

    #[test]
    fn what_was_heard_is_counted_and_names_no_service_and_no_time() {
        let texts = Texts::load().unwrap();
        for lang in Lang::ALL {
            let heard = in_words(texts.get(lang), &standing(false, &[true]), Some(Timestamp(0))).heard;
            assert!(heard.len() == 2 && heard[0].contains('3'), "{heard:?}");
            assert!(!heard.concat().contains("Pond") && !heard.concat().contains("1970"), "{heard:?}");
        }
    }
}
