//! The key file: the keys of a node that its database must never hold.
//!
//! Mode 0600, outside the data folder and its backups, the same on every host. Each kind of key
//! is a list, newest first, every entry numbered and dated: the newest makes new things, the
//! older ones still open or find what they made. The root signing seed is here too for now,
//! beside its fingerprint: set-up and inviting a member sign public keys with it on this host.

mod text;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{
    AuditSigner, AuditVerifier, DataKey, MacKey, RootKey, Secret, TagKey, bytes::random_bytes, shapes::hidden,
};

/// Why a key file was refused. Never holds a word of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// Not TOML, or a field that is missing, unknown or malformed.
    #[error("the key file cannot be read, near line {line}")]
    Syntax {
        /// The line it was noticed on, from 1.
        line: usize,
    },
    /// Written for another version of vigie.
    #[error("the key file has a format this version does not know")]
    Format,
    /// A kind of key without any entry.
    #[error("the key file has no [[{section}]]")]
    Missing {
        /// The section.
        section: &'static str,
    },
    /// Numbers start at 1 and fall from entry to entry: the newest comes first.
    #[error("the entries of [[{section}]] are not newest first")]
    Order {
        /// The section.
        section: &'static str,
    },
    /// A date that is not `YYYY-MM-DD`.
    #[error("an entry of [{section}] has no date like 2031-12-24")]
    Date {
        /// The section.
        section: &'static str,
    },
    /// The same key stands in two places: one was copied instead of made.
    #[error("two entries of the key file hold the same key")]
    Reused,
    /// The root seed does not belong to the fingerprint beside it.
    #[error("the root seed and its fingerprint do not belong together")]
    Fingerprint,
    /// The hash over the whole file is another: something was changed or lost in copying.
    #[error("the key file was changed or damaged in copying: its check does not fit")]
    Check,
}

/// A key with its number and the day it was made.
pub struct Numbered<T> {
    number: u16,
    date: String,
    key: T,
}

impl<T> Numbered<T> {
    /// From 1; stored beside what the key made.
    pub const fn number(&self) -> u16 {
        self.number
    }

    /// The day it was made, `YYYY-MM-DD`.
    pub fn date(&self) -> &str {
        &self.date
    }

    /// The key.
    pub const fn key(&self) -> &T {
        &self.key
    }
}

/// The keys of one kind, newest first, never none.
pub struct Ring<T>(Vec<Numbered<T>>);

impl<T> Ring<T> {
    /// The key new things are made with.
    pub fn newest(&self) -> &Numbered<T> {
        // Cannot fail: a ring is only built with at least one key.
        &self.0[0]
    }

    /// The key with a number; `None` when it was retired or never was.
    pub fn by_number(&self, number: u16) -> Option<&T> {
        self.0.iter().find(|entry| entry.number == number).map(Numbered::key)
    }

    /// Every key, newest first: for what does not say which key made it.
    pub fn iter(&self) -> impl Iterator<Item = &Numbered<T>> {
        self.0.iter()
    }
}

/// A kind of key that can be renewed. The root cannot: members would have to be signed anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Tags.
    Tag,
    /// The salt of receipt codes.
    ReceiptSalt,
    /// Marks of drafts and receipt codes.
    Draft,
    /// Deliveries.
    Delivery,
    /// Passes.
    Pass,
    /// Signatures of checkpoints.
    AuditSigner,
    /// Macs of audit leaves.
    AuditMac,
}

/// The keys of a node.
pub struct KeyFile {
    tags: Ring<TagKey>,
    receipts: Ring<Secret<[u8; 32]>>,
    drafts: Ring<MacKey>,
    deliveries: Ring<MacKey>,
    passes: Ring<DataKey>,
    audit_signers: Ring<AuditSigner>,
    audit_macs: Ring<MacKey>,
    root: Numbered<RootKey>,
}

impl KeyFile {
    /// A new file: one key of each kind, number 1, made on `date` (`YYYY-MM-DD`).
    ///
    /// # Panics
    /// When `date` has another form: the caller's clock made it, no person did.
    pub fn generate(rng: &mut impl CryptoRng, date: &str) -> Self {
        assert!(is_date(date), "the date must look like 2031-12-24");
        Self {
            tags: first(date, TagKey::new(1, MacKey::random(rng))),
            receipts: first(date, Secret::new(random_bytes(rng))),
            drafts: first(date, MacKey::random(rng)),
            deliveries: first(date, MacKey::random(rng)),
            passes: first(date, DataKey::random(rng)),
            audit_signers: first(date, AuditSigner::random(rng)),
            audit_macs: first(date, MacKey::random(rng)),
            root: Numbered { number: 1, date: date.to_owned(), key: RootKey::random(rng) },
        }
    }

    /// Adds a new key of a kind, made on `date` (`YYYY-MM-DD`); the older ones stay.
    ///
    /// # Panics
    /// As [`KeyFile::generate`].
    pub fn renew(&mut self, kind: KeyKind, rng: &mut impl CryptoRng, date: &str) {
        assert!(is_date(date), "the date must look like 2031-12-24");
        let key = Zeroizing::new(random_bytes(rng));
        match kind {
            KeyKind::Tag => renew(&mut self.tags, &key, date),
            KeyKind::ReceiptSalt => renew(&mut self.receipts, &key, date),
            KeyKind::Draft => renew(&mut self.drafts, &key, date),
            KeyKind::Delivery => renew(&mut self.deliveries, &key, date),
            KeyKind::Pass => renew(&mut self.passes, &key, date),
            KeyKind::AuditSigner => renew(&mut self.audit_signers, &key, date),
            KeyKind::AuditMac => renew(&mut self.audit_macs, &key, date),
        }
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// [`KeyFileError`], with the line or section to look at.
    pub fn parse(toml: &str) -> Result<Self, KeyFileError> {
        text::parse(toml)
    }

    /// The file's text, to be written with mode 0600.
    pub fn to_toml(&self) -> Secret<String> {
        text::write(self)
    }

    /// The key new tags are made with.
    pub fn tag_key(&self) -> &TagKey {
        self.tags.newest().key()
    }

    /// The tag key with a number; `None` when it was retired or never was.
    pub fn tag_key_by_number(&self, number: u16) -> Option<&TagKey> {
        self.tags.by_number(number)
    }

    /// Every tag key: a search looks for a value under each.
    pub const fn tag_keys(&self) -> &Ring<TagKey> {
        &self.tags
    }

    /// The salt new receipt codes are hashed with.
    pub fn receipt_salt(&self) -> &Secret<[u8; 32]> {
        self.receipts.newest().key()
    }

    /// Every receipt salt. A typed code does not say which one: each try is one slow hash.
    pub const fn receipt_salts(&self) -> &Ring<Secret<[u8; 32]>> {
        &self.receipts
    }

    /// Marks of drafts, messages, set-up links and the recovery paper's end; and the receipt code of a draft.
    pub fn draft_mac(&self) -> &MacKey {
        self.drafts.newest().key()
    }

    /// The stable key a partner sees for a delivery.
    pub fn delivery_mac(&self) -> &MacKey {
        self.deliveries.newest().key()
    }

    /// Seals passes.
    pub fn pass_key(&self) -> &DataKey {
        self.passes.newest().key()
    }

    /// Every pass key: a pass sealed just before a new key came is still good for minutes.
    pub const fn pass_keys(&self) -> &Ring<DataKey> {
        &self.passes
    }

    /// Signs checkpoints.
    pub fn audit_signer(&self) -> &AuditSigner {
        self.audit_signers.newest().key()
    }

    /// The number to store beside a checkpoint.
    pub fn audit_signer_number(&self) -> u16 {
        self.audit_signers.newest().number()
    }

    /// Checks a checkpoint signed under a number; `None` when that signer is not in this file.
    pub fn audit_verifier(&self, number: u16) -> Option<AuditVerifier> {
        self.audit_signers.by_number(number).map(AuditSigner::verifier)
    }

    /// Every checker of checkpoints, newest first.
    pub fn audit_verifiers(&self) -> impl Iterator<Item = AuditVerifier> + '_ {
        self.audit_signers.iter().map(|signer| signer.key().verifier())
    }

    /// Macs of audit leaves, which only this node can make.
    pub fn audit_mac(&self) -> &MacKey {
        self.audit_macs.newest().key()
    }

    /// Every key of such macs, newest first.
    pub const fn audit_macs(&self) -> &Ring<MacKey> {
        &self.audit_macs
    }

    /// Signs public keys of members and desks.
    pub const fn root(&self) -> &RootKey {
        &self.root.key
    }

    /// The fingerprint a stored root public key must have.
    pub fn root_fingerprint(&self) -> [u8; 32] {
        self.root.key.public().fingerprint()
    }
}

hidden!(KeyFile);

fn first<T>(date: &str, key: T) -> Ring<T> {
    Ring(vec![Numbered { number: 1, date: date.to_owned(), key }])
}

fn renew<T: Entry>(ring: &mut Ring<T>, bytes: &Zeroizing<[u8; 32]>, date: &str) {
    // Cannot fail: nobody makes 65,535 keys of a kind.
    let number = ring.newest().number.checked_add(1).expect("fewer than 65,535 keys");
    ring.0.insert(0, Numbered { number, date: date.to_owned(), key: T::from_entry(number, bytes) });
}

/// `YYYY-MM-DD`, with a month and a day that can be.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shape && ("01"..="12").contains(&&text[5..7]) && ("01"..="31").contains(&&text[8..])
}

/// How a key of a ring is read from and written as 32 bytes.
trait Entry: Sized {
    fn from_entry(number: u16, bytes: &Zeroizing<[u8; 32]>) -> Self;
    fn bytes(&self) -> &[u8; 32];
}

macro_rules! entry {
    ($type:ty, |$number:ident, $bytes:ident| $from:expr, |$key:ident| $to:expr) => {
        impl Entry for $type {
            fn from_entry($number: u16, $bytes: &Zeroizing<[u8; 32]>) -> Self {
                $from
            }
            fn bytes(&self) -> &[u8; 32] {
                let $key = self;
                $to
            }
        }
    };
}

entry!(TagKey, |number, bytes| TagKey::new(number, MacKey::from_bytes(**bytes)), |key| key.expose());
entry!(Secret<[u8; 32]>, |_number, bytes| Secret::new(**bytes), |key| key.expose());
entry!(MacKey, |_number, bytes| MacKey::from_bytes(**bytes), |key| key.expose());
entry!(DataKey, |_number, bytes| DataKey::from_bytes(**bytes), |key| key.expose());
entry!(AuditSigner, |_number, bytes| AuditSigner::from_seed(bytes), |key| key.seed());
