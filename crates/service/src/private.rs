//! What in a setting is about a person: sealed under a key of the key file, so that the database alone names nobody.

use serde::Serialize;
use serde::de::DeserializeOwned;
use vigie_model::clock::entropy;
use vigie_seal::{Context, DataKey, Purpose, Sealed};

use crate::{Ctx, ServiceError, hex};

/// Seals a value of the setting `name` as hexadecimal text.
pub(crate) fn seal<T: Serialize>(ctx: &Ctx, name: &str, value: &T) -> Result<String, ServiceError> {
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(value).map_err(|_| ServiceError::Inner)?);
    Ok(hex::encode(key(ctx).seal(&context(ctx, name), &plain, &mut entropy()).as_bytes()))
}

/// Opens such a value; the default of an empty text.
///
/// # Errors
/// [`ServiceError::Untrusted`] when it was sealed with another key file or for another setting.
pub(crate) fn open<T: DeserializeOwned + Default>(ctx: &Ctx, name: &str, sealed: &str) -> Result<T, ServiceError> {
    if sealed.is_empty() {
        return Ok(T::default());
    }
    let opened = || {
        let plain = key(ctx).open(&context(ctx, name), &Sealed::from_bytes(hex::decode(sealed)?)).ok()?;
        serde_json::from_slice(plain.expose()).ok()
    };
    opened().ok_or_else(|| {
        ctx.metrics.untrusted.inc();
        ServiceError::Untrusted("setting")
    })
}

fn key(ctx: &Ctx) -> DataKey {
    DataKey::from_bytes(ctx.keys.delivery_mac().mac("private settings", &[]))
}

fn context(ctx: &Ctx, name: &str) -> Context {
    let place = ctx.keys.delivery_mac().mac("private setting", &[name.as_bytes()]);
    let owner = std::array::from_fn(|at| place[at]);
    Context { purpose: Purpose::Settings, owner, part: [0; 16], generation: 1 }
}
