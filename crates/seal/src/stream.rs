//! Files, sealed in chunks: STREAM over XChaCha20-Poly1305 with a key of its own for each file.
//!
//! A chunk says which one it is and whether it is the last, so a file that was cut, reordered or
//! made longer does not open. Small things are sealed whole by [`DataKey::seal`].
//!
//! Wire: suite (1) ‖ salt (32) ‖ commitment (32) ‖ chunks of [`CHUNK`] bytes and a tag; the last
//! chunk may be shorter, and is empty only when the whole file is.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use crate::{
    Context, DataKey, OpenError, SUITE, Secret,
    bytes::{derive, random_bytes},
};

/// Plain bytes in every chunk but the last: 64 KiB.
pub const CHUNK: usize = 64 * 1024;
/// Sealed bytes of a full chunk.
pub const SEALED_CHUNK: usize = CHUNK + TAG;
/// Bytes before the first chunk.
pub const HEADER: usize = 1 + 32 + 32;

const TAG: usize = 16;

/// Seals a file chunk by chunk.
pub struct Sealer(State);

impl Sealer {
    /// Starts a file; the header goes before the first chunk.
    pub fn new(key: &DataKey, ctx: &Context, rng: &mut impl CryptoRng) -> (Self, [u8; HEADER]) {
        let salt: [u8; 32] = random_bytes(rng);
        let (state, commitment) = State::new(key, ctx, &salt);
        let mut header = [SUITE; HEADER];
        header[1..33].copy_from_slice(&salt);
        header[33..].copy_from_slice(&*commitment);
        (Self(state), header)
    }

    /// Seals a full chunk that is not the last.
    pub fn next(&mut self, chunk: &[u8; CHUNK]) -> Vec<u8> {
        self.0.seal(chunk, false)
    }

    /// Seals the last chunk: at most [`CHUNK`] bytes, `None` when it is longer.
    pub fn last(mut self, chunk: &[u8]) -> Option<Vec<u8>> {
        (chunk.len() <= CHUNK).then(|| self.0.seal(chunk, true))
    }
}

/// Opens a file chunk by chunk. What came out before an error must be thrown away.
pub struct Opener(State);

impl Opener {
    /// Starts with the first [`HEADER`] bytes.
    ///
    /// # Errors
    /// [`OpenError`] when they are of another suite or key.
    pub fn new(key: &DataKey, ctx: &Context, header: &[u8; HEADER]) -> Result<Self, OpenError> {
        let (&[suite], rest) = header.split_first_chunk::<1>().ok_or(OpenError::Length)?;
        if suite != SUITE {
            return Err(OpenError::Suite);
        }
        let (salt, claimed) = rest.split_first_chunk::<32>().ok_or(OpenError::Length)?;
        let (state, commitment) = State::new(key, ctx, salt);
        if !bool::from(commitment[..].ct_eq(claimed)) {
            return Err(OpenError::Key);
        }
        Ok(Self(state))
    }

    /// Opens a chunk that is not the last: exactly [`SEALED_CHUNK`] bytes.
    ///
    /// # Errors
    /// [`OpenError::Length`] or [`OpenError::Tag`].
    pub fn next(&mut self, chunk: &[u8]) -> Result<Secret<Vec<u8>>, OpenError> {
        if chunk.len() != SEALED_CHUNK {
            return Err(OpenError::Length);
        }
        self.0.open(chunk, false)
    }

    /// Opens the last chunk. Only when this succeeds is the file whole.
    ///
    /// # Errors
    /// [`OpenError::Length`] or [`OpenError::Tag`].
    pub fn last(mut self, chunk: &[u8]) -> Result<Secret<Vec<u8>>, OpenError> {
        let empty_tail = chunk.len() == TAG && self.0.counter > 0;
        if chunk.len() < TAG || chunk.len() > SEALED_CHUNK || empty_tail {
            return Err(OpenError::Length);
        }
        self.0.open(chunk, true)
    }
}

/// Seals a whole file held in memory.
pub fn seal_chunks(key: &DataKey, ctx: &Context, plain: &[u8], rng: &mut impl CryptoRng) -> Vec<u8> {
    let (mut sealer, header) = Sealer::new(key, ctx, rng);
    let chunks = plain.len().div_ceil(CHUNK).max(1);
    let mut out = Vec::with_capacity(HEADER + plain.len() + chunks * TAG);
    out.extend_from_slice(&header);
    let mut rest = plain;
    while rest.len() > CHUNK {
        let (chunk, tail) = rest.split_at(CHUNK);
        out.extend_from_slice(&sealer.0.seal(chunk, false));
        rest = tail;
    }
    out.extend_from_slice(&sealer.0.seal(rest, true));
    out
}

/// Opens a whole file held in memory.
///
/// # Errors
/// [`OpenError`]; nothing of a damaged file is given out.
pub fn open_chunks(key: &DataKey, ctx: &Context, sealed: &[u8]) -> Result<Secret<Vec<u8>>, OpenError> {
    let Some((header, mut rest)) = sealed.split_first_chunk::<HEADER>() else {
        // A foreign suite is named even when the rest is missing.
        return Err(match sealed.first() {
            Some(&suite) if suite != SUITE => OpenError::Suite,
            _ => OpenError::Length,
        });
    };
    let mut opener = Opener::new(key, ctx, header)?;
    // As long as the sealed file: growing would leave unwiped copies behind.
    let mut out = Zeroizing::new(Vec::with_capacity(rest.len()));
    while rest.len() > SEALED_CHUNK {
        let (chunk, tail) = rest.split_at(SEALED_CHUNK);
        out.extend_from_slice(opener.next(chunk)?.expose());
        rest = tail;
    }
    out.extend_from_slice(opener.last(rest)?.expose());
    Ok(Secret::new(core::mem::take(&mut *out)))
}

struct State {
    cipher: XChaCha20Poly1305,
    aad: [u8; Context::ENCODED],
    counter: u64,
}

impl State {
    /// The state of a file and the commitment to its key.
    fn new(key: &DataKey, ctx: &Context, salt: &[u8; 32]) -> (Self, Zeroizing<[u8; 32]>) {
        let file_key = derive(Some(salt), key.expose(), b"vigie stream 1 encryption");
        let commitment = derive(Some(salt), key.expose(), b"vigie stream 1 commitment");
        let cipher = XChaCha20Poly1305::new((&*file_key).into());
        (Self { cipher, aad: ctx.encode(), counter: 0 }, commitment)
    }

    fn seal(&mut self, chunk: &[u8], last: bool) -> Vec<u8> {
        let nonce = self.nonce(last);
        // Cannot fail: a chunk is 64 KiB, the cipher refuses only beyond 256 GiB.
        self.cipher.encrypt(&nonce, Payload { msg: chunk, aad: &self.aad }).expect("a chunk is shorter than 256 GiB")
    }

    fn open(&mut self, chunk: &[u8], last: bool) -> Result<Secret<Vec<u8>>, OpenError> {
        let nonce = self.nonce(last);
        self.cipher.decrypt(&nonce, Payload { msg: chunk, aad: &self.aad }).map(Secret::new).map_err(|_| OpenError::Tag)
    }

    /// Zeros (15) ‖ chunk number from 0 (8, big endian) ‖ 1 for the last chunk. The key is used
    /// for one file only, so the nonce need not be random; 2^64 chunks are never reached.
    fn nonce(&mut self, last: bool) -> XNonce {
        let mut nonce = [0; 24];
        nonce[15..23].copy_from_slice(&self.counter.to_be_bytes());
        nonce[23] = u8::from(last);
        self.counter += 1;
        nonce.into()
    }
}

impl Drop for State {
    fn drop(&mut self) {
        // The cipher wipes its own key.
        self.aad.zeroize();
    }
}
