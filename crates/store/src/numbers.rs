//! Numbers that visitors are shown: checks of the house, numbers of its own, and reports that one did not work.

use uuid::Uuid;

use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A check of a number by a member.
    Check {
        /// Identifier.
        id: Uuid,
        /// Which number.
        number_id: String,
        /// Who checked.
        member_id: Uuid,
        /// When, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// JSON.
        value: Vec<u8>,
        /// Desk that can read the evidence.
        desk_id: Uuid,
        /// Generation of that desk's key.
        generation: i64,
        /// What the member wrote.
        evidence_sealed: Vec<u8>,
        /// Keyed mac of the rest.
        mac: Vec<u8>,
    }
}

row! {
    /// A number of the house's own.
    Own {
        /// Identifier.
        id: Uuid,
        /// Its id among all numbers.
        number_id: String,
        /// Who added it.
        member_id: Uuid,
        /// When, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// JSON.
        value: Vec<u8>,
        /// Keyed mac of the rest.
        mac: Vec<u8>,
    }
}

/// Stores a check.
pub async fn insert_check(tx: &mut Tx, check: &Check) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO number_checks (id, number_id, member_id, at_ms, value, desk_id, generation, evidence_sealed, mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        check.id, &check.number_id, check.member_id, check.at_ms, &check.value, check.desk_id, check.generation,
        &check.evidence_sealed, &check.mac)
    .map(|_| ())
}

/// Every check, oldest first.
pub async fn checks(tx: &mut Tx) -> Result<Vec<Check>, StoreError> {
    sql!(all tx, "SELECT id, number_id, member_id, at_ms, value, desk_id, generation, evidence_sealed, mac
                  FROM number_checks ORDER BY at_ms, id")
}

/// Stores a number of the house's own.
pub async fn insert_own(tx: &mut Tx, own: &Own) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO own_numbers (id, number_id, member_id, at_ms, value, mac) VALUES ($1, $2, $3, $4, $5, $6)",
        own.id, &own.number_id, own.member_id, own.at_ms, &own.value, &own.mac)
    .map(|_| ())
}

/// Every number of the house's own, oldest first.
pub async fn own(tx: &mut Tx) -> Result<Vec<Own>, StoreError> {
    sql!(all tx, "SELECT id, number_id, member_id, at_ms, value, mac FROM own_numbers ORDER BY at_ms, id")
}

/// Counts that a visitor could not reach a number on a day.
pub async fn report(tx: &mut Tx, number: &str, day: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO number_reports (number_id, day, count) VALUES ($1, $2, 1)
                   ON CONFLICT (number_id, day) DO UPDATE SET count = number_reports.count + 1", number, day)
    .map(|_| ())
}

/// How often each number was reported on each day, from `since` on: number, day, count.
pub async fn reports(tx: &mut Tx, since: i64) -> Result<Vec<(String, i64, i64)>, StoreError> {
    sql!(all tx, "SELECT number_id, day, count FROM number_reports WHERE day >= $1 ORDER BY number_id, day", since)
}

/// Forgets reports of days before `until`.
pub async fn forget_reports(tx: &mut Tx, until: i64) -> Result<u64, StoreError> {
    sql!(exec tx, "DELETE FROM number_reports WHERE day < $1", until)
}

/// Checks and own numbers that the audit tells of and that are gone.
pub async fn missing(tx: &mut Tx) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM audit_leaves WHERE kind IN ('number.checked', 'number.expired', 'number.added')
        AND NOT EXISTS (SELECT 1 FROM number_checks WHERE id = audit_leaves.subject)
        AND NOT EXISTS (SELECT 1 FROM own_numbers WHERE id = audit_leaves.subject)")
}
