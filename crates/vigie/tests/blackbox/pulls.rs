//! The real `threatexchange` pulls lists from a running node: integrations/threatexchange/tests/pull.py.

use std::path::{Path, PathBuf};
use std::process::Command;

use vigie_model::clock::{Clock, DAY};

use crate::http::Browser;
use crate::node::{Engine, Home, Node};
use crate::stolen::sign_in;

/// The administrator makes a key and a bank that it may change, and a second member confirms it; what its program shows.
pub fn key(node: &Node) -> String {
    let logins = node.logins();
    let cookie = format!("Cookie: {}\r\n", sign_in(node.visitor(), &logins[0].0, &logins[0].1));
    let desk = Browser { headers: &cookie, ..node.visitor() };
    let day = Clock::System.now().plus(200 * DAY).date();
    let scopes = ["list", "match", "write"].map(|scope| ("scope", scope));
    let of = [("l", "en"), ("owner", "Heron chat"), ("agreement", "2026-17"), ("quota", "100000"), ("expires", &day)];
    let made = desk.post("/console/api", &[&of[..], &scopes[..]].concat()).expect("an answer");
    assert_eq!(made.status, 200, "{made}");
    let text = made.text();
    let whole =
        |at: usize| text[at..].get(..83).filter(|one| one[6..].bytes().all(|b| b == b'_' || b.is_ascii_hexdigit()));
    let secret = text.match_indices("vigie_").find_map(|(at, _)| whole(at)).expect("a secret").to_owned();
    let page = desk.get("/console/api").expect("an answer").body;
    let id = page.split("/console/api/").nth(1).and_then(|rest| rest.split('/').next()).expect("an id").to_owned();
    let of = [("l", "en"), ("name", "Heron list"), ("purpose", "a test"), ("source", "herons"), ("near", "31")];
    let more = [("on", "yes"), ("most", "1000"), ("tlp", "green"), ("changes", &*id)];
    let bank = desk.post("/console/banks", &[&of[..], &more[..]].concat()).expect("an answer");
    assert_eq!(bank.status, 303, "{bank}");
    let cookie = format!("Cookie: {}\r\n", sign_in(node.visitor(), &logins[1].0, &logins[1].1));
    let other = Browser { headers: &cookie, ..node.visitor() };
    let page = other.get("/console/second").expect("an answer").body;
    let proposal = page.split("name=\"proposal\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let of = [("l", "en"), ("proposal", proposal.expect("a proposal"))];
    let done = other.post("/console/second/confirm", &of).expect("an answer");
    assert_eq!(done.status, 303, "{done}");
    secret
}

#[test]
fn the_real_threatexchange_pulls_matches_and_is_told_what_was_withdrawn() {
    let _alone = crate::alone();
    let python = std::env::var("VIGIE_TX_PYTHON");
    let python = python.unwrap_or_else(|_| panic!("VIGIE_TX_PYTHON is not set: run ./test --only blackbox"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../integrations/threatexchange");
    let (home, python) =
        (Home::new(Engine::Postgres, true), std::path::absolute(PathBuf::from(python)).expect("a path"));
    let mut node = home.serve().log("warn").start();
    let secret = key(&node);
    let mut command = Command::new(python);
    command
        .arg(folder.join("tests/pull.py"))
        .args(["-v"])
        .env("PYTHONPATH", &folder)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    command.env("VIGIE_URL", format!("http://{}", node.at)).env("VIGIE_SECRET", secret).env("TZ", "UTC");
    let output = command.output().expect("Python starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("Ran 3 tests"), "{said}");
    assert!(node.stop().success());
}
