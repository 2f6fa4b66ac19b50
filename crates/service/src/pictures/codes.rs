//! How the codes of a signal are stored: sealed where a visitor made them, tagged so that equal ones are found, and bound
//! to their signal by a mac.

use serde::Serialize;
use uuid::Uuid;
use vigie_model::clock::entropy;
use vigie_model::given::Code;
use vigie_model::signal::{Basis, CodeKind, QUALITY_MIN};
use vigie_seal::{Context, DataKey, Purpose, Sealed, random_bytes};
use vigie_store::signals as rows;

use crate::{Ctx, ServiceError, hex};

/// Most codes of one tag that are looked at. A key may have a hundred banks of its own with the same code in each.
pub(super) const CARRIERS: i64 = 1_024;
/// Bytes of a tag and of a mac of a code: 128 bits, for rows that come by the million.
const SHORT: usize = 16;

/// True when a code may be matched: enough to see in it, and the code of a picture at all.
pub fn is_usable(code: &Code) -> bool {
    match code.bits() {
        Some(bits) => code.quality >= QUALITY_MIN && !vigie_hash::Pdq(bits).is_degenerate(),
        // The digest of nothing at all is on many lists by accident.
        None => !EMPTY.contains(&code.hex.as_str()),
    }
}

/// MD5, SHA-1 and SHA-256 of an empty file.
const EMPTY: [&str; 3] = [
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
];

/// What equal codes share.
pub(super) fn tag(ctx: &Ctx, kind: CodeKind, code: &[u8]) -> Vec<u8> {
    // A frame and a picture that look the same are the same to whoever asks.
    let kind = if kind == CodeKind::Frame { CodeKind::Pdq } else { kind };
    ctx.keys.delivery_mac().mac("signal code", &[kind.word().as_bytes(), code])[..SHORT].to_vec()
}

/// The row of a code.
pub(super) fn row(ctx: &Ctx, signal: Uuid, bank: Uuid, basis: Basis, code: &Code) -> rows::Code {
    let rng = &mut entropy();
    let num = i64::from_be_bytes(random_bytes::<8>(rng)) & i64::MAX;
    let plain = code.bytes();
    let stored = match basis {
        Basis::List => plain.clone(),
        Basis::SelfReport => key(ctx).seal(&context(signal, num), &plain, rng).into_bytes(),
    };
    let mut row = rows::Code {
        num,
        signal_id: signal,
        bank_id: bank,
        kind: code.kind.word().to_owned(),
        member: code.member.clone(),
        quality: code.quality,
        code: stored,
        tag: tag(ctx, code.kind, &plain),
        mac: Vec::new(),
    };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    row
}

/// The code of a row; `None`, counted, when it was not written with this key file.
pub(super) fn opened(ctx: &Ctx, row: &rows::Code) -> Option<Code> {
    let open = || {
        let kind = CodeKind::parse(&row.kind)?;
        let known = ctx.keys.audit_macs().iter().any(|key| mac(key.key(), row).as_slice() == row.mac);
        let plain = match (known, is_sealed(row, kind)) {
            (false, _) => return None,
            (true, false) => row.code.clone(),
            (true, true) => {
                let sealed = Sealed::from_bytes(row.code.clone());
                key(ctx).open(&context(row.signal_id, row.num), &sealed).ok()?.expose().clone()
            }
        };
        Code::new(kind, &row.member, row.quality, &hex::encode(&plain))
    };
    let code = open();
    if code.is_none() {
        ctx.metrics.untrusted.inc();
    }
    code
}

/// True for the code of a visitor's picture, which stands sealed in its row; `kind` is that of the row.
pub(super) fn is_sealed(row: &rows::Code, kind: CodeKind) -> bool {
    row.code.len() != kind.length()
}

/// Seals why or where from, beside a row.
pub(super) fn seal_note<T: Serialize>(ctx: &Ctx, of: Uuid, note: &T) -> Result<String, ServiceError> {
    crate::private::seal(ctx, &format!("signal {of}"), note)
}

/// Opens such a note; the default of none.
pub(super) fn open_note<T: serde::de::DeserializeOwned + Default>(ctx: &Ctx, of: Uuid, sealed: &str) -> T {
    crate::private::open(ctx, &format!("signal {of}"), sealed).unwrap_or_default()
}

fn key(ctx: &Ctx) -> DataKey {
    DataKey::from_bytes(ctx.keys.delivery_mac().mac("signal codes", &[]))
}

fn context(signal: Uuid, num: i64) -> Context {
    let mut part = [0; 16];
    part[..8].copy_from_slice(&num.to_be_bytes());
    Context { purpose: Purpose::SignalCode, owner: *signal.as_bytes(), part, generation: 1 }
}

fn mac(key: &vigie_seal::MacKey, row: &rows::Code) -> [u8; SHORT] {
    let full = key.mac(
        "signal code",
        &[
            &row.num.to_be_bytes(),
            row.signal_id.as_bytes(),
            row.bank_id.as_bytes(),
            row.kind.as_bytes(),
            row.member.as_bytes(),
            &row.quality.to_be_bytes(),
            &row.code,
        ],
    );
    std::array::from_fn(|at| full[at])
}
