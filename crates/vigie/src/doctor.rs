//! `vigie doctor`: looks whether everything is as it should be, and says what to do where it is not.

use serde_json::json;
use vigie_service::{Ctx, audit, desks, metrics, opening};

use crate::config::Settings;
use crate::{FOUND, OK, node};

/// One thing looked at.
struct Look {
    name: &'static str,
    fine: bool,
    says: String,
}

/// Looks at everything; with `open`, only at what keeps the node closed.
///
/// # Errors
/// A sentence that says what to do, when the node cannot be opened at all.
pub async fn doctor(settings: &Settings, open: bool, as_json: bool) -> Result<u8, String> {
    let ctx = node::open(settings, false).await?;
    let looks = if open { gate(&ctx).await? } else { house(&ctx, settings).await? };
    let fine = looks.iter().all(|look| look.fine);
    if as_json {
        let rows: Vec<_> =
            looks.iter().map(|look| json!({ "name": look.name, "fine": look.fine, "says": look.says })).collect();
        println!("{}", json!({ "fine": fine, "looks": rows }));
    } else {
        for look in &looks {
            println!(
                "{}  {}{}{}",
                if look.fine { "ok     " } else { "MISSING" },
                look.name,
                if look.says.is_empty() { "" } else { ": " },
                look.says
            );
        }
        println!("{}", if fine { "Everything is as it should be." } else { "Look at the lines marked MISSING." });
    }
    Ok(if fine { OK } else { FOUND })
}

async fn gate(ctx: &Ctx) -> Result<Vec<Look>, String> {
    let points = opening::points(ctx).await.map_err(|error| error.to_string())?;
    Ok(points.into_iter().map(|point| Look { name: point.line, fine: point.done, says: String::new() }).collect())
}

async fn house(ctx: &Ctx, settings: &Settings) -> Result<Vec<Look>, String> {
    let look = |name, fine, says: String| Look { name, fine, says };
    let apart = settings.demo || !inside(&settings.keys, &settings.data);
    let mut looks = vec![
        look("key file fits this database", true, String::new()),
        look(
            "key file is kept away from the data",
            apart,
            if apart {
                String::new()
            } else {
                "a thief of the data folder has both; move it and name it with --keys".to_owned()
            },
        ),
    ];
    let database = metrics::ready(ctx).await;
    looks.push(look(
        "database answers",
        database.is_ok(),
        database.err().map_or_else(String::new, |error| error.to_string()),
    ));
    let mut tx = ctx.store.read().await.map_err(|error| error.to_string())?;
    let signed = desks::trusted(ctx, &mut tx).await;
    drop(tx);
    looks.push(look(
        "desk keys are signed by the root key",
        signed.is_ok(),
        signed.err().map_or_else(String::new, |error| error.to_string()),
    ));
    let outcome = audit::verify(ctx).await.map_err(|error| error.to_string())?;
    let says =
        if outcome.faults.is_empty() { format!("{} lines", outcome.lines) } else { "run vigie log verify".to_owned() };
    looks.push(look("audit is whole", outcome.faults.is_empty(), says));
    metrics::refresh(ctx).await;
    let dead = ctx.metrics.jobs_dead.get();
    looks.push(look(
        "no job was given up",
        dead == 0,
        if dead == 0 { String::new() } else { format!("{dead} wait for a person") },
    ));
    Ok(looks)
}

fn inside(file: &std::path::Path, folder: &std::path::Path) -> bool {
    let (Ok(file), Ok(folder)) = (file.canonicalize(), folder.canonicalize()) else { return false };
    file.starts_with(folder)
}
