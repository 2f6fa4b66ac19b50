//! A full disk: what cannot be stored is not lost, what was acknowledged stays, help goes on, and space heals it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::http::Answer;
use crate::node::{self, Engine, Home, Node};
use crate::page::{self, shows};

/// Bytes of a report, so that a disk is soon full.
const LONG: usize = 60_000;
/// Bytes left on it, for a few more reports.
const LEFT: u64 = 512 * 1024;

#[test]
fn a_full_disk_loses_nothing_and_heals() {
    let _alone = crate::alone();
    let home = Home::new(Engine::Sqlite, true);
    let disk = Disk::of(&home.data);
    // Where no disk can be mounted, the largest file is limited instead; a write beyond it then fails as on a full disk.
    let mut command = Command::new("sh");
    let program = home.command(&["serve", "--listen", "127.0.0.1:0", "--log", "warn"]);
    command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(program.get_program()).args(program.get_args());
    command.current_dir(&home.dir);
    let mut node = node::started(command);

    let mut kept = Vec::new();
    kept.push(tell(&node, 0).1.expect("there is space"));
    disk.fill(&node);
    let mut number = 1;
    let (refused, draft) = loop {
        let (answer, code, draft) = send(&node, number);
        match code {
            Some(code) => kept.push((code, number)),
            None => break (answer, draft),
        }
        number += 1;
        assert!(number < 200, "the disk is never full");
    };
    assert_eq!(refused.status, 503, "{refused}");
    assert!(refused.header("retry-after").is_some() && shows(&refused, "error-broken-title"), "{refused}");
    assert_eq!(page::field(&refused.body, "words"), Some(words(number)), "the words are still there");
    assert_eq!(page::field(&refused.body, "draft"), Some(draft.clone()));
    println!("figure full disk ({}): {} reports stored before it was full", disk.kind(), kept.len());
    for path in ["/?l=en", "/now?l=ar", "/talk?l=fr", "/tell?l=es", "/health"] {
        assert_eq!(node.visitor().get(path).expect("help goes on").status, 200, "{path}");
    }
    disk.free(&node);
    let again =
        node.visitor().post("/tell", &[("l", "en"), ("draft", &draft), ("words", &words(number))]).expect("an answer");
    assert!(again.status == 200, "with space it works again: {} {}", again.status, node.err());
    kept.push((page::digits(&again.body).expect("a code"), number));
    for (code, number) in &kept {
        let thread = page::open(node.visitor(), code).expect("a page");
        assert!(thread.text().contains(&words(*number)), "report {number} was acknowledged");
    }
    assert!(!node.err().contains("panicked"), "{}", node.err());
    assert!(node.stop().success(), "{}", node.err());
    let verified = home.output(&["log", "verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    let mut node = home.serve().log("warn").start();
    let thread = page::open(node.visitor(), &kept[kept.len() - 1].0).expect("a page");
    assert!(thread.text().contains(&words(number)), "after a restart too");
    assert!(node.stop().success());
}

fn words(number: usize) -> String {
    format!("report {number} {}end of {number}", "and on and on ".repeat(LONG / 14))
}

fn tell(node: &Node, number: usize) -> (Answer, Option<(String, usize)>) {
    let (answer, code, _) = send(node, number);
    (answer, code.map(|code| (code, number)))
}

fn send(node: &Node, number: usize) -> (Answer, Option<String>, String) {
    let draft = page::draft(node.visitor()).expect("the form goes on");
    let answer = node.visitor().post("/tell", &[("l", "en"), ("draft", &draft), ("words", &words(number))]);
    let answer = answer.expect("an answer");
    let code = page::digits(&answer.body);
    (answer, code, draft)
}

/// A disk that can be filled.
enum Disk {
    /// One of its own, in memory.
    Own(PathBuf),
    /// A limit on the size of files.
    Limit(PathBuf),
}

impl Disk {
    fn of(folder: &Path) -> Self {
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"]).arg(folder).output();
        match mounted {
            Ok(output) if output.status.success() => Self::Own(folder.to_owned()),
            _ => Self::Limit(folder.to_owned()),
        }
    }

    fn kind(&self) -> &'static str {
        if matches!(self, Self::Own(_)) { "a disk of 24 MB" } else { "limited size of files" }
    }

    fn fill(&self, node: &Node) {
        match self {
            Self::Own(folder) => {
                use std::io::Write;
                let mut filler = std::fs::File::create(folder.join("filler")).expect("a file");
                while filler.write_all(&[7; 4096]).is_ok() {}
                let size = filler.metadata().expect("our file").len();
                filler.set_len(size - LEFT).expect("our file");
            }
            Self::Limit(folder) => {
                let size = std::fs::metadata(folder.join("vigie.db-wal")).expect("a log").len();
                limit(node, &(size + LEFT).to_string());
            }
        }
    }

    fn free(&self, node: &Node) {
        match self {
            Self::Own(folder) => std::fs::remove_file(folder.join("filler")).expect("our file"),
            Self::Limit(_) => limit(node, "unlimited"),
        }
    }
}

fn limit(node: &Node, size: &str) {
    let set =
        Command::new("prlimit").args(["--pid", &node.pid.to_string(), &format!("--fsize={size}:unlimited")]).status();
    assert!(set.is_ok_and(|status| status.success()), "prlimit (util-linux) sets the limit");
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Self::Own(folder) = self {
            // Also under a process that is still ending.
            drop(Command::new("umount").arg("--lazy").arg(folder).output());
        }
    }
}
