//! Two figures for the documents: how large the program is and how many crates are behind it.

use toml::{Table, Value};

use crate::house::House;

pub fn facts(house: &House) -> String {
    let binary = house.root.join("target/release/vigie");
    let size = match std::fs::metadata(&binary) {
        Ok(metadata) => in_megabytes(metadata.len()),
        Err(_) => "not built (cargo build --release -p vigie)".to_owned(),
    };
    let lock = house.file("Cargo.lock").map(|file| file.text.as_str()).unwrap_or_default();
    let (ours, others) = crates(lock);
    format!("release binary: {size}\ncrates in Cargo.lock: {others} from the registry, {ours} of this workspace")
}

/// Decimal megabytes with one digit.
fn in_megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB ({bytes} bytes)", tenths / 10, tenths % 10)
}

/// (ours, from a registry): ours have no source.
fn crates(lock: &str) -> (usize, usize) {
    let table = lock.parse::<Table>().unwrap_or_default();
    let packages = table.get("package").and_then(Value::as_array).cloned().unwrap_or_default();
    let others = packages.iter().filter(|package| package.get("source").is_some()).count();
    (packages.len() - others, others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_of_the_workspace_are_told_from_others() {
        assert_eq!(
            crates(
                "[[package]]\nname = \"vigie\"\n[[package]]\nname = \"a\"\nsource = \"registry\"\n[[package]]\nname = \"b\"\nsource = \"registry\"\n"
            ),
            (1, 2)
        );
        assert_eq!(crates("not toml ["), (0, 0));
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(in_megabytes(12_340_001), "12.4 MB (12340001 bytes)");
    }
}
