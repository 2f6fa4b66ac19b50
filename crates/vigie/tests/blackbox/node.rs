//! A program under test: a folder and database of its own, started, watched, stopped or killed by its id.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::database::{self, Database};
use crate::http::{Browser, until, visitor};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file in the data folder.
    Sqlite,
    /// A database of its own on the tests' server.
    Postgres,
}

/// Where a node lives; gone when dropped, unless the test failed.
pub struct Home {
    /// Folder of everything.
    pub dir: PathBuf,
    /// Data folder.
    pub data: PathBuf,
    /// The database.
    pub url: String,
    demo: bool,
    name: String,
}

impl Home {
    /// A new place without anything in it.
    pub fn new(engine: Engine, demo: bool) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("vigie_blackbox_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let dir = std::env::temp_dir().join(&name);
        let data = dir.join("data");
        std::fs::create_dir_all(&data).expect("a folder");
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}", data.join("vigie.db").display()),
            Engine::Postgres => {
                Database::server().run(&format!("CREATE DATABASE {name} TEMPLATE template0"));
                database::with_name(&name)
            }
        };
        Self { dir, data, url, demo, name }
    }

    /// The key file.
    pub fn keys(&self) -> PathBuf {
        if self.demo { self.data.join("keys.toml") } else { self.dir.join("keys.toml") }
    }

    /// A command of the program on this place.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.current_dir(&self.dir).args(arguments).arg("--data").arg(&self.data).arg("--keys").arg(self.keys());
        command.args(["--database", &self.url]);
        if self.demo {
            command.arg("--demo");
        }
        command
    }

    /// Runs a command to its end.
    pub fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    /// `vigie serve` on a free port.
    pub fn serve(&self) -> Serve {
        Serve { command: self.command(&["serve", "--listen", "127.0.0.1:0"]), watch: None }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("what is left of the failed test: {} and {}", self.dir.display(), self.name);
            return;
        }
        if self.url.starts_with("postgres") {
            Database::server().run(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        }
        drop(std::fs::remove_dir_all(&self.dir));
    }
}

/// The program named by `VIGIE_BIN`, without any setting from outside.
pub fn program() -> Command {
    let path =
        std::env::var("VIGIE_BIN").unwrap_or_else(|_| panic!("VIGIE_BIN is not set: run ./test --only blackbox"));
    let mut command = Command::new(std::fs::canonicalize(path).expect("VIGIE_BIN is a file"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VIGIE_")) {
        command.env_remove(name);
    }
    command
}

/// A port of this machine on which nobody listens.
pub fn free_port() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address")
}

/// Called with each line of the log, and the program's handle to kill it.
pub type Watch = Box<dyn FnMut(&str, &Handle) + Send>;

/// A start to be.
pub struct Serve {
    command: Command,
    watch: Option<Watch>,
}

impl Serve {
    /// One more argument or two.
    pub fn with(mut self, arguments: &[&str]) -> Self {
        self.command.args(arguments);
        self
    }

    /// What is logged.
    pub fn log(mut self, filter: &str) -> Self {
        self.command.args(["--log", filter]);
        self
    }

    /// Who reads the log while it is written.
    pub fn watched(mut self, watch: Watch) -> Self {
        self.watch = Some(watch);
        self
    }

    /// Starts it and waits until it says where it listens.
    pub fn start(self) -> Node {
        told(start(self.command, self.watch))
    }
}

/// Starts a command that ends in `vigie serve`, and waits until it says where it listens.
pub fn started(command: Command) -> Node {
    told(start(command, None))
}

fn told(mut node: Node) -> Node {
    let place = until("the program says where it listens", Duration::from_mins(1), || {
        assert!(node.handle.running(), "the program ended at its start:\n{}", node.err());
        let out = node.out();
        // The first address is the site's; it is whole once something follows it.
        let rest = out.split("http://").nth(1)?;
        let (address, _) = rest.split_once('/')?;
        let told = out.contains("Stop it with") || out.contains("What is missing");
        told.then(|| address.parse().ok()).flatten()
    });
    node.at = place;
    node
}

/// Kills, from any thread.
#[derive(Clone)]
pub struct Handle(Arc<Mutex<Child>>);

impl Handle {
    /// SIGKILL, to this process alone.
    pub fn kill(&self) {
        // Cannot matter when it has ended already: nothing else can have its id before it was waited for.
        drop(self.0.lock().expect("the handle").kill());
    }

    fn running(&self) -> bool {
        matches!(self.0.lock().expect("the handle").try_wait(), Ok(None))
    }
}

/// A running program. Killed when dropped.
pub struct Node {
    /// Where it listens.
    pub at: SocketAddr,
    /// Its process id.
    pub pid: u32,
    /// To kill it.
    pub handle: Handle,
    out: Arc<Mutex<String>>,
    err: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

/// Starts a command and reads what it writes.
pub fn start(mut command: Command, watch: Option<Watch>) -> Node {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let (out, err) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
    let pid = child.id();
    let handle = Handle(Arc::new(Mutex::new(child)));
    let (out_text, err_text) = (Arc::<Mutex<String>>::default(), Arc::<Mutex<String>>::default());
    let readers = vec![
        read(out, Arc::clone(&out_text), None, handle.clone()),
        read(err, Arc::clone(&err_text), watch, handle.clone()),
    ];
    let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Node { at: nowhere, pid, handle, out: out_text, err: err_text, readers }
}

fn read(
    pipe: impl std::io::Read + Send + 'static,
    text: Arc<Mutex<String>>,
    mut watch: Option<Watch>,
    handle: Handle,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut lines = BufReader::new(pipe);
        let mut line = Vec::new();
        while matches!(lines.read_until(b'\n', &mut line), Ok(length) if length > 0) {
            let said = String::from_utf8_lossy(&line).into_owned();
            if let Some(watch) = &mut watch {
                watch(&said, &handle);
            }
            text.lock().expect("the text").push_str(&said);
            line.clear();
        }
    })
}

impl Node {
    /// A browser without cookies.
    pub fn visitor(&self) -> Browser<'static> {
        visitor(self.at)
    }

    /// Everything on standard output so far.
    pub fn out(&self) -> String {
        self.out.lock().expect("the text").clone()
    }

    /// Everything on standard error so far.
    pub fn err(&self) -> String {
        self.err.lock().expect("the text").clone()
    }

    /// The demonstration's log-ins, as printed.
    pub fn logins(&self) -> Vec<(String, String)> {
        let out = self.out();
        let lines = out.lines().skip_while(|line| !line.starts_with("Log-ins")).skip(1);
        let login = |line: &str| line.trim().split_once(' ').map(|(a, b)| (a.to_owned(), b.trim().to_owned()));
        lines.take_while(|line| !line.is_empty()).filter_map(login).collect()
    }

    /// Waits until it has ended and everything it wrote was read.
    pub fn ended(&mut self, longest: Duration) -> ExitStatus {
        let status = until("the program ends", longest, || {
            self.handle.0.lock().expect("the handle").try_wait().expect("a child of ours")
        });
        for reader in self.readers.drain(..) {
            reader.join().expect("a reader");
        }
        status
    }

    /// SIGTERM, and waits for the end.
    pub fn stop(&mut self) -> ExitStatus {
        signal("TERM", self.pid);
        self.ended(Duration::from_secs(30))
    }

    /// SIGKILL, and waits for the end.
    pub fn kill(&mut self) {
        self.handle.kill();
        self.ended(Duration::from_secs(10));
    }

    /// Resident memory in MB.
    pub fn resident(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid)).expect("it runs");
        let line = status.lines().find(|line| line.starts_with("VmRSS")).expect("a line");
        let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).expect("a number");
        kilobytes / 1024.0
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.handle.kill();
        drop(self.handle.0.lock().map(|mut child| child.wait()));
    }
}

/// Sends a signal to one process.
pub fn signal(name: &str, pid: u32) {
    let sent = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", name, &pid.to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "SIG{name} could not be sent");
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    // A file may go while we look: PostgreSQL is at work.
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
