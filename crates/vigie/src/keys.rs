//! The key file on disk: made once, readable by its owner alone.

use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use vigie_model::Clock;
use vigie_model::clock::entropy;
use vigie_seal::KeyFile;

/// Reads the key file; with `make`, makes it when it is absent.
///
/// # Errors
/// A sentence that says what to do.
pub fn load(path: &Path, make: bool) -> Result<KeyFile, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            private(path)?;
            KeyFile::parse(&text).map_err(|error| format!("the key file {} is not right: {error}", path.display()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && make => generate(path),
        Err(error) => Err(format!("the key file {} cannot be read: {error}; name it with --keys", path.display())),
    }
}

/// Refuses a key file that others on this machine can read.
fn private(path: &Path) -> Result<(), String> {
    let mode = std::fs::metadata(path).map_err(|error| error.to_string())?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(format!("others can read the key file {0}; run: chmod 600 {0}", path.display()));
    }
    Ok(())
}

fn generate(path: &Path) -> Result<KeyFile, String> {
    let keys = KeyFile::generate(&mut entropy(), &Clock::System.now().date());
    let write = || -> std::io::Result<()> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(keys.to_toml().expose().as_bytes())?;
        file.sync_all()
    };
    match write() {
        Ok(()) => Ok(keys),
        // Another process was faster: its keys count.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => load(path, false),
        Err(error) => Err(format!("the key file {} cannot be written: {error}", path.display())),
    }
}
