//! Cross-validation: our own sentences in quarters, each read with weights that were fitted to the others.

use std::path::Path;

use vigie_detect::Detector;

use super::examples::Message;
use super::fit::Example;
use super::table::Table;
use super::{LEXICONS, written};

const PARTS: usize = 4;
/// Sentences that stand together are often of one idea: so many in a row are in one quarter.
const ROW: usize = 8;

/// What was read of each kind of sentences.
pub fn tables(root: &Path, detector: &Detector, all: &[(&'static str, Vec<Example>)]) -> Result<Vec<(&'static str, Table)>, String> {
    let mut tables: Vec<(&'static str, Table)> = all.iter().map(|(name, _)| (*name, Table::default())).collect();
    let folder = root.join("target/cross");
    for part in 0..PARTS {
        let left_out = |at: usize| at / ROW % PARTS == part;
        let fitted: Vec<&Example> = all
            .iter()
            .flat_map(|(_, kind)| kind.iter().enumerate().filter(|(at, _)| !left_out(*at)).map(|(_, example)| example))
            .collect();
        copy(&root.join(LEXICONS), &folder)?;
        written(&folder, detector, &fitted)?;
        let reader = Detector::from_folder(&folder).map_err(|e| e.to_string())?;
        for ((_, kind), (_, table)) in all.iter().zip(&mut tables) {
            let unseen: Vec<Message> =
                kind.iter().enumerate().filter(|(at, e)| left_out(*at) && !e.harm_only).map(|(_, e)| e.message.clone()).collect();
            table.and(Table::of(&reader, &unseen, |_, _| {}));
        }
    }
    Ok(tables)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let wrong = |e: std::io::Error| format!("{}: {e}", to.display());
    std::fs::create_dir_all(to).map_err(wrong)?;
    for entry in std::fs::read_dir(from).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let name = path.file_name().unwrap_or_default().to_owned();
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            std::fs::copy(&path, to.join(name)).map_err(wrong)?;
        }
    }
    Ok(())
}
