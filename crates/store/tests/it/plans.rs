//! How the engines read the queue: along the index of what is shown, never all cases and never sorted.

use std::fmt::Write as _;

use sqlx::{AssertSqlSafe, Connection, Executor as _, PgConnection, Row as _, SqliteConnection};
use vigie_store::{Engine, Statement};
use vigie_testkit::{Database, both_engines};

/// What tells a list of the queue from the other statements, and the index that SQLite is told to read it along.
const LISTS: [(&str, &str); 9] = [
    ("WHERE c.desk_id = $1 AND c.state IN ('new', 'open') AND", "cases_desk_waiting"),
    ("WHERE c.desk_id = $1 AND c.state <> 'closed' AND c.claimed_by IS NULL AND", "cases_desk_nobody"),
    ("WHERE c.claimed_by = $7 AND c.state <> 'closed' AND", "cases_desk_mine"),
    ("WHERE c.desk_id = $1 AND c.state = 'answered' AND", "cases_desk_answered"),
    ("WHERE c.desk_id = $1 AND c.state = 'closed' AND", "cases_desk_closed"),
    ("WHERE c.desk_id = $1 AND c.state <> 'closed' AND c.summary", "cases_desk_all"),
    ("WHERE c.desk_id <> $1 AND c.lane = 0 AND c.state <> 'closed' AND c.state <> 'answered' AND", "cases_waiting"),
    ("WHERE c.desk_id <> $1 AND c.lane = 0 AND c.state <> 'closed' AND c.claimed_by IS NULL AND", "cases_waiting"),
    ("WHERE c.desk_id <> $1 AND c.lane = 0 AND c.state <> 'closed' AND c.summary", "cases_waiting"),
];

/// Six thousand cases of two desks in every state and lane, a tenth of them claimed by the member.
async fn fill(db: &Database) {
    let (series, blob) = match db.store.engine() {
        Engine::Sqlite => ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)", "x'00'"),
        Engine::Postgres => ("WITH n(i) AS (SELECT generate_series(1, 6000))", r"'\x00'::bytea"),
    };
    let id = match db.store.engine() {
        Engine::Sqlite => "randomblob(16)",
        Engine::Postgres => "gen_random_uuid()",
    };
    let (one, two, member) = (id_of(db, 1), id_of(db, 2), id_of(db, 77));
    for sql in [
        format!(
            "{series} INSERT INTO cases (id, desk_id, state, lane, key_ms, version, claimed_by, summary_sealed, created_at_ms)
             SELECT {id}, CASE WHEN i % 3 = 0 THEN {two} ELSE {one} END,
                    CASE i / 10 % 10 WHEN 0 THEN 'open' WHEN 1 THEN 'answered' WHEN 2 THEN 'closed' ELSE 'new' END,
                    i % 5, i, 1, CASE WHEN i / 10 % 10 = 0 THEN {member} END, {blob}, i FROM n"
        ),
        "INSERT INTO reports (id, case_id, code_generation, thread_state, version, received_at_ms)
         SELECT id, id, 1, 'open', 1, created_at_ms FROM cases"
            .to_owned(),
        format!("INSERT INTO case_wraps (case_id, desk_id, generation, wrap) SELECT id, {one}, 1, {blob} FROM cases"),
    ] {
        db.run(&sql).await;
    }
}

/// An identifier as this engine's SQL writes it.
fn id_of(db: &Database, number: u128) -> String {
    let id = uuid::Uuid::from_u128(number);
    match db.store.engine() {
        Engine::Sqlite => db.literal(id.as_bytes()),
        Engine::Postgres => format!("'{id}'::uuid"),
    }
}

/// The statement with what the first page asks, as the service sends it: `$1` desk, last lane, place, 51 lines, `$7`
/// member. Both engines plan with the values in sight, as SQLite does for those that are bound once there are statistics.
fn asked(db: &Database, sql: &str) -> String {
    let values = [id_of(db, 1), "4".into(), "-1".into(), "0".into(), id_of(db, 0), "51".into(), id_of(db, 77)];
    let places = (1..).zip(&values).collect::<Vec<_>>();
    places.into_iter().fold(sql.to_owned(), |sql, (number, value)| sql.replace(&format!("${number}"), value))
}

/// How the engine would answer, one step a line.
async fn plan(db: &Database, sql: &str) -> String {
    let mut plan = String::new();
    let sql = asked(db, sql);
    if db.store.engine() == Engine::Sqlite {
        let mut connection = SqliteConnection::connect(&db.url).await.unwrap();
        let sql = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
        for row in sqlx::query(sql).fetch_all(&mut connection).await.unwrap() {
            writeln!(plan, "{}", row.get::<String, _>("detail")).unwrap();
        }
    } else {
        let mut connection = PgConnection::connect(&db.url).await.unwrap();
        // So small a table is read whole sooner than by an index; a big one is not.
        connection.execute("SET enable_seqscan = off").await.unwrap();
        let sql = AssertSqlSafe(format!("EXPLAIN {sql}"));
        for row in sqlx::query(sql).fetch_all(&mut connection).await.unwrap() {
            writeln!(plan, "{}", row.get::<String, _>(0)).unwrap();
        }
    }
    plan
}

/// The one statement of the queue with these words in it.
fn statement(engine: Engine, words: &str) -> &'static str {
    let all =
        inventory::iter::<Statement>.into_iter().map(|one| if engine == Engine::Sqlite { one.lite } else { one.pg });
    let found: Vec<_> = all.filter(|sql| sql.contains(words)).collect();
    let [sql] = found.as_slice() else { panic!("{} statements with {words}", found.len()) };
    sql
}

#[tokio::test]
async fn what_is_not_standing_in_a_long_list_is_counted_along_its_own_index() {
    both_engines(async |db| {
        let sql = statement(db.store.engine(), "AND state <> 'standing' LIMIT");
        for statistics in [false, true] {
            if statistics {
                db.run("ANALYZE").await;
            }
            let plan = plan(&db, &sql.replace("$2", "'suspended'").replace("$3", "1001")).await;
            assert!(plan.contains("signals_not_standing"), "statistics: {statistics}\n{plan}");
        }
    })
    .await;
}

/// Neither every case nor a sort stands in a plan.
fn is_read_in_order(plan: &str) -> bool {
    // The counts have a part of their own that is called c: to walk that one is to count.
    let whole = ["Seq Scan on cases", "SCAN o\n", "SCAN cases\n"].iter().any(|scan| plan.contains(scan))
        || (plan.contains("SCAN c\n") && !plan.contains("CO-ROUTINE c\n"));
    !whole && !plan.contains("Sort") && !plan.contains("TEMP B-TREE")
}

/// Every list along its index from the place on, and the counts along theirs.
async fn every_plan_is_short(db: &Database, state: &str) {
    let lite = db.store.engine() == Engine::Sqlite;
    for (words, index) in LISTS {
        let plan = plan(db, statement(db.store.engine(), words)).await;
        assert!(is_read_in_order(&plan), "{state}, {words}:\n{plan}");
        let told = if lite {
            plan.contains(&format!("c USING INDEX {index} ("))
        } else {
            // PostgreSQL may take another that leads to as few.
            plan.contains("using cases_desk_") || plan.contains("using cases_waiting")
        };
        assert!(told && !plan.contains("ANY("), "{state}, {words}:\n{plan}");
    }
    let plan = plan(db, statement(db.store.engine(), "AS unclaimed")).await;
    assert!(is_read_in_order(&plan) && plan.contains("cases_desk_waiting"), "{state}, the counts:\n{plan}");
    assert!(!lite || plan.contains("cases_desk_nobody"), "{state}, the counts:\n{plan}");
}

#[tokio::test]
async fn every_view_of_the_queue_is_read_along_its_index_and_counted_there_with_statistics_and_without() {
    both_engines(async |db| {
        fill(&db).await;
        // SQLite has statistics only where an operator asks for them; PostgreSQL gathers its own after a while.
        if db.store.engine() == Engine::Sqlite {
            every_plan_is_short(&db, "without statistics").await;
        }
        db.run("ANALYZE").await;
        every_plan_is_short(&db, "with statistics").await;
    })
    .await;
}
