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
        /// `intake`, `urgent`, `audit` or `house`.
        kind: String,
        /// Keyed mac of desk and kind; empty for a desk of the first version.
        kind_mac: Vec<u8>,
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
        /// Keyed mac of the sealed name and its place; empty for a name of the first version.
        name_mac: Vec<u8>,
    }
}

row! {
    /// A public key that a desk had before its present one.
    FormerKey {
        /// Which desk.
        desk_id: Uuid,
        /// Which generation.
        generation: i64,
        /// X25519 public key.
        public_key: Vec<u8>,
        /// The root key's signature over desk, generation and public key.
        signature: Vec<u8>,
    }
}

row! {
    /// The public half of a recovery key.
    RecoveryPublic {
        /// Which.
        id: Uuid,
        /// X25519 public key.
        public_key: Vec<u8>,
        /// Keyed mac of id and key; empty for a key of the first version.
        mac: Vec<u8>,
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
    sql!(exec tx, "INSERT INTO desks (id, kind, kind_mac, generation, public_key, signature, created_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        desk.id, desk.kind.as_str(), desk.kind_mac.as_slice(), desk.generation, desk.public_key.as_slice(), desk.signature.as_slice(), at_ms)
    .map(|_| ())
}

/// Every desk, oldest first.
pub async fn desks(tx: &mut Tx) -> Result<Vec<Desk>, StoreError> {
    sql!(all tx, "SELECT id, kind, kind_mac, generation, public_key, signature FROM desks ORDER BY created_at_ms, id")
}

/// Gives a member the desk's private key, and the desk the member's name.
pub async fn join(tx: &mut Tx, held: &DeskWrap, name: &DeskName) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO desk_members (desk_id, member_id, generation, wrap, name_sealed, name_mac) VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (desk_id, member_id, generation) DO UPDATE SET wrap = excluded.wrap, name_sealed = excluded.name_sealed, name_mac = excluded.name_mac",
        held.desk_id, name.member_id, held.generation, held.wrap.as_slice(), name.name_sealed.as_slice(), name.name_mac.as_slice())
    .map(|_| ())
}

/// The desk keys that a member holds, newest generation first.
pub async fn held_by(tx: &mut Tx, member: Uuid) -> Result<Vec<DeskWrap>, StoreError> {
    sql!(all tx, "SELECT desk_id, generation, wrap FROM desk_members WHERE member_id = $1 AND length(wrap) > 0 ORDER BY desk_id, generation DESC", member)
}

/// The names of a desk's members, sealed to the desk.
pub async fn names(tx: &mut Tx, desk: Uuid) -> Result<Vec<DeskName>, StoreError> {
    sql!(all tx, "SELECT member_id, generation, name_sealed, name_mac FROM desk_members WHERE desk_id = $1 ORDER BY generation", desk)
}

/// Stores a recovery key's public half and the mac that confirms its paper.
pub async fn insert_recovery(tx: &mut Tx, key: &RecoveryPublic, tail_mac: &[u8], at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO recovery_keys (id, public_key, mac, tail_mac, created_at_ms) VALUES ($1, $2, $3, $4, $5)",
        key.id, key.public_key.as_slice(), key.mac.as_slice(), tail_mac, at_ms)
    .map(|_| ())
}

/// Every recovery key's public half.
pub async fn recovery_keys(tx: &mut Tx) -> Result<Vec<RecoveryPublic>, StoreError> {
    sql!(all tx, "SELECT id, public_key, mac FROM recovery_keys ORDER BY created_at_ms, id")
}

/// The desk keys that a recovery paper opens.
pub async fn recovery_wraps(tx: &mut Tx, recovery: Uuid) -> Result<Vec<DeskWrap>, StoreError> {
    sql!(all tx, "SELECT desk_id, generation, wrap FROM recovery_wraps WHERE recovery_id = $1 ORDER BY desk_id, generation DESC", recovery)
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

/// The newest recovery key, while no paper was ever confirmed.
pub async fn recovery_waits(tx: &mut Tx) -> Result<Option<Uuid>, StoreError> {
    let row: Option<(Uuid,)> = sql!(opt tx, "SELECT id FROM recovery_keys
        WHERE NOT EXISTS (SELECT 1 FROM recovery_keys WHERE confirmed_at_ms IS NOT NULL) ORDER BY created_at_ms DESC, id DESC LIMIT 1")?;
    Ok(row.map(|row| row.0))
}

/// True when a recovery key's paper was confirmed.
pub async fn recovery_confirmed(tx: &mut Tx) -> Result<bool, StoreError> {
    sql!(count tx, "SELECT count(*) FROM recovery_keys WHERE confirmed_at_ms IS NOT NULL")
        .map(|confirmed| confirmed > 0)
}

/// What the start of a newer version does once to rows of the first: gives each the mac that it has lacked.
pub async fn set_macs(tx: &mut Tx, what: Unvouched<'_>) -> Result<(), StoreError> {
    match what {
        Unvouched::Kind(desk, mac) => {
            sql!(exec tx, "UPDATE desks SET kind_mac = $2 WHERE id = $1", desk, mac).and_then(one)
        }
        Unvouched::Name(desk, name, mac) => {
            sql!(exec tx, "UPDATE desk_members SET name_mac = $4 WHERE desk_id = $1 AND member_id = $2 AND generation = $3",
                desk, name.member_id, name.generation, mac)
            .and_then(one)
        }
        Unvouched::Recovery(key, mac) => {
            sql!(exec tx, "UPDATE recovery_keys SET mac = $2 WHERE id = $1", key, mac).and_then(one)
        }
    }
}

/// A row of the first version and the mac it is given.
#[derive(Debug, Clone, Copy)]
pub enum Unvouched<'a> {
    /// The kind of a desk.
    Kind(Uuid, &'a [u8]),
    /// A member's name as this desk reads it.
    Name(Uuid, &'a DeskName, &'a [u8]),
    /// A recovery key.
    Recovery(Uuid, &'a [u8]),
}

/// Every key that a desk had before its present one.
pub async fn former_keys(tx: &mut Tx) -> Result<Vec<FormerKey>, StoreError> {
    sql!(all tx, "SELECT desk_id, generation, public_key, signature FROM desk_keys")
}

/// Makes membership change one at a time, on both engines: whoever holds this waits for nobody else's half-done change.
pub async fn lock(tx: &mut Tx) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE node SET demo = demo WHERE id = 1").map(|_| ())
}

/// Gives a desk its next key; the one before is kept as a former one.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else gave it one.
pub async fn renew_desk(tx: &mut Tx, desk: &Desk) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "INSERT INTO desk_keys (desk_id, generation, public_key, signature)
                   SELECT id, generation, public_key, signature FROM desks WHERE id = $1", desk.id)?;
    sql!(exec tx, "UPDATE desks SET generation = $2, public_key = $3, signature = $4 WHERE id = $1 AND generation = $5",
        desk.id, desk.generation, desk.public_key.as_slice(), desk.signature.as_slice(), desk.generation - 1)
    .and_then(one)
}

/// Which members hold the present key of a desk.
pub async fn holders(tx: &mut Tx, desk: Uuid) -> Result<Vec<(Uuid,)>, StoreError> {
    sql!(all tx, "SELECT d.member_id FROM desk_members d JOIN members m ON m.id = d.member_id AND m.state = 'active'
                  JOIN desks k ON k.id = d.desk_id AND k.generation = d.generation
                  WHERE d.desk_id = $1 AND length(d.wrap) > 0 ORDER BY m.created_at_ms, m.id", desk)
}

/// Takes every key of a desk from a member; the desk keeps the name, for what was written before.
pub async fn drop_wraps(tx: &mut Tx, desk: Uuid, member: Uuid) -> Result<(), StoreError> {
    sql!(exec tx,
        lite "UPDATE desk_members SET wrap = x'' WHERE desk_id = $1 AND member_id = $2"
        pg "UPDATE desk_members SET wrap = '' WHERE desk_id = $1 AND member_id = $2", desk, member)
    .map(|_| ())
}

/// Removes a member: nobody signs in with that name or passphrase any more, and the name is free again.
///
/// # Errors
/// [`StoreError::Conflict`] when there is no such active member.
pub async fn remove(tx: &mut Tx, id: Uuid, login_tag: &[u8]) -> Result<(), StoreError> {
    sql!(exec tx,
        lite "UPDATE members SET state = 'removed', login_tag = $2, private_sealed = x'' WHERE id = $1 AND state = 'active'"
        pg "UPDATE members SET state = 'removed', login_tag = $2, private_sealed = '' WHERE id = $1 AND state = 'active'", id, login_tag)
    .and_then(one)
}

/// Stores a member's private key under another passphrase.
///
/// # Errors
/// [`StoreError::Conflict`] when there is no such member.
pub async fn set_passphrase(tx: &mut Tx, member: &Member) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE members SET pass_salt = $2, pass_params = $3, private_sealed = $4 WHERE id = $1 AND state = 'active'",
        member.id, member.pass_salt.as_slice(), member.pass_params.as_str(), member.private_sealed.as_slice())
    .and_then(one)
}

/// Stores a member's name for that member alone.
pub async fn set_own_name(tx: &mut Tx, id: Uuid, name_sealed: &[u8], name_mac: &[u8]) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE members SET name_sealed = $2, name_mac = $3 WHERE id = $1", id, name_sealed, name_mac)
        .map(|_| ())
}

/// A member's name for that member alone, and its mac; both empty for a member of the first version.
pub async fn own_name(tx: &mut Tx, id: Uuid) -> Result<Option<(Vec<u8>, Vec<u8>)>, StoreError> {
    sql!(opt tx, "SELECT name_sealed, name_mac FROM members WHERE id = $1", id)
}
