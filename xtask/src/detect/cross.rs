//! Sentences in quarters, each read with weights that were fitted to the others: for cross-validation, and for the weights
//! that weigh what other weights say.

use std::path::{Path, PathBuf};

use vigie_detect::Detector;

use super::examples::Message;
use super::fit::{self, Example, WEIGHED, Wanted};
use super::table::Table;
use super::{LEXICONS, once, written};

const PARTS: usize = 4;
/// Sentences that stand together are often of one idea: so many in a row are in one quarter.
const ROW: usize = 8;

/// Sentences by kind; each kind is cut by itself.
pub type Kinds<'a> = Vec<(&'static str, Vec<&'a Example>)>;

fn left_out(at: usize, part: usize) -> bool {
    at / ROW % PARTS == part
}

/// All but one quarter of each kind.
fn without<'a>(all: &Kinds<'a>, part: usize) -> Kinds<'a> {
    let rest = |kind: &[&'a Example]| {
        kind.iter().enumerate().filter(|(at, _)| !left_out(*at, part)).map(|(_, e)| *e).collect()
    };
    all.iter().map(|(name, kind)| (*name, rest(kind))).collect()
}

/// What was read of each kind of sentences.
pub fn tables(root: &Path, detector: &Detector, all: &Kinds) -> Result<Vec<(&'static str, Table)>, String> {
    let mut tables: Vec<(&'static str, Table)> = all.iter().map(|(name, _)| (*name, Table::default())).collect();
    for part in 0..PARTS {
        let folder = beside(root, "outer")?;
        written(root, &folder, detector, &without(all, part))?;
        let reader = Detector::from_folder(&folder).map_err(|e| e.to_string())?;
        for ((_, kind), (_, table)) in all.iter().zip(&mut tables) {
            let unseen: Vec<Message> = kind
                .iter()
                .enumerate()
                .filter(|(at, e)| left_out(*at, part) && !e.harm_only)
                .map(|(_, e)| e.message.clone())
                .collect();
            table.and(Table::of(&reader, &unseen, |_, _| {}));
        }
    }
    Ok(tables)
}

/// The weights that weigh the roles again, fitted to what each quarter says to weights that know the others.
pub fn again(root: &Path, detector: &Detector, all: &Kinds) -> Result<Vec<[f64; WEIGHED]>, String> {
    let (mut examples, mut said) = (Vec::new(), Vec::new());
    for part in 0..PARTS {
        let folder = beside(root, "inner")?;
        let nothing = vec![[0.0; WEIGHED]; vigie_detect::coercion::said_names().len()];
        once(&folder, detector, &without(all, part), &nothing, Wanted::Roles)?;
        let reader = Detector::from_folder(&folder).map_err(|e| e.to_string())?;
        for (_, kind) in all {
            for (_, example) in kind.iter().enumerate().filter(|(at, e)| left_out(*at, part) && !e.harm_only) {
                examples.push(*example);
                said.push(reader.said(&example.message.text));
            }
        }
    }
    Ok(fit::again(&examples, &said))
}

/// A copy of the lexicons whose weights may change.
pub fn beside(root: &Path, name: &str) -> Result<PathBuf, String> {
    let folder = root.join("target/cross").join(name);
    copy(&root.join(LEXICONS), &folder)?;
    Ok(folder)
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
