//! One macro for every statement: it runs on either engine, and is registered so that a test prepares all of them on both.

/// A statement as registered by [`sql!`], in both dialects.
pub struct Statement {
    /// Text for SQLite.
    pub lite: &'static str,
    /// Text for PostgreSQL.
    pub pg: &'static str,
    /// Where it stands, `file:line`.
    pub at: &'static str,
}

inventory::collect!(Statement);

/// `sql!(exec tx, "…", a, b)` gives the number of rows changed, `sql!(opt tx, …)` a row or none, `sql!(all tx, …)` every
/// row, `sql!(count tx, …)` the one number of a `SELECT count(…)`; `lite "…" pg "…"` where the dialects differ (in brackets
/// when they are put together by a macro).
macro_rules! sql {
    ($how:ident $tx:expr, lite $lite:literal pg $pg:literal $(, $arg:expr)* $(,)?) => {{
        inventory::submit! { $crate::sql::Statement { lite: $lite, pg: $pg, at: concat!(file!(), ":", line!()) } }
        match $tx {
            $crate::Tx::Lite(tx) => $crate::sql::sql!(@$how tx, $lite $(, $arg)*),
            $crate::Tx::Pg(tx) => $crate::sql::sql!(@$how tx, $pg $(, $arg)*),
        }
        .map_err($crate::StoreError::from)
    }};
    ($how:ident $tx:expr, lite ($lite:expr) pg ($pg:expr) $(, $arg:expr)* $(,)?) => {{
        inventory::submit! { $crate::sql::Statement { lite: $lite, pg: $pg, at: concat!(file!(), ":", line!()) } }
        match $tx {
            $crate::Tx::Lite(tx) => $crate::sql::sql!(@$how tx, $lite $(, $arg)*),
            $crate::Tx::Pg(tx) => $crate::sql::sql!(@$how tx, $pg $(, $arg)*),
        }
        .map_err($crate::StoreError::from)
    }};
    ($how:ident $tx:expr, $text:expr $(, $arg:expr)* $(,)?) => {{
        inventory::submit! { $crate::sql::Statement { lite: $text, pg: $text, at: concat!(file!(), ":", line!()) } }
        match $tx {
            $crate::Tx::Lite(tx) => $crate::sql::sql!(@$how tx, $text $(, $arg)*),
            $crate::Tx::Pg(tx) => $crate::sql::sql!(@$how tx, $text $(, $arg)*),
        }
        .map_err($crate::StoreError::from)
    }};
    (@exec $tx:ident, $text:expr $(, $arg:expr)*) => {
        sqlx::query($text)$(.bind($arg))*.execute(&mut **$tx).await.map(|done| done.rows_affected())
    };
    (@opt $tx:ident, $text:expr $(, $arg:expr)*) => { sqlx::query_as($text)$(.bind($arg))*.fetch_optional(&mut **$tx).await };
    (@count $tx:ident, $text:expr $(, $arg:expr)*) => {
        sqlx::query_scalar::<_, i64>($text)$(.bind($arg))*.fetch_one(&mut **$tx).await
    };
    (@all $tx:ident, $text:expr $(, $arg:expr)*) => { sqlx::query_as($text)$(.bind($arg))*.fetch_all(&mut **$tx).await };
}
pub(crate) use sql;

/// A row as a struct, read by column name on both engines. Written out here because the derive of the library would
/// build both database drivers a second time.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $kind:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $($(#[$fdoc])* pub $field: $kind),* }

        impl<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> for $name {
            fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> sqlx::Result<Self> {
                use sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }

        impl<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow> for $name {
            fn from_row(row: &'r sqlx::postgres::PgRow) -> sqlx::Result<Self> {
                use sqlx::Row as _;
                Ok(Self { $($field: row.try_get(stringify!($field))?),* })
            }
        }
    };
}
pub(crate) use row;
