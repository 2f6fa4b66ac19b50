//! What members of NCMEC's hash sharing pull, v2: entries, members, what may be said of one. Nothing of adults, and nothing
//! is put in through this surface but feedback.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use time::macros::format_description;
use time::{OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::id::SignalId;
use vigie_model::signal::{CodeKind, Opinion, SignalState};
use vigie_service::ServiceError;
use vigie_service::api::{self, Client};
use vigie_service::pictures::{By, Change, Entries, FEED_MAX, Window, entries, listed, opinion};

use super::surface::{self, Refused, Surface};
use crate::app::App;

const SPACE: &str = "https://hashsharing.ncmec.org/hashsharing/v2";
/// What it calls the fingerprints that are told here, and what they are.
const TOLD: [(CodeKind, &str); 3] = [(CodeKind::Md5, "md5"), (CodeKind::Sha1, "sha1"), (CodeKind::Pdq, "pdq")];
/// Every kind of fingerprint that its clients may say something of.
const KINDS: [&str; 9] =
    ["MD5", "SHA1", "PDNA", "PDQ", "NETCLEAN", "VIDENTIFIER", "TMK_PDQF", "SSVH_PDNA", "SSVH_SAFER_HASH"];
/// Why an entry is thought not to belong here: an id of ours, its name, what it comes to.
const REASONS: [(&str, &str, Opinion); 2] = [
    ("6a6f0f0e-5b3c-4c58-9d07-1f7a4f0d1c01", "Does not belong here", Opinion::Negative),
    ("6a6f0f0e-5b3c-4c58-9d07-1f7a4f0d1c02", "In doubt", Opinion::Disputed),
];

/// An answer.
pub struct Xml(String);

impl IntoResponse for Xml {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "application/xml")], self.0).into_response()
    }
}

/// What a handler gives.
type Answer = Result<Xml, Refused>;

/// `GET /ncmec/v2/status`: who asks.
pub async fn status(State(app): State<App>, Extension(client): Extension<Client>) -> Answer {
    surface::list(Surface::Ncmec, &client)?;
    let name = api::whose(&app.ctx, client.key).await.map_err(|error| failed(&error))?;
    let who = member(client.key, &name);
    Ok(document("status", &format!("<ipAddress/><username>{}</username>{who}", escape(&name))))
}

/// `GET /ncmec/v2/members`: the banks on this key's list. Each is a member, so that a client can choose among them.
pub async fn members(State(app): State<App>, Extension(client): Extension<Client>) -> Answer {
    surface::list(Surface::Ncmec, &client)?;
    let all = listed(&app.ctx, &client).await.map_err(|error| failed(&error))?;
    let all: String = all.iter().map(|held| member(held.id.0, &held.bank.name)).collect();
    Ok(document("members", &all))
}

/// `GET /ncmec/v2/entries`
pub async fn all(State(app): State<App>, Extension(client): Extension<Client>, RawQuery(query): RawQuery) -> Answer {
    surface::list(Surface::Ncmec, &client)?;
    let window = read(&query.unwrap_or_default(), app.ctx.clock.now()).map_err(bad)?;
    let page = entries(&app.ctx, &client, window).await.map_err(|error| failed(&error))?;
    Ok(document("queryResult", &told(&page, window)))
}

/// `GET /ncmec/v2/feedback/{kind}/reasons`
pub async fn reasons(Extension(client): Extension<Client>, kind: Result<Path<String>, PathRejection>) -> Answer {
    surface::list(Surface::Ncmec, &client)?;
    let Path(kind) = kind.map_err(|_| gone())?;
    let kind = KINDS.into_iter().find(|one| *one == kind).ok_or_else(gone)?;
    let one =
        |(guid, name, _): &(&str, &str, Opinion)| format!("<reason guid=\"{guid}\" name=\"{name}\" type=\"{kind}\"/>");
    Ok(document("availableFeedbackReasons", &REASONS.iter().map(one).collect::<String>()))
}

/// `PUT /ncmec/v2/entries/{member}/{id}/{kind}/feedback`: an opinion of the whole entry, whichever fingerprint is named.
pub async fn feedback(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    path: Result<Path<(String, String, String)>, PathRejection>,
    body: Result<Bytes, BytesRejection>,
) -> Answer {
    surface::list(Surface::Ncmec, &client)?;
    let Path((_, id, kind)) = path.map_err(|_| gone())?;
    let id = Uuid::try_parse(&id).ok().filter(|_| KINDS.contains(&kind.as_str())).ok_or_else(gone)?;
    let body = surface::body(Surface::Ncmec, body)?;
    let said =
        said(&String::from_utf8_lossy(&body)).ok_or(bad("neither affirmative nor negative with one known reason"))?;
    opinion(&app.ctx, By::Key(client.key), SignalId(id), said, "").await.map_err(|error| failed(&error))?;
    Ok(document("submissionResult", ""))
}

/// What was said of an entry; `None` for anything that is not one of the two forms.
fn said(body: &str) -> Option<Opinion> {
    let submission = body.split_once("<feedbackSubmission")?.1;
    let guids: Vec<&str> =
        submission.split("<guid>").skip(1).filter_map(|rest| Some(rest.split_once("</guid>")?.0.trim())).collect();
    match (submission.contains("<affirmative"), submission.contains("<negative"), &guids[..]) {
        (true, false, []) => Some(Opinion::Positive),
        (false, true, [guid]) => REASONS.iter().find(|one| one.0.eq_ignore_ascii_case(guid)).map(|one| one.2),
        _ => None,
    }
}

/// The window of a query: `from` and `to` are its clients' moments, `start` a place of the log where a page begins.
fn read(query: &str, now: Timestamp) -> Result<Window, &'static str> {
    let mut window = Window { from: Timestamp(0), to: now, after: None };
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "from" => window.from = moment(&value).ok_or("from is a moment like 2026-01-31T00:00:00Z")?,
            "to" => window.to = moment(&value).ok_or("to is a moment like 2026-01-31T00:00:00Z")?,
            "start" => window.after = Some(value.parse().map_err(|_| "start is a whole number")?),
            _ => {}
        }
    }
    Ok(window)
}

/// A moment in whole seconds, as its clients write it, with or without a part of the second.
fn moment(text: &str) -> Option<Timestamp> {
    let whole = text.trim().strip_suffix('Z')?.split('.').next()?;
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");
    let at = PrimitiveDateTime::parse(whole, format).ok()?;
    Some(Timestamp(at.assume_utc().unix_timestamp() * 1000))
}

fn written(at: Timestamp) -> String {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
    let at = OffsetDateTime::from_unix_timestamp(at.ms().div_euclid(1000)).ok();
    at.and_then(|at| at.format(format).ok()).unwrap_or_default()
}

/// A page of entries.
fn told(page: &Entries, window: Window) -> String {
    let (mut parts, mut body) = ([Vec::new(), Vec::new()], String::new());
    for change in &page.changes {
        // Nothing says of a digest alone what its file is; clients compare MD5 of videos only.
        let picture = change.codes.iter().any(|code| code.kind == CodeKind::Pdq) || change.codes.is_empty();
        if let Some(entry) = entry(change, if picture { "image" } else { "video" }) {
            parts[usize::from(!picture)].push((change.at, entry));
        }
    }
    for (name, all) in ["images", "videos"].into_iter().zip(&parts) {
        let latest = all.iter().map(|one| one.0.ms()).max();
        let latest = latest.map_or_else(String::new, |at| format!(" maxTimestamp=\"{}\"", written(Timestamp(at))));
        let inside: String = all.iter().map(|one| one.1.as_str()).collect();
        body.extend([format!("<{name} count=\"{}\"{latest}>{inside}</{name}>", all.len())]);
    }
    if let Some((start, max)) = page.next {
        let pairs = [("from", written(window.from)), ("to", written(window.to)), ("start", start.to_string())];
        let sizes = [("size", FEED_MAX.to_string()), ("max", max.to_string())];
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).extend_pairs(sizes).finish();
        let query = escape(&query);
        body.extend([format!("<paging><next>/v2/entries?{query}</next></paging>")]);
    }
    body
}

/// An entry, or the stone in its place; `None` for one that has no fingerprint of this format.
fn entry(change: &Change, kind: &str) -> Option<String> {
    let (member, id, at) = (member(change.bank, &change.name), change.signal, written(change.at));
    if change.state != SignalState::Standing {
        let kind = if kind == "image" { "deletedImage" } else { "deletedVideo" };
        return Some(format!("<{kind}>{member}<id>{id}</id><timestamp>{at}</timestamp></{kind}>"));
    }
    let mut prints = String::new();
    for (code, name) in TOLD {
        // One of each: the picture as it is stands before its crops.
        let mut all = change.codes.iter().filter(|one| one.kind == code);
        let whole = all.clone().find(|one| !one.member.contains("crop"));
        if let Some(code) = whole.or_else(|| all.next()) {
            prints.extend([format!("<{name}>{}</{name}>", code.hex)]);
        }
    }
    let entry = format!(
        "<{kind}>{member}<timestamp>{at}</timestamp><id>{id}</id><fingerprints>{prints}</fingerprints></{kind}>"
    );
    (!prints.is_empty()).then_some(entry)
}

/// A member: a bank, or whoever asks, under a number made from its id.
fn member(id: Uuid, name: &str) -> String {
    let [.., a, b, c, d] = *id.as_bytes();
    let number = (u32::from_be_bytes([a, b, c, d]) >> 1).max(1);
    format!("<member id=\"{number}\">{}</member>", escape(name))
}

fn document(root: &str, inside: &str) -> Xml {
    Xml(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{root} xmlns=\"{SPACE}\">{inside}</{root}>\n"
    ))
}

/// What is answered when something is refused.
pub fn error(message: &str) -> String {
    document("error", &format!("<message>{}</message>", escape(message))).0
}

fn escape(text: &str) -> String {
    // Control characters have no place in XML, not even as entities.
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn failed(error: &ServiceError) -> Refused {
    Refused::failed(Surface::Ncmec, error)
}

fn bad(message: &'static str) -> Refused {
    Refused::new(Surface::Ncmec, StatusCode::BAD_REQUEST, message)
}

fn gone() -> Refused {
    Refused::new(Surface::Ncmec, StatusCode::NOT_FOUND, "not found")
}
