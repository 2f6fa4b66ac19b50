//! Pictures that a service of the house sends as they are: read in memory, few at a time, and forgotten. Nothing of them
//! is written, logged or counted.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use vigie_hash::{Fingerprint, HashError, Options, hash_image};
use vigie_model::given::Code;
use vigie_model::signal::CodeKind;

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
        Self { seats: Arc::new(Semaphore::new(RECEIVED)), turns: Arc::new(Semaphore::new(at_once)) }
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
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Option<T>, ServiceError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| ServiceError::Inner)?;
        let work = move || {
            let _held = (seat, turn);
            work()
        };
        // A decoder that panics has read something that it should have refused.
        Ok(tokio::task::spawn_blocking(work).await.ok())
    }
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
    let options = Options { query: true, ..Options::default() };
    let read = ctx.files.in_turn(seat, move || hash_image(bytes.as_ref(), &options)).await?;
    let Some(read) = read else {
        ctx.metrics.panics.inc();
        return Ok(Err(Unreadable::Damaged));
    };
    Ok(read.map(|print| file(&print)).map_err(|error| Unreadable::from(&error)))
}

/// The MD5 of a file, whatever it is.
///
/// # Errors
/// [`ServiceError::Inner`] when the process stops.
pub async fn md5_of(ctx: &Ctx, seat: Seat, bytes: impl AsRef<[u8]> + Send + 'static) -> Result<String, ServiceError> {
    let md5 = ctx.files.in_turn(seat, move || vigie_hash::Digests::of(bytes.as_ref()).md5.to_string()).await?;
    md5.ok_or(ServiceError::Inner)
}

fn file(print: &Fingerprint) -> File {
    let digests = &print.digests;
    let (md5, sha1, sha256) = (digests.md5.to_string(), digests.sha1.to_string(), digests.sha256.to_string());
    let near = std::iter::once(("as_stored", print.hashed))
        .chain(print.variants.iter().map(|variant| (variant.name.as_str(), variant.hashed)))
        .filter_map(|(name, hashed)| {
            Code::new(CodeKind::Pdq, name, i64::from(hashed.quality.0), &hashed.pdq.to_string())
        });
    let same = [(CodeKind::Md5, &md5), (CodeKind::Sha1, &sha1), (CodeKind::Sha256, &sha256)];
    let same = same.into_iter().filter_map(|(kind, digits)| Code::new(kind, "", 100, digits));
    File {
        pdq: print.hashed.pdq.to_string(),
        quality: print.hashed.quality.0,
        query: Query { faces: near.chain(same).collect() },
        md5,
        sha1,
        sha256,
        width: print.width,
        height: print.height,
        kind: print.kind.media_type(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_decoder_that_panics_takes_nothing_with_it() {
        let files = Files::new(1);
        for _ in 0..3 {
            let seat = files.seat().expect("a seat");
            let read = files.in_turn(seat, || -> u8 { panic!("a decoder") }).await.unwrap();
            assert_eq!(read, None);
        }
        let seat = files.seat().expect("a seat");
        assert_eq!(files.in_turn(seat, || 7).await.unwrap(), Some(7));
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
