//! Keys, sealing and receipt codes: bytes in, values out.
//!
//! Everything that hides or proves something goes through here, so that the rest of vigie never
//! meets a cipher. No clock, no disk, no network; randomness is always an argument. Every wire
//! format begins with a suite byte and has a frozen vector in `tests/it`.

mod bytes;
mod context;
mod data_key;
mod error;
mod hpke;
mod keyfile;
mod passphrase;
mod receipt;
mod recovery;
mod secret;
mod session;
mod shapes;
mod sign;
pub mod stream;
mod tag;
mod totp;

pub use bytes::{commitment, random_bytes};
pub use context::{Context, Purpose, SUITE};
pub use data_key::{DataKey, Sealed};
pub use error::{BadKey, OpenError};
pub use hpke::{PrivateKey, PublicKey, Wrap};
pub use keyfile::{KeyFile, KeyFileError, KeyKind, Numbered, Ring};
pub use passphrase::{BadPassParams, PassParams, passphrase_key};
pub use receipt::{CodeError, ReceiptCode, ReceiptKeys, WordList, fold, typed_chunk};
pub use recovery::{BadRecovery, RecoveryKey, recipient_of};
pub use secret::Secret;
pub use session::{BadSession, SessionSecret};
pub use sign::{AuditSigner, AuditVerifier, BadSignature, RootKey, RootPublic};
pub use tag::{MacKey, Tag, TagKey};
pub use totp::{TOTP_STEP, TotpSecret};
