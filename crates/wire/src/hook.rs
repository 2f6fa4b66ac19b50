//! A signed call: one `POST` with a few words of JSON and an HMAC that names its time, so that an old one is refused; the
//! `key` in the body tells two apart.

use std::sync::Arc;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1::Builder;
use hyper::{Request, Uri, header};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use serde_json::json;
use sha2::Sha256;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use vigie_seal::Secret;

use crate::notice::{Notice, Recipient};
use crate::tls::BadRoots;
use crate::{Channel, Receipt, Sending, WireError, is_loopback, tls};

/// The header with the signature: `t=SECONDS,v1=HEX`, where HEX is HMAC-SHA-256 over `SECONDS.BODY`.
pub const SIGNATURE: &str = "vigie-signature";
/// How old a call may be for a receiver, in seconds: an older one was recorded and is played again.
pub const TOLERANCE: i64 = 300;
/// Longest wait for the whole call.
const LONGEST: Duration = Duration::from_secs(20);
/// Most bytes of an answer that are taken in, its header included.
const HEAD_MAX: usize = 16 * 1024;

/// Calls to addresses of the operator's choice.
pub struct Hook {
    secret: Secret<String>,
    /// Whose certificates are trusted; `None`: those of the web alone.
    trust: Option<Arc<ClientConfig>>,
}

impl Hook {
    /// Calls signed with this secret.
    pub fn new(secret: Secret<String>) -> Self {
        Self { secret, trust: None }
    }

    /// The same, which also trusts the root certificates of a PEM file.
    ///
    /// # Errors
    /// [`BadRoots`] when it holds none that can be used.
    pub fn trusting(self, pem: &[u8]) -> Result<Self, BadRoots> {
        Ok(Self { trust: Some(tls::with(pem)?), ..self })
    }

    async fn call(&self, notice: &Notice) -> Result<Receipt, WireError> {
        let Recipient::Hook(address) = &notice.to else { return Err(WireError::Address("not the address of a call")) };
        let uri: Uri = address.parse().map_err(|_| WireError::Address("not an address of the web"))?;
        let host = uri.host().ok_or(WireError::Address("no host"))?.to_owned();
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") if is_loopback(&host) => false,
            _ => return Err(WireError::Address("only https, or http on this machine")),
        };
        let body = json!({
            "node": notice.node,
            "kind": notice.kind.word(),
            "key": notice.key,
            "acknowledge": notice.link,
        });
        let (seconds, body) = (notice.at.ms() / 1000, body.to_string());
        let request = Signed { uri: &uri, secret: &self.secret, seconds, body }.request()?;
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let stream =
            TcpStream::connect((bare.as_str(), port)).await.map_err(|_| WireError::Unreachable("no connection"))?;
        if !secure {
            return exchange(stream, request).await;
        }
        exchange(secured(self.trust.clone(), &bare, stream).await?, request).await
    }
}

/// A call before it is made.
pub(crate) struct Signed<'a> {
    /// Where to.
    pub uri: &'a Uri,
    /// What it is signed with.
    pub secret: &'a Secret<String>,
    /// When, in seconds since 1970 UTC.
    pub seconds: i64,
    /// JSON.
    pub body: String,
}

impl Signed<'_> {
    /// The request, with its signature in [`SIGNATURE`].
    pub fn request(self) -> Result<Request<Full<Bytes>>, WireError> {
        let Self { uri, secret, seconds, body } = self;
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        // A name and password in the address would be sent nowhere: they do not belong there.
        if authority.contains('@') {
            return Err(WireError::Address("a name or password in the address"));
        }
        Request::post(uri.path_and_query().map_or("/", |path| path.as_str()))
            .header(header::HOST, authority)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, "vigie")
            .header(SIGNATURE, format!("t={seconds},v1={}", signature(secret.expose(), seconds, body.as_bytes())))
            .body(Full::new(Bytes::from(body)))
            .map_err(|_| WireError::Address("not an address of the web"))
    }
}

/// TLS over a connection, with whom the name says; without `trust` by the roots of the web alone.
pub(crate) async fn secured(
    trust: Option<Arc<ClientConfig>>,
    name: &str,
    stream: TcpStream,
) -> Result<TlsStream<TcpStream>, WireError> {
    let config = trust.or_else(|| tls::CONFIG.clone()).ok_or(WireError::Unreachable("TLS cannot be set up"))?;
    let name = ServerName::try_from(name.to_owned()).map_err(|_| WireError::Address("no name that TLS knows"))?;
    let stream = TlsConnector::from(config).connect(name, stream).await;
    stream.map_err(|_| WireError::Unreachable("no trusted TLS"))
}

impl Channel for Hook {
    fn notify<'a>(&'a self, notice: &'a Notice) -> Sending<'a> {
        Box::pin(async move { tokio::time::timeout(LONGEST, self.call(notice)).await.map_err(|_| WireError::Late)? })
    }
}

/// One request on a connection of its own. What the other side writes back is not read: only its status counts.
pub(crate) async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> Result<Receipt, WireError> {
    let broken = |_| WireError::Unreachable("the connection broke");
    let (mut sender, connection) =
        Builder::new().max_buf_size(HEAD_MAX).handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let driven = tokio::spawn(connection);
    let answer = sender.send_request(request).await.map_err(broken);
    driven.abort();
    let status = answer?.status();
    if status.is_success() {
        return Ok(Receipt { code: status.as_u16() });
    }
    Err(WireError::Refused { code: status.as_u16() })
}

fn signature(secret: &str, seconds: i64, body: &[u8]) -> String {
    keyed(secret, seconds, body).finalize().into_bytes().iter().fold(String::with_capacity(64), |mut hex, byte| {
        use std::fmt::Write;
        // Cannot fail: writing to a String never does.
        write!(hex, "{byte:02x}").unwrap_or_default();
        hex
    })
}

fn keyed(secret: &str, seconds: i64, body: &[u8]) -> Hmac<Sha256> {
    // Cannot fail: HMAC takes a key of any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes any key");
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body);
    mac
}

/// What a receiver does with the header [`SIGNATURE`], at `now` in seconds since 1970 UTC: true when the body was signed
/// with the secret at most [`TOLERANCE`] seconds ago. The key inside the body tells two notices apart.
pub fn verify(secret: &str, header: &str, body: &[u8], now: i64) -> bool {
    let part = |name: &str| header.split(',').find_map(|part| part.trim().strip_prefix(name));
    let (Some(seconds), Some(hex)) = (part("t=").and_then(|text| text.parse::<i64>().ok()), part("v1=")) else {
        return false;
    };
    let bytes: Option<Vec<u8>> =
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect();
    let fresh = now.checked_sub(seconds).is_some_and(|age| age.abs() <= TOLERANCE);
    fresh && bytes.is_some_and(|bytes| keyed(secret, seconds, body).verify_slice(&bytes).is_ok())
}
