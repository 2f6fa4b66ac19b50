//! From a member's passphrase to a key, slowly on purpose.
//!
//! Receipt codes have their own, cheaper setting in `receipt`: they carry 60 random bits.

use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::DataKey;

/// Settings this version does not accept for a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("passphrase settings are outside 19 MiB to 1 GiB, 2 to 16 passes, 1 to 4 lanes")]
pub struct BadPassParams;

/// How hard a passphrase is to try: stored beside what it seals, so it can grow later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassParams {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Default for PassParams {
    /// 64 MiB, 3 passes, 1 lane: the second choice of RFC 9106 §4 with one lane, because a server
    /// hashes one at a time.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl PassParams {
    /// Settings from a row: memory in KiB, passes, lanes.
    ///
    /// # Errors
    /// [`BadPassParams`] when weaker than any vigie ever wrote, or so strong that one log-in
    /// would stop the machine: a changed row must do neither.
    pub const fn from_u32s([memory_kib, passes, lanes]: [u32; 3]) -> Result<Self, BadPassParams> {
        let memory_fits = memory_kib >= 19 * 1024 && memory_kib <= 1024 * 1024;
        let passes_fit = passes >= 2 && passes <= 16;
        let lanes_fit = lanes >= 1 && lanes <= 4;
        if memory_fits && passes_fit && lanes_fit { Ok(Self { memory_kib, passes, lanes }) } else { Err(BadPassParams) }
    }

    /// What to store: memory in KiB, passes, lanes.
    pub const fn to_u32s(self) -> [u32; 3] {
        [self.memory_kib, self.passes, self.lanes]
    }
}

/// Argon2id of the passphrase. Takes tenths of a second and the memory of `params`: call it
/// behind the gate, never on an async thread.
///
/// The passphrase is brought to NFKC first: keyboards spell the same letter differently.
pub fn passphrase_key(passphrase: &str, salt: &[u8; 16], params: PassParams) -> DataKey {
    // Four bytes for each byte and some more: growing would leave unwiped copies behind.
    let mut normal = Zeroizing::new(String::with_capacity(passphrase.len() * 4 + 64));
    normal.extend(passphrase.nfkc());
    let [memory_kib, passes, lanes] = params.to_u32s();
    DataKey::from_bytes(*argon2id(normal.as_bytes(), salt, memory_kib, passes, lanes))
}

/// Argon2id, version 19, to 32 bytes. The settings are known to be within the algorithm's bounds.
pub(crate) fn argon2id(secret: &[u8], salt: &[u8], memory_kib: u32, passes: u32, lanes: u32) -> Zeroizing<[u8; 32]> {
    // Cannot fail: callers give constants or a checked `PassParams`.
    let params = Params::new(memory_kib, passes, lanes, Some(32)).expect("settings are within bounds");
    let mut out = Zeroizing::new([0; 32]);
    // Cannot fail: the salt has 16 bytes or more and the secret is a short text. Refused memory
    // ends the work as it would anywhere else.
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, out.as_mut())
        .expect("settings and salt are within bounds");
    out
}
