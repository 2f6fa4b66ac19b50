//! The age format: the one place where it is written and read.

use std::io::{Read, Write};
use std::str::FromStr;

use age::stream::{StreamReader, StreamWriter};
use age::{Decryptor, Encryptor, x25519};
use vigie_seal::RecoveryKey;

use super::BackupError;

/// Somebody who can open a backup.
pub struct Recipient(x25519::Recipient);

/// What opens a backup.
pub struct Identity(x25519::Identity);

/// Reads a recipient, `age1…`.
///
/// # Errors
/// [`BackupError::Recipient`] when it is none.
pub fn recipient(text: &str) -> Result<Recipient, BackupError> {
    // Our own reading first: it refuses a key to which nothing may be sealed.
    RecoveryKey::parse_recipient(text).map_err(|_| BackupError::Recipient)?;
    x25519::Recipient::from_str(text.trim()).map(Recipient).map_err(|_| BackupError::Recipient)
}

/// Reads the identities of a file: one a line, `#` before remarks; or a recovery paper as it was typed off.
///
/// # Errors
/// [`BackupError::Identity`] when there is none.
pub fn identities(text: &str) -> Result<Vec<Identity>, BackupError> {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let one = |text: &str| {
        let key = RecoveryKey::parse_paper(text).ok()?;
        x25519::Identity::from_str(key.to_paper().expose()).ok().map(Identity)
    };
    let each: Option<Vec<Identity>> = lines.iter().map(|line| one(line)).collect();
    // A paper that was typed off may be broken into several lines.
    let found = each.filter(|all| !all.is_empty()).or_else(|| one(&lines.concat()).map(|key| vec![key]));
    found.ok_or(BackupError::Identity)
}

/// What is written into it can be read by each recipient, and by nobody else.
pub(super) fn writer<W: Write>(to: &[Recipient], out: W) -> Result<StreamWriter<W>, BackupError> {
    let recipients = to.iter().map(|one| &one.0 as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(|_| BackupError::Nobody)?;
    Ok(encryptor.wrap_output(out)?)
}

/// Ends the file; one that was not ended is refused when it is read.
pub(super) fn finish<W: Write>(out: StreamWriter<W>) -> Result<(), BackupError> {
    let mut out = out.finish()?;
    Ok(out.flush()?)
}

/// Reads what an identity opens.
pub(super) fn reader<R: Read>(identities: &[Identity], from: R) -> Result<StreamReader<R>, BackupError> {
    let decryptor = Decryptor::new(from).map_err(|_| BackupError::Closed)?;
    decryptor.decrypt(identities.iter().map(|one| &one.0 as &dyn age::Identity)).map_err(|_| BackupError::Closed)
}
