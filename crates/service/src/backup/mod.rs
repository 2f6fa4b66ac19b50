//! Backups: a whole database of one moment as one age file, on either engine, and back into an empty one.
//!
//! The key file is never in it. What was erased after the backup was made is erased again from the list beside it
//! ([`replay`]); until that has happened nothing starts on the restored database.

mod frames;
mod replay;
mod sealed;

pub use replay::{Lists, erased_again, keep_list, set_aside};
pub use sealed::{Identity, Recipient, identities, recipient};

use std::io::{Read, Write};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use vigie_model::Timestamp;
use vigie_seal::{KeyFile, recipient_of};
use vigie_store::dump::{self, Table};
use vigie_store::{Store, StoreError, restores};

use crate::{Ctx, ServiceError, hex, upgrade};
use frames::{Frame, Reader};

/// The form of what stands in a backup. Another number is another form.
const FORM: u32 = 1;

/// Why there is no backup, or nothing was restored. Each says what to do.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file.
    #[error("the backup cannot be read or written: {0}")]
    File(#[from] std::io::Error),
    /// Not a recipient.
    #[error("this is not an age recipient; it begins with age1 and has 62 characters")]
    Recipient,
    /// Not an identity.
    #[error("this file holds no age identity; one begins with AGE-SECRET-KEY-1")]
    Identity,
    /// There is nobody who could ever open it.
    #[error("no recovery key is confirmed yet; name who can open the backup with --to age1…")]
    Nobody,
    /// The identity does not open it, or it is no age file.
    #[error("the backup does not open with this identity, or it was damaged")]
    Closed,
    /// It ends before its end, or holds what no vigie wrote.
    #[error("the backup is not whole; use another one")]
    Broken,
    /// It was made by a later version.
    #[error("the backup was made by a newer vigie; restore it with that version")]
    Newer,
    /// The key file is another node's.
    #[error("the backup is of a node with another key file; name the right one with --keys")]
    OtherKeys,
    /// The target holds something.
    #[error("the database is not empty; name a new one with --data or --database")]
    NotEmpty,
    /// A list of erased cases is older than the backup.
    #[error("the list of erased cases is older than the backup; name the newest one with --erasures")]
    OldList,
    /// A line of a list is none.
    #[error("the list of erased cases cannot be read; name another one with --erasures")]
    BadList,
    /// Something else of the service.
    #[error("{0}")]
    Service(String),
}

impl From<ServiceError> for BackupError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Store(error) => Self::Store(error),
            other => Self::Service(other.to_string()),
        }
    }
}

/// What stands first in a backup.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Head {
    form: u32,
    /// When it was made.
    made_at_ms: i64,
    /// Numbers of the migrations of its schema.
    schema: Vec<i64>,
    /// Public half of the node's root key, in hexadecimal digits.
    root: String,
}

impl Head {
    /// When the backup was made.
    pub fn made_at(&self) -> Timestamp {
        Timestamp(self.made_at_ms)
    }
}

/// Who can open the backups of this node: the confirmed recovery papers.
///
/// # Errors
/// [`BackupError::Nobody`] when there is none.
pub async fn papers(ctx: &Ctx) -> Result<Vec<Recipient>, BackupError> {
    let mut tx = ctx.store.read().await?;
    let confirmed = restores::confirmed_papers(&mut tx).await?;
    let mut papers = Vec::new();
    for (id, public) in upgrade::papers(ctx, &mut tx).await? {
        if confirmed.iter().any(|(one,)| *one == id) {
            papers.push(recipient(&recipient_of(&public))?);
        }
    }
    if papers.is_empty() { Err(BackupError::Nobody) } else { Ok(papers) }
}

/// Writes the whole database, as it is at this moment, to those who can open it. `told` hears how many rows each table
/// gave. Returns how many rows there were.
///
/// # Errors
/// [`BackupError::File`] when the disk is full, [`BackupError::Store`] when the database cannot be read.
pub async fn make(
    ctx: &Ctx,
    to: &[Recipient],
    out: impl Write,
    mut told: impl FnMut(&str, u64),
) -> Result<u64, BackupError> {
    let mut out = sealed::writer(to, out)?;
    let mut tx = ctx.store.snapshot().await?;
    let head = Head {
        form: FORM,
        made_at_ms: ctx.clock.now().ms(),
        schema: dump::schema(&mut tx).await?,
        root: hex::encode(&ctx.keys.root().public().to_bytes()),
    };
    frames::write(&mut out, &Frame::head(&head))?;
    let mut all = 0;
    for table in dump::tables(&mut tx).await? {
        frames::write(&mut out, &Frame::table(&table))?;
        let rows = dump::rows(&mut tx, &table, |row| Ok::<_, BackupError>(frames::write(&mut out, &Frame::row(row))?));
        let rows = rows.await?;
        all += rows;
        told(&table.name, rows);
    }
    frames::write(&mut out, &Frame::end(all))?;
    sealed::finish(out)?;
    Ok(all)
}

/// Puts a backup into an empty database, with the schema it had, and marks it: nothing starts on it before
/// [`erased_again`]. Either everything is there afterwards or nothing.
///
/// # Errors
/// [`BackupError`], each with what to do; the database is as empty as before.
pub async fn restore(
    store: &Store,
    keys: &KeyFile,
    from: impl Read,
    identities: &[Identity],
    now: Timestamp,
    mut told: impl FnMut(&str, u64),
) -> Result<Head, BackupError> {
    let mut reader = Reader::new(sealed::reader(identities, from)?);
    let head = reader.head()?;
    if head.form != FORM {
        return Err(BackupError::Newer);
    }
    if head.root != hex::encode(&keys.root().public().to_bytes()) {
        return Err(BackupError::OtherKeys);
    }
    ready(store, &head).await?;
    let mut tx = store.begin("backup.restore").await?;
    dump::unsettled(&mut tx).await?;
    let mut all = 0;
    let mut next = reader.next()?;
    while let Frame::Table(table) = next {
        let (count, after) = fill(&mut tx, &mut reader, &table).await?;
        told(&table.name, count);
        (all, next) = (all + count, after);
    }
    if !matches!(next, Frame::End(rows) if rows == all) {
        return Err(BackupError::Broken);
    }
    reader.over()?;
    restores::mark(&mut tx, head.made_at_ms, now.ms()).await?;
    dump::settled(&mut tx).await?;
    tx.commit().await?;
    // The next start brings an older schema up to date: what a later one adds is vouched for then, and only then.
    Ok(head)
}

/// An empty database gets the schema of the backup, an older one perhaps.
async fn ready(store: &Store, head: &Head) -> Result<(), BackupError> {
    let mut tx = store.read().await?;
    let (there, empty) = (dump::schema(&mut tx).await?, dump::empty(&mut tx).await?);
    drop(tx);
    if !empty || there.iter().any(|number| !head.schema.contains(number)) {
        return Err(BackupError::NotEmpty);
    }
    let known: Vec<i64> = vigie_store::MIGRATIONS_SQLITE.iter().map(|(number, _, _)| *number).collect();
    if head.schema.is_empty() || head.schema.iter().any(|number| !known.contains(number)) {
        return Err(BackupError::Newer);
    }
    Ok(store.migrate_only(|number| head.schema.contains(&number)).await?)
}

/// Every row of a table; also the frame after them.
async fn fill<R: Read>(
    tx: &mut vigie_store::Tx,
    reader: &mut Reader<R>,
    table: &Table,
) -> Result<(u64, Frame), BackupError> {
    let target = dump::target(tx, table).await.map_err(broken)?;
    let mut count = 0;
    loop {
        match reader.next()? {
            Frame::Row(row) => {
                dump::insert(tx, &target, &row).await.map_err(broken)?;
                count += 1;
            }
            other => return Ok((count, other)),
        }
    }
}

fn broken(error: StoreError) -> BackupError {
    match error {
        StoreError::Unreadable(_) => BackupError::Broken,
        other => BackupError::Store(other),
    }
}
