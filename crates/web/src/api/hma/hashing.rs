//! `/hma/h/hash`: the code of a file that is sent, for services of the house. Addresses are not fetched.

use axum::Extension;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};
use vigie_model::signal::QUALITY_MIN;
use vigie_service::api::{Client, Scope};
use vigie_service::pictures::{self, FILE_MAX, File};

use super::{Answer, CONTENTS, Json, Query, Refused, SIGNALS, allowed, bad, failed, form};
use crate::app::App;

/// Room for what a form adds to its file, in bytes.
const AROUND: usize = 64 * 1024;

/// A file as it was read.
pub enum Sent {
    /// A picture.
    Photo(Box<File>),
    /// A video: its MD5.
    Video(String),
}

/// `GET /hma/h/hash`: HMA fetches an address here.
pub async fn get(Extension(client): Extension<Client>) -> Refused {
    allowed(&client, Scope::Bytes).err().unwrap_or_else(|| bad("this server fetches no address: send the file"))
}

/// `POST /hma/h/hash`
pub async fn post(State(app): State<App>, Extension(client): Extension<Client>, request: Request) -> Answer {
    allowed(&client, Scope::Bytes)?;
    let query = Query::of(&request);
    let (name, value) = match received(&app, request).await? {
        Sent::Photo(file) if i64::from(file.quality) < QUALITY_MIN => (SIGNALS[0], String::new()),
        Sent::Photo(file) => (SIGNALS[0], file.pdq),
        Sent::Video(md5) => (SIGNALS[1], md5),
    };
    let mut answer = Map::new();
    if query.names("types", name) {
        answer.insert(name.to_owned(), value.into());
    }
    Ok(Json(Value::Object(answer)))
}

/// The file of a form, read. HMA names its field by what it is.
pub async fn received(app: &App, request: Request) -> Result<Sent, Refused> {
    let kind = request.headers().get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let kind = String::from_utf8_lossy(kind).into_owned();
    let full = Refused::Wait("too many files at once", 2);
    let Some(seat) = app.ctx.files.seat() else { return Err(full) };
    let large = |_| Refused::Said(StatusCode::PAYLOAD_TOO_LARGE, "the file is too large");
    let body = to_bytes(request.into_body(), FILE_MAX + AROUND).await.map_err(large)?;
    let (name, bytes) = form::file(&kind, &body, &CONTENTS).ok_or(bad("exactly one file is needed: photo or video"))?;
    if name == CONTENTS[1] {
        let md5 = pictures::md5_of(&app.ctx, seat, bytes).await.map_err(|error| failed(&error))?;
        return Ok(Sent::Video(md5));
    }
    let read = pictures::read_file(&app.ctx, seat, bytes).await.map_err(|error| failed(&error))?;
    // HMA answers 500 for a damaged picture.
    read.map(|file| Sent::Photo(Box::new(file))).map_err(|why| bad(why.sentence()))
}

/// What a distance is when the key may not know it.
pub fn distance(client: &Client, distance: u16) -> Value {
    json!(if client.may(Scope::Distance) { distance.to_string() } else { "-".to_owned() })
}
