//! Both engines have the same tables, every column is accounted for, every statement is understood.

use std::collections::BTreeSet;

use vigie_store::{Engine, MIGRATIONS_POSTGRES, MIGRATIONS_SQLITE, Store, StoreError};
use vigie_testkit::{Database, both_engines};

const CLEAR: &str = include_str!("../../CLEAR.md");

/// The columns named in the first cells of a document's tables, each with how many cells its line has.
fn listed() -> Vec<(String, usize)> {
    let lines = CLEAR.lines().filter_map(|line| line.strip_prefix("| `"));
    lines.map(|line| (line.split('`').next().unwrap().to_owned(), line.matches(" | ").count() + 1)).collect()
}

#[tokio::test]
async fn every_column_of_both_engines_is_on_the_list_of_what_a_thief_can_read() {
    let listed = listed();
    let unique: BTreeSet<String> = listed.iter().map(|(column, _)| column.clone()).collect();
    assert_eq!(unique.len(), listed.len(), "a column stands in both tables");
    assert!(listed.iter().any(|(_, cells)| *cells == 2) && listed.iter().all(|(_, cells)| [2, 3].contains(cells)));
    both_engines(async |db| {
        let columns: BTreeSet<String> = db.store.columns().await.unwrap().into_iter().collect();
        let missing: Vec<_> = columns.difference(&unique).collect();
        let gone: Vec<_> = unique.difference(&columns).collect();
        assert!(missing.is_empty() && gone.is_empty(), "not in CLEAR.md: {missing:?}; no such column: {gone:?}");
    })
    .await;
}

#[tokio::test]
async fn both_engines_have_the_same_columns() {
    let (lite, pg) = (Database::new(Engine::Sqlite).await, Database::new(Engine::Postgres).await);
    assert_eq!(lite.store.columns().await.unwrap(), pg.store.columns().await.unwrap());
}

#[test]
fn migrations_have_the_same_numbers_and_names_on_both_engines() {
    let names =
        |list: &[(i64, &'static str, &str)]| list.iter().map(|(number, name, _)| (*number, *name)).collect::<Vec<_>>();
    assert_eq!(names(MIGRATIONS_SQLITE), names(MIGRATIONS_POSTGRES));
    assert!(MIGRATIONS_SQLITE.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

#[tokio::test]
async fn every_statement_is_understood_by_both_engines() {
    both_engines(async |db| {
        let (count, bad) = db.store.check_statements().await;
        assert_eq!(bad, Vec::<String>::new());
        assert!(count > 60, "only {count} statements are registered");
    })
    .await;
}

#[tokio::test]
async fn a_database_newer_than_the_binary_is_refused() {
    both_engines(async |db| {
        db.run(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             SELECT 999, 'later', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
        )
        .await;
        assert!(matches!(Store::open(&db.url).await, Err(StoreError::Schema(_))));
    })
    .await;
}

#[tokio::test]
async fn a_database_changed_by_hand_is_refused() {
    both_engines(async |db| {
        let other = if db.store.engine() == Engine::Sqlite { "x'00'" } else { r"'\x00'::bytea" };
        db.run(&format!("UPDATE _sqlx_migrations SET checksum = {other}")).await;
        assert!(matches!(Store::open(&db.url).await, Err(StoreError::Schema(_))));
    })
    .await;
}

#[tokio::test]
async fn two_processes_that_start_at_once_on_an_empty_database_both_start() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let db = Database::empty(engine).await;
        let (one, other) = tokio::join!(Store::open(&db.url), Store::open(&db.url));
        assert_eq!(one.unwrap().columns().await.unwrap(), other.unwrap().columns().await.unwrap(), "{engine:?}");
    }
}
