//! Canaries: made-up fingerprints among the codes of the list that one program follows, and of no other's. Where one turns
//! up again says whose list has leaked. They match no picture: a code of 256 bits that nobody drew is near to none.
//!
//! Nothing is stored. A canary is the key's id and a place of the log, enciphered with the key file; whoever has that reads
//! them back. Four rounds of a balanced network over a keyed mac, as in Luby and Rackoff (1988), "How to construct
//! pseudorandom permutations from pseudorandom functions".

use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::given::Code;
use vigie_model::signal::{CodeKind, SignalState};
use vigie_store::Tx;

use super::feed::Change;
use super::walk;
use crate::alarms::Kind;
use crate::{Ctx, ServiceError, api, hex};

/// From this place of the log on there are canaries: a list shorter than that has none.
const FROM: i64 = 100;
/// One signal in so many has one.
const EVERY: u8 = 16;
/// Rounds of the cipher.
const ROUNDS: u8 = 4;

type Half = [u8; 16];

/// A key whose canaries are in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// Which.
    pub key: Uuid,
    /// Whose it is.
    pub owner: String,
    /// How many canaries of it are in the list.
    pub canaries: usize,
}

/// What a change has beside its codes for the program of a key: at most one.
pub(super) fn beside(ctx: &Ctx, key: Uuid, change: &Change) -> Option<Code> {
    let like = change.codes.iter().find(|code| code.kind == CodeKind::Pdq)?;
    let bits = at(ctx, key, change.seq).filter(|_| change.state == SignalState::Standing)?;
    Code::new(CodeKind::Pdq, &like.member, like.quality, &hex::encode(&bits))
}

/// The canary for the program of a key at a place of the log; `None` where it has none.
pub(super) fn at(ctx: &Ctx, key: Uuid, seq: i64) -> Option<[u8; 32]> {
    if seq < FROM {
        return None;
    }
    let chosen = ctx.keys.delivery_mac().mac("canary place", &[key.as_bytes(), &seq.to_be_bytes()])[0];
    chosen.is_multiple_of(EVERY).then(|| made(ctx, key, seq))
}

/// The key whose list these bits are a canary of; `None` for those of any picture.
fn whose(ctx: &Ctx, bits: &[u8; 32]) -> Option<Uuid> {
    opened(ctx, bits).map(|of| of.0)
}

/// The place of the log that these bits are the canary of, for the program of a key; `None` for everything else.
pub(super) fn place(ctx: &Ctx, key: Uuid, bits: &[u8; 32]) -> Option<i64> {
    let place = opened(ctx, bits).filter(|of| of.0 == key)?.1;
    i64::try_from(place).ok()
}

/// The key and the place of a canary.
fn opened(ctx: &Ctx, bits: &[u8; 32]) -> Option<(Uuid, u64)> {
    if !looks_real(bits) {
        return None;
    }
    let (mut left, mut right) = halves(bits);
    for at in (0..ROUNDS).rev() {
        (left, right) = (xor(&right, &round(ctx, at, &left)), left);
    }
    // The place takes eight bytes; eight more that are zero tell a canary from chance.
    let (place, rest) = right.split_first_chunk::<8>()?;
    rest.iter().all(|byte| *byte == 0).then(|| (Uuid::from_bytes(left), u64::from_be_bytes(*place) >> 16))
}

/// The canary of a key at a place.
fn made(ctx: &Ctx, key: Uuid, seq: i64) -> [u8; 32] {
    let place = seq.unsigned_abs() << 16;
    let each = |turn: u16| {
        let mut right = Half::default();
        right[..8].copy_from_slice(&(place | u64::from(turn)).to_be_bytes());
        let mut left = *key.as_bytes();
        for at in 0..ROUNDS {
            (left, right) = (right, xor(&left, &round(ctx, at, &right)));
        }
        joined(&left, &right)
    };
    // One in twenty has as many ones as the code of a picture.
    (0..u16::MAX).map(each).find(looks_real).unwrap_or_else(|| each(u16::MAX))
}

/// A code of PDQ has as many ones as zeros: it is cut at the median of its coefficients (`vigie_hash`). Ties make others of a
/// few pictures.
fn looks_real(bits: &[u8; 32]) -> bool {
    bits.iter().map(|byte| byte.count_ones()).sum::<u32>() == 128
}

fn round(ctx: &Ctx, at: u8, half: &Half) -> Half {
    let mac = ctx.keys.delivery_mac().mac("canary", &[&[at], half]);
    std::array::from_fn(|byte| mac[byte])
}

fn xor(a: &Half, b: &Half) -> Half {
    std::array::from_fn(|at| a[at] ^ b[at])
}

fn halves(bits: &[u8; 32]) -> (Half, Half) {
    (std::array::from_fn(|at| bits[at]), std::array::from_fn(|at| bits[16 + at]))
}

fn joined(left: &Half, right: &Half) -> [u8; 32] {
    std::array::from_fn(|at| if at < 16 { left[at] } else { right[at - 16] })
}

/// The keys whose canaries are among these codes, each once.
pub(super) fn among(ctx: &Ctx, codes: impl Iterator<Item = [u8; 32]>) -> Vec<Uuid> {
    let mut keys: Vec<Uuid> = codes.filter_map(|bits| whose(ctx, &bits)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whose lists a list comes from: each key whose canaries are in it, with its owner and how many there are.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn trace(ctx: &Ctx, codes: &[Code]) -> Result<Vec<Traced>, ServiceError> {
    let mut found: Vec<Traced> = Vec::new();
    for key in codes.iter().filter_map(|code| whose(ctx, &code.bits()?)) {
        match found.iter_mut().find(|one| one.key == key) {
            Some(one) => one.canaries += 1,
            None => found.push(Traced { key, owner: api::whose(ctx, key).await?, canaries: 1 }),
        }
    }
    found.retain(|one| !one.owner.is_empty());
    Ok(found)
}

/// When the members were told that the list of a key has leaked; `None`: never.
///
/// # Errors
/// [`ServiceError::Store`].
pub(crate) async fn leaked(ctx: &Ctx, tx: &mut Tx, key: Uuid) -> Result<Option<Timestamp>, ServiceError> {
    let told = vigie_store::alarms::get(tx, walk::alarm_id(ctx, Kind::ListLeaked, key, None)).await?;
    Ok(told.map(|alarm| Timestamp(alarm.at_ms)))
}

/// Canaries came from the program of a key (`None`: with a list that people brought in): whoever's list they are of, the
/// members are told, once for each key. An organisation that asks about its own list has leaked nothing.
///
/// # Errors
/// [`ServiceError::Store`].
pub(super) async fn came(ctx: &Ctx, by: Option<Uuid>, of: &[Uuid]) -> Result<(), ServiceError> {
    for key in of {
        let owner = api::whose(ctx, *key).await?;
        let own = match by {
            Some(by) => by == *key || api::whose(ctx, by).await? == owner,
            None => false,
        };
        if !own && !owner.is_empty() {
            tracing::error!(api_key.id = %key, "A made-up fingerprint of the list of key {key} came from somebody else: the list has leaked, or was passed on.");
            walk::tell(ctx, Kind::ListLeaked, *key, None).await?;
        }
    }
    Ok(())
}
