//! Pictures that a service of the house sends as they are: read in memory, few at a time, and forgotten. Nothing of them
//! is written, logged or counted.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use vigie_hash::{Digest, Digests, Fingerprint, HashError, Hashed, Look, Options, Room, Variants};
use vigie_model::given::Code;
use vigie_model::signal::CodeKind;

use super::codes::is_usable;
use super::known;
use super::looking::Query;
use crate::{Ctx, ServiceError};

/// Largest file, in bytes.
pub const FILE_MAX: usize = 32 * 1024 * 1024;
/// Most files that are received at the same time: with [`FILE_MAX`] it says how much memory they can fill.
const RECEIVED: usize = 8;

/// Who may send a file at this moment, and who may have one read.
#[derive(Debug)]
pub struct Files {
    seats: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    /// What pictures were read in and others will be, one for each turn at most.
    rooms: Arc<Mutex<Vec<Room>>>,
}

/// A place for a file that is being received and read. It is free again when this is dropped.
#[derive(Debug)]
pub struct Seat(#[allow(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

/// What a file is.
#[derive(Debug, Clone)]
pub struct File {
    /// PDQ of the picture as it is stored: 64 hexadecimal digits.
    pub pdq: String,
    /// How much there is to see, 0 to 100.
    pub quality: u8,
    /// MD5 of the file.
    pub md5: String,
    /// SHA-1 of the file.
    pub sha1: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// In pixels, as stored.
    pub width: usize,
    /// In pixels, as stored.
    pub height: usize,
    /// The media type, told by its first bytes.
    pub kind: &'static str,
    /// What it is looked up by: as it is, turned, mirrored, without borders, and its digests.
    pub query: Query,
}

/// Why a file has no fingerprint. It says nothing of what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There are no bytes.
    Empty,
    /// It is no picture that is known here.
    Unknown,
    /// It is a picture of a kind that nothing here can read.
    NoDecoder,
    /// It is not what its first bytes promise.
    Damaged,
    /// It has too many pixels, or reading it would take too much memory or time.
    TooLarge,
}

impl Unreadable {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Empty, Self::Unknown, Self::NoDecoder, Self::Damaged, Self::TooLarge];

    /// In a sentence of ours: a decoder's own words may hold what was in the file.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "The body is empty.",
            Self::Unknown => "This is no picture that can be read here: JPEG, PNG, GIF, WebP, BMP and TIFF can.",
            Self::NoDecoder => "Pictures of this kind cannot be read here. Save it as JPEG or PNG first.",
            Self::Damaged => "The picture is damaged, or of a kind that is not supported.",
            Self::TooLarge => {
                "The picture has more pixels than are read here, or reading it would take too much memory."
            }
        }
    }
}

impl From<&HashError> for Unreadable {
    fn from(error: &HashError) -> Self {
        match error {
            HashError::Empty => Self::Empty,
            HashError::UnknownKind => Self::Unknown,
            HashError::NoDecoder(..) => Self::NoDecoder,
            HashError::Damaged { .. } => Self::Damaged,
            HashError::TooManyPixels { .. } | HashError::TooLong { .. } | HashError::TooMuchMemory { .. } => {
                Self::TooLarge
            }
        }
    }
}

impl Files {
    /// Room for files, of which `at_once` are read at the same time.
    pub fn new(at_once: usize) -> Self {
        Self {
            seats: Arc::new(Semaphore::new(RECEIVED)),
            turns: Arc::new(Semaphore::new(at_once)),
            rooms: Arc::default(),
        }
    }

    /// Frees what pictures were read in, with the pixels of the last ones in it; nothing is wiped.
    pub fn give_back(&self) {
        rooms(&self.rooms).clear();
    }

    /// A place for a file, taken before its first byte is received; `None` when all are taken.
    pub fn seat(&self) -> Option<Seat> {
        Arc::clone(&self.seats).try_acquire_owned().ok().map(Seat)
    }

    /// Does `work` off the async threads when its turn comes. Whoever asked may have gone by then: seat and turn are kept
    /// until it is done.
    async fn in_turn<T: Send + 'static>(
        &self,
        seat: Seat,
        work: impl FnOnce(&mut Room) -> T + Send + 'static,
    ) -> Result<Option<T>, ServiceError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| ServiceError::Inner)?;
        let all = Arc::clone(&self.rooms);
        let work = move || {
            let _held = (seat, turn);
            let mut room = rooms(&all).pop().unwrap_or_default();
            let done = work(&mut room);
            rooms(&all).push(room);
            done
        };
        // A decoder that panics has read something that it should have refused.
        Ok(tokio::task::spawn_blocking(work).await.ok())
    }
}

/// A panic while it was held leaves whole rooms behind: going on is safe.
fn rooms(all: &Mutex<Vec<Room>>) -> std::sync::MutexGuard<'_, Vec<Room>> {
    all.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The fingerprints of a file.
///
/// # Errors
/// [`ServiceError::Inner`] when the process stops.
pub async fn read_file(
    ctx: &Ctx,
    seat: Seat,
    bytes: impl AsRef<[u8]> + Send + 'static,
) -> Result<Result<File, Unreadable>, ServiceError> {
    read(ctx, seat, move |room| {
        let seen = look(bytes.as_ref(), room)?;
        Ok(file(&seen.with(Digests::of(bytes.as_ref()))))
    })
    .await
}

/// What a file is looked up by: as it is, turned, mirrored, without borders; by its digests where any signal has one of
/// their kind, because making them takes a tenth of the time. The first digest of a kind that another process stored in the
/// last 400 ms may be missed.
///
/// # Errors
/// [`ServiceError::Store`]; [`ServiceError::Inner`] when the process stops.
pub async fn read_query(
    ctx: &Ctx,
    seat: Seat,
    bytes: impl AsRef<[u8]> + Send + 'static,
) -> Result<Result<Query, Unreadable>, ServiceError> {
    known::be_fresh(ctx).await?;
    let known = Arc::clone(&ctx.known);
    read(ctx, seat, move |room| {
        let seen = look(bytes.as_ref(), room)?;
        let mut faces: Vec<Code> = near(seen.hashed, &seen.variants).collect();
        // By something it is looked for: otherwise the answer would say that there is too little to see in it.
        let all = !faces.iter().any(is_usable);
        faces.extend(same(bytes.as_ref(), |kind| all || known.has_digests(kind)));
        Ok(Query { faces })
    })
    .await
}

/// What a picture looks like, in all ways in which it is looked for.
fn look(bytes: &[u8], room: &mut Room) -> Result<Look, HashError> {
    Look::of(bytes, &Options { query: true, ..Options::default() }, room)
}

async fn read<T: Send + 'static>(
    ctx: &Ctx,
    seat: Seat,
    work: impl FnOnce(&mut Room) -> Result<T, HashError> + Send + 'static,
) -> Result<Result<T, Unreadable>, ServiceError> {
    let Some(read) = ctx.files.in_turn(seat, work).await? else {
        ctx.metrics.panics.inc();
        return Ok(Err(Unreadable::Damaged));
    };
    Ok(read.map_err(|error| Unreadable::from(&error)))
}

/// The MD5 of a file, whatever it is.
///
/// # Errors
/// [`ServiceError::Inner`] when the process stops.
pub async fn md5_of(ctx: &Ctx, seat: Seat, bytes: impl AsRef<[u8]> + Send + 'static) -> Result<String, ServiceError> {
    let md5 = ctx.files.in_turn(seat, move |_| Digest::md5(bytes.as_ref()).to_string()).await?;
    md5.ok_or(ServiceError::Inner)
}

fn file(print: &Fingerprint) -> File {
    let digests = &print.digests;
    let (md5, sha1, sha256) = (digests.md5.to_string(), digests.sha1.to_string(), digests.sha256.to_string());
    let same = [(CodeKind::Md5, &md5), (CodeKind::Sha1, &sha1), (CodeKind::Sha256, &sha256)];
    let same = same.into_iter().filter_map(|(kind, digits)| Code::new(kind, "", 100, digits));
    File {
        pdq: print.hashed.pdq.to_string(),
        quality: print.hashed.quality.0,
        query: Query { faces: near(print.hashed, &print.variants).chain(same).collect() },
        md5,
        sha1,
        sha256,
        width: print.width,
        height: print.height,
        kind: print.kind.media_type(),
    }
}

fn near(stored: Hashed, variants: &Variants) -> impl Iterator<Item = Code> {
    let variants = variants.iter().map(|variant| (variant.name.as_str(), variant.hashed));
    std::iter::once(("as_stored", stored)).chain(variants).filter_map(|(name, hashed)| {
        Code::new(CodeKind::Pdq, name, i64::from(hashed.quality.0), &hashed.pdq.to_string())
    })
}

/// The digests of a file of the kinds that are wanted.
fn same(bytes: &[u8], wanted: impl Fn(CodeKind) -> bool) -> impl Iterator<Item = Code> {
    // MD5 takes longest by far; made with it the other two come for nothing.
    let all = wanted(CodeKind::Md5).then(|| Digests::of(bytes));
    let md5 = all.map(|all| all.md5.to_string());
    let sha1 = wanted(CodeKind::Sha1).then(|| all.map_or_else(|| Digest::sha1(bytes), |all| all.sha1).to_string());
    let sha256 =
        wanted(CodeKind::Sha256).then(|| all.map_or_else(|| Digest::sha256(bytes), |all| all.sha256).to_string());
    let kinds = [(CodeKind::Md5, md5), (CodeKind::Sha1, sha1), (CodeKind::Sha256, sha256)];
    kinds.into_iter().filter_map(|(kind, digits)| Code::new(kind, "", 100, &digits?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_decoder_that_panics_takes_nothing_with_it() {
        let files = Files::new(1);
        for _ in 0..3 {
            let seat = files.seat().expect("a seat");
            let read = files.in_turn(seat, |_| -> u8 { panic!("a decoder") }).await.unwrap();
            assert_eq!(read, None);
        }
        let seat = files.seat().expect("a seat");
        assert_eq!(files.in_turn(seat, |_| 7).await.unwrap(), Some(7));
        assert_eq!(files.seats.available_permits(), RECEIVED);
    }

    #[test]
    fn seats_end_and_come_back() {
        let files = Files::new(1);
        let taken: Vec<Seat> = std::iter::from_fn(|| files.seat()).collect();
        assert_eq!(taken.len(), RECEIVED);
        drop(taken);
        assert!(files.seat().is_some());
    }
}
