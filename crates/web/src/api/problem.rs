//! What a program is told when a call is not answered (RFC 9457). The types are stable, and each has a page. Nothing of a
//! body is ever repeated here.

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Where the pages of the types are.
pub const PLACE: &str = "/api/problems/";

/// A type of problem.
#[derive(Debug)]
pub struct Kind {
    /// The end of its address: never renamed.
    pub name: &'static str,
    /// The status.
    pub status: u16,
    /// In a few words.
    pub title: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

macro_rules! kinds {
    ($($name:ident $text:literal $status:literal $title:literal $means:literal $remedy:literal;)*) => {
        $(
            #[doc = $title]
            pub static $name: Kind =
                Kind { name: $text, status: $status, title: $title, means: $means, remedy: $remedy };
        )*
        /// All of them.
        pub static ALL: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    NO_KEY "no-key" 401 "No key that is known here"
        "The call carries no key, or one that is not known."
        "Send the whole secret as `Authorization: Bearer vigie_…`. Ask the people who run this node for a new one if it is lost.";
    KEY_ENDED "key-ended" 401 "The key has ended"
        "The key has expired, was revoked, or this secret of it was replaced and its time beside the new one is over."
        "Use the newest secret, or ask the people who run this node for a new key.";
    KEY_WAITS "key-waits" 403 "The key waits for a second person"
        "The key is known. It gives the list of what is known, so two people of the house have to agree to it, and the second has not yet."
        "Ask the people who run this node to confirm it. Nothing has to be sent again but this call.";
    SCOPE "scope" 403 "The key is not for this"
        "The key is known, but it was not made for this kind of call."
        "Ask the people who run this node whether your agreement covers it.";
    HOOK_HOST "hook-host" 403 "The host is not listed"
        "This node calls only hosts that the people who run it have listed, and this is none of them: `--webhook-host HOST` of `vigie serve` and `vigie worker`, or `webhook_host` in its configuration. Without a list it calls nobody."
        "Ask the people who run this node to list the host, with its port if that is not 443, and set the hook again.";
    PRIVATE_SCAN "private-scan" 403 "Private messages may not be looked through with this key"
        "The call says `origin: private_scan`, and the key carries no ground for it, its day is over, or it rests on a regulation that has expired. Regulation (EU) 2021/1232 ended on 3 April 2026."
        "Send what a user reported as `user_report` and what everybody can read as `public_content`, if that is what it is. Else a ground has to be agreed, signed and dated first.";
    NOT_FOUND "not-found" 404 "Nothing is here"
        "No call has this address, or there is nothing under the id in it that this key may know or change."
        "Read /api/openapi.json.";
    METHOD "method" 405 "Not with this method"
        "The address exists, but not for this method."
        "Read /api/openapi.json.";
    RUNNING "running" 409 "The same call is being answered"
        "A call with this `Idempotency-Key` and this body is being answered at this moment."
        "Send it again in a few seconds.";
    OPINIONS "opinions" 409 "This key has given enough opinions of this signal"
        "This key has given 32 opinions of this signal. No more of them are noted; the last one stands."
        "Write to the people who run this node if it has to be another.";
    TOO_LARGE "too-large" 413 "The body is too large"
        "The body is larger than this call takes: 1 MiB, if its description names no other limit."
        "Send fewer items in a call, or a smaller picture.";
    MEDIA_TYPE "media-type" 415 "Not what this call takes, by its header"
        "The body must come with `Content-Type: application/json`; a picture with `image/…` or `application/octet-stream`."
        "Set the header.";
    NOT_JSON "not-json" 400 "The body is not JSON"
        "The body could not be read as JSON in UTF-8."
        "Mend it at the place that `detail` names.";
    INVALID "invalid" 422 "The body is not what this call takes"
        "The body is JSON, but something in it is missing, of another type, unknown or too much. `errors` names each place as a JSON pointer."
        "Compare it with /api/openapi.json.";
    STATE_INVALID "state-invalid" 422 "The state is none of ours"
        "The token in `state` was changed, or it was given by another node or to another key."
        "Begin the conversation anew: send it whole, without `state`.";
    STATE_EXPIRED "state-expired" 422 "The state has expired"
        "A token in `state` is good for 30 days after the answer that gave it."
        "Begin the conversation anew: send it whole, without `state`.";
    STATE_VERSION "state-version" 422 "The state is another version's"
        "The token in `state` was written by another version of the reader, which counts differently."
        "Begin the conversation anew: send it whole, without `state`.";
    KEY_WORD "idempotency-key" 400 "The Idempotency-Key cannot be used"
        "An `Idempotency-Key` has 1 to 255 visible ASCII characters and comes once."
        "Use a random UUID.";
    OTHER_BODY "other-body" 422 "The Idempotency-Key came with another body"
        "Within the last 24 hours this `Idempotency-Key` was used for a call with another body."
        "Use a new one for each call.";
    QUOTA "quota" 429 "The calls of the day are used up"
        "A key has a number of calls a day, UTC. `RateLimit` says how many are left and when the next day begins."
        "Wait as long as `Retry-After` says, send more items in a call, or ask for more.";
    PICTURE "picture" 422 "The picture cannot be read"
        "The body is no picture that can be read here, it is damaged, or reading it would take too much. `detail` says which."
        "Send it as JPEG or PNG, or fingerprints of it by POST /api/v1/match.";
    CURSOR "cursor" 422 "The cursor is none of this list"
        "The list has not come to this place: the cursor is of another node, or of this one before it was restored from a backup."
        "Forget what you have of this list and begin anew, without `since`.";
    FULL "full" 429 "Too many pictures at once"
        "As many pictures as this process has room for are being received or read at this moment."
        "Send it again after `Retry-After`, and fewer at the same time.";
    WALK "walk" 429 "The questions feel their way"
        "Very many different pictures that hardly differ were asked for today. Whoever looks for a way around a list asks like this. The people who run this node were told."
        "Wait as long as `Retry-After` says. Write to the people who run this node if it is a mistake.";
    BUSY "busy" 503 "Too much at once"
        "More is being read at this moment than this node can do, or it took too long. Nothing was lost or stored."
        "Send it again after `Retry-After`, with fewer items if it is large.";
    BROKEN "broken" 500 "Something here does not work"
        "The fault is on this side. It was written down, without anything of the call."
        "Send it again later. Tell the people who run this node if it stays.";
}

/// A problem that is answered.
#[derive(Debug)]
pub struct Problem {
    /// Of which type.
    pub kind: &'static Kind,
    detail: Option<String>,
    errors: Vec<(String, &'static str)>,
    retry_after: Option<i64>,
}

impl From<&'static Kind> for Problem {
    fn from(kind: &'static Kind) -> Self {
        Self { kind, detail: None, errors: Vec::new(), retry_after: None }
    }
}

impl Problem {
    /// The same with a sentence of ours about this one.
    pub fn detail(self, detail: String) -> Self {
        Self { detail: Some(detail), ..self }
    }

    /// The same with the places that are wrong: a JSON pointer and what is wrong there.
    pub fn errors(self, errors: Vec<(String, &'static str)>) -> Self {
        Self { errors, ..self }
    }

    /// The same with seconds to wait.
    pub fn after(self, seconds: i64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    fn body(&self) -> Value {
        let mut body = json!({
            "type": format!("{PLACE}{}", self.kind.name),
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail.as_deref().unwrap_or(self.kind.means),
        });
        if !self.errors.is_empty() {
            let one = |(pointer, detail): &(String, &str)| json!({ "pointer": pointer, "detail": detail });
            body["errors"] = self.errors.iter().map(one).collect();
        }
        body
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, kind, self.body().to_string()).into_response();
        let headers = response.headers_mut();
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"vigie\""));
        }
        let wait = self.retry_after.or(matches!(self.kind.status, 409 | 503).then_some(5));
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// `GET /api/problems/{kind}`: what a type means and what to do, as plain text.
pub async fn get(Path(name): Path<String>) -> Response {
    let Some(kind) = ALL.iter().find(|kind| kind.name == name) else {
        return Problem::from(&NOT_FOUND).into_response();
    };
    let text = format!("{}\n\nStatus {}\n\n{}\n\n{}\n", kind.title, kind.status, kind.means, kind.remedy);
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
