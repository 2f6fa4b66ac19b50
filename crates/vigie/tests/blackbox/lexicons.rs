//! Lexicons of the house: read at the start and again on SIGHUP; a wrong file never takes the good ones away.

use std::path::Path;
use std::time::Duration;

use crate::http::until;
use crate::node::{Engine, Home, Node, signal};

const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/lexicons");
const WRONG: &str = "# one\n[[rule]]\nid = \"en-co-999\"\nphrase = \"a (b\"\ncue = \"plea\"\nwhy = \"\"\nhits = []\n";

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy(&path, &to) } else { assert!(std::fs::copy(&path, &to).is_ok(), "a copy") }
    }
}

/// Tells the program to read again, and gives back the line of the log that answers.
fn again(node: &Node) -> String {
    let before = node.err().len();
    signal("HUP", node.pid);
    until("the lexicons are read again or refused", Duration::from_secs(60), || {
        let all = node.err();
        let line = all[before..].lines().find(|line| line.to_lowercase().contains("the lexicons")).map(str::to_owned);
        line.filter(|_| all.ends_with('\n'))
    })
}

#[test]
fn a_wrong_lexicon_is_named_on_sighup_the_good_ones_stay_and_a_mended_one_is_taken() {
    let _alone = crate::alone();
    let home = Home::new(Engine::Sqlite, true);
    let lexicons = home.dir.join("lexicons");
    copy(Path::new(OWN), &lexicons);
    let folder = lexicons.to_str().expect("a path").to_owned();
    let mut node = home.serve().with(&["--lexicons", &folder]).log("info").start();

    let first = again(&node);
    assert!(first.contains("read again"), "{first}");
    let wrong = lexicons.join("en/wrong.toml");
    std::fs::write(&wrong, WRONG).expect("a file");
    let refused = again(&node);
    assert!(refused.contains("The lexicons before stay in use"), "{refused}");
    assert!(refused.contains("en/wrong.toml, line 3") && refused.contains("write )"), "place and remedy: {refused}");
    let health = node.visitor().get("/health").expect("an answer");
    assert_eq!(health.body, "ok\n", "the program goes on");

    std::fs::write(&wrong, WRONG.replace("a (b", "a (b|c)")).expect("a file");
    let mended = again(&node);
    assert!(mended.contains("read again") && version(&mended) != version(&first), "{first} {mended}");
    std::fs::remove_file(&wrong).expect("a file");
    assert_eq!(version(&again(&node)), version(&first));
    assert!(node.stop().success(), "{}", node.err());
}

/// The version told in a line of the log.
fn version(line: &str) -> String {
    let rest = line.split("coercion-").nth(1).unwrap_or_else(|| panic!("no version in {line}"));
    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '+').collect()
}

#[test]
fn a_program_does_not_start_with_a_wrong_lexicon() {
    let home = Home::new(Engine::Sqlite, true);
    let lexicons = home.dir.join("lexicons");
    copy(Path::new(OWN), &lexicons);
    std::fs::write(lexicons.join("en/wrong.toml"), WRONG).expect("a file");
    let folder = lexicons.to_str().expect("a path");
    for command in
        [&["serve", "--listen", "127.0.0.1:0", "--lexicons", folder][..], &["scan", "--lexicons", folder, "no"]]
    {
        let output = home.output(command);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains("en/wrong.toml, line 3"), "{said}");
    }
}
