//! `/hma/c/…`: which banks and kinds there are.

use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};
use vigie_model::signal::SignalState;
use vigie_service::api::{Client, Scope};
use vigie_service::pictures::{Held, banks, numbered, tell};

use super::{Answer, CONTENTS, Json, Refused, SIGNALS, allowed, failed, matching, name, seen};
use crate::app::App;

/// `GET /hma/c/banks`
pub async fn all(State(app): State<App>, Extension(client): Extension<Client>) -> Answer {
    let known = known(&app, &client).await?;
    Ok(Json(known.iter().map(shown).collect()))
}

/// `GET /hma/c/bank/{id}`
pub async fn one(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    path: Result<Path<String>, PathRejection>,
) -> Answer {
    let Path(wanted) = path.map_err(|_| none())?;
    let known = known(&app, &client).await?;
    known.iter().find(|held| name(held) == wanted).map(|held| Json(shown(held))).ok_or_else(none)
}

/// `GET /hma/c/bank/{id}/content/{number}`: without its signals.
pub async fn content(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Answer {
    let Path((wanted, number)) = path.map_err(|_| none())?;
    let known = known(&app, &client).await?;
    let held = known.iter().find(|held| name(held) == wanted).ok_or_else(none)?;
    let number: i64 = number.parse().map_err(|_| gone())?;
    let id = numbered(&app.ctx, number).await.map_err(|error| failed(&error))?.ok_or_else(gone)?;
    let told = tell(&app.ctx, id, &|one| one.id == held.id).await.map_err(|_| gone())?;
    // 1 is "enabled" and 0 "disabled for ever".
    let enabled = i64::from(told.state == SignalState::Standing);
    Ok(Json(json!({ "id": number, "disable_until_ts": enabled, "original_media_uri": null, "bank": shown(held) })))
}

/// `GET /hma/c/signal_type`
pub async fn signal_types(Extension(client): Extension<Client>) -> Answer {
    allowed(&client, Scope::Match)?;
    Ok(Json(SIGNALS.iter().map(|name| json!({ "name": name, "enabled_ratio": 1.0 })).collect()))
}

/// `GET /hma/c/content_type`
pub async fn content_types(Extension(client): Extension<Client>) -> Answer {
    allowed(&client, Scope::Match)?;
    Ok(Json(CONTENTS.iter().map(|name| json!({ "name": name, "enabled": true })).collect()))
}

/// `GET /hma/c/signal_type/index`
pub async fn index(State(app): State<App>, Extension(client): Extension<Client>) -> Answer {
    allowed(&client, Scope::Match)?;
    let (size, now) = (matching::size(&app, &client).await?, app.ctx.clock.now().ms() / 1000);
    let one = json!({
        "db_size": size, "index_size": size, "index_out_of_date": false, "newest_db_item": now, "index_built_to": now,
    });
    Ok(Json(SIGNALS.iter().map(|name| ((*name).to_owned(), one.clone())).collect()))
}

/// `GET /hma/c/exchanges` and `GET /hma/c/exchanges/apis`: none is fed through this surface.
pub async fn exchanges(Extension(client): Extension<Client>) -> Answer {
    allowed(&client, Scope::Match)?;
    Ok(Json(json!([])))
}

/// The banks that this key knows, by name.
pub(super) async fn known(app: &App, client: &Client) -> Result<Vec<Held>, Refused> {
    allowed(client, Scope::Match)?;
    let all = banks(&app.ctx).await.map_err(|error| failed(&error))?;
    let mut known: Vec<Held> = all.values().filter(|held| seen(client, held)).cloned().collect();
    known.sort_by_key(name);
    Ok(known)
}

/// A bank as HMA shows it.
pub(super) fn shown(held: &Held) -> Value {
    json!({ "name": name(held), "matching_enabled_ratio": if held.counts() { 1.0 } else { 0.0 } })
}

pub(super) fn none() -> Refused {
    Refused::Said(StatusCode::NOT_FOUND, "bank not found")
}

pub(super) fn gone() -> Refused {
    Refused::Said(StatusCode::NOT_FOUND, "content not found")
}
