//! Where a request comes from: known for a moment, to slow who tries too often, and kept nowhere.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};

use crate::app::App;

/// The address of the other end of the connection.
pub fn peer(request: &Request) -> Option<IpAddr> {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical())
}

/// The visitor's address: the peer's, or what a trusted proxy says.
pub struct From(pub IpAddr);

impl FromRequestParts<App> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(of(app, &parts.extensions, &parts.headers)))
    }
}

/// The address that a request comes from: the peer's, or what a trusted proxy says.
pub fn of(app: &App, extensions: &Extensions, headers: &HeaderMap) -> IpAddr {
    let info = extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = info.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip().to_canonical());
    visitor(peer, headers, &app.web.trusted_proxies)
}

/// Reads `X-Forwarded-For` from its end: each address that is a trusted proxy's own vouches for the one before it.
fn visitor(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let mut at = peer;
    let said: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    for one in said.iter().rev() {
        if !trusted.contains(&at) {
            break;
        }
        match one.trim().parse() {
            Ok::<IpAddr, _>(address) => at = address.to_canonical(),
            Err(_) => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9, 198.51.100.7".parse().unwrap());
        let (proxy, stranger) = (address("127.0.0.1"), address("192.0.2.1"));
        assert_eq!(visitor(proxy, &headers, &[proxy]), address("198.51.100.7"));
        assert_eq!(visitor(proxy, &headers, &[proxy, address("198.51.100.7")]), address("203.0.113.9"));
        assert_eq!(visitor(stranger, &headers, &[proxy]), stranger);
    }
}
