//! What the program refuses to start with, each with a sentence that says what to do.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::Duration;

use crate::http::until;
use crate::node::{self, Engine, Home, free_port};

/// Runs what must not stay up: exit code and what it said.
fn refusal(command: Command) -> (i32, String) {
    let mut node = node::start(command, None);
    let status = node.ended(Duration::from_secs(10));
    (status.code().unwrap_or(-1), node.err())
}

fn is_refused(command: Command, wanted: &str) {
    let (code, said) = refusal(command);
    assert!(code == 1 || code == 2, "exit code {code}: {said}");
    assert!(said.contains(wanted), "says what to do: {said}");
}

#[test]
fn plain_http_never_leaves_this_machine_unasked() {
    let _alone = crate::alone();
    let port = free_port().port();
    let everywhere = format!("0.0.0.0:{port}");
    let clean = Home::new(Engine::Sqlite, false);
    is_refused(clean.command(&["serve", "--listen", &everywhere]), "--behind-proxy");
    let demo = Home::new(Engine::Sqlite, true);
    is_refused(demo.command(&["serve", "--listen", &everywhere]), "a demonstration stays on this machine");
    is_refused(
        demo.command(&["serve", "--listen", &everywhere, "--behind-proxy"]),
        "a demonstration stays on this machine",
    );
    is_refused(clean.command(&["serve", "--listen", &format!("[::]:{port}")]), "--behind-proxy");
}

#[test]
fn a_key_file_that_others_can_read_or_of_another_node_is_refused() {
    let _alone = crate::alone();
    let (home, other) = (Home::new(Engine::Sqlite, false), Home::new(Engine::Sqlite, false));
    for each in [&home, &other] {
        assert!(each.serve().start().stop().success());
    }
    for mode in [0o644, 0o640, 0o604] {
        std::fs::set_permissions(home.keys(), PermissionsExt::from_mode(mode)).expect("our file");
        is_refused(home.command(&["serve", "--listen", "127.0.0.1:0"]), "chmod 600");
    }
    std::fs::set_permissions(home.keys(), PermissionsExt::from_mode(0o600)).expect("our file");
    std::fs::copy(home.keys(), home.dir.join("right")).expect("a copy");
    std::fs::copy(other.keys(), home.keys()).expect("a copy");
    is_refused(home.command(&["serve", "--listen", "127.0.0.1:0"]), "key file that was made with it");
    std::fs::write(home.keys(), "not a key file").expect("our file");
    is_refused(home.command(&["serve", "--listen", "127.0.0.1:0"]), "is not right");
    std::fs::copy(home.dir.join("right"), home.keys()).expect("a copy");
    assert!(home.serve().start().stop().success(), "with its own key file it starts");
}

#[test]
fn an_unknown_setting_or_a_wrong_kind_of_database_is_refused() {
    let _alone = crate::alone();
    let home = Home::new(Engine::Sqlite, false);
    let config = home.dir.join("vigie.toml");
    std::fs::write(&config, "liste = \"127.0.0.1:1\"\n").expect("a file");
    let with_config = || home.command(&["serve", "--config", &config.display().to_string()]);
    is_refused(with_config(), "liste");
    std::fs::write(&config, "listen = \"127.0.0.1:0\"\nlog = \"warn\"\n").expect("a file");
    let mut node = node::start(with_config(), None);
    until("the settings of the file are taken", Duration::from_secs(10), || {
        node.out().contains("vigie serves").then_some(())
    });
    assert!(node.stop().success());
    let mut demo = node::program();
    demo.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"]).arg(&home.data).arg("--keys").arg(home.keys());
    is_refused(demo, "made without --demo");
    let (code, said) = refusal({
        let mut command = node::program();
        command.args(["serve", "--frobnicate"]);
        command
    });
    assert_eq!(code, 2, "{said}");
}
