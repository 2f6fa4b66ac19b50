//! `POST /api/v1/hash` and `POST /api/v1/match/file`: the bytes of a picture, from services of the house. Read in memory,
//! few at a time, and forgotten.

use axum::Extension;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use vigie_service::ServiceError;
use vigie_service::api::{Client, Scope};
use vigie_service::pictures::{FILE_MAX, Seat, Unreadable, ask, read_file, read_query};

use super::super::frame::{By, failed, json as answer, kind};
use super::super::problem::{self, Problem};
use super::super::{Call, Example, Takes};
use super::shapes::{answered, behind, behind_schema, match_schema, waits};
use crate::app::App;

/// Seconds after which whoever found no room asks again.
const AGAIN: i64 = 2;

/// What reading a picture gives.
pub static HASH: Call = Call {
    id: "hashPicture",
    summary: "Makes the fingerprints of a picture.",
    about: "For services of whoever runs the node: other organisations make fingerprints themselves, with `vigie hash`. \
            The body is the file. It is read in memory and forgotten: never written, logged or counted.",
    scope: Scope::Bytes,
    takes: Takes::Picture,
    query: &[],
    largest: FILE_MAX,
    gives: hash_gives,
    examples: &[
        Example {
            name: "hash",
            summary: "A picture.",
            query: "",
            request: "",
            status: 200,
            answer: include_str!("../examples/hash-answer.json"),
        },
        Example {
            name: "no-picture",
            summary: "What is no picture.",
            query: "",
            request: "this is no picture",
            status: 422,
            answer: include_str!("../examples/no-picture-answer.json"),
        },
    ],
    problems: &[&problem::PICTURE, &problem::FULL],
};

/// What looking a picture up gives.
pub static LOOK: Call = Call {
    id: "matchPicture",
    summary: "Says whether a picture is known, by its bytes.",
    about: "As `hashPicture` and `matchPictures` in one: the picture is looked for as it is, turned, mirrored, without \
            borders, and by the digests of its file.",
    scope: Scope::Bytes,
    takes: Takes::Picture,
    query: &[],
    largest: FILE_MAX,
    gives: look_gives,
    examples: &[Example {
        name: "match-file",
        summary: "A picture that is not known.",
        query: "",
        request: "",
        status: 200,
        answer: include_str!("../examples/match-file-answer.json"),
    }],
    problems: &[&problem::PICTURE, &problem::FULL, &problem::WALK],
};

/// `POST /api/v1/hash`
pub async fn hash(State(app): State<App>, request: Request) -> Response {
    hashed(&app, request).await.map_or_else(IntoResponse::into_response, |value| answer(&value))
}

async fn hashed(app: &App, request: Request) -> Result<Value, Problem> {
    let (seat, bytes) = received(app, request).await?;
    let file = read(read_file(&app.ctx, seat, bytes).await)?;
    Ok(json!({
        "pdq": file.pdq, "quality": file.quality, "md5": file.md5, "sha1": file.sha1, "sha256": file.sha256,
        "width": file.width, "height": file.height, "type": file.kind,
    }))
}

/// `POST /api/v1/match/file`
pub async fn look(State(app): State<App>, Extension(client): Extension<Client>, request: Request) -> Response {
    looked(app, client, request).await.map_or_else(IntoResponse::into_response, |value| answer(&value))
}

async fn looked(app: App, client: Client, request: Request) -> Result<Value, Problem> {
    let (seat, bytes) = received(&app, request).await?;
    let query = read(read_query(&app.ctx, seat, bytes).await)?;
    let by = By::of(app, client);
    let answers = ask(&by.app.ctx, &by.client, &[query], &|held| held.is_seen_by(by.client.key)).await;
    let answers = answers.map_err(|error| failed(&error))?.map_err(waits)?;
    let mut body = answers.first().map(|one| Value::Object(answered(&by, one))).unwrap_or_default();
    behind(&by, &mut body);
    Ok(body)
}

/// Receives a picture, if there is room.
async fn received(app: &App, request: Request) -> Result<(Seat, Bytes), Problem> {
    let kind = kind(request.headers()).to_ascii_lowercase();
    if !kind.starts_with("image/") && kind != "application/octet-stream" {
        return Err((&problem::MEDIA_TYPE).into());
    }
    // Before the first byte: what is received lies in memory.
    let seat = app.ctx.files.seat().ok_or_else(|| Problem::from(&problem::FULL).after(AGAIN))?;
    // It ends for one reason of ours, which is more than most files: a body that broke off has nobody to read the answer.
    let bytes = to_bytes(request.into_body(), FILE_MAX).await.map_err(|_| &problem::TOO_LARGE)?;
    Ok((seat, bytes))
}

/// What was read of a picture.
fn read<T>(read: Result<Result<T, Unreadable>, ServiceError>) -> Result<T, Problem> {
    let read = read.map_err(|error| failed(&error))?;
    read.map_err(|why| Problem::from(&problem::PICTURE).detail(why.sentence().to_owned()))
}

fn hash_gives() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    let whole = |about: &str| json!({ "type": "integer", "minimum": 0, "description": about });
    json!({
        "type": "object",
        "required": ["pdq", "quality", "md5", "sha1", "sha256", "width", "height", "type"],
        "properties": {
            "pdq": text("PDQ of the picture as it is stored, at full resolution."),
            "quality": whole("How much there is to see, 0 to 100. Below 50 it is not matched."),
            "md5": text("MD5 of the file."),
            "sha1": text("SHA-1 of the file."),
            "sha256": text("SHA-256 of the file."),
            "width": whole("In pixels, as stored."),
            "height": whole("In pixels, as stored."),
            "type": text("What it is by its first bytes."),
        },
    })
}

fn look_gives() -> Value {
    let mut schema = match_schema();
    if let Some(properties) = schema["properties"].as_object_mut() {
        properties.remove("id");
        properties.insert("behind_ms".to_owned(), behind_schema());
    }
    schema
}
