//! Backups with the built program: made while it serves, restored elsewhere, and closed until erasures were applied.

use crate::node::{Engine, Home};
use crate::page::{digits, draft, field, shows};
use crate::stolen::sign_in;

#[test]
fn a_backup_of_a_node_at_work_is_served_elsewhere_once_the_list_of_erased_cases_was_applied() {
    let _alone = crate::alone();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let home = Home::new(engine, true);
        let mut node = home.serve().log("warn").start();
        let visitor = node.visitor();
        let draft = draft(visitor).expect("a form");
        let words = [("l", "en"), ("draft", draft.as_str()), ("words", "please keep this"), ("age", "a13")];
        let told = visitor.post("/tell", &words).expect("an answer");
        let code = digits(&told.body).expect("a code");

        let (folder, key) = (home.dir.join("backups"), home.dir.join("paper.txt"));
        std::fs::write(&key, PAPER).expect("a file");
        let folder_text = folder.to_str().expect("a path");
        let unnamed = home.output(&["backup", "--folder", folder_text]);
        assert_eq!(unnamed.status.code(), Some(1), "a demonstration has no paper");
        let made = home.output(&["backup", "--folder", folder_text, "--keep", "35d", "--to", RECIPIENT]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let logins = node.logins();
        assert!(node.stop().success());

        let file = std::fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path());
        let file = file.into_iter().find(|path| path.extension().is_some_and(|end| end == "age")).expect("a backup");
        let elsewhere = Home::new(engine, true);
        std::fs::copy(home.keys(), elsewhere.keys()).expect("the key file travels apart");
        let erasures = folder.join("erasures");
        let away = home.dir.join("erasures-away");
        std::fs::rename(&erasures, &away).expect("a list beside the backup");
        let (file, key) = (file.to_str().expect("a path"), key.to_str().expect("a path"));
        let without = elsewhere.output(&["restore", "--from", file, "--identity", key]);
        let said = String::from_utf8_lossy(&without.stderr).into_owned();
        assert!(without.status.code() == Some(1) && said.contains("--erasures"), "{said}");
        let refused = elsewhere.output(&["serve", "--listen", "127.0.0.1:0"]);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.status.code() == Some(1) && said.contains("restored from a backup"), "{said}");

        let applied = elsewhere.output(&["restore", "--erasures", away.to_str().expect("a path")]);
        assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
        let mut node = elsewhere.serve().log("warn").start();
        let page = node.visitor().post("/back", &[("l", "en"), ("code", code.as_str())]).expect("an answer");
        assert!(
            page.status == 200 && shows(&page, "thread-title") && page.text().contains("please keep this"),
            "{page}"
        );
        assert!(field(&page.body, "pass").is_some());
        assert!(sign_in(node.visitor(), &logins[0].0, &logins[0].1).contains("__Host-vigie"));
        assert!(node.stop().success());
        assert!(elsewhere.output(&["log", "verify"]).status.success());
    }
}

/// A key of this test alone, in the spelling of age, and its public half.
const PAPER: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
