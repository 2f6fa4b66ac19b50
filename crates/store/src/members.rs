//! Members, desks, who holds which desk's key, and the recovery key.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A person of the house.
    Member {
        /// Who.
        id: Uuid,
        /// Keyed tag of the log-in name.
        login_tag: Vec<u8>,
        /// `active` or `removed`.
        state: String,
        /// Salt of the passphrase, 16 bytes.
        pass_salt: Vec<u8>,
        /// Cost of the passphrase's hash: KiB, passes, lanes, number of the tag key, with spaces between.
        pass_params: String,
        /// X25519 public key.
        public_key: Vec<u8>,
        /// The root key's signature over member and public key.
        signature: Vec<u8>,
        /// The private key, sealed under the passphrase.
        private_sealed: Vec<u8>,
        /// When the member came to be.
        created_at_ms: i64,
        /// Words of the roles with spaces between; empty for a member of the first version.
        roles: String,
        /// Keyed mac of member and roles.
        roles_mac: Vec<u8>,
    }
}

row! {
    /// A team with a key of its own.
    Desk {
        /// Which.
        id: Uuid,
        /// `intake` or `urgent`.
        kind: String,
        /// Number of its present key, from 1.
        generation: i64,
        /// X25519 public key of this generation.
        public_key: Vec<u8>,
        /// The root key's signature over desk, generation and public key.
        signature: Vec<u8>,
    }
}

row! {
    /// A desk's private key in a member's hand.
    DeskWrap {
        /// Which desk.
        desk_id: Uuid,
        /// Which generation of its key.
        generation: i64,
        /// The private key, to the member.
        wrap: Vec<u8>,
    }
}

row! {
    /// A member's name as a desk can read it.
    DeskName {
        /// Who.
        member_id: Uuid,
        /// Under which generation of the desk's key.
        generation: i64,
        /// The name, to the desk.
        name_sealed: Vec<u8>,
    }
}

/// Stores a member.
pub async fn insert(tx: &mut Tx, member: &Member) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO members (id, login_tag, state, pass_salt, pass_params, public_key, signature, private_sealed, created_at_ms, roles, roles_mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        member.id, member.login_tag.as_slice(), member.state.as_str(), member.pass_salt.as_slice(), member.pass_params.as_str(),
        member.public_key.as_slice(), member.signature.as_slice(), member.private_sealed.as_slice(), member.created_at_ms,
        member.roles.as_str(), member.roles_mac.as_slice())
    .map(|_| ())
}

/// The active member with this log-in tag; `None` when there is none.
pub async fn by_login(tx: &mut Tx, login_tag: &[u8]) -> Result<Option<Member>, StoreError> {
    sql!(opt tx, "SELECT id, login_tag, state, pass_salt, pass_params, public_key, signature, private_sealed, created_at_ms, roles, roles_mac
                  FROM members WHERE login_tag = $1 AND state = 'active'", login_tag)
}

/// The active member; `None` when there is none or it was removed.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Member>, StoreError> {
    sql!(opt tx, "SELECT id, login_tag, state, pass_salt, pass_params, public_key, signature, private_sealed, created_at_ms, roles, roles_mac
                  FROM members WHERE id = $1 AND state = 'active'", id)
}

/// Every active member, oldest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Member>, StoreError> {
    sql!(all tx, "SELECT id, login_tag, state, pass_salt, pass_params, public_key, signature, private_sealed, created_at_ms, roles, roles_mac
                  FROM members WHERE state = 'active' ORDER BY created_at_ms, id")
}

/// Gives a member roles.
///
/// # Errors
/// [`StoreError::Conflict`] when there is no such member.
pub async fn set_roles(tx: &mut Tx, id: Uuid, roles: &str, roles_mac: &[u8]) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE members SET roles = $2, roles_mac = $3 WHERE id = $1", id, roles, roles_mac).and_then(one)
}

/// How many active members there are.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM members WHERE state = 'active'")
}

/// Stores a desk.
pub async fn insert_desk(tx: &mut Tx, desk: &Desk, at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO desks (id, kind, generation, public_key, signature, created_at_ms) VALUES ($1, $2, $3, $4, $5, $6)",
        desk.id, desk.kind.as_str(), desk.generation, desk.public_key.as_slice(), desk.signature.as_slice(), at_ms)
    .map(|_| ())
}

/// Every desk, oldest first.
pub async fn desks(tx: &mut Tx) -> Result<Vec<Desk>, StoreError> {
    sql!(all tx, "SELECT id, kind, generation, public_key, signature FROM desks ORDER BY created_at_ms, id")
}

/// Gives a member the desk's private key, and the desk the member's name.
pub async fn join(tx: &mut Tx, member: Uuid, held: &DeskWrap, name_sealed: &[u8]) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO desk_members (desk_id, member_id, generation, wrap, name_sealed) VALUES ($1, $2, $3, $4, $5)",
        held.desk_id, member, held.generation, held.wrap.as_slice(), name_sealed)
    .map(|_| ())
}

/// The desk keys that a member holds, newest generation first.
pub async fn held_by(tx: &mut Tx, member: Uuid) -> Result<Vec<DeskWrap>, StoreError> {
    sql!(all tx, "SELECT desk_id, generation, wrap FROM desk_members WHERE member_id = $1 ORDER BY desk_id, generation DESC", member)
}

/// The names of a desk's members, sealed to the desk.
pub async fn names(tx: &mut Tx, desk: Uuid) -> Result<Vec<DeskName>, StoreError> {
    sql!(all tx, "SELECT member_id, generation, name_sealed FROM desk_members WHERE desk_id = $1", desk)
}

/// Stores a recovery key's public half and the mac that confirms its paper.
pub async fn insert_recovery(
    tx: &mut Tx,
    id: Uuid,
    public_key: &[u8],
    tail_mac: &[u8],
    at_ms: i64,
) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO recovery_keys (id, public_key, tail_mac, created_at_ms) VALUES ($1, $2, $3, $4)",
        id, public_key, tail_mac, at_ms)
    .map(|_| ())
}

/// Gives the recovery key a desk's private key.
pub async fn insert_recovery_wrap(tx: &mut Tx, recovery: Uuid, held: &DeskWrap) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO recovery_wraps (recovery_id, desk_id, generation, wrap) VALUES ($1, $2, $3, $4)",
        recovery, held.desk_id, held.generation, held.wrap.as_slice())
    .map(|_| ())
}

/// Confirms the paper whose mac this is; `false` when it is another's.
pub async fn confirm_recovery(tx: &mut Tx, id: Uuid, tail_mac: &[u8], at_ms: i64) -> Result<bool, StoreError> {
    sql!(exec tx, "UPDATE recovery_keys SET confirmed_at_ms = COALESCE(confirmed_at_ms, $3) WHERE id = $1 AND tail_mac = $2", id, tail_mac, at_ms)
        .map(|done| done == 1)
}

/// True when a recovery key's paper was confirmed.
pub async fn recovery_confirmed(tx: &mut Tx) -> Result<bool, StoreError> {
    sql!(count tx, "SELECT count(*) FROM recovery_keys WHERE confirmed_at_ms IS NOT NULL")
        .map(|confirmed| confirmed > 0)
}
