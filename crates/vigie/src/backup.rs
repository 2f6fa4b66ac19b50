//! `vigie backup` and `vigie restore`.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use vigie_model::case::BACKUPS_LIVE;
use vigie_model::clock::{Clock, DAY, Timestamp};
use vigie_service::backup::{self, Lists, Recipient};
use vigie_service::{Ctx, Settings as Service};
use vigie_store::Store;

use crate::cli::{BackupArgs, RestoreArgs};
use crate::config::Settings;
use crate::{OK, keys, node};

/// Writes a backup, and removes those of the folder that have had their time.
///
/// # Errors
/// A sentence that says what to do.
pub async fn backup(settings: &Settings, args: BackupArgs) -> Result<u8, String> {
    let keep = kept(args.keep.as_deref())?;
    let ctx = node::open(settings, false).await?;
    let now = ctx.clock.now();
    let (file, folder, tidied) = match (args.file, args.folder) {
        (Some(file), _) => (file.clone(), beside(&file), false),
        (None, Some(folder)) => (folder.join(name(now)), folder, true),
        (None, None) => return Err("say where to: --folder DIR, or --file FILE".to_owned()),
    };
    if inside(&folder, &settings.data) {
        eprintln!("vigie: the backup lies in the data folder and is lost with it; copy it to another machine.");
    }
    let to = recipients(&ctx, &args.to).await?;
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let rows = write(&ctx, &to, &file).await?;
    backup::keep_list(&settings.audit_dir(), &folder).map_err(|error| error.to_string())?;
    if tidied {
        old(&folder, &name(now.plus(-keep)))?;
    }
    ctx.store.close().await;
    println!(
        "{rows} rows in {}. The list of erased cases stands beside it, in erasures: keep the two together.",
        file.display()
    );
    if !tidied {
        let day = now.plus(BACKUPS_LIVE).date();
        println!(
            "Remove it before {day}: visitors are told that no copy is older. With --folder that is done for you."
        );
    }
    println!(
        "The key file is not in it. Without the key file nothing of it can be read or served: keep a copy of it elsewhere."
    );
    Ok(OK)
}

/// Writes under another name and renames: a backup that broke off is never taken for one.
async fn write(ctx: &Ctx, to: &[Recipient], file: &Path) -> Result<u64, String> {
    let failed = |error: &dyn ToString| format!("{} is not written: {}", file.display(), error.to_string());
    if file.exists() {
        return Err(format!("{} exists; name another file", file.display()));
    }
    let part = file.with_extension("part");
    let made = async {
        let out = File::create(&part).map_err(|error| failed(&error))?;
        let mut buffered = BufWriter::new(&out);
        let rows = backup::make(ctx, to, &mut buffered, progress("written")).await.map_err(|error| failed(&error))?;
        buffered.flush().map_err(|error| failed(&error))?;
        drop(buffered);
        out.sync_all().map_err(|error| failed(&error))?;
        fs::rename(&part, file).map_err(|error| failed(&error))?;
        // The new name survives the loss of power too.
        File::open(beside(file)).and_then(|folder| folder.sync_all()).map_err(|error| failed(&error))?;
        Ok(rows)
    }
    .await;
    if made.is_err() {
        // What is half written is of no use; when it cannot be removed either, the error says which file.
        drop(fs::remove_file(&part));
    }
    made
}

/// Puts a backup into an empty database, and erases again what was erased since.
///
/// # Errors
/// A sentence that says what to do.
pub async fn restore(settings: &Settings, args: RestoreArgs) -> Result<u8, String> {
    node::folder(&settings.data)?;
    let keys = keys::load(&settings.keys, false)?;
    let mut lists: Vec<PathBuf> = args.erasures;
    if let Some(from) = &args.from {
        let identity = args.identity.ok_or("name what opens the backup: --identity FILE")?;
        put_in(settings, &keys, from, &identity).await?;
        lists.extend([beside(from).join("erasures")].into_iter().filter(|file| file.exists()));
    }
    lists.extend([settings.audit_dir().join("erasures")].into_iter().filter(|file| file.exists()));
    if lists.is_empty() {
        return Err(
            "the list of erased cases was not found, and nothing starts without it; run: vigie restore --erasures FILE"
                .to_owned(),
        );
    }
    let lists = Lists::read(&lists).map_err(|error| error.to_string())?;
    let store = Store::open(&settings.database).await.map_err(node::unopened)?;
    let (audit, index) = (settings.audit_dir(), settings.index_dir());
    let service = Service { demo: settings.demo, audit_dir: Some(audit), index_dir: Some(index), ..Service::default() };
    let ctx = Ctx::start_restored(store, keys, Clock::System, service).await.map_err(|error| error.to_string())?;
    let again = backup::erased_again(&ctx, &lists).await.map_err(|error| error.to_string())?;
    ctx.store.close().await;
    println!("{again} cases that were erased since the backup are erased again. The node can start: vigie serve");
    println!(
        "What happened after the backup is not in it. Look at the members first: who was removed since can sign in again."
    );
    Ok(OK)
}

async fn put_in(settings: &Settings, keys: &vigie_seal::KeyFile, from: &Path, identity: &Path) -> Result<(), String> {
    let text =
        fs::read_to_string(identity).map_err(|error| format!("{} cannot be read: {error}", identity.display()))?;
    let identities = backup::identities(&text).map_err(|error| error.to_string())?;
    let file = File::open(from).map_err(|error| format!("{} cannot be read: {error}", from.display()))?;
    let now = Clock::System.now();
    let store = Store::connect(&settings.database).await.map_err(node::unopened)?;
    let head = backup::restore(&store, keys, BufReader::new(file), &identities, now, progress("restored"))
        .await
        .map_err(|error| error.to_string())?;
    store.close().await;
    backup::set_aside(&settings.audit_dir(), &now.date()).map_err(|error| error.to_string())?;
    println!("Restored as it was on {} UTC.", head.made_at().minute());
    Ok(())
}

async fn recipients(ctx: &Ctx, named: &[String]) -> Result<Vec<Recipient>, String> {
    if named.is_empty() {
        return backup::papers(ctx).await.map_err(|error| error.to_string());
    }
    named.iter().map(|one| backup::recipient(one).map_err(|error| format!("{one}: {error}"))).collect()
}

/// How far it is, on a terminal: for a person who waits.
fn progress(word: &'static str) -> impl FnMut(&str, u64) {
    let shown = std::io::stderr().is_terminal();
    move |table, rows| {
        if shown {
            eprintln!("  {word}: {table}, {rows} rows");
        }
    }
}

/// `35d` as milliseconds. Never longer than what visitors are told, and that when nothing is said.
fn kept(text: Option<&str>) -> Result<i64, String> {
    let Some(text) = text else { return Ok(BACKUPS_LIVE) };
    let days = text.strip_suffix('d').and_then(|days| days.parse::<i64>().ok()).filter(|days| *days > 0);
    let days = days.ok_or("--keep takes a number of days, such as 35d")?;
    let most = BACKUPS_LIVE / DAY;
    if days > most {
        return Err(format!("visitors are told that no backup is older than {most} days; use --keep {most}d or less"));
    }
    Ok(days * DAY)
}

/// The file's name: in the order of time, so that an older one is a smaller one.
fn name(at: Timestamp) -> String {
    format!("vigie-{}.age", at.minute().replace(' ', "-").replace(':', ""))
}

/// Removes what is older than `oldest`, and nothing that this command did not name.
fn old(folder: &Path, oldest: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("old backups in {} are not removed: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let Ok(file) = entry.file_name().into_string() else { continue };
        let ours = file.len() == oldest.len() && file.starts_with("vigie-") && file.strip_suffix(".age").is_some();
        if ours && file.as_str() < oldest {
            fs::remove_file(entry.path()).map_err(failed)?;
            println!("Removed {file}, which has had its time.");
        }
    }
    Ok(())
}

fn beside(file: &Path) -> PathBuf {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

fn inside(folder: &Path, data: &Path) -> bool {
    let (Ok(folder), Ok(data)) = (folder.canonicalize(), data.canonicalize()) else { return false };
    folder.starts_with(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_kept_longer_than_visitors_are_told() {
        assert_eq!(kept(Some("35d")), Ok(BACKUPS_LIVE));
        for wrong in ["36d", "0d", "-1d", "35", "d", ""] {
            assert!(kept(Some(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_own_backups_that_are_too_old_are_removed() {
        let folder = std::env::temp_dir().join(format!("vigie_old_{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let now = Timestamp(1_793_491_200_000);
        let old_one = name(now.plus(-36 * DAY));
        for file in [old_one.as_str(), &name(now.plus(-34 * DAY)), "vigie-notes.age", "erasures", "a.txt"] {
            fs::write(folder.join(file), "x").unwrap();
        }
        old(&folder, &name(now.plus(-BACKUPS_LIVE))).unwrap();
        let left = fs::read_dir(&folder).unwrap().count();
        assert!(!folder.join(old_one).exists() && left == 4, "{left}");
        fs::remove_dir_all(folder).unwrap();
    }
}
