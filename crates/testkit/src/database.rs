//! A database for one test, on either engine, gone when the test ends.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection, Executor};
use vigie_store::{Engine, Store};

/// Where the tests' PostgreSQL is.
const VARIABLE: &str = "VIGIE_TEST_POSTGRES";

/// Tells one story twice: on SQLite, then on PostgreSQL.
///
/// # Panics
/// When the story does, and without a PostgreSQL: half a test is no test.
pub async fn both_engines(story: impl AsyncFn(Database)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("on {engine:?}");
        story(Database::new(engine).await).await;
    }
}

/// A database of one test.
#[derive(Debug)]
pub struct Database {
    /// Open, with the present schema.
    pub store: Store,
    /// What [`Store::open`] takes.
    pub url: String,
    /// A folder of this test alone; on SQLite the database is in it.
    pub dir: PathBuf,
}

impl Database {
    /// A new database with the present schema.
    pub async fn new(engine: Engine) -> Self {
        let (url, dir) = Self::place(engine).await;
        let store = Store::open(&url).await.expect("a new database opens");
        Self { store, url, dir }
    }

    /// A new database without any table; its store is connected and not migrated.
    pub async fn empty(engine: Engine) -> Self {
        let (url, dir) = Self::place(engine).await;
        let store = Store::connect(&url).await.expect("a new database connects");
        Self { store, url, dir }
    }

    async fn place(engine: Engine) -> (String, PathBuf) {
        let name = random_name();
        let dir = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&dir).expect("the temporary folder is writable");
        if engine == Engine::Sqlite {
            return (format!("sqlite:{}", dir.join("vigie.db").display()), dir);
        }
        let server = server();
        let mut connection = PgConnection::connect(&server).await.expect("the tests' PostgreSQL answers");
        // Names are random hexadecimal digits of ours: nothing to escape. The template is free of other tests' locks.
        let create = format!("CREATE DATABASE {name} TEMPLATE template0");
        connection.execute(AssertSqlSafe(create)).await.expect("a database can be made");
        (with_database(&server, &name), dir)
    }

    /// Runs a statement as a thief or a forger would: with the database's own tools, and no foreign key in the way.
    /// Returns how many rows changed.
    pub async fn run(&self, sql: &str) -> u64 {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.store.engine() == Engine::Sqlite {
            return lite(&self.url).await.execute(sql).await.expect("the statement runs").rows_affected();
        }
        let mut connection = pg(&self.url).await;
        connection.execute("SET session_replication_role = replica").await.expect("the tests' role may do so");
        connection.execute(sql).await.expect("the statement runs").rows_affected()
    }

    /// Bytes as this engine's SQL writes them.
    pub fn literal(&self, bytes: &[u8]) -> String {
        let hex = hex(bytes);
        if self.store.engine() == Engine::Sqlite { format!("x'{hex}'") } else { format!(r"'\x{hex}'::bytea") }
    }

    /// The one number that a statement gives.
    pub async fn number(&self, sql: &str) -> i64 {
        number(&self.url, sql).await
    }

    /// Everything a thief of the database has, in one piece: the files of SQLite and what lies beside them, without the
    /// key file; every row of PostgreSQL as text, bytes in hexadecimal.
    pub async fn dump(&self) -> Vec<u8> {
        let mut all = Vec::new();
        let mut folders = vec![self.dir.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the folder can be read").flatten() {
                match entry.path() {
                    path if path.is_dir() => folders.push(path),
                    path if path.ends_with("keys.toml") => {}
                    path => all.extend(std::fs::read(path).expect("the file can be read")),
                }
            }
        }
        if self.store.engine() == Engine::Postgres {
            let columns = self.store.columns().await.expect("the schema can be read");
            let mut tables: Vec<&str> = columns.iter().filter_map(|column| column.split('.').next()).collect();
            tables.dedup();
            for table in tables {
                let sql = AssertSqlSafe(format!("SELECT CAST(t AS TEXT) FROM {table} t"));
                let rows: Vec<(String,)> =
                    sqlx::query_as(sql).fetch_all(&mut pg(&self.url).await).await.expect("rows can be read");
                all.extend(rows.into_iter().flat_map(|row| row.0.into_bytes()));
            }
        }
        all
    }

    /// Every value of a column of bytes that is not empty.
    pub async fn bytes(&self, table: &str, column: &str) -> Vec<Vec<u8>> {
        let sql = AssertSqlSafe(format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL"));
        let rows: Vec<(Vec<u8>,)> = match self.store.engine() {
            Engine::Sqlite => sqlx::query_as(sql).fetch_all(&mut lite(&self.url).await).await,
            Engine::Postgres => sqlx::query_as(sql).fetch_all(&mut pg(&self.url).await).await,
        }
        .expect("the column can be read");
        rows.into_iter().map(|row| row.0).filter(|bytes| !bytes.is_empty()).collect()
    }
}

/// The one number that a statement gives in the database at `url`.
pub(crate) async fn number(url: &str, sql: &str) -> i64 {
    let sql = AssertSqlSafe(sql.to_owned());
    let row: (i64,) = if url.starts_with("sqlite:") {
        sqlx::query_as(sql).fetch_one(&mut lite(url).await).await
    } else {
        sqlx::query_as(sql).fetch_one(&mut pg(url).await).await
    }
    .expect("the statement gives a number");
    row.0
}

async fn lite(url: &str) -> SqliteConnection {
    let options = SqliteConnectOptions::from_str(url).expect("the address is ours").foreign_keys(false);
    SqliteConnection::connect_with(&options).await.expect("the database connects")
}

async fn pg(url: &str) -> PgConnection {
    let options = PgConnectOptions::from_str(url).expect("the address is ours");
    PgConnection::connect_with(&options).await.expect("the database connects")
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.store.engine() == Engine::Postgres {
            let name = self.dir.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            apart(async move {
                let mut connection = PgConnection::connect(&server()).await.ok()?;
                let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                connection.execute(AssertSqlSafe(drop)).await.ok()
            });
        }
        remove(&self.dir);
    }
}

/// Does something asynchronous where nothing may be awaited, on a thread and runtime of its own.
pub(crate) fn apart<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    let thread = std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime can be made").block_on(work)
    });
    thread.join().expect("the work apart ended")
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// `vigie_test_` and 16 random hexadecimal digits.
pub fn random_name() -> String {
    let number = getrandom::u64().expect("the kernel gives randomness");
    format!("vigie_test_{number:016x}")
}

fn remove(dir: &Path) {
    // What cannot be removed lies in the temporary folder of the machine.
    let _ = std::fs::remove_dir_all(dir);
}

fn server() -> String {
    std::env::var(VARIABLE).unwrap_or_else(|_| panic!("{VARIABLE} is not set: run ./test, it starts PostgreSQL"))
}

/// The server's address with another database's name: what stands between the last `/` and a `?`.
fn with_database(server: &str, name: &str) -> String {
    let (place, query) =
        server.split_once('?').map_or((server, String::new()), |(place, query)| (place, format!("?{query}")));
    let host = match place.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}", rest.split('/').next().unwrap_or_default()),
        None => place.to_owned(),
    };
    format!("{host}/{name}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_of_the_same_server() {
        for (server, whole) in [
            ("postgres://a@h:1/db", "postgres://a@h:1/x"),
            ("postgres://a@h:1/db?sslmode=disable", "postgres://a@h:1/x?sslmode=disable"),
            ("postgres://a@h:1?host=/run/pg", "postgres://a@h:1/x?host=/run/pg"),
        ] {
            assert_eq!(with_database(server, "x"), whole);
        }
    }
}
