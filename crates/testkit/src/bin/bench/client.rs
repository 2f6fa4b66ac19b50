//! The program as a child process, and a connection to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a measurement gives.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// A demonstration in a folder of its own, stopped when dropped.
pub struct Node {
    child: Child,
    /// Where it listens.
    pub at: SocketAddr,
    /// How long it took to answer.
    pub ready: Duration,
    /// What it said at the start.
    pub said: Vec<String>,
}

impl Node {
    /// Starts one in a folder, on a database of its own or on the one at `database`.
    pub fn start(bin: &Path, dir: &PathBuf, database: Option<&str>) -> Outcome<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let at = SocketAddr::from(([127, 0, 0, 1], port));
        let started = Instant::now();
        let mut child = Command::new(bin)
            .args(["serve", "--demo", "--listen", &at.to_string(), "--data"])
            .arg(dir)
            .args(database.map(|url| ["--database", url]).into_iter().flatten())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        while get(at, "/health").is_err() {
            if started.elapsed() > Duration::from_secs(20) {
                return Err("the program did not start in 20 s".into());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let ready = started.elapsed();
        // Filled when it says how to stop it; then the pipe is read to its end so that it never blocks.
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let mut said = Vec::new();
        for line in lines.by_ref() {
            let line = line?;
            let last = line.contains("Ctrl-C");
            said.push(line);
            if last {
                break;
            }
        }
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, at, ready, said })
    }

    /// Resident memory in MB.
    pub fn resident(&self) -> Outcome<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS")).ok_or("no VmRSS")?;
        let kib: f64 = line.split_whitespace().nth(1).ok_or("no number")?.parse()?;
        Ok(kib / 1024.0)
    }

    /// Processor time of all its threads so far, in the system's hundredths of a second.
    pub fn processor(&self) -> Outcome<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // Fields 14 and 15 (proc(5)); the name before them is in brackets and may hold spaces.
        let rest = stat.rsplit_once(')').ok_or("no name in stat")?.1;
        let ticks: u64 = rest.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        Ok(Duration::from_millis(ticks * 10))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A kept connection.
pub struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
    last: (usize, usize),
}

impl Line {
    pub fn open(at: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(at)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self { stream, buffer: vec![0; 64 * 1024], last: (0, 0) })
    }

    /// The last answer, head and body.
    pub fn answer(&self) -> String {
        String::from_utf8_lossy(&self.buffer[self.last.0..self.last.1]).into_owned()
    }

    /// Sends a request and reads its answer whole: status and size of the body.
    pub fn ask(&mut self, request: &[u8]) -> Outcome<(u16, usize)> {
        self.stream.write_all(request)?;
        let (mut have, mut head) = (0, None);
        loop {
            let read = self.stream.read(&mut self.buffer[have..])?;
            if read == 0 {
                return Err("the connection was closed".into());
            }
            have += read;
            if head.is_none() {
                head = parse_head(&self.buffer[..have])?;
            }
            if let Some((status, start, length)) = head
                && have >= start + length
            {
                self.last = (0, start + length);
                return Ok((status, length));
            }
            if have == self.buffer.len() {
                self.buffer.resize(have * 2, 0);
            }
        }
    }
}

/// Signs the first member in with what the program printed; returns the cookie.
pub fn sign_in(line: &mut Line, said: &[String]) -> Outcome<String> {
    let printed = said.iter().find_map(|line| line.trim().strip_prefix("ana ")).ok_or("no log-in was printed")?;
    let body = format!("l=en&login=ana&passphrase={}", printed.trim().replace(' ', "+"));
    let request = format!(
        "POST /console/login HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    line.ask(request.as_bytes())?;
    let answer = line.answer();
    let cookie = answer.split("__Host-vigie=").nth(1).and_then(|rest| rest.split(';').next());
    Ok(cookie.ok_or("not signed in")?.to_owned())
}

/// Status, where the body begins, how long it is; `None` while the head is not whole.
fn parse_head(bytes: &[u8]) -> Outcome<Option<(u16, usize, usize)>> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&bytes[..end])?;
    let status = head.get(9..12).ok_or("no status")?.parse()?;
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:").map(|n| n.trim().to_owned()));
    Ok(Some((status, end + 4, length.ok_or("no content-length")?.parse()?)))
}

fn get(at: SocketAddr, path: &str) -> Outcome<u16> {
    Ok(Line::open(at)?.ask(format!("GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n").as_bytes())?.0)
}
