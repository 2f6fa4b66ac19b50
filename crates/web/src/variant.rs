//! The site for a reader who is threatened by somebody close: family, a carer, a teacher.
//!
//! It is the same site under the prefix [`PREFIX`]. There the texts say nothing of parents, school or a device (`near-`
//! texts of `data/lang`), doors to [`CLOSED`] pages do not exist, and every link and form of every page stays under the
//! prefix. Which of the two is meant rides with the request as a task-local, and links are carried where a page becomes
//! an answer: a page that was written without a thought of it cannot lead back out.
//!
//! The mark is in the path, never in a query, and says nothing by itself. There is no link back to the usual site:
//! leaving out a sentence is harmless, reading the wrong one is not.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::routes::{Class, Role, Route};

/// What paths of the variant begin with.
pub const PREFIX: &str = "/2";
/// Pages for the very people whom this reader may fear, and what belongs to no reader at all.
pub const CLOSED: [&str; 7] =
    ["/parents", "/parents/before", "/school", "/friends", "/leave", "/favicon.ico", "/robots.txt"];

/// For whom a page is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variant {
    /// Everybody.
    Usual,
    /// Who is threatened by somebody close.
    Near,
}

tokio::task_local! {
    static NOW: Variant;
}

impl Variant {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Usual, Self::Near];

    /// For whom the page is that is being made.
    pub fn now() -> Self {
        NOW.try_with(|variant| *variant).unwrap_or(Self::Usual)
    }

    /// Makes pages for this reader while `work` runs.
    pub fn during<T>(self, work: impl FnOnce() -> T) -> T {
        NOW.sync_scope(self, work)
    }

    /// The same while something is waited for.
    pub async fn through<T>(self, work: impl Future<Output = T>) -> T {
        NOW.scope(self, work).await
    }
}

/// Where a route stands in the variant too; `None` for what it leaves out.
pub fn path(route: &Route) -> Option<String> {
    let open = route.role == Role::Visitor && route.class != Class::Ops && !CLOSED.contains(&route.path);
    open.then(|| format!("{PREFIX}{}", route.path.strip_suffix('/').unwrap_or(route.path)))
}

/// Reads from the path for whom the answer is.
pub async fn read(request: Request, next: Next) -> Response {
    if !within(request.uri().path()) {
        return next.run(request).await;
    }
    let mut response = NOW.scope(Variant::Near, next.run(request)).await;
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    if let Some(to) = headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).and_then(carried) {
        // Cannot fail: what was a header stays one with a prefix of plain letters.
        headers.insert(header::LOCATION, HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static(PREFIX)));
    }
    response
}

/// The page with every link and form kept inside the variant that it is made for.
pub fn carry(html: String) -> String {
    if Variant::now() == Variant::Usual {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 512);
    let mut pieces = html.split("=\"");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        // Text of a visitor cannot look like this: a quote in it is escaped.
        let leads = out.ends_with("href") || out.ends_with("action");
        out.push_str("=\"");
        match piece.split_once('"').filter(|_| leads).and_then(|(to, rest)| Some((carried(to)?, rest))) {
            Some((to, rest)) => out.extend([&to, "\"", rest]),
            None => out.push_str(piece),
        }
    }
    out
}

/// The same address inside the variant; `None` for one that leads out of the house, is inside already, or is the way
/// out.
fn carried(to: &str) -> Option<String> {
    let path = to.split(['?', '#']).next().unwrap_or_default();
    if !path.starts_with('/') || path.starts_with("//") || within(path) || path == "/leave" {
        return None;
    }
    let rest = if path == "/" { &to[1..] } else { to };
    Some(format!("{PREFIX}{rest}"))
}

fn within(path: &str) -> bool {
    path.strip_prefix(PREFIX).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_and_form_stays_inside() {
        let page = "<a href=\"/?l=en\">a</a><form action=\"/tell\"><a href=\"/2/now\"><a rel=\"x\" href=\"#a\">\
                    <a href=\"https://a.example/\"><a href=\"/leave\">href=&#34;/x</a>";
        let carried = Variant::Near.during(|| carry(page.to_owned()));
        assert_eq!(
            carried,
            "<a href=\"/2?l=en\">a</a><form action=\"/2/tell\"><a href=\"/2/now\"><a rel=\"x\" href=\"#a\">\
             <a href=\"https://a.example/\"><a href=\"/leave\">href=&#34;/x</a>"
        );
        assert_eq!(carry(page.to_owned()), page);
    }

    #[test]
    fn only_whole_words_of_a_path_are_the_mark() {
        assert!(within("/2") && within("/2/talk") && !within("/22") && !within("/talk/2") && !within("/"));
    }
}
