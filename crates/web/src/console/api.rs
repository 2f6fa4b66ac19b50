//! Keys for programs of other organisations: the list, a new one, a new secret, the end of one.

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;
use vigie_lang::{Lang, Text, Value};
use vigie_model::Timestamp;
use vigie_model::clock::DAY;
use vigie_model::id::MemberId;
use vigie_service::api::{self, Basis, Key, LONGEST, MOST_CALLS, Made, Network, NewKey, OVERLAPS, Refusal, Scope};
use vigie_service::login::Signed;
use vigie_service::{ServiceError, names};

use super::view::{Desk, notice, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::{reply, when};

/// What the page may say after a step, as named in its address.
const SAID: [&str; 1] = ["api-revoked"];

/// A key in words.
struct Row {
    id: String,
    owner: String,
    state: String,
    lines: Vec<String>,
    secrets: Vec<String>,
    stands: bool,
}

#[derive(Template)]
#[template(path = "console/api.html")]
struct ApiPage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    errors: Vec<(String, String)>,
    rows: Vec<Row>,
    scopes: Vec<(&'static str, String, bool)>,
    unseen: bool,
    in_path: bool,
    overlaps: Vec<(i64, String)>,
    typed: HashMap<&'static str, String>,
    max: usize,
}

#[derive(Template)]
#[template(path = "console/api_secret.html")]
struct SecretPage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    title: String,
    secret: &'a str,
    in_path: bool,
    waits: bool,
}

/// Fields of the form for a new key that are text.
const TYPED: [&str; 9] =
    ["owner", "agreement", "networks", "quota", "expires", "jurisdiction", "ground", "signer", "basis-until"];

/// `GET /console/api`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    match view(&app, &signed, asked.lang, &Fields::default()).await {
        Ok(view) => {
            let notice = said(app.text(asked.lang), &asked, &SAID);
            reply::ok(&app, asked.lang, &ApiPage { notice, ..view })
        }
        Err(error) => failed(&app, asked.lang, &error),
    }
}

/// `POST /console/api`: makes a key and shows its secret, once.
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    match api::make(&app.ctx, &signed, new(&fields)).await {
        Ok(Ok(made)) => shown(&app, &signed, lang, "api-made-title", &made).await,
        Ok(Err(refusal)) => match view(&app, &signed, lang, &fields).await {
            Ok(view) => {
                let text = app.text(lang).t(&format!("api-error-{}", refusal.word()));
                let view = ApiPage { errors: vec![(place(refusal).to_owned(), text)], ..view };
                reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view)
            }
            Err(error) => failed(&app, lang, &error),
        },
        Err(error) => failed(&app, lang, &error),
    }
}

/// `POST /console/api/{id}/{verb}`: rotate, revoke.
pub async fn change(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path((id, verb)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let lang = fields.lang;
    let Ok(id) = Uuid::parse_str(&id) else { return notice(&app, lang, StatusCode::CONFLICT, "api-gone") };
    match verb.as_str() {
        "rotate" => {
            let days: Option<i64> = fields.get("overlap").parse().ok();
            let overlap = days.and_then(|days| days.checked_mul(DAY)).unwrap_or(-1);
            match api::rotate(&app.ctx, &signed, id, overlap).await {
                Ok(made) => shown(&app, &signed, lang, "api-rotated-title", &made).await,
                Err(error) => failed(&app, lang, &error),
            }
        }
        "revoke" => match api::revoke(&app.ctx, &signed, id).await {
            Ok(()) => Redirect::to(&format!("/console/api?l={}&said=api-revoked", lang.code())).into_response(),
            Err(error) => failed(&app, lang, &error),
        },
        _ => notice(&app, lang, StatusCode::CONFLICT, "api-gone"),
    }
}

async fn shown(app: &Inner, signed: &Signed, lang: Lang, title: &str, made: &Made) -> Response {
    let view = SecretPage {
        t: app.text(lang),
        page: Page::desk(app, lang, "/console/api").only_here(),
        desk: Desk::of(app, signed, lang).await,
        title: app.text(lang).t(title),
        secret: made.secret.expose(),
        in_path: made.in_path,
        waits: made.waits,
    };
    reply::ok(app, lang, &view)
}

/// A day that is written is meant whole: the moment after its last.
fn last_day(text: &str) -> Timestamp {
    Timestamp::from_date(text.trim()).map_or(Timestamp(0), |day| day.plus(DAY))
}

fn new(fields: &Fields) -> NewKey {
    let text = |name: &str| fields.get(name).trim().to_owned();
    let (jurisdiction, ground, signer) = (text("jurisdiction"), text("ground"), text("signer"));
    let day = text("basis-until");
    let none = [&jurisdiction, &ground, &signer, &day].iter().all(|part| part.is_empty());
    NewKey {
        owner: text("owner"),
        scopes: fields.all("scope").filter_map(Scope::parse).collect(),
        agreement: text("agreement"),
        quota: text("quota").parse().unwrap_or(0),
        expires: last_day(fields.get("expires")),
        basis: (!none).then(|| Basis { jurisdiction, ground, signer, until: last_day(&day) }),
        unseen: fields.has("unseen"),
        // What is no network binds to nothing, and a key in the path that is bound to nothing is not made.
        in_path: fields.has("in-path").then(|| Network::list(fields.get("networks")).unwrap_or_default()),
    }
}

/// The field that a refusal is about.
fn place(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Owner | Refusal::Long => "owner",
        Refusal::Agreement => "agreement",
        Refusal::Scopes | Refusal::Path => "scope-text",
        Refusal::Networks => "networks",
        Refusal::Quota => "quota",
        Refusal::Day => "expires",
        Refusal::Basis => "jurisdiction",
        Refusal::BasisDay => "basis-until",
        Refusal::Expired => "ground",
    }
}

async fn view<'a>(app: &'a Inner, signed: &Signed, lang: Lang, fields: &Fields) -> Result<ApiPage<'a>, ServiceError> {
    let t = app.text(lang);
    let names = names::all(&app.ctx, signed).await?;
    let now = app.ctx.clock.now();
    let rows = api::list(&app.ctx, signed).await?.iter().map(|key| row(t, key, &names, now)).collect();
    let scope = |scope: Scope| {
        let word = scope.word();
        // One is chosen to begin with: whoever makes a key thinks about each of the others.
        let chosen = (!fields.has("owner") && scope == Scope::Text) || fields.all("scope").any(|one| one == word);
        (word, t.t(&format!("api-scope-{word}")), chosen)
    };
    Ok(ApiPage {
        t,
        page: Page::desk(app, lang, "/console/api"),
        desk: Desk::of(app, signed, lang).await,
        notice: String::new(),
        errors: Vec::new(),
        rows,
        scopes: Scope::ALL.map(scope).to_vec(),
        unseen: fields.has("unseen"),
        in_path: fields.has("in-path"),
        overlaps: OVERLAPS.map(|ms| (ms / DAY, t.n("api-overlap", "count", ms / DAY))).to_vec(),
        typed: TYPED.into_iter().map(|name| (name, fields.get(name).to_owned())).collect(),
        max: LONGEST,
    })
}

impl ApiPage<'_> {
    /// What was typed into a field.
    fn typed(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }

    /// The hint of the number of calls.
    fn quota_hint(&self) -> String {
        self.t.s("api-quota-hint", "most", &grouped(MOST_CALLS))
    }
}

/// A large number in groups of three figures, with a narrow space that does not break.
fn grouped(number: i64) -> String {
    let figures = number.to_string();
    let group = |(at, figure): (usize, char)| {
        let apart = at > 0 && (figures.len() - at).is_multiple_of(3);
        [apart.then_some('\u{202f}'), Some(figure)].into_iter().flatten()
    };
    figures.chars().enumerate().flat_map(group).collect()
}

fn row(t: &Text, key: &Key, names: &HashMap<MemberId, String>, now: Timestamp) -> Row {
    // A day that is written is meant whole, and shown as it was written.
    let day = |end: Timestamp| end.plus(-1).date();
    let over = key.of.expires <= now;
    let state = match key.revoked {
        Some(at) => t.s("api-state-revoked", "date", &at.date()),
        None if over => t.t("api-state-over"),
        None if key.waits => t.t("api-state-waits"),
        None => t.t("api-state-stands"),
    };
    let name = names.get(&key.by).filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| t.t("desk-unknown"));
    let (quota, used) = (key.of.quota.to_string(), key.used.to_string());
    let scopes: Vec<_> = key.of.scopes.iter().map(|scope| t.t(&format!("api-scope-{}", scope.word()))).collect();
    let basis = key.of.basis.as_ref().map_or_else(
        || t.t("api-private-none"),
        |basis| {
            let day = day(basis.until);
            let args = [
                ("jurisdiction", Value::Text(&basis.jurisdiction)),
                ("ground", Value::Text(&basis.ground)),
                ("signer", Value::Text(&basis.signer)),
                ("date", Value::Text(&day)),
            ];
            t.args("api-private", &args)
        },
    );
    let (until, made) = (day(key.of.expires), key.at.date());
    let networks = key.of.in_path.as_ref().map(|networks| {
        let networks: Vec<_> = networks.iter().map(Network::to_string).collect();
        t.s("api-line-path", "networks", &networks.join(", "))
    });
    let mut lines = vec![
        scopes.join(" "),
        t.s("api-line-agreement", "agreement", &key.of.agreement),
        t.args("api-line-made", &[("date", Value::Text(&made)), ("name", Value::Text(&name))]),
        t.args(
            "api-line-until",
            &[("date", Value::Text(&until)), ("quota", Value::Text(&quota)), ("used", Value::Text(&used))],
        ),
        basis,
        t.t(if key.of.unseen { "api-unseen-yes" } else { "api-unseen-no" }),
    ];
    lines.extend(networks);
    lines.extend(key.leaked.map(|at| t.s("api-line-leaked", "date", &at.date())));
    let secret = |one: &api::Secret| {
        let (prefix, made) = (format!("vigie_{}_…", one.prefix), one.at.date());
        let base = [("prefix", Value::Text(&prefix)), ("date", Value::Text(&made))];
        match one.until {
            None => t.args("api-secret-line", &base),
            Some(until) => {
                let time = when::minute(until);
                t.args("api-secret-until", &[base[0], base[1], ("time", Value::Text(&time))])
            }
        }
    };
    Row {
        id: key.id.to_string(),
        owner: key.of.owner.clone(),
        state,
        lines,
        secrets: key.secrets.iter().map(secret).collect(),
        stands: key.revoked.is_none() && !over,
    }
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if error.is_conflict() || matches!(error, ServiceError::NotFound) {
        return notice(app, lang, StatusCode::CONFLICT, "api-gone");
    }
    tracing::error!("The keys of programs could not be read or changed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
