//! `vigie doctor`: looks whether everything is as it should be, and says what to do where it is not.

use serde_json::json;
use vigie_service::duty::{self, Way};
use vigie_service::opening::{self, Point};
use vigie_service::{Ctx, audit, desks, hooks, metrics};

use crate::config::Settings;
use crate::{FOUND, OK, node};

/// One thing looked at.
struct Look {
    name: &'static str,
    fine: bool,
    /// What to do or what went wrong; of something fine perhaps a number.
    says: String,
}

impl Look {
    fn fine(name: &'static str) -> Self {
        Self { name, fine: true, says: String::new() }
    }

    fn missing(name: &'static str, says: String) -> Self {
        Self { name, fine: false, says }
    }

    /// Fine unless there was an error.
    fn of<T, E: ToString>(name: &'static str, result: Result<T, E>) -> Self {
        result.map_or_else(|error| Self::missing(name, error.to_string()), |_| Self::fine(name))
    }
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
    Ok(points.into_iter().map(|point| Look { name: point.line, fine: point.done, says: next(&point) }).collect())
}

/// What is lacking, what to do and where.
fn next(point: &Point) -> String {
    if point.done {
        return String::new();
    }
    let lacks = if point.lacks.is_empty() { String::new() } else { format!("lacking {}; ", point.lacks.join(", ")) };
    format!("{lacks}{} ({})", point.next, point.place)
}

/// Prints everybody to whom this node sends anything by itself: the duty list, in its order, and programs that asked to be
/// called. It names people: this is for the operator alone.
///
/// # Errors
/// A sentence that says what to do, when the node cannot be opened at all.
pub async fn recipients(settings: &Settings, as_json: bool) -> Result<u8, String> {
    let ctx = node::open(settings, false).await?;
    let list = duty::list(&ctx).await.map_err(|error| error.to_string())?;
    let programs = hooks::addresses(&ctx).await.map_err(|error| error.to_string())?;
    if as_json {
        let rows: Vec<_> = list
            .iter()
            .map(|one| json!({ "name": one.name, "kind": one.kind, "address": one.address, "partner": one.partner }))
            .collect();
        let programs: Vec<_> =
            programs.iter().map(|(owner, address)| json!({ "owner": owner, "address": address })).collect();
        println!("{}", json!({ "recipients": rows, "programs": programs }));
        return Ok(OK);
    }
    for (place, one) in list.iter().enumerate() {
        let kind = if one.kind == Way::Mail { "mail" } else { "call" };
        let partner = if one.partner { "  (partner desk)" } else { "" };
        println!("{}  {kind}  {}  {}{partner}", place + 1, one.address, one.name);
    }
    for (owner, address) in &programs {
        println!("program  {address}  {owner}");
    }
    println!(
        "{}",
        if list.is_empty() && programs.is_empty() {
            "Nothing leaves this node: the duty list is empty."
        } else {
            "Nothing else leaves this node by itself."
        }
    );
    Ok(OK)
}

async fn house(ctx: &Ctx, settings: &Settings) -> Result<Vec<Look>, String> {
    Ok(vec![
        // The node was opened with it.
        Look::fine("key file fits this database"),
        apart(settings),
        Look::of("database answers", metrics::ready(ctx).await),
        desk_keys(ctx).await?,
        whole(ctx).await?,
        given_up(ctx).await,
        channel(ctx).await,
    ])
}

fn apart(settings: &Settings) -> Look {
    let name = "key file is kept away from the data";
    if settings.demo || !inside(&settings.keys, &settings.data) {
        return Look::fine(name);
    }
    Look::missing(name, "a thief of the data folder has both; move it and name it with --keys".to_owned())
}

async fn desk_keys(ctx: &Ctx) -> Result<Look, String> {
    let mut tx = ctx.store.read().await.map_err(|error| error.to_string())?;
    Ok(Look::of("desk keys are signed by the root key", desks::trusted(ctx, &mut tx).await))
}

async fn whole(ctx: &Ctx) -> Result<Look, String> {
    let name = "audit is whole";
    let outcome = audit::verify(ctx).await.map_err(|error| error.to_string())?;
    if !outcome.faults.is_empty() {
        return Ok(Look::missing(name, "run vigie log verify".to_owned()));
    }
    Ok(Look { says: format!("{} links", outcome.links), ..Look::fine(name) })
}

async fn given_up(ctx: &Ctx) -> Look {
    let name = "no job was given up";
    metrics::refresh(ctx).await;
    match ctx.metrics.jobs_dead.get() {
        0 => Look::fine(name),
        dead => Look::missing(name, format!("{dead} wait for a person; the log says why, search it for \"given up\"")),
    }
}

/// Whether notices to people on duty leave.
async fn channel(ctx: &Ctx) -> Look {
    let name = "notices to people on duty leave";
    opening::look(ctx).await;
    match ctx.metrics.duty_stuck.get() {
        0 => Look::fine(name),
        stuck => Look::missing(
            name,
            format!("{stuck} of the last day have not; look at the mail server, or at the address that takes calls"),
        ),
    }
}

fn inside(file: &std::path::Path, folder: &std::path::Path) -> bool {
    let (Ok(file), Ok(folder)) = (file.canonicalize(), folder.canonicalize()) else { return false };
    file.starts_with(folder)
}
