//! The database as somebody else than vigie sees it: with SQL of one's own.

use std::path::Path;
use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection, Executor};
use tokio::runtime::Runtime;

/// A connection, and what it runs on.
pub struct Database {
    runtime: Runtime,
    connection: Link,
}

enum Link {
    Lite(SqliteConnection),
    Pg(PgConnection),
}

impl Database {
    /// Connects to `sqlite:…` or `postgres://…`.
    pub fn open(url: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let connection = runtime.block_on(async {
            if url.starts_with("sqlite:") {
                let options = SqliteConnectOptions::from_str(url).expect("an address").foreign_keys(false);
                let options = options.busy_timeout(std::time::Duration::from_secs(20)).create_if_missing(false);
                Link::Lite(SqliteConnection::connect_with(&options).await.expect("the database opens"))
            } else {
                let options = PgConnectOptions::from_str(url).expect("an address");
                Link::Pg(PgConnection::connect_with(&options).await.expect("PostgreSQL answers"))
            }
        });
        Self { runtime, connection }
    }

    /// The tests' PostgreSQL itself.
    pub fn server() -> Self {
        Self::open(&server())
    }

    /// Runs a statement; how many rows it changed.
    pub fn run(&mut self, sql: &str) -> u64 {
        let sql = AssertSqlSafe(sql.to_owned());
        let Self { runtime, connection } = self;
        runtime.block_on(async {
            match connection {
                Link::Lite(lite) => lite.execute(sql).await.expect("the statement runs").rows_affected(),
                Link::Pg(pg) => pg.execute(sql).await.expect("the statement runs").rows_affected(),
            }
        })
    }

    /// The one column of text that a query gives.
    pub fn lines(&mut self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        let Self { runtime, connection } = self;
        let rows: Vec<(String,)> = runtime.block_on(async {
            match connection {
                Link::Lite(lite) => sqlx::query_as(sql).fetch_all(lite).await,
                Link::Pg(pg) => sqlx::query_as(sql).fetch_all(pg).await,
            }
            .expect("the query runs")
        });
        rows.into_iter().map(|row| row.0).collect()
    }

    /// The one number that a query gives.
    pub fn number(&mut self, sql: &str) -> i64 {
        let lines = self.lines(&format!("SELECT CAST(({sql}) AS TEXT)"));
        lines[0].parse().expect("a number")
    }

    /// An id as 32 hexadecimal digits, in this engine's SQL.
    pub fn hex(&self, column: &str) -> String {
        match self.connection {
            Link::Lite(_) => format!("lower(hex({column}))"),
            Link::Pg(_) => format!("replace(CAST({column} AS TEXT), '-', '')"),
        }
    }

    /// Bytes as this engine's SQL writes them.
    pub fn bytes(&self, bytes: &[u8]) -> String {
        let hex = crate::stolen::hex(bytes);
        match self.connection {
            Link::Lite(_) => format!("x'{hex}'"),
            Link::Pg(_) => format!(r"'\x{hex}'::bytea"),
        }
    }
}

/// Address of the tests' PostgreSQL.
pub fn server() -> String {
    std::env::var("VIGIE_TEST_POSTGRES")
        .unwrap_or_else(|_| panic!("VIGIE_TEST_POSTGRES is not set: run ./test --only blackbox"))
}

/// The same server, another database.
pub fn with_name(name: &str) -> String {
    let server = server();
    let (before, _) = server.rsplit_once('/').expect("postgres://user:word@host:port/database");
    format!("{before}/{name}")
}

/// Waits until nobody but us is connected: what a killed program had begun is then done or undone.
pub fn settled(url: &str) {
    if url.starts_with("sqlite:") {
        return;
    }
    let mut database = Database::open(url);
    crate::http::until("PostgreSQL lets go of a killed client", std::time::Duration::from_secs(10), || {
        let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
        (database.number(others) == 0).then_some(())
    });
}

/// A copy to look into, so that the look changes nothing: on SQLite of the file and its log, on PostgreSQL a connection.
pub fn look(url: &str, aside: &Path) -> Database {
    let Some(file) = url.strip_prefix("sqlite:") else { return Database::open(url) };
    std::fs::create_dir_all(aside).expect("a folder");
    let copy = aside.join("look.db");
    for ending in ["", "-wal"] {
        let (from, to) = (format!("{file}{ending}"), format!("{}{ending}", copy.display()));
        drop(std::fs::remove_file(&to));
        if Path::new(&from).exists() {
            std::fs::copy(from, to).expect("a copy");
        }
    }
    drop(std::fs::remove_file(format!("{}-shm", copy.display())));
    Database::open(&format!("sqlite:{}", copy.display()))
}
