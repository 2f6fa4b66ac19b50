//! Invitations: from the word that an administrator hands over to the key that waits to be confirmed.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// An invitation; its id becomes the member's.
    Invitation {
        /// Which.
        id: Uuid,
        /// Keyed mac of the word.
        word_mac: Vec<u8>,
        /// The word, to the inviter's own key.
        word_sealed: Vec<u8>,
        /// The name of the invited, to the inviter's own key.
        name_sealed: Vec<u8>,
        /// Keyed tag of the log-in name.
        login_tag: Vec<u8>,
        /// Words of the roles.
        roles: String,
        /// Who invited.
        invited_by: Uuid,
        /// When.
        at_ms: i64,
        /// Until when the word is good.
        expires_at_ms: i64,
        /// `sent` or `joined`; `done` and `withdrawn` are not read.
        state: String,
        /// Keyed mac of what never changes.
        mac: Vec<u8>,
    }
}

row! {
    /// What the invited person brought: a passphrase's salt and cost, and a key pair.
    Joined {
        /// Salt of the passphrase.
        pass_salt: Vec<u8>,
        /// Cost of its hash.
        pass_params: String,
        /// Public key.
        public_key: Vec<u8>,
        /// Private key under the passphrase.
        private_sealed: Vec<u8>,
        /// Mac of the public key under the word.
        key_mac: Vec<u8>,
    }
}

/// Stores a new invitation.
pub async fn insert(tx: &mut Tx, row: &Invitation) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO invitations (id, word_mac, word_sealed, name_sealed, login_tag, roles, invited_by, at_ms, expires_at_ms, state, mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'sent', $10)",
        row.id, row.word_mac.as_slice(), row.word_sealed.as_slice(), row.name_sealed.as_slice(), row.login_tag.as_slice(),
        row.roles.as_str(), row.invited_by, row.at_ms, row.expires_at_ms, row.mac.as_slice())
    .map(|_| ())
}

/// The invitation whose word has this mac, while it can be answered; `None` otherwise.
pub async fn by_word(tx: &mut Tx, word_mac: &[u8], now_ms: i64) -> Result<Option<Invitation>, StoreError> {
    sql!(opt tx, "SELECT id, word_mac, word_sealed, name_sealed, login_tag, roles, invited_by, at_ms, expires_at_ms, state, mac
                  FROM invitations WHERE word_mac = $1 AND state = 'sent' AND expires_at_ms > $2", word_mac, now_ms)
}

/// An invitation that was answered or still can be; `None` otherwise.
pub async fn get(tx: &mut Tx, id: Uuid, now_ms: i64) -> Result<Option<Invitation>, StoreError> {
    sql!(opt tx, "SELECT id, word_mac, word_sealed, name_sealed, login_tag, roles, invited_by, at_ms, expires_at_ms, state, mac
                  FROM invitations WHERE id = $1 AND state IN ('sent', 'joined') AND expires_at_ms > $2", id, now_ms)
}

/// Who invited whoever came by this invitation; `None` when nobody did, or long ago.
pub async fn by(tx: &mut Tx, id: Uuid) -> Result<Option<(Uuid,)>, StoreError> {
    sql!(opt tx, "SELECT invited_by FROM invitations WHERE id = $1 AND state = 'done'", id)
}

/// Every invitation that was answered or still can be, oldest first.
pub async fn open(tx: &mut Tx, now_ms: i64) -> Result<Vec<Invitation>, StoreError> {
    sql!(all tx, "SELECT id, word_mac, word_sealed, name_sealed, login_tag, roles, invited_by, at_ms, expires_at_ms, state, mac
                  FROM invitations WHERE state IN ('sent', 'joined') AND expires_at_ms > $1 ORDER BY at_ms, id", now_ms)
}

/// What the invited person brought; `None` while nobody has answered.
pub async fn joined(tx: &mut Tx, id: Uuid) -> Result<Option<Joined>, StoreError> {
    sql!(opt tx, "SELECT pass_salt, pass_params, public_key, private_sealed, key_mac FROM invitations WHERE id = $1 AND state = 'joined'", id)
}

/// Stores the answer to an invitation, once.
///
/// # Errors
/// [`StoreError::Conflict`] when it was answered, withdrawn or has expired.
pub async fn join(tx: &mut Tx, id: Uuid, row: &Joined, now_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE invitations SET state = 'joined', pass_salt = $3, pass_params = $4, public_key = $5, private_sealed = $6, key_mac = $7
                   WHERE id = $1 AND state = 'sent' AND expires_at_ms > $2",
        id, now_ms, row.pass_salt.as_slice(), row.pass_params.as_str(), row.public_key.as_slice(),
        row.private_sealed.as_slice(), row.key_mac.as_slice())
    .and_then(one)
}

/// Ends an invitation: confirmed or withdrawn. Nothing of it is kept but that it was.
///
/// # Errors
/// [`StoreError::Conflict`] when it has ended already.
pub async fn end(tx: &mut Tx, id: Uuid, state: &str) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE invitations SET state = $2, pass_salt = NULL, pass_params = NULL, public_key = NULL, private_sealed = NULL, key_mac = NULL
                   WHERE id = $1 AND state IN ('sent', 'joined')", id, state)
    .and_then(one)
}

/// True when an open invitation holds this log-in tag.
pub async fn holds_login(tx: &mut Tx, login_tag: &[u8], now_ms: i64) -> Result<bool, StoreError> {
    sql!(count tx, "SELECT count(*) FROM invitations WHERE login_tag = $1 AND state IN ('sent', 'joined') AND expires_at_ms > $2", login_tag, now_ms)
        .map(|held| held > 0)
}

/// Forgets invitations that ended or expired before a moment.
pub async fn sweep(tx: &mut Tx, before_ms: i64) -> Result<u64, StoreError> {
    sql!(exec tx, "DELETE FROM invitations WHERE expires_at_ms <= $1", before_ms)
}
