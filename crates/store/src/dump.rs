//! A whole database as rows that either engine takes: what a backup holds.
//!
//! Tables and columns are read from the schema itself, so that nothing can be forgotten. Names that come from outside
//! are compared with the schema before they become part of a statement.

use futures_util::TryStreamExt as _;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, Column as _, Executor as _, Row as _, TypeInfo as _, ValueRef as _};
use uuid::Uuid;

use crate::sql::sql;
use crate::{Store, StoreError, Tx};

/// Tables that no backup holds: who is signed in, and links that set a node up.
const LEFT_OUT: [&str; 2] = ["sessions", "set_up_links"];

/// A value of a row, in the one form that both engines share; an id is its 16 bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No value.
    Null,
    /// A number.
    Int(i64),
    /// A word.
    Text(String),
    /// Bytes, or an id.
    Bytes(Vec<u8>),
}

/// A table and its columns, in the order in which values are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
}

/// What PostgreSQL wants to be given for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id,
    Bytes,
    Int,
    Text,
}

/// A table that rows can be put into, checked against the schema.
#[derive(Debug)]
pub struct Target {
    insert: String,
    kinds: Vec<Kind>,
}

impl Store {
    /// A transaction that sees one moment of the database, however long it reads.
    ///
    /// # Errors
    /// [`StoreError::Engine`] when no connection is free in time.
    pub async fn snapshot(&self) -> Result<Tx, StoreError> {
        let mut tx = self.read().await?;
        if let Tx::Pg(tx) = &mut tx {
            tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        }
        Ok(tx)
    }
}

/// The numbers of the migrations that were applied; none on a new database.
pub async fn schema(tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
    let there: i64 = sql!(count &mut *tx,
        lite "SELECT count(*) FROM sqlite_master WHERE name = '_sqlx_migrations'"
        pg "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = '_sqlx_migrations'")?;
    if there == 0 {
        return Ok(Vec::new());
    }
    let text = "SELECT version FROM _sqlx_migrations ORDER BY version";
    let rows: Vec<(i64,)> = match tx {
        Tx::Lite(tx) => sqlx::query_as(text).fetch_all(&mut **tx).await?,
        Tx::Pg(tx) => sqlx::query_as(text).fetch_all(&mut **tx).await?,
    };
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Every table that a backup holds, by name.
pub async fn tables(tx: &mut Tx) -> Result<Vec<Table>, StoreError> {
    let rows: Vec<(String, String)> = sql!(all tx,
        lite "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
              WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '_sqlx_migrations' ORDER BY m.name, c.cid"
        pg "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations' ORDER BY table_name, ordinal_position")?;
    let mut tables: Vec<Table> = Vec::new();
    for (name, column) in rows.into_iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str())) {
        match tables.last_mut().filter(|table| table.name == name) {
            Some(table) => table.columns.push(column),
            None => tables.push(Table { name, columns: vec![column] }),
        }
    }
    Ok(tables)
}

/// True when no table has a row.
pub async fn empty(tx: &mut Tx) -> Result<bool, StoreError> {
    for table in tables(tx).await? {
        // The name was read from the schema.
        let text = AssertSqlSafe(format!("SELECT count(*) FROM {}", table.name));
        let rows: i64 = match tx {
            Tx::Lite(tx) => sqlx::query_scalar(text).fetch_one(&mut **tx).await?,
            Tx::Pg(tx) => sqlx::query_scalar(text).fetch_one(&mut **tx).await?,
        };
        if rows > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Hands every row of a table to `each`, one after the other, and returns how many there were. `table` must come from
/// [`tables`].
///
/// # Errors
/// Those of the engine and of `each`.
pub async fn rows<E: From<StoreError>>(
    tx: &mut Tx,
    table: &Table,
    mut each: impl FnMut(&[Value]) -> Result<(), E>,
) -> Result<u64, E> {
    let text = format!("SELECT {} FROM {}", table.columns.join(", "), table.name);
    let mut count = 0;
    match tx {
        Tx::Lite(tx) => {
            let mut rows = sqlx::query(AssertSqlSafe(text)).fetch(&mut **tx);
            while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                each(&values(row.len(), |at| lite_value(&row, at))?)?;
                count += 1;
            }
        }
        Tx::Pg(tx) => {
            let mut rows = sqlx::query(AssertSqlSafe(text)).fetch(&mut **tx);
            while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                each(&values(row.len(), |at| pg_value(&row, at))?)?;
                count += 1;
            }
        }
    }
    Ok(count)
}

fn values(count: usize, value: impl Fn(usize) -> Result<Value, StoreError>) -> Result<Vec<Value>, StoreError> {
    (0..count).map(value).collect()
}

fn lite_value(row: &SqliteRow, at: usize) -> Result<Value, StoreError> {
    let kind = {
        let raw = row.try_get_raw(at)?;
        if raw.is_null() { "NULL".to_owned() } else { raw.type_info().name().to_owned() }
    };
    Ok(match kind.as_str() {
        "NULL" => Value::Null,
        "INTEGER" => Value::Int(row.try_get(at)?),
        "TEXT" => Value::Text(row.try_get(at)?),
        "BLOB" => Value::Bytes(row.try_get(at)?),
        _ => return Err(StoreError::Unreadable("value of its kind")),
    })
}

fn pg_value(row: &PgRow, at: usize) -> Result<Value, StoreError> {
    let value = match row.column(at).type_info().name() {
        "INT8" => row.try_get::<Option<i64>, _>(at)?.map(Value::Int),
        "TEXT" => row.try_get::<Option<String>, _>(at)?.map(Value::Text),
        "BYTEA" => row.try_get::<Option<Vec<u8>>, _>(at)?.map(Value::Bytes),
        "UUID" => row.try_get::<Option<Uuid>, _>(at)?.map(|id| Value::Bytes(id.as_bytes().to_vec())),
        _ => return Err(StoreError::Unreadable("value of its kind")),
    };
    Ok(value.unwrap_or(Value::Null))
}

/// Lets rows arrive in any order until [`settled`]: what they refer to may come later.
pub async fn unsettled(tx: &mut Tx) -> Result<(), StoreError> {
    match tx {
        Tx::Lite(tx) => {
            tx.execute("PRAGMA defer_foreign_keys = ON").await?;
        }
        Tx::Pg(_) => constraints(tx, "DEFERRABLE INITIALLY DEFERRED").await?,
    }
    Ok(())
}

/// Checks what rows refer to, and makes the schema as strict as it was. On SQLite the commit checks.
///
/// # Errors
/// [`StoreError::Engine`] when a row refers to one that is not there.
pub async fn settled(tx: &mut Tx) -> Result<(), StoreError> {
    if let Tx::Pg(pg) = tx {
        pg.execute("SET CONSTRAINTS ALL IMMEDIATE").await?;
        constraints(tx, "NOT DEFERRABLE").await?;
    }
    Ok(())
}

async fn constraints(tx: &mut Tx, how: &str) -> Result<(), StoreError> {
    let Tx::Pg(tx) = tx else { return Ok(()) };
    // Names are quoted by the engine that gave them.
    let text = "SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I ', conrelid::regclass, conname) FROM pg_constraint
                WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace) ORDER BY conname";
    let found: Vec<(String,)> = sqlx::query_as(text).fetch_all(&mut **tx).await?;
    for (alter,) in found {
        tx.execute(AssertSqlSafe(alter + how)).await?;
    }
    Ok(())
}

/// A table to put rows into.
///
/// # Errors
/// [`StoreError::Unreadable`] when this schema has no such table or column.
pub async fn target(tx: &mut Tx, table: &Table) -> Result<Target, StoreError> {
    let there: Vec<(String, String)> = sql!(all &mut *tx,
        lite "SELECT name, type FROM pragma_table_info($1)"
        pg "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = $1", table.name.as_str())?;
    let kind = |column: &String| {
        let (_, kind) = there.iter().find(|(name, _)| name == column)?;
        Some(match kind.as_str() {
            "uuid" => Kind::Id,
            "bigint" | "INTEGER" => Kind::Int,
            "text" | "TEXT" => Kind::Text,
            _ => Kind::Bytes,
        })
    };
    let known = tables(tx).await?.iter().any(|one| one.name == table.name);
    let kinds: Option<Vec<Kind>> = table.columns.iter().map(kind).collect();
    let kinds = kinds.filter(|kinds| known && !kinds.is_empty()).ok_or(StoreError::Unreadable("table"))?;
    let places: Vec<String> = (1..=kinds.len()).map(|at| format!("${at}")).collect();
    let insert = format!("INSERT INTO {} ({}) VALUES ({})", table.name, table.columns.join(", "), places.join(", "));
    Ok(Target { insert, kinds })
}

/// Puts a row into a table.
///
/// # Errors
/// [`StoreError::Unreadable`] when a value is not of its column's kind.
pub async fn insert(tx: &mut Tx, target: &Target, row: &[Value]) -> Result<(), StoreError> {
    if row.len() != target.kinds.len() {
        return Err(StoreError::Unreadable("row"));
    }
    let text = AssertSqlSafe(target.insert.clone());
    match tx {
        Tx::Lite(tx) => {
            let mut query = sqlx::query::<sqlx::Sqlite>(text);
            for value in row {
                query = bind_lite(query, value);
            }
            query.execute(&mut **tx).await?;
        }
        Tx::Pg(tx) => {
            let mut query = sqlx::query::<sqlx::Postgres>(text);
            for (value, kind) in row.iter().zip(&target.kinds) {
                query = bind_pg(query, value, *kind)?;
            }
            query.execute(&mut **tx).await?;
        }
    }
    Ok(())
}

type Query<'q, D, A> = sqlx::query::Query<'q, D, A>;

fn bind_lite<'q>(
    query: Query<'q, sqlx::Sqlite, SqliteArguments>,
    value: &Value,
) -> Query<'q, sqlx::Sqlite, SqliteArguments> {
    match value {
        Value::Null => query.bind(None::<i64>),
        Value::Int(number) => query.bind(*number),
        Value::Text(text) => query.bind(text.clone()),
        Value::Bytes(bytes) => query.bind(bytes.clone()),
    }
}

fn bind_pg<'q>(
    query: Query<'q, sqlx::Postgres, PgArguments>,
    value: &Value,
    kind: Kind,
) -> Result<Query<'q, sqlx::Postgres, PgArguments>, StoreError> {
    Ok(match (kind, value) {
        (Kind::Id, Value::Null) => query.bind(None::<Uuid>),
        (Kind::Bytes, Value::Null) => query.bind(None::<Vec<u8>>),
        (Kind::Int, Value::Null) => query.bind(None::<i64>),
        (Kind::Text, Value::Null) => query.bind(None::<String>),
        (Kind::Id, Value::Bytes(bytes)) => {
            query.bind(Uuid::from_slice(bytes).map_err(|_| StoreError::Unreadable("id"))?)
        }
        (Kind::Bytes, Value::Bytes(bytes)) => query.bind(bytes.clone()),
        (Kind::Int, Value::Int(number)) => query.bind(*number),
        (Kind::Text, Value::Text(text)) => query.bind(text.clone()),
        _ => return Err(StoreError::Unreadable("value of its kind")),
    })
}
