//! The load: visitors who send reports and write again, and visitors who read.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::Dice;
use super::aim::Trap;
use crate::http::Browser;
use crate::node::Node;
use crate::page;

/// Visitors who send reports at the same time.
const TELLERS: u64 = 6;
/// Visitors who write again in a thread, one after the other.
const WRITERS: u64 = 2;

/// A report whose answer reached its sender in full.
#[derive(Debug, Clone)]
pub struct Kept {
    pub draft: String,
    pub words: String,
    pub code: String,
    /// Later messages, acknowledged.
    pub messages: Vec<String>,
}

/// A message of a thread, not acknowledged yet.
struct Message {
    report: usize,
    draft: String,
    text: String,
}

/// What the clients know. It outlives every process.
pub struct Load {
    seed: u64,
    number: AtomicU64,
    /// Acknowledged.
    pub kept: Mutex<Vec<Kept>>,
    /// Sent, the answer never came: draft and words.
    lost: Mutex<Vec<(String, String)>>,
    unsaid: Mutex<Vec<Message>>,
    /// Answers that called a report new, in this process's life.
    news: AtomicU64,
    dead: AtomicBool,
}

impl Load {
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            number: AtomicU64::new(0),
            kept: Mutex::default(),
            lost: Mutex::default(),
            unsaid: Mutex::default(),
            news: AtomicU64::new(0),
            dead: AtomicBool::new(false),
        }
    }

    /// Loads a process until the trap has killed it; returns how many reports were answered as new.
    pub fn run(&mut self, node: &Node, trap: &Trap, patience: Duration) -> u64 {
        self.news.store(0, Ordering::SeqCst);
        self.dead.store(false, Ordering::SeqCst);
        let this = &*self;
        std::thread::scope(|scope| {
            for who in 0..TELLERS {
                scope.spawn(move || while !this.is_dead() && this.tell(node, trap, who).is_some() {});
            }
            for who in 0..WRITERS {
                scope.spawn(move || this.write(node, who));
            }
            scope.spawn(move || while !this.is_dead() && this.read(node.visitor()).is_some() {});
            trap.arm();
            let start = Instant::now();
            while std::net::TcpStream::connect(node.at).is_ok() {
                if start.elapsed() > patience {
                    node.handle.kill();
                }
                std::thread::sleep(Duration::from_millis(2));
            }
            this.dead.store(true, Ordering::SeqCst);
        });
        self.news.load(Ordering::SeqCst)
    }

    fn is_dead(&self) -> bool {
        self.dead.load(Ordering::SeqCst)
    }

    /// One report: a lost one again, or a new one. `None` when the process is gone.
    fn tell(&self, node: &Node, trap: &Trap, who: u64) -> Option<()> {
        let again = self.lost.lock().unwrap().pop();
        let (draft, words) = if let Some(lost) = again {
            lost
        } else {
            let number = self.number.fetch_add(1, Ordering::SeqCst);
            let padding = "so far ".repeat((number % 40) as usize * 20);
            (page::draft(node.visitor())?, format!("report {number} of seed {} by {who}: {padding}.", self.seed))
        };
        let answer = send(node.visitor(), &draft, &words);
        let Some(answer) = answer else {
            self.lost.lock().unwrap().push((draft, words));
            return None;
        };
        trap.answered(&node.handle);
        if answer.status == 503 {
            assert_eq!(page::field(&answer.body, "words").as_deref(), Some(words.as_str()), "the form is refilled");
            self.lost.lock().unwrap().push((draft, words));
            std::thread::sleep(Duration::from_millis(20));
            return Some(());
        }
        assert_eq!(answer.status, 200, "{answer}");
        if page::shows(&answer, "done-title") {
            self.news.fetch_add(1, Ordering::SeqCst);
        } else {
            assert!(page::shows(&answer, "done-again-title"), "the same page sent again is the same report");
        }
        let code = page::digits(&answer.body).expect("a receipt has a code");
        self.kept.lock().unwrap().push(Kept { draft, words, code, messages: Vec::new() });
        Some(())
    }

    /// Writes in a thread, message after message. A message whose answer was lost is sent again under its draft.
    fn write(&self, node: &Node, who: u64) -> Option<()> {
        let unsaid = { self.unsaid.lock().unwrap().pop() };
        let report = {
            let kept = self.kept.lock().unwrap();
            unsaid.as_ref().map_or_else(|| kept.len().checked_sub(1 + who as usize), |message| Some(message.report))?
        };
        let code = self.kept.lock().unwrap()[report].code.clone();
        let Some(thread) = page::open(node.visitor(), &code) else {
            self.unsaid.lock().unwrap().extend(unsaid);
            return None;
        };
        let pass = page::field(&thread.body, "pass")?;
        let mut draft = page::field(&thread.body, "draft")?;
        let mut again = unsaid;
        while !self.is_dead() {
            let message = again.take().unwrap_or_else(|| {
                let number = self.number.fetch_add(1, Ordering::SeqCst);
                Message { report, draft: draft.clone(), text: format!("message {number} of seed {}.", self.seed) }
            });
            let fields = [("l", "en"), ("pass", pass.as_str()), ("draft", &message.draft), ("text", &message.text)];
            let Some(answer) = node.visitor().post("/back/write", &fields) else {
                self.unsaid.lock().unwrap().push(message);
                return None;
            };
            if answer.status == 200 {
                draft = page::field(&answer.body, "draft")?;
                self.kept.lock().unwrap()[report].messages.push(message.text);
            } else {
                assert_eq!(answer.status, 503, "{answer}");
                again = Some(message);
            }
            std::thread::sleep(Duration::from_millis(4));
        }
        self.unsaid.lock().unwrap().extend(again);
        None
    }

    /// Reads pages, and a thread.
    fn read(&self, browser: Browser) -> Option<()> {
        for path in ["/", "/now", "/talk", "/tell"] {
            assert_eq!(browser.get(path)?.status, 200);
        }
        let code = self.kept.lock().unwrap().first().map(|kept| kept.code.clone());
        if let Some(code) = code {
            browser.post("/back", &[("l", "fr"), ("code", &code)])?;
        }
        Some(())
    }

    /// After a restart: one report that was answered before is there, and sent again it is the same report.
    pub fn sample(&self, browser: Browser, dice: &mut Dice) {
        let kept = self.kept.lock().unwrap();
        let Some(one) = kept.get(dice.below(kept.len() as u64) as usize) else { return };
        opens(browser, one);
        let again = send(browser, &one.draft, &one.words).expect("an answer");
        assert!(page::shows(&again, "done-again-title"), "{again}");
        assert_eq!(page::digits(&again.body).as_deref(), Some(one.code.as_str()), "the same code");
    }

    /// Sends what was never answered, until it is. Returns how many reports that were.
    pub fn settle(&self, node: &Node, trap: &Trap) -> usize {
        let waiting = self.lost.lock().unwrap().len();
        while !self.lost.lock().unwrap().is_empty() {
            self.tell(node, trap, TELLERS).expect("the program stays up");
        }
        waiting
    }

    /// Messages that were never acknowledged: they may be there or not, but not twice.
    pub fn unsaid(&self) -> usize {
        self.unsaid.lock().unwrap().len()
    }
}

fn send(browser: Browser, draft: &str, words: &str) -> Option<crate::http::Answer> {
    let fields = [("l", "en"), ("draft", draft), ("who", "me"), ("age", "a13"), ("want", "money"), ("words", words)];
    browser.post("/tell", &fields)
}

/// The code opens a page that shows the words and every message once.
pub fn opens(browser: Browser, kept: &Kept) {
    let thread = page::open(browser, &kept.code).expect("an answer");
    assert_eq!(thread.status, 200, "the code of an acknowledged report opens nothing: {}", kept.words);
    let text = thread.text();
    for said in kept.messages.iter().chain([&kept.words]) {
        assert_eq!(text.matches(said.as_str()).count(), 1, "{said} is on its page once");
    }
}
