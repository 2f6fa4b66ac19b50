//! The other side of what leaves the house, on loopback: a mail server that holds callers to RFC 5321, and an address
//! that takes calls.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How a listener behaves from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Manner {
    /// Takes what comes.
    #[default]
    Takes,
    /// Says no, with 451 as a mail server and 503 as an address.
    Refuses,
    /// Takes it, and dies before it says so.
    CutsAfter,
    /// An address takes it, and says that it is elsewhere: at `/elsewhere` of the same listener.
    Redirects,
}

/// A mail as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// `MAIL FROM`.
    pub from: String,
    /// `RCPT TO`.
    pub to: String,
    /// Headers and text, line ends as `\n`, dots unstuffed.
    pub text: String,
}

/// A call as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// The path.
    pub path: String,
    /// Headers, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Called {
    /// A header; `""` when it was not sent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|header| header.0 == name).map_or("", |header| header.1.as_str())
    }
}

struct Shared<T> {
    arrived: Mutex<Vec<T>>,
    manner: Mutex<Manner>,
}

/// A listener that remembers what came.
pub struct Listener<T> {
    /// Where it listens.
    pub at: SocketAddr,
    shared: Arc<Shared<T>>,
    task: JoinHandle<()>,
}

/// A mail server.
pub type MailServer = Listener<Arrived>;
/// An address that takes calls.
pub type CallTaker = Listener<Called>;

impl<T: Clone + Send + 'static> Listener<T> {
    /// Everything that came, in order.
    pub fn arrived(&self) -> Vec<T> {
        self.shared.arrived.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Behaves like this from now on.
    pub fn behaves(&self, manner: Manner) {
        *self.shared.manner.lock().unwrap_or_else(PoisonError::into_inner) = manner;
    }

    async fn start<F>(converse: fn(TcpStream, Arc<Shared<T>>) -> F) -> Self
    where
        F: Future<Output = Option<()>> + Send + 'static,
    {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback can be listened on");
        let at = listener.local_addr().expect("it has an address");
        let shared = Arc::new(Shared { arrived: Mutex::default(), manner: Mutex::default() });
        let given = Arc::clone(&shared);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&given)));
            }
        });
        Self { at, shared, task }
    }
}

impl MailServer {
    /// Starts one.
    pub async fn mail() -> Self {
        Self::start(converse).await
    }
}

impl CallTaker {
    /// Starts one.
    pub async fn calls() -> Self {
        Self::start(answer).await
    }
}

impl<T> Drop for Listener<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl<T> Shared<T> {
    fn manner(&self) -> Manner {
        *self.manner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, one: T) {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).push(one);
    }
}

/// One conversation by mail; `None` when it is cut. Whoever breaks the protocol is told 5xx and gets nothing through.
async fn converse(stream: TcpStream, shared: Arc<Shared<Arrived>>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    let (mut greeted, mut from, mut to) = (false, String::new(), String::new());
    write.write_all(b"220 testkit ESMTP\r\n").await.ok()?;
    loop {
        let line = line(&mut read).await?;
        let (verb, rest) = line.split_at(line.find(' ').unwrap_or(line.len()));
        let reply = match (verb.to_ascii_uppercase().as_str(), rest.trim()) {
            ("EHLO" | "HELO", name) if !name.is_empty() => {
                greeted = true;
                "250 testkit"
            }
            ("MAIL", path) if greeted && path.to_ascii_uppercase().starts_with("FROM:<") => {
                from = between(path)?;
                "250 sender ok"
            }
            ("RCPT", path) if !from.is_empty() && path.to_ascii_uppercase().starts_with("TO:<") => {
                to = between(path)?;
                if shared.manner() == Manner::Refuses { "451 not now" } else { "250 recipient ok" }
            }
            ("DATA", "") if !to.is_empty() => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let text = mail(&mut read).await?;
                shared.keep(Arrived { from: std::mem::take(&mut from), to: std::mem::take(&mut to), text });
                if shared.manner() == Manner::CutsAfter {
                    return None;
                }
                "250 taken"
            }
            ("RSET", _) => {
                (from, to) = (String::new(), String::new());
                "250 forgotten"
            }
            ("NOOP", _) => "250 nothing",
            ("QUIT", _) => {
                write.write_all(b"221 bye\r\n").await.ok()?;
                return Some(());
            }
            _ => "503 not in this order",
        };
        write.write_all(format!("{reply}\r\n").as_bytes()).await.ok()?;
    }
}

/// One line that ends as the protocol wants it, and is not longer than it allows.
async fn line(read: &mut (impl AsyncBufReadExt + Unpin)) -> Option<String> {
    let mut line = String::new();
    read.read_line(&mut line).await.ok()?;
    let line = line.strip_suffix("\r\n")?;
    (line.len() <= 998).then(|| line.to_owned())
}

/// Headers and text up to the lone dot.
async fn mail(read: &mut (impl AsyncBufReadExt + Unpin)) -> Option<String> {
    let mut text = String::new();
    loop {
        let line = line(read).await?;
        if line == "." {
            return Some(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
        text.push('\n');
    }
}

fn between(path: &str) -> Option<String> {
    let start = path.find('<')? + 1;
    let end = path.find('>')?;
    Some(path.get(start..end)?.to_owned())
}

/// One call over HTTP/1.1.
async fn answer(stream: TcpStream, shared: Arc<Shared<Called>>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    let first = line(&mut read).await?;
    let path = first.strip_prefix("POST ")?.strip_suffix(" HTTP/1.1")?.to_owned();
    let mut headers = Vec::new();
    loop {
        let line = line(&mut read).await?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|header| header.0 == "content-length")?.1.parse().ok()?;
    let mut body = vec![0; length];
    read.read_exact(&mut body).await.ok()?;
    let status = match shared.manner() {
        Manner::Refuses => "503 Not Now",
        Manner::Redirects => "307 Elsewhere\r\nlocation: /elsewhere",
        Manner::Takes | Manner::CutsAfter => "204 Taken",
    };
    if shared.manner() != Manner::Refuses {
        shared.keep(Called { path, headers, body: String::from_utf8(body).ok()? });
    }
    if shared.manner() == Manner::CutsAfter {
        return None;
    }
    write.write_all(format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\n").as_bytes()).await.ok()
}
