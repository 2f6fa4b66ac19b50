//! `/hma/m/…`: is this signal, or this file, in a bank?

use std::collections::BTreeMap;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Request, State};
use serde_json::{Map, Value, json};
use vigie_model::given::Code;
use vigie_model::signal::{CodeKind, NEAR};
use vigie_service::api::{Client, Scope};
use vigie_service::pictures::{self, Answer as Known, Held, ask, banks, number};

use super::hashing::{Sent, distance, received};
use super::{Answer, Json, Query, Refused, SIGNALS, allowed, bad, failed, name, seen};
use crate::app::App;

/// `GET /hma/m/raw_lookup`
pub async fn raw(State(app): State<App>, Extension(client): Extension<Client>, request: Request) -> Answer {
    allowed(&client, Scope::Match)?;
    let query = Query::of(&request);
    let code = signal(&query)?;
    let mut matches = Vec::new();
    for (id, bits, _) in found(&app, &client, &query, pictures::Query { faces: vec![code] }).await? {
        matches.push(if query.is("include_distance") {
            json!({ "bank_content_id": id, "distance": distance(&client, bits) })
        } else {
            json!(id)
        });
    }
    Ok(Json(json!({ "matches": matches })))
}

/// `GET /hma/m/lookup`: by a signal. By an address HMA would fetch it.
pub async fn get(State(app): State<App>, Extension(client): Extension<Client>, request: Request) -> Answer {
    allowed(&client, Scope::Match)?;
    let query = Query::of(&request);
    if query.get("url").is_some() {
        return Err(bad("this server fetches no address: send the signal or the file"));
    }
    let code = signal(&query)?;
    let all = found(&app, &client, &query, pictures::Query { faces: vec![code] }).await?;
    Ok(Json(by_bank(&client, all)))
}

/// `POST /hma/m/lookup`: by a file, for services of the house.
pub async fn post(State(app): State<App>, Extension(client): Extension<Client>, request: Request) -> Answer {
    allowed(&client, Scope::Bytes)?;
    let query = Query::of(&request);
    let (kind, asked) = match received(&app, request).await? {
        Sent::Photo(file) => (SIGNALS[0], file.query),
        Sent::Video(md5) => {
            let faces = Code::new(CodeKind::Md5, "", 100, &md5).into_iter().collect();
            (SIGNALS[1], pictures::Query { faces })
        }
    };
    let mut answer = Map::new();
    if query.names("types", kind) {
        // A picture with too little to see in it matches nothing; HMA answers 400.
        let all = found(&app, &client, &query, asked).await?;
        answer.insert(kind.to_owned(), by_bank(&client, all));
    }
    Ok(Json(Value::Object(answer)))
}

/// `GET /hma/m/index/status`: nothing is built, so it is always fresh.
pub async fn status(State(app): State<App>, Extension(client): Extension<Client>, request: Request) -> Answer {
    allowed(&client, Scope::Match)?;
    let query = Query::of(&request);
    if query.get("signal_type").is_some_and(|kind| !SIGNALS.contains(&kind)) {
        return Err(bad("no such signal type"));
    }
    let (size, now) = (size(&app, &client).await?, app.ctx.clock.now().ms() / 1000);
    let mut all = Map::new();
    for kind in SIGNALS.iter().filter(|kind| query.names("signal_type", kind)) {
        all.insert((*kind).to_owned(), json!({ "present": true, "built_to": now, "size": size }));
    }
    Ok(Json(Value::Object(all)))
}

/// How many signals stand in the banks that this key knows, counted to a million each.
pub async fn size(app: &App, client: &Client) -> Result<i64, Refused> {
    let all = banks(&app.ctx).await.map_err(|error| failed(&error))?;
    let ids: Vec<_> = all.values().filter(|held| seen(client, held) && held.counts()).map(|held| held.id).collect();
    pictures::count(&app.ctx, &ids, 1_000_000).await.map_err(|error| failed(&error))
}

/// `POST /hma/m/compare`: two signals that are sent, with one another. The distance is a number here.
pub async fn compare(Extension(client): Extension<Client>, body: Result<Bytes, BytesRejection>) -> Answer {
    allowed(&client, Scope::Match)?;
    let body = body.ok().and_then(|body| serde_json::from_slice(&body).ok());
    let Some(Value::Object(asked)) = body else { return Err(bad("a JSON object of signal types is needed")) };
    let mut answer = Map::new();
    for (kind, pair) in asked {
        let pair: Vec<&str> = pair.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let [one, other] = pair[..] else { return Err(bad("exactly two signals of a type are compared")) };
        let (one, other) = (of(&kind, one)?, of(&kind, other)?);
        let told = match (one.bits(), other.bits()) {
            (Some(one), Some(other)) => {
                let bits: u32 = one.iter().zip(other).map(|(a, b)| (a ^ b).count_ones()).sum();
                json!([bits <= u32::from(NEAR), { "distance": bits }])
            }
            _ => json!([one.hex == other.hex, {}]),
        };
        answer.insert(kind, told);
    }
    Ok(Json(Value::Object(answer)))
}

/// The code of a query.
fn signal(query: &Query) -> Result<Code, Refused> {
    match (query.get("signal"), query.get("signal_type")) {
        (Some(signal), Some(kind)) => of(kind, signal),
        (Some(_), None) => Err(Refused::Missing(&["signal_type"])),
        (None, Some(_)) => Err(Refused::Missing(&["signal"])),
        (None, None) => Err(Refused::Missing(&["signal", "signal_type"])),
    }
}

/// A signal of a type.
pub(super) fn of(kind: &str, signal: &str) -> Result<Code, Refused> {
    match kind {
        "pdq" => {
            let lower = !signal.bytes().any(|byte| byte.is_ascii_uppercase());
            let code = Code::new(CodeKind::Pdq, "", 100, signal).filter(|_| lower);
            code.ok_or(bad("invalid signal: invalid PDQ hash"))
        }
        "video_md5" => Code::new(CodeKind::Md5, "", 100, signal.trim()).ok_or(bad("invalid signal: invalid MD5 hash")),
        _ => Err(bad("no such signal type")),
    }
}

/// Numbers, distances and banks of what was found, nearest first for whom that is no secret.
async fn found(
    app: &App,
    client: &Client,
    query: &Query,
    asked: pictures::Query,
) -> Result<Vec<(i64, u16, String)>, Refused> {
    let among = |held: &Held| seen(client, held) && query.names("banks", &name(held));
    let answers = ask(&app.ctx, client, &[asked], &among).await.map_err(|error| failed(&error))?;
    let answers = answers.map_err(|wait| Refused::Wait("the questions of this key feel their way", wait.0))?;
    let all = banks(&app.ctx).await.map_err(|error| failed(&error))?;
    let mut found = Vec::new();
    for one in answers.iter().flat_map(|answer: &Known| &answer.matches) {
        let id = number(&app.ctx, one.signal).await.map_err(|error| failed(&error))?;
        if let (Some(id), Some(held)) = (id, all.get(&one.bank.0)) {
            found.push((id, one.distance, name(held)));
        }
    }
    if !client.may(Scope::Distance) {
        found.sort_by_key(|one| one.0);
    }
    Ok(found)
}

fn by_bank(client: &Client, all: Vec<(i64, u16, String)>) -> Value {
    let mut banks: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (id, bits, bank) in all {
        banks.entry(bank).or_default().push(json!({ "bank_content_id": id, "distance": distance(client, bits) }));
    }
    json!(banks)
}
