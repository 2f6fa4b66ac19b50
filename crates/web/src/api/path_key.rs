//! A key in the path of a call in the words of HMA, `/hma/k/{key}/…`, for clients that cannot send a header.
//!
//! It is taken out of the address before a route is looked for. No handler, redirect, error or log line, whoever writes it
//! and at whatever level, can repeat what is not in the request any more.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use vigie_seal::Secret;

/// What a call shows in its path. It prints nothing of itself.
#[derive(Debug, Clone)]
pub struct PathKey(Arc<Secret<String>>);

impl PathKey {
    /// The key, to be compared.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// Takes the key out of an address that holds one.
pub async fn read(mut request: Request, next: Next) -> Response {
    match split(request.uri()) {
        Ok(None) => {}
        Ok(Some((key, rest))) => {
            *request.uri_mut() = rest;
            request.extensions_mut().insert(key);
        }
        Err(()) => return StatusCode::NOT_FOUND.into_response(),
    }
    next.run(request).await
}

/// The key of an address, and the address without it. Slashes that are doubled become one here: a redirect would have to
/// repeat the key.
fn split(uri: &Uri) -> Result<Option<(PathKey, Uri)>, ()> {
    let mut parts = uri.path().split('/').filter(|part| !part.is_empty());
    if (parts.next(), parts.next()) != (Some("hma"), Some("k")) {
        return Ok(None);
    }
    let key = PathKey(Arc::new(Secret::new(parts.next().unwrap_or_default().to_owned())));
    let mut rest = "/hma/".to_owned();
    rest.push_str(&parts.collect::<Vec<_>>().join("/"));
    if let Some(query) = uri.query() {
        rest.push('?');
        rest.push_str(query);
    }
    // Cannot fail: parts of an address are one.
    Ok(Some((key, rest.parse().map_err(|_| ())?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_no_part_of_what_is_left() {
        for (whole, key, rest) in [
            ("/hma/k/abc/c/banks", "abc", "/hma/c/banks"),
            ("/hma/k/abc//c//banks?a=/k/b", "abc", "/hma/c/banks?a=/k/b"),
            ("//hma//k//abc/m/lookup?signal=a", "abc", "/hma/m/lookup?signal=a"),
            ("/hma/k/abc", "abc", "/hma/"),
            ("/hma/k/a%62c/status", "a%62c", "/hma/status"),
            ("/hma/k/", "", "/hma/"),
            ("http://help.example/hma/k/abc/status", "abc", "/hma/status"),
        ] {
            let (found, left) = split(&whole.parse().unwrap()).unwrap().unwrap();
            assert_eq!((found.expose(), left.to_string().as_str()), (key, rest), "{whole}");
            assert!(!format!("{found:?}").contains("abc"));
        }
        for whole in ["/hma/c/banks", "/hma/c/k/abc", "/k/abc", "/hma", "/", "/api/hma/k/abc", "/hma/K/abc"] {
            assert!(split(&whole.parse().unwrap()).unwrap().is_none(), "{whole}");
        }
    }
}
