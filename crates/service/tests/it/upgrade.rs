//! A database that version 1 made, with its key file, opens with this version: on either engine, with everything in it.
//!
//! `first/rows.jsonl` are the rows of a demonstration that the program of 0.1 (schema 1) filled; `first/keys.toml` is its
//! key file. Its cases are invented.

use std::net::{IpAddr, Ipv4Addr};

use serde_json::Value as Json;
use vigie_model::clock::{Clock, DAY, Timestamp, entropy};
use vigie_seal::{KeyFile, ReceiptCode, RecoveryKey, Secret};
use vigie_service::jobs::{self, Runner};
use vigie_service::sealing::Kind;
use vigie_service::{Ctx, Settings, audit, casework, login, queue, thread};
use vigie_store::dump::{self, Table, Value};
use vigie_store::{Engine, Store};
use vigie_testkit::Database;

const ROWS: &str = include_str!("first/rows.jsonl");
const KEYS: &str = include_str!("first/keys.toml");
/// When it was filled.
const THEN: Timestamp = Timestamp(1_795_477_106_000);
/// The receipt code and the log-in that were printed.
const CODE: &str = "gymnast yolk rebuild marigold dry onion";
const LOGIN: (&str, &str) = ("ana", "builder rapid gosling macaroni dinner copybook");

#[tokio::test]
async fn a_database_of_the_first_version_keeps_its_reports_and_its_members() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("on {engine:?}");
        let db = Database::empty(engine).await;
        first_version(&db).await;
        let store = Store::open(&db.url).await.expect("the schema is brought up to date");
        let (audit, index) = (db.dir.join("audit"), db.dir.join("index"));
        let settings = Settings { demo: true, audit_dir: Some(audit), index_dir: Some(index), ..Settings::default() };
        let keys = KeyFile::parse(KEYS).unwrap();
        let ctx = Ctx::start(store, keys, Clock::mock(THEN.plus(DAY)), settings).await.expect("the node starts");
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);

        let code = ReceiptCode::parse(CODE).unwrap();
        let view = thread::open(&ctx, code, here).await.expect("the code opens its thread");
        for kind in [Kind::Answers, Kind::Words, Kind::DeskAnswer] {
            assert!(view.pieces.iter().any(|piece| piece.kind == kind && !piece.text().is_empty()), "{kind:?}");
        }

        let cookie = login::sign_in(&ctx, LOGIN.0, Secret::new(LOGIN.1.to_owned()), here).await.expect("ana signs in");
        let signed = login::signed(&ctx, cookie.cookie.expose()).await.unwrap().expect("signed in");
        let mut kinds: Vec<_> = signed.desks.iter().map(|held| held.desk.kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["audit", "house", "intake"]);
        let lacking = "SELECT count(*) FROM desks d WHERE kind <> 'intake' AND NOT EXISTS
            (SELECT 1 FROM recovery_wraps r WHERE r.desk_id = d.id AND r.generation = d.generation)";
        assert_eq!(db.number(lacking).await, 0, "the paper opens the new desks");
        let lines = queue::first(&ctx, &signed).await.unwrap();
        assert!(lines.len() > 5, "{}", lines.len());
        for line in lines {
            assert!(!casework::open(&ctx, &signed, line.case).await.expect("a case opens").pieces.is_empty());
        }
        jobs::recurring(&ctx).await.unwrap();
        Runner::new(ctx.clone()).run_due(Some(ctx.clock.now().ms())).await.unwrap();
        assert_eq!(db.number("SELECT count(*) FROM jobs WHERE last_error IS NOT NULL").await, 0);
        assert_eq!(audit::verify(&ctx).await.unwrap().faults, []);
    }
}

/// Makes schema 1 and puts the rows in.
async fn first_version(db: &Database) {
    db.store.migrate_only(|number| number == 1).await.unwrap();
    let mut tx = db.store.begin("test").await.unwrap();
    dump::unsettled(&mut tx).await.unwrap();
    for line in ROWS.lines() {
        let line: Json = serde_json::from_str(line).unwrap();
        let columns = line["columns"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
        let table = Table { name: line["table"].as_str().unwrap().to_owned(), columns: columns.collect() };
        let target = dump::target(&mut tx, &table).await.unwrap();
        for row in line["rows"].as_array().unwrap() {
            let row: Vec<Value> = row.as_array().unwrap().iter().map(value).collect();
            dump::insert(&mut tx, &target, &row).await.unwrap();
        }
    }
    dump::settled(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    // A demonstration has no recovery paper; a house has.
    let paper = RecoveryKey::random(&mut entropy()).public();
    let public = db.literal(paper.as_bytes());
    let id = match db.store.engine() {
        Engine::Sqlite => db.literal(&[7; 16]),
        Engine::Postgres => format!("'{}'", "07".repeat(16)),
    };
    let columns = "id, public_key, tail_mac, created_at_ms, confirmed_at_ms";
    db.run(&format!("INSERT INTO recovery_keys ({columns}) VALUES ({id}, {public}, {public}, 1, 2)")).await;
}

/// `t:` before words, `x:` before bytes in hexadecimal digits.
fn value(json: &Json) -> Value {
    let Some(text) = json.as_str() else { return json.as_i64().map_or(Value::Null, Value::Int) };
    match text.split_at(2) {
        ("t:", word) => Value::Text(word.to_owned()),
        ("x:", digits) => {
            let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
            Value::Bytes((0..digits.len()).step_by(2).map(byte).collect())
        }
        _ => panic!("neither words nor bytes: {text}"),
    }
}
