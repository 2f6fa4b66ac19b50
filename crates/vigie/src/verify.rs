//! `vigie log verify`.

use serde_json::json;
use vigie_service::audit;

use crate::config::Settings;
use crate::{FOUND, OK, node};

/// Checks the audit and says what was found.
///
/// # Errors
/// A sentence that says what to do.
pub async fn verify(settings: &Settings, as_json: bool) -> Result<u8, String> {
    let ctx = node::open(settings, false).await?;
    let outcome = audit::verify(&ctx).await.map_err(|error| error.to_string())?;
    let faults: Vec<String> = outcome.faults.iter().map(ToString::to_string).collect();
    if as_json {
        println!(
            "{}",
            json!({ "links": outcome.links, "waiting": outcome.waiting, "checkpoints": outcome.checkpoints, "faults": faults })
        );
    } else {
        println!(
            "{} links, {} leaves waiting to be chained, {} signed checkpoints.",
            outcome.links, outcome.waiting, outcome.checkpoints
        );
        for fault in &faults {
            println!("  {fault}");
        }
        println!(
            "{}",
            if faults.is_empty() {
                "Nothing was changed, removed, inserted or cut."
            } else {
                "The audit is not whole. Keep this database and call whoever looks into such things."
            }
        );
    }
    Ok(if faults.is_empty() { OK } else { FOUND })
}
