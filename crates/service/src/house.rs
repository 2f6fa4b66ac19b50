//! Settings of the house: what an administrator decides and every process reads.
//!
//! Each is a JSON value under a name, with a mac of the key file: who can write the database cannot set them. A process
//! reads a setting at most once a second, so a change is everywhere within a second.

use std::collections::HashMap;
use std::sync::Mutex;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::{SECOND, Timestamp};
use vigie_seal::MacKey;
use vigie_store::settings;

use crate::audit::Details;
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit, desks};

/// How long a setting that was read is taken for true, in milliseconds.
const FRESH: i64 = SECOND;

/// A setting: a type with a name of its own. What was never set is the default.
pub trait Setting: Serialize + DeserializeOwned + Default {
    /// The name stored in rows: never renamed.
    const NAME: &'static str;
}

/// What this process has read, and when.
#[derive(Debug, Default)]
pub struct Cache(Mutex<HashMap<&'static str, (Timestamp, i64, Value)>>);

/// A setting as it stands, at most a second old.
///
/// # Errors
/// [`ServiceError::Untrusted`] when it was not set with this key file.
pub async fn get<T: Setting>(ctx: &Ctx) -> Result<T, ServiceError> {
    let now = ctx.clock.now();
    let cached = ctx.house.0.lock().ok().and_then(|all| all.get(T::NAME).cloned());
    let value = match cached {
        Some((read, _, value)) if (0..FRESH).contains(&now.since(read)) => value,
        _ => read::<T>(ctx).await?.1,
    };
    parse(value)
}

/// A setting as it stands this moment, with its version: for a change that keeps a part of it.
///
/// # Errors
/// As [`get`].
pub async fn now<T: Setting>(ctx: &Ctx) -> Result<(i64, T), ServiceError> {
    let (version, value) = read::<T>(ctx).await?;
    Ok((version, parse(value)?))
}

/// Changes a setting, and writes down who did.
///
/// # Errors
/// [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn set<T: Setting>(ctx: &Ctx, signed: &Signed, value: &T) -> Result<(), ServiceError> {
    let leaf = leaf::<T>(ctx, signed).await?;
    store(ctx, T::NAME, value, None, leaf).await
}

/// Changes a setting that was read with [`now`], and writes down who did.
///
/// # Errors
/// [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn set_over<T: Setting>(ctx: &Ctx, signed: &Signed, version: i64, value: &T) -> Result<(), ServiceError> {
    let leaf = leaf::<T>(ctx, signed).await?;
    store(ctx, T::NAME, value, Some(version), leaf).await
}

async fn leaf<T: Setting>(ctx: &Ctx, signed: &Signed) -> Result<vigie_store::audit::Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let value = json!({ "member": signed.member.to_string(), "setting": T::NAME });
    let details = Some(Details { desk: &desk, value });
    Ok(audit::leaf(ctx, Event::SettingChanged, desk.id.0, ctx.clock.now(), details, &[]))
}

/// Changes a setting when nobody is signed in: set-up, the demonstration, the command line.
///
/// # Errors
/// As [`set`].
pub async fn set_up<T: Setting>(ctx: &Ctx, value: &T) -> Result<(), ServiceError> {
    let leaf = audit::leaf(ctx, Event::SettingChanged, Uuid::nil(), ctx.clock.now(), None, &[]);
    store(ctx, T::NAME, value, None, leaf).await
}

/// Stores a setting over `version`, or over whatever stands there, with the leaf that tells it.
pub(crate) async fn store<T: Serialize>(
    ctx: &Ctx,
    name: &'static str,
    value: &T,
    version: Option<i64>,
    leaf: vigie_store::audit::Leaf,
) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let bytes = serde_json::to_vec(value).map_err(|_| ServiceError::Inner)?;
    let mac = mac(ctx.keys.audit_mac(), name, &bytes);
    let mut tx = ctx.store.begin("house.set").await?;
    let standing = settings::get(&mut tx, name).await?.map_or(0, |row| row.version);
    let version = version.unwrap_or(standing);
    settings::put(&mut tx, name, version, &bytes, &mac, now.ms()).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    if let Ok(mut all) = ctx.house.0.lock() {
        all.remove(name);
    }
    Ok(())
}

async fn read<T: Setting>(ctx: &Ctx) -> Result<(i64, Value), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let row = settings::get(&mut tx, T::NAME).await?;
    drop(tx);
    let (version, value) = match row {
        None => (0, serde_json::to_value(T::default()).map_err(|_| ServiceError::Inner)?),
        Some(row) => {
            let known =
                ctx.keys.audit_macs().iter().any(|key| mac(key.key(), T::NAME, &row.value).as_slice() == row.mac);
            if !known {
                ctx.metrics.untrusted.inc();
                return Err(ServiceError::Untrusted("setting"));
            }
            (row.version, serde_json::from_slice(&row.value).map_err(|_| ServiceError::Untrusted("setting"))?)
        }
    };
    if let Ok(mut all) = ctx.house.0.lock() {
        all.insert(T::NAME, (ctx.clock.now(), version, value.clone()));
    }
    Ok((version, value))
}

fn parse<T: Setting>(value: Value) -> Result<T, ServiceError> {
    serde_json::from_value(value).map_err(|_| ServiceError::Untrusted("setting"))
}

fn mac(key: &MacKey, name: &str, value: &[u8]) -> [u8; 32] {
    key.mac("setting", &[name.as_bytes(), value])
}
