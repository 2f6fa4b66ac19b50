//! Opening a node: folder, keys, database.

use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use vigie_model::Clock;
use vigie_service::{Ctx, Settings as Service};
use vigie_store::{Store, StoreError};

use crate::config::Settings;
use crate::{OK, keys};

/// Opens the node; with `make`, makes what is absent.
///
/// # Errors
/// A sentence that says what to do.
pub async fn open(settings: &Settings, make: bool) -> Result<Ctx, String> {
    if make {
        folder(&settings.data)?;
    } else if sqlite_file(&settings.database).is_some_and(|file| !file.exists()) {
        return Err(format!(
            "there is no database at {}; start vigie serve first, or name it with --data or --database",
            settings.database
        ));
    }
    let keys = keys::load(&settings.keys, make)?;
    let store = if make { Store::open(&settings.database).await } else { Store::connect(&settings.database).await };
    let store = store.map_err(unopened)?;
    let (audit, index) = (settings.audit_dir(), settings.index_dir());
    let service = Service { demo: settings.demo, audit_dir: Some(audit), index_dir: Some(index), ..Service::default() };
    let outside = settings.outside.open()?;
    let ctx = Ctx::start(store, keys, Clock::System, service).await.map_err(|error| error.to_string())?;
    if let Some(folder) = &settings.lexicons {
        ctx.lexicons.read(folder).map_err(|error| format!("the lexicons cannot be used: {error}"))?;
    }
    Ok(ctx.with_outside(outside))
}

/// The file of `sqlite:PATH`, `sqlite://PATH` or `sqlite:PATH?…`; `None` for another engine.
fn sqlite_file(database: &str) -> Option<&Path> {
    let path = database.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    Some(Path::new(path.split('?').next().unwrap_or(path)))
}

/// `vigie migrate`
///
/// # Errors
/// A sentence that says what to do.
pub async fn migrate(settings: &Settings) -> Result<u8, String> {
    // A whole start: what a new column needs is vouched for with the key file in the start that adds it, and never later.
    let ctx = open(settings, true).await?;
    ctx.store.close().await;
    println!("The schema is up to date.");
    Ok(OK)
}

/// The address is not repeated: it may hold a password.
#[expect(clippy::needless_pass_by_value, reason = "the form that `map_err` takes")]
pub fn unopened(error: StoreError) -> String {
    format!("the database cannot be opened: {error}; name it with --database")
}

/// Makes the data folder, for its owner alone.
///
/// # Errors
/// A sentence that says why not.
pub fn folder(path: &Path) -> Result<(), String> {
    if path.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| format!("the data folder {} cannot be made: {error}", path.display()))
}
