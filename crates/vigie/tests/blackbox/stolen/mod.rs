//! A thief has the disk of a node in real use, all that it logged and all that it tells: not one word, name or code of
//! anybody is on it, in any form.

mod search;
mod story;

use std::path::PathBuf;

use crate::database::Database;
use crate::node::{Engine, Home, files};
pub use search::{Search, hex};
use story::Story;
pub use story::sign_in;

/// Stands in the database where a thief may read it: so that we know that we search in the right place.
const IN_CLEAR: &str = "report.received";
/// Put into a table of its own: so that we know that a careless column would be found.
const CONTROL: &str = "Marsh-lantern 48151 Kontrollwort";

#[test]
fn a_stolen_sqlite_file_holds_no_word_name_or_code() {
    robbed(Engine::Sqlite);
}

#[test]
fn a_stolen_postgres_folder_holds_no_word_name_or_code() {
    robbed(Engine::Postgres);
}

fn robbed(engine: Engine) {
    let _alone = crate::alone();
    let home = Home::new(engine, true);
    let mut node = home.serve().log("debug").start();
    let mut story = Story::new(&node);
    let printed = node.out();
    story.told_in_four_languages();
    story.answered_at_the_desk();
    story.written_again();
    story.typed_wrongly();
    let metrics = node.visitor().get("/metrics").expect("metrics for this machine").body;
    assert!(metrics.contains("vigie_reports"), "{metrics}");

    let mut planting = Database::open(&home.url);
    planting.run("CREATE TABLE careless (said TEXT)");
    planting.run(&format!("INSERT INTO careless VALUES ('{CONTROL}')"));
    let search = Search::new(&story.secrets);
    look(engine, &home, &search, "running", &mut planting);
    assert!(node.stop().success(), "{}", node.err());
    look(engine, &home, &search, "stopped", &mut planting);

    // A second start shows the log-ins no more.
    let mut second = home.serve().log("debug").start();
    story.opened_again(&second);
    assert!(second.stop().success());
    clean(&search, "log", node.err().as_bytes());
    clean(&search, "log of the second start", second.err().as_bytes());
    clean(&search, "output of the second start", second.out().as_bytes());
    clean(&search, "metrics", metrics.as_bytes());
    let asked: Vec<String> = story.secrets.iter().filter(|secret| !printed.contains(*secret)).cloned().collect();
    clean(&Search::new(&asked), "output", node.out().as_bytes());
    assert!(node.err().len() > 200, "the log at this level says something: {}", node.err());
    println!("figure stolen {engine:?}: {} secrets, {} bytes of log", story.secrets.len(), node.err().len());
}

/// Every file of the database and beside it.
fn loot(engine: Engine, home: &Home, database: &mut Database) -> Vec<PathBuf> {
    let mut loot = files(&home.data);
    loot.retain(|file| !file.ends_with("keys.toml"));
    if engine == Engine::Postgres {
        database.run("CHECKPOINT");
        let folder = PathBuf::from(&database.lines("SHOW data_directory")[0]);
        let more = files(&folder);
        assert!(more.len() > 100, "{} cannot be read: the test must run as its owner or root", folder.display());
        loot.extend(more);
        // The server's own log, where ./test keeps it.
        loot.extend(folder.parent().map(|above| above.join("server.log")).filter(|log| log.exists()));
    }
    loot
}

fn look(engine: Engine, home: &Home, search: &Search, when: &str, database: &mut Database) {
    let known = Search::new(&[IN_CLEAR.to_owned(), CONTROL.to_owned()]);
    let (mut seen, mut size, mut count) = (Vec::new(), 0, 0);
    for file in loot(engine, home, database) {
        // PostgreSQL removes files while we look.
        let Ok(bytes) = std::fs::read(&file) else { continue };
        clean(search, &format!("{} ({when})", file.display()), &bytes);
        seen.extend(known.plain(&bytes).into_iter().map(|(word, _)| word));
        size += bytes.len();
        count += 1;
    }
    for word in [IN_CLEAR, CONTROL] {
        assert!(seen.iter().any(|seen| seen == word), "\"{word}\" is in clear and must be found ({when})");
    }
    println!("figure stolen {engine:?}: {when}, {count} files with {:.1} MB searched", size as f64 / 1e6);
}

fn clean(search: &Search, place: &str, bytes: &[u8]) {
    let found = search.find(bytes);
    assert!(found.is_empty(), "{place} gives away {found:?}");
}
