//! Opening a database, and transactions on it.

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, PgPool, Postgres, SqlSafeStr, Sqlite, SqlitePool, Transaction};
use thiserror::Error;

use crate::dump;
use crate::sql::Statement;

/// Migrations for SQLite: number, name, text. The same numbers and names as [`MIGRATIONS_POSTGRES`].
pub const MIGRATIONS_SQLITE: &[(i64, &str, &str)] = &[
    (1, "first", include_str!("../migrations/sqlite/0001_first.sql")),
    (2, "house", include_str!("../migrations/sqlite/0002_house.sql")),
    (3, "doors", include_str!("../migrations/sqlite/0003_doors.sql")),
    (4, "members", include_str!("../migrations/sqlite/0004_members.sql")),
    (5, "gate", include_str!("../migrations/sqlite/0005_gate.sql")),
    (6, "casework", include_str!("../migrations/sqlite/0006_casework.sql")),
    (7, "queue", include_str!("../migrations/sqlite/0007_queue.sql")),
    (8, "keep", include_str!("../migrations/sqlite/0008_keep.sql")),
    (9, "audit", include_str!("../migrations/sqlite/0009_audit.sql")),
    (10, "api", include_str!("../migrations/sqlite/0010_api.sql")),
    (11, "banks", include_str!("../migrations/sqlite/0011_banks.sql")),
    (12, "pulls", include_str!("../migrations/sqlite/0012_pulls.sql")),
    (13, "hooks", include_str!("../migrations/sqlite/0013_hooks.sql")),
    (14, "counts", include_str!("../migrations/sqlite/0014_counts.sql")),
];
/// Migrations for PostgreSQL: number, name, text.
pub const MIGRATIONS_POSTGRES: &[(i64, &str, &str)] = &[
    (1, "first", include_str!("../migrations/postgres/0001_first.sql")),
    (2, "house", include_str!("../migrations/postgres/0002_house.sql")),
    (3, "doors", include_str!("../migrations/postgres/0003_doors.sql")),
    (4, "members", include_str!("../migrations/postgres/0004_members.sql")),
    (5, "gate", include_str!("../migrations/postgres/0005_gate.sql")),
    (6, "casework", include_str!("../migrations/postgres/0006_casework.sql")),
    (7, "queue", include_str!("../migrations/postgres/0007_queue.sql")),
    (8, "keep", include_str!("../migrations/postgres/0008_keep.sql")),
    (9, "audit", include_str!("../migrations/postgres/0009_audit.sql")),
    (10, "api", include_str!("../migrations/postgres/0010_api.sql")),
    (11, "banks", include_str!("../migrations/postgres/0011_banks.sql")),
    (12, "pulls", include_str!("../migrations/postgres/0012_pulls.sql")),
    (13, "hooks", include_str!("../migrations/postgres/0013_hooks.sql")),
    (14, "counts", include_str!("../migrations/postgres/0014_counts.sql")),
];

/// Connections that read, beside the one that writes, on SQLite: the console and the help site at once.
const SQLITE_READERS: u32 = 4;
/// Connections of one process to PostgreSQL: six processes fit into the 100 that a server gives by default.
const POSTGRES_CONNECTIONS: u32 = 16;
/// Longest wait for a connection or for SQLite's writer: longer than any transaction, shorter than a request.
const WAIT: Duration = Duration::from_secs(10);

/// What goes wrong between us and the database. It holds no value of a row.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The row was changed by somebody faster: reload, never overwrite.
    #[error("the row was changed by somebody else")]
    Conflict,
    /// A stored value that no version of vigie wrote.
    #[error("a stored {0} cannot be read")]
    Unreadable(&'static str),
    /// The database is newer than this binary, or was changed by hand.
    #[error("the database schema is not one this binary serves: {0}; start the version that made it, or a newer one")]
    Schema(String),
    /// The engine refused or is out of reach.
    #[error("database: {0}")]
    Engine(#[from] sqlx::Error),
}

/// Which engine a store runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file.
    Sqlite,
    /// A server, for any number of processes.
    Postgres,
}

/// A database, open. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    pools: Pools,
    applied: Arc<[i64]>,
}

#[derive(Debug, Clone)]
enum Pools {
    Lite { writer: SqlitePool, readers: SqlitePool },
    Pg(PgPool),
}

/// A transaction on either engine. Dropped without [`Tx::commit`], it changes nothing.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Lite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Pg(Transaction<'static, Postgres>),
}

impl Store {
    /// Opens `sqlite:PATH` (made when absent) or `postgres://…` and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Engine`] when it cannot be reached, [`StoreError::Schema`] when it is newer than this binary.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let store = Self::connect(url).await?;
        let applied = store.migrate().await?;
        Ok(Self { applied: applied.into(), ..store })
    }

    /// Opens a database without touching its schema.
    ///
    /// # Errors
    /// [`StoreError::Engine`] when it cannot be reached.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)?;
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(WAIT)
                .connect_with(options)
                .await?;
            return Ok(Self::of(Pools::Pg(pool)));
        }
        // FULL: an acknowledged report survives the loss of power. secure_delete: what is destroyed leaves the file.
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(WAIT)
            .pragma("secure_delete", "ON");
        let writer = sqlite_pool(1).connect_with(options.clone()).await?;
        let readers = sqlite_pool(SQLITE_READERS).connect_with(options.pragma("query_only", "ON")).await?;
        Ok(Self::of(Pools::Lite { writer, readers }))
    }

    fn of(pools: Pools) -> Self {
        Self { pools, applied: Arc::default() }
    }

    /// Numbers of the migrations that [`Store::open`] applied: what they added has to be filled now or never.
    pub fn applied(&self) -> &[i64] {
        &self.applied
    }

    /// Applies the migrations that are missing, under a lock that other processes wait for; their numbers.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when the database has migrations this binary does not know, or changed ones.
    async fn migrate(&self) -> Result<Vec<i64>, StoreError> {
        let before = dump::schema(&mut self.read().await?).await?;
        self.migrate_only(|_| true).await?;
        let now = dump::schema(&mut self.read().await?).await?;
        Ok(now.into_iter().filter(|number| !before.contains(number)).collect())
    }

    /// Applies only the migrations whose number is wanted: the schema of an earlier version.
    ///
    /// # Errors
    /// As [`Store::migrate`]; a database that has more than these is refused.
    pub async fn migrate_only(&self, wanted: impl Fn(i64) -> bool) -> Result<(), StoreError> {
        match &self.pools {
            Pools::Lite { writer, .. } => {
                // The library locks nothing on SQLite: one writing transaction around all of it does.
                let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
                migrator(MIGRATIONS_SQLITE, wanted)
                    .run(&mut *tx)
                    .await
                    .map_err(|error| StoreError::Schema(error.to_string()))?;
                tx.commit().await?;
                Ok(())
            }
            Pools::Pg(pool) => migrator(MIGRATIONS_POSTGRES, wanted)
                .run(pool)
                .await
                .map_err(|error| StoreError::Schema(error.to_string())),
        }
    }

    /// The engine behind this store.
    pub fn engine(&self) -> Engine {
        match &self.pools {
            Pools::Lite { .. } => Engine::Sqlite,
            Pools::Pg(_) => Engine::Postgres,
        }
    }

    /// A transaction that only reads.
    ///
    /// # Errors
    /// [`StoreError::Engine`] when no connection is free in time.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match &self.pools {
            Pools::Lite { readers, .. } => Tx::Lite(readers.begin().await?),
            Pools::Pg(pool) => Tx::Pg(pool.begin().await?),
        })
    }

    /// A transaction that writes. Its name goes to the log when the engine fails.
    ///
    /// # Errors
    /// [`StoreError::Engine`] when no connection is free in time.
    pub async fn begin(&self, name: &'static str) -> Result<Tx, StoreError> {
        let begun = match &self.pools {
            // IMMEDIATE: a deferred one that reads and then writes can fail at once, and no busy time-out helps.
            Pools::Lite { writer, .. } => writer.begin_with("BEGIN IMMEDIATE").await.map(Tx::Lite),
            Pools::Pg(pool) => pool.begin().await.map(Tx::Pg),
        };
        begun.map_err(|error| {
            tracing::error!(tx = name, "Transaction {name} did not begin: {error}");
            StoreError::Engine(error)
        })
    }

    /// Closes every connection; SQLite folds its log back into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Lite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Pg(pool) => pool.close().await,
        }
    }

    /// Prepares every registered statement on the real engine and names those that fail. For a test.
    pub async fn check_statements(&self) -> (usize, Vec<String>) {
        use sqlx::{AssertSqlSafe, Executor};
        let (mut count, mut bad) = (0, Vec::new());
        for statement in inventory::iter::<Statement> {
            count += 1;
            let failed = match &self.pools {
                Pools::Lite { writer, .. } => writer.prepare(AssertSqlSafe(statement.lite).into_sql_str()).await.err(),
                Pools::Pg(pool) => pool.prepare(AssertSqlSafe(statement.pg).into_sql_str()).await.err(),
            };
            bad.extend(failed.map(|error| format!("{}: {error}", statement.at)));
        }
        (count, bad)
    }

    /// Every column of our tables as `table.column`, sorted. For the test that compares it with `CLEAR.md`.
    ///
    /// # Errors
    /// [`StoreError::Engine`] when the schema cannot be read.
    pub async fn columns(&self) -> Result<Vec<String>, StoreError> {
        let mut tx = self.read().await?;
        let rows: Vec<(String,)> = crate::sql::sql!(all &mut tx,
            lite "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
                  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '_sqlx_migrations' ORDER BY 1"
            pg "SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations' ORDER BY 1")?;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }
}

impl Tx {
    /// Makes everything since its beginning true.
    ///
    /// # Errors
    /// [`StoreError::Engine`]; then nothing has changed, as far as the engine can say.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Lite(tx) => tx.commit().await?,
            Self::Pg(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Undoes everything since its beginning.
    ///
    /// # Errors
    /// [`StoreError::Engine`] when the connection is lost; then it is undone too.
    pub async fn roll_back(self) -> Result<(), StoreError> {
        match self {
            Self::Lite(tx) => tx.rollback().await?,
            Self::Pg(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

fn sqlite_pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(connections).acquire_timeout(WAIT).before_acquire(|connection, _| {
        // On a full disk SQLite undoes the transaction by itself, and the library goes on believing in it: every later
        // one would be refused until a restart. Such a connection is replaced by a fresh one.
        let clean = !connection.is_in_transaction();
        Box::pin(async move { Ok(clean) })
    })
}

fn migrator(list: &[(i64, &'static str, &'static str)], wanted: impl Fn(i64) -> bool) -> Migrator {
    let migrations = list
        .iter()
        .filter(|(number, _, _)| wanted(*number))
        .map(|(number, name, text)| {
            Migration::new(*number, Cow::Borrowed(*name), MigrationType::Simple, text.into_sql_str(), false)
        })
        .collect();
    Migrator::with_migrations(migrations)
}

/// Changed exactly one row, or somebody was faster.
pub(crate) fn one(changed: u64) -> Result<(), StoreError> {
    if changed == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}
