//! A visitor's browser, as little of it as the tests need: one request a connection, and the certainty whether the
//! answer came in full.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Longest wait for an answer: above every limit of the program itself.
const LONGEST: Duration = Duration::from_secs(40);

/// An answer that came in full.
#[derive(Debug)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    head: String,
    /// The page, as sent.
    pub body: String,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The page with its entities read.
    pub fn text(&self) -> String {
        crate::page::unescape(&self.body)
    }
}

/// For a failed test: the status and the words of the page, without what every page has.
impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let main = self.body.find("<main").map_or(self.body.as_str(), |at| &self.body[at..]);
        let words = main.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words.trim());
        let words: Vec<_> = words.filter(|words| !words.is_empty()).collect();
        let words: String = words.join(" | ").chars().take(1000).collect();
        write!(f, "{} {words}", self.status)
    }
}

/// Who asks: what goes into the headers beside the usual ones.
#[derive(Debug, Clone, Copy)]
pub struct Browser<'a> {
    /// Where the program listens.
    pub at: SocketAddr,
    /// More header lines, each ended by CR LF.
    pub headers: &'a str,
}

/// A browser without cookies.
pub fn visitor(at: SocketAddr) -> Browser<'static> {
    Browser { at, headers: "" }
}

impl Browser<'_> {
    /// `GET`; `None` when the answer did not come in full.
    pub fn get(&self, path: &str) -> Option<Answer> {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{}\r\n", self.at, self.headers))
    }

    /// `POST` of a form; `None` when the answer did not come in full.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let body = form(fields);
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n{}\r\n",
            self.at,
            body.len(),
            self.headers
        );
        self.ask(&(head + &body))
    }

    /// `POST` of JSON; `None` when the answer did not come in full.
    pub fn json(&self, path: &str, body: &str) -> Option<Answer> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}\r\n",
            self.at,
            body.len(),
            self.headers
        );
        self.ask(&(head + body))
    }

    fn ask(&self, request: &str) -> Option<Answer> {
        let mut stream = TcpStream::connect_timeout(&self.at, LONGEST).ok()?;
        stream.set_nodelay(true).ok()?;
        stream.set_read_timeout(Some(LONGEST)).ok()?;
        // Who is refused may be answered before the whole request was read.
        let sent = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let read = stream.read_to_end(&mut bytes);
        let answer = parse(&bytes)?;
        (sent.is_ok() || read.is_ok()).then_some(answer)
    }
}

/// Fields as a browser encodes them.
pub fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// Reads an answer; `None` unless the head is whole and the body as long as the head says.
fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let answer = Answer { status, head, body: String::from_utf8(bytes[end + 4..].to_vec()).ok()? };
    let whole = match answer.header("content-length") {
        Some(length) => length.parse() == Ok(answer.body.len()),
        // Answers without a body, such as a redirect.
        None => answer.body.is_empty(),
    };
    whole.then_some(answer)
}

/// Asks again until `wanted` says that it is enough; panics with `what` after `longest`.
pub fn until<T>(what: &str, longest: Duration, mut wanted: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = wanted() {
            return found;
        }
        assert!(start.elapsed() < longest, "{what}: not within {longest:?}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
