//! `/hma/c/…`, what changes something: banks that a program makes, and what it puts into one or takes out. A bank of innocent
//! pictures, and that of what visitors made, are not changed through here.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use vigie_model::given::Code;
use vigie_model::id::BankId;
use vigie_model::signal::{Age, CodeKind, QUALITY_MIN};
use vigie_service::ServiceError;
use vigie_service::api::{Client, Scope};
use vigie_service::pictures::{self, BankError, By, Entry, Held, Outcome, OwnError, Provenance, UNSEEN};

use super::curate::{gone, known, none, shown};
use super::hashing::{Sent, received};
use super::matching::of;
use super::{Answer, Json, Query, Refused, SIGNALS, allowed, bad, failed, name, upper};
use crate::api::surface::{self, Surface};
use crate::app::App;

/// Most characters of a note, as HMA has it.
const NOTE_MAX: usize = 255;

type Named = Result<Path<String>, PathRejection>;

/// `POST /hma/c/banks`
pub async fn make(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    allowed(&client, Scope::Banks)?;
    let asked = object(body)?;
    let called = new_name(&asked)?.ok_or(bad("a bank has a name"))?;
    free(&app, &client, &called, None).await?;
    let on = switch(&asked)?.unwrap_or(true);
    let made = pictures::make_own(&app.ctx, &client, &called, on).await.map_err(|error| failed(&error))?;
    made.map_err(why)?;
    let answer = json!({ "name": called, "matching_enabled_ratio": ratio(on) });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// `PUT /hma/c/bank/{id}`: another name, on or off.
pub async fn change(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    path: Named,
    body: Result<Bytes, BytesRejection>,
) -> Answer {
    allowed(&client, Scope::Banks)?;
    let held = own(&app, &client, path).await?.ok_or_else(none)?;
    let asked = object(body)?;
    let (called, on) = (new_name(&asked)?, switch(&asked)?);
    if let Some(called) = &called {
        free(&app, &client, called, Some(held.id)).await?;
    }
    let changed = pictures::change_own(&app.ctx, &client, held.id, called.as_deref(), on).await;
    changed.map_err(|error| failed(&error))?.map_err(why)?;
    let all = known(&app, &client).await?;
    all.iter().find(|one| one.id == held.id).map(|held| Json(shown(held))).ok_or_else(none)
}

/// `DELETE /hma/c/bank/{id}`: done also when there is none, so that it can be asked for twice.
pub async fn end(State(app): State<App>, Extension(client): Extension<Client>, path: Named) -> Answer {
    allowed(&client, Scope::Banks)?;
    if let Some(held) = own(&app, &client, path).await? {
        let ended = pictures::end_own(&app.ctx, &client, held.id).await;
        ended.map_err(|error| failed(&error))?.map_err(why)?;
    }
    Ok(Json(json!({ "message": "Done" })))
}

/// `POST /hma/c/bank/{id}/signal`
pub async fn add_signal(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    path: Named,
    body: Result<Bytes, BytesRejection>,
) -> Answer {
    let held = writable(&app, &client, path).await?;
    let mut asked = object(body)?;
    let note = note(asked.remove("note").as_ref().and_then(Value::as_str).unwrap_or_default())?;
    let mut codes = Vec::new();
    for (kind, value) in &asked {
        let digits = value.as_str().unwrap_or_default();
        let said = |refused| match kind.as_str() {
            "pdq" => bad("Invalid pdq signal: invalid PDQ hash"),
            "video_md5" => bad("Invalid video_md5 signal: invalid MD5 hash"),
            _ => refused,
        };
        codes.push(of(kind, digits).map_err(said)?);
    }
    added(&app, &client, &held, codes, note).await
}

/// `POST /hma/c/bank/{id}/content`: a file, for services of the house. It is read in memory and forgotten; by an address HMA
/// would fetch it.
pub async fn add_file(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    path: Named,
    request: Request,
) -> Answer {
    allowed(&client, Scope::Bytes)?;
    let held = writable(&app, &client, path).await?;
    let query = Query::of(&request);
    if query.get("url").is_some() {
        return Err(bad("this server fetches no address: send the signal or the file"));
    }
    let note = note(query.get("note").or(query.get("content_id")).unwrap_or_default())?;
    let code = match received(&app, request).await? {
        Sent::Photo(file) if i64::from(file.quality) < QUALITY_MIN => None,
        Sent::Photo(file) => Code::new(CodeKind::Pdq, "", i64::from(file.quality), &file.pdq),
        Sent::Video(md5) => Code::new(CodeKind::Md5, "", 100, &md5),
    };
    added(&app, &client, &held, code.into_iter().collect(), note).await
}

/// `DELETE /hma/c/bank/{id}/content/{number}`: withdraws a signal that this key put in.
pub async fn take_out(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Answer {
    let Path((wanted, number)) = path.map_err(|_| none())?;
    let held = writable(&app, &client, Ok(Path(wanted))).await?;
    let number: i64 = number.parse().map_err(|_| gone())?;
    let id = pictures::numbered(&app.ctx, number).await.map_err(|error| failed(&error))?.ok_or_else(gone)?;
    pictures::tell(&app.ctx, id, &|one| one.id == held.id).await.map_err(|_| gone())?;
    let done = match pictures::withdraw(&app.ctx, By::Key(client.key), id).await {
        // Asked for twice it is done once; what another put in is not this key's.
        Err(ServiceError::NotFound) => {
            pictures::withdrew(&app.ctx, client.key, id).await.map_err(|error| failed(&error))?
        }
        other => other.map(|()| true).map_err(|error| failed(&error))?,
    };
    if done { Ok(Json(json!({ "deleted": 1 }))) } else { Err(gone()) }
}

/// Puts the codes of one picture in. They match before this is answered.
async fn added(app: &App, client: &Client, held: &Held, codes: Vec<Code>, note: String) -> Answer {
    if codes.is_empty() {
        return Err(bad("there is nothing in it that could be matched"));
    }
    let mut signals = Map::new();
    for code in &codes {
        let kind = SIGNALS[usize::from(code.kind == CodeKind::Md5)];
        signals.insert(kind.to_owned(), code.hex.clone().into());
    }
    let from = Provenance { name: note, key: Some(client.key), ..Provenance::default() };
    let entry = Entry { codes, age: Age::Unknown, expires: None, from };
    let outcome = pictures::add(&app.ctx, By::Key(client.key), held.id, &[entry]).await;
    let id = match outcome.map_err(|error| failed(&error))?[..] {
        [Outcome::Added(id) | Outcome::There(id)] => id,
        [Outcome::HeldBack] => {
            return Err(Refused::Said(
                StatusCode::CONFLICT,
                "too many came in within a day: a person has to look first",
            ));
        }
        _ => return Err(bad("there is nothing in it that could be matched")),
    };
    let number = pictures::number(&app.ctx, id).await.map_err(|error| failed(&error))?;
    Ok(Json(json!({ "id": number, "signals": signals })))
}

/// A bank of the path that this key made; `None` when there is none of that name.
async fn own(app: &App, client: &Client, path: Named) -> Result<Option<Held>, Refused> {
    let Path(wanted) = path.map_err(|_| none())?;
    let held = known(app, client).await?.into_iter().find(|held| name(held) == wanted);
    match held {
        Some(held) if held.bank.of != Some(client.key) => Err(not_its_own()),
        held => Ok(held),
    }
}

/// A bank of the path whose signals this key may change.
async fn writable(app: &App, client: &Client, path: Named) -> Result<Held, Refused> {
    if !client.may(Scope::Banks) {
        allowed(client, Scope::Write)?;
    }
    let Path(wanted) = path.map_err(|_| none())?;
    let held = known(app, client).await?.into_iter().find(|held| name(held) == wanted).ok_or_else(none)?;
    if held.bank.changes.contains(&client.key) { Ok(held) } else { Err(not_its_own()) }
}

fn not_its_own() -> Refused {
    Refused::Said(StatusCode::FORBIDDEN, "this key may not change this bank")
}

/// Refuses a name that another bank has, as HMA would write it.
async fn free(app: &App, client: &Client, called: &str, but: Option<BankId>) -> Result<(), Refused> {
    let all = known(app, client).await?;
    let taken = all.iter().any(|held| Some(held.id) != but && name(held) == called);
    if taken || called == upper(UNSEEN) { Err(why(BankError::Taken.into())) } else { Ok(()) }
}

fn why(error: OwnError) -> Refused {
    match error {
        OwnError::Bank(BankError::Taken) => Refused::Said(StatusCode::FORBIDDEN, "Bank already exists"),
        OwnError::Bank(_) => bad(NAMES),
        OwnError::Many => Refused::Said(StatusCode::FORBIDDEN, "this key has as many banks as a key may have"),
        OwnError::Others => Refused::Said(
            StatusCode::CONFLICT,
            "others have put signals into this bank: they stay, and so does the bank",
        ),
    }
}

const NAMES: &str = "Bank names must be UPPER_WITH_UNDERSCORE";

/// The name that a body asks for.
fn new_name(asked: &Map<String, Value>) -> Result<Option<String>, Refused> {
    let Some(called) = asked.get("name") else { return Ok(None) };
    let called = called.as_str().unwrap_or_default();
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let fits = called.starts_with(|c: char| !c.is_ascii_digit()) && called.chars().all(plain);
    if fits && called.len() <= 180 { Ok(Some(called.to_owned())) } else { Err(bad(NAMES)) }
}

/// Whether a body switches a bank on or off. HMA's ratio is a coin; a bank here is looked at always or never. Coop sends the
/// number as a string.
fn switch(asked: &Map<String, Value>) -> Result<Option<bool>, Refused> {
    let wrong = || bad("enabled is true or false, and enabled_ratio 0 or 1 here: a bank is looked at always or never");
    let enabled = asked.get("enabled").map(|value| value.as_bool().ok_or_else(wrong)).transpose()?;
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    let ratio = asked.get("enabled_ratio").map(|value| match number(value) {
        Some(0.0) => Ok(false),
        Some(1.0) => Ok(true),
        _ => Err(wrong()),
    });
    match (enabled, ratio.transpose()?) {
        (Some(one), Some(other)) if one != other => Err(wrong()),
        (one, other) => Ok(one.or(other)),
    }
}

fn ratio(on: bool) -> f64 {
    if on { 1.0 } else { 0.0 }
}

/// What its owner calls a signal.
fn note(text: &str) -> Result<String, Refused> {
    let fits = text.chars().count() <= NOTE_MAX;
    if fits { Ok(text.to_owned()) } else { Err(bad("a note has at most 255 characters")) }
}

fn object(body: Result<Bytes, BytesRejection>) -> Result<Map<String, Value>, Refused> {
    let body = surface::body(Surface::Hma, body).map_err(|refused| Refused::Said(refused.status, refused.message))?;
    if let Ok(Value::Object(asked)) = serde_json::from_slice(&body) {
        Ok(asked)
    } else {
        Err(bad("a JSON object is needed"))
    }
}
