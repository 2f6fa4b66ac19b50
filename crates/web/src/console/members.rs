//! The members of the house: the list, one member, and what an administrator or a colleague does there.

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text, Value};
use vigie_model::id::{DeskId, MemberId};
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::WordList;
use vigie_service::invite::{self, Answered, Waiting};
use vigie_service::login::Signed;
use vigie_service::roster::{self, Listed};
use vigie_service::second::{self, GROUND_MAX, Kind};
use vigie_service::{ServiceError, names, sessions};

use super::me::{self, Row as SessionRow};
use super::view::{Desk, notice, number, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::{reply, when};

/// What the pages may say after a step.
const SAID: [&str; 6] = [
    "members-confirmed",
    "members-withdrawn",
    "members-handed",
    "members-roles-done",
    "members-ended",
    "second-proposed",
];

/// A member or an invitation in words.
struct Row {
    href: String,
    name: String,
    roles: String,
    state: String,
    sessions: String,
}

/// A desk beside a member.
struct Place {
    desk: String,
    text: String,
    hand_on: bool,
}

#[derive(Template)]
#[template(path = "console/members.html")]
struct Members<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    rows: Vec<Row>,
    invitations: Vec<Row>,
    administers: bool,
}

#[derive(Template)]
#[template(path = "console/member.html")]
struct Member<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    id: String,
    name: String,
    roles: Vec<(&'static str, String, bool)>,
    roles_text: String,
    places: Vec<Place>,
    sessions: Vec<SessionRow>,
    administers: bool,
    own: bool,
    max: usize,
}

#[derive(Template)]
#[template(path = "console/invitation.html")]
struct Invitation<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    id: String,
    name: String,
    roles: String,
    until: String,
    words: Vec<&'static str>,
    digits: String,
    answered: bool,
    mac_holds: bool,
    mine: bool,
}

/// Roles in words, with commas.
pub fn roles_text(t: &Text, roles: Roles) -> String {
    t.list(&roles.list().map(|role| t.t(&format!("role-{}", role.word()))).collect::<Vec<_>>())
}

/// `GET /console/members`
pub async fn list(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let lang = asked.lang;
    match listed(&app, lang, &signed, &asked).await {
        Ok(view) => reply::ok(&app, lang, &view),
        Err(error) => failed(&app, lang, &error),
    }
}

async fn listed<'a>(app: &'a Inner, lang: Lang, signed: &Signed, asked: &Asked) -> Result<Members<'a>, ServiceError> {
    let t = app.text(lang);
    let administers = signed.roles.has(MemberRole::Administrator);
    let open = if administers { sessions::all(&app.ctx, signed).await? } else { Vec::new() };
    let names = names::all(&app.ctx, signed).await?;
    let row = |one: Listed| {
        let count = i64::try_from(open.iter().filter(|session| session.member == one.id).count()).unwrap_or(0);
        let waits = one.places.iter().any(|place| !place.holds);
        let state = match (waits, one.factor) {
            (true, _) => "members-waits-key",
            (false, true) => "members-factor",
            (false, false) => "members-no-factor",
        };
        Row {
            href: href(one.id, lang),
            name: named(t, &one.name),
            roles: roles_text(t, one.roles),
            state: t.t(state),
            sessions: if administers { t.n("members-signed-in", "count", count) } else { String::new() },
        }
    };
    Ok(Members {
        t,
        page: Page::desk(app, lang, "/console/members"),
        desk: Desk::of(app, signed, lang).await,
        notice: said(t, asked, &SAID),
        rows: roster::list(&app.ctx, signed).await?.into_iter().map(row).collect(),
        invitations: invite::waiting(&app.ctx, signed).await?.iter().map(|one| waiting(t, lang, one, &names)).collect(),
        administers,
    })
}

fn href(id: MemberId, lang: Lang) -> String {
    format!("/console/members/{id}?l={}", lang.code())
}

fn named(t: &Text, name: &str) -> String {
    if name.is_empty() { t.t("desk-unknown") } else { name.to_owned() }
}

fn waiting(t: &Text, lang: Lang, one: &Waiting, names: &HashMap<MemberId, String>) -> Row {
    let by = named(t, names.get(&one.by).map_or("", String::as_str));
    let state = if one.answered.is_some() { "members-answered" } else { "members-sent" };
    let until = when::minute(one.expires);
    Row {
        href: href(one.id, lang),
        name: one.name.clone().unwrap_or_else(|| number(&one.id)),
        roles: roles_text(t, one.roles),
        state: t.args(state, &[("name", Value::Text(&by)), ("time", Value::Text(&until))]),
        sessions: String::new(),
    }
}

/// `GET /console/members/{id}`: a member, or an invitation that waits.
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    asked: Asked,
) -> Response {
    let lang = asked.lang;
    let Some(id) = MemberId::parse(&id) else { return gone(&app, lang) };
    let (all, invitations) = match (roster::list(&app.ctx, &signed).await, invite::waiting(&app.ctx, &signed).await) {
        (Ok(all), Ok(invitations)) => (all, invitations),
        (Err(error), _) | (_, Err(error)) => return failed(&app, lang, &error),
    };
    if let Some(one) = all.into_iter().find(|one| one.id == id) {
        return match member(&app, lang, &signed, one, &asked).await {
            Ok(view) => reply::ok(&app, lang, &view),
            Err(error) => failed(&app, lang, &error),
        };
    }
    match invitations.into_iter().find(|one| one.id == id) {
        Some(one) => reply::ok(&app, lang, &invitation(&app, lang, &signed, &one).await),
        None => gone(&app, lang),
    }
}

async fn member<'a>(
    app: &'a Inner,
    lang: Lang,
    signed: &Signed,
    one: Listed,
    asked: &Asked,
) -> Result<Member<'a>, ServiceError> {
    let t = app.text(lang);
    let administers = signed.roles.has(MemberRole::Administrator);
    let open = if administers { sessions::all(&app.ctx, signed).await? } else { Vec::new() };
    let place = |place: &roster::Place| {
        let kind = t.t(&format!("members-desk-{}", place.kind));
        let text = if place.holds { "members-holds" } else { "members-lacks" };
        Place { desk: place.desk.to_string(), text: t.s(text, "desk", &kind), hand_on: place.can_hand_on }
    };
    let role = |role: MemberRole| (role.word(), t.t(&format!("role-{}", role.word())), one.roles.has(role));
    Ok(Member {
        t,
        page: Page::desk(app, lang, "/console/members"),
        desk: Desk::of(app, signed, lang).await,
        notice: said(t, asked, &SAID),
        id: one.id.to_string(),
        name: named(t, &one.name),
        roles: MemberRole::ALL.map(role).to_vec(),
        roles_text: roles_text(t, one.roles),
        places: one.places.iter().map(place).collect(),
        sessions: open.iter().filter(|session| session.member == one.id).map(|one| me::session(t, one)).collect(),
        administers,
        own: one.id == signed.member,
        max: GROUND_MAX,
    })
}

/// The list of words of a language.
pub fn word_list(lang: Lang) -> WordList {
    match lang {
        Lang::En => WordList::En,
        Lang::Fr => WordList::Fr,
        Lang::Es => WordList::Es,
        Lang::Ar => WordList::Ar,
    }
}

async fn invitation<'a>(app: &'a Inner, lang: Lang, signed: &Signed, one: &Waiting) -> Invitation<'a> {
    let t = app.text(lang);
    let print = one.answered.as_ref().map(|answered: &Answered| &answered.fingerprint);
    Invitation {
        t,
        page: Page::desk(app, lang, "/console/members"),
        desk: Desk::of(app, signed, lang).await,
        id: one.id.to_string(),
        name: one.name.clone().unwrap_or_else(|| number(&one.id)),
        roles: roles_text(t, one.roles),
        until: t.s("second-until", "time", &when::minute(one.expires)),
        words: print.map(|print| print.words(word_list(lang))).unwrap_or_default(),
        digits: print.map_or_else(String::new, invite::Fingerprint::digits),
        answered: one.answered.is_some(),
        mac_holds: one.answered.as_ref().is_some_and(|answered| answered.mac_holds),
        mine: one.by == signed.member,
    }
}

/// `POST /console/members/{id}/{verb}`: roles, sessions, hand, removal, factor, confirm, withdraw.
pub async fn post(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path((id, verb)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let (lang, ctx) = (fields.lang, &app.ctx);
    let Some(id) = MemberId::parse(&id) else { return gone(&app, lang) };
    let done = match verb.as_str() {
        "roles" => {
            let roles: Vec<_> = fields.all("role").filter_map(MemberRole::parse).collect();
            roster::set_roles(ctx, &signed, id, Roles::of(&roles)).await.map(|()| "members-roles-done")
        }
        "sessions" => sessions::end_of_member(ctx, &signed, id).await.map(|()| "members-ended"),
        "hand" => match DeskId::parse(fields.get("desk")) {
            Some(desk) => roster::hand_on(ctx, &signed, id, desk).await.map(|()| "members-handed"),
            None => Err(ServiceError::NotFound),
        },
        "removal" => propose(&app, &signed, Kind::MemberRemoval, id, &fields).await,
        "factor" => propose(&app, &signed, Kind::FactorReset, id, &fields).await,
        "confirm" => invite::confirm(ctx, &signed, id).await.map(|()| "members-confirmed"),
        "withdraw" => invite::withdraw(ctx, &signed, id).await.map(|()| "members-withdrawn"),
        _ => Err(ServiceError::NotFound),
    };
    match done {
        Ok(said) => Redirect::to(&format!("/console/members?l={}&said={said}", lang.code())).into_response(),
        Err(ServiceError::NotFound) => gone(&app, lang),
        Err(ServiceError::LastAdministrator) => notice(&app, lang, StatusCode::CONFLICT, "members-last"),
        Err(error) if error.is_conflict() => gone(&app, lang),
        Err(error) => failed(&app, lang, &error),
    }
}

async fn propose(
    app: &Inner,
    signed: &Signed,
    kind: Kind,
    who: MemberId,
    fields: &Fields,
) -> Result<&'static str, ServiceError> {
    // Only about somebody who is here: a proposal about nobody could never be carried out.
    if !roster::list(&app.ctx, signed).await?.iter().any(|one| one.id == who) {
        return Err(ServiceError::NotFound);
    }
    let ground: String = fields.get("text").chars().take(GROUND_MAX).collect();
    second::propose(&app.ctx, signed, kind, who.0, &ground).await.map(|_| "second-proposed")
}

fn gone(app: &Inner, lang: Lang) -> Response {
    notice(app, lang, StatusCode::CONFLICT, "members-gone")
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("A step about members failed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
