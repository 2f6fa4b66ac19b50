//! What is thought of signals, what services saw, and who follows the log how far.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// What somebody thinks of a signal.
    Opinion {
        /// Which.
        id: Uuid,
        /// Of which signal.
        signal_id: Uuid,
        /// Which key's program said it.
        key_id: Option<Uuid>,
        /// Which member said it.
        member_id: Option<Uuid>,
        /// What.
        opinion: String,
        /// When, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// Why, sealed.
        sealed: String,
        /// Keyed mac of the rest.
        mac: Vec<u8>,
    }
}

row! {
    /// What a service did when a picture matched.
    Sighting {
        /// Which.
        id: Uuid,
        /// Which signal it was.
        signal_id: Uuid,
        /// Which key told it.
        key_id: Uuid,
        /// What was done.
        seen: String,
        /// Keyed mac of who put it up there; `None`: not said.
        uploader: Option<Vec<u8>>,
        /// When it was told, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// What became of it.
        state: String,
        /// From when on the visitor's page counts it.
        tell_at_ms: Option<i64>,
        /// How often it changed, from 1.
        version: i64,
        /// Keyed mac of the rest.
        mac: Vec<u8>,
    }
}

row! {
    /// How far a program follows the log.
    Reader {
        /// Which key.
        key_id: Uuid,
        /// The last place that was sent to it.
        sent_seq: i64,
        /// The last place that it said it has.
        confirmed_seq: i64,
        /// When it asked last, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// The last place that was sent to it in StopNCII's words: of pictures of adults alone.
        stopncii_seq: i64,
        /// The last place that was sent to it in NCMEC's words: never of pictures of adults.
        ncmec_seq: i64,
    }
}

/// Stores an opinion.
pub async fn insert_opinion(tx: &mut Tx, opinion: &Opinion) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO opinions (id, signal_id, key_id, member_id, opinion, at_ms, sealed, mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        opinion.id, opinion.signal_id, opinion.key_id, opinion.member_id, opinion.opinion.as_str(), opinion.at_ms,
        opinion.sealed.as_str(), opinion.mac.as_slice())
    .and_then(one)
}

/// The opinions of a signal, oldest first.
pub async fn opinions(tx: &mut Tx, signal: Uuid) -> Result<Vec<Opinion>, StoreError> {
    sql!(all tx, "SELECT id, signal_id, key_id, member_id, opinion, at_ms, sealed, mac FROM opinions
                  WHERE signal_id = $1 ORDER BY at_ms, id", signal)
}

/// Stores a sighting.
pub async fn insert(tx: &mut Tx, sighting: &Sighting) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO sightings (id, signal_id, key_id, seen, uploader, at_ms, state, tell_at_ms, version, mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        sighting.id, sighting.signal_id, sighting.key_id, sighting.seen.as_str(), sighting.uploader.as_deref(), sighting.at_ms, sighting.state.as_str(),
        sighting.tell_at_ms, sighting.version, sighting.mac.as_slice())
    .and_then(one)
}

/// Saves what became of a sighting over `version`.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn save(tx: &mut Tx, sighting: &Sighting, version: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE sightings SET state = $3, tell_at_ms = $4, version = $5, mac = $6 WHERE id = $1 AND version = $2",
        sighting.id, version, sighting.state.as_str(), sighting.tell_at_ms, sighting.version, sighting.mac.as_slice())
    .and_then(one)
}

/// A sighting; `None` when there is none.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Sighting>, StoreError> {
    sql!(opt tx, "SELECT id, signal_id, key_id, seen, uploader, at_ms, state, tell_at_ms, version, mac FROM sightings WHERE id = $1", id)
}

/// The sightings of a signal, oldest first, at most `limit`.
pub async fn of_signal(tx: &mut Tx, signal: Uuid, limit: i64) -> Result<Vec<Sighting>, StoreError> {
    sql!(all tx, "SELECT id, signal_id, key_id, seen, uploader, at_ms, state, tell_at_ms, version, mac FROM sightings
                  WHERE signal_id = $1 ORDER BY at_ms, id LIMIT $2", signal, limit)
}

/// Sightings that nobody has looked at, oldest first, at most `limit`.
pub async fn waiting(tx: &mut Tx, limit: i64) -> Result<Vec<Sighting>, StoreError> {
    sql!(all tx, "SELECT id, signal_id, key_id, seen, uploader, at_ms, state, tell_at_ms, version, mac FROM sightings
                  WHERE state = 'new' ORDER BY at_ms, id LIMIT $1", limit)
}

/// How many sightings nobody has looked at, counted to `most`.
pub async fn count_waiting(tx: &mut Tx, most: i64) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM (SELECT 1 FROM sightings WHERE state = 'new' LIMIT $1) AS part", most)
}

/// The keys that said since a moment that a signal is another picture, each once.
pub async fn not_it(tx: &mut Tx, signal: Uuid, since_ms: i64) -> Result<Vec<(Uuid,)>, StoreError> {
    sql!(all tx, "SELECT DISTINCT key_id FROM sightings WHERE signal_id = $1 AND seen = 'not_it' AND at_ms >= $2", signal, since_ms)
}

/// How many different people put a signal up since a moment, as far as services said who.
pub async fn uploaders(tx: &mut Tx, signal: Uuid, since_ms: i64) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(DISTINCT uploader) FROM sightings WHERE signal_id = $1 AND at_ms >= $2", signal, since_ms)
}

/// How far a key follows; `None` when it never asked.
pub async fn reader(tx: &mut Tx, key: Uuid) -> Result<Option<Reader>, StoreError> {
    sql!(opt tx, "SELECT key_id, sent_seq, confirmed_seq, at_ms, stopncii_seq, ncmec_seq FROM signal_readers WHERE key_id = $1", key)
}

/// Every key that follows.
pub async fn readers(tx: &mut Tx) -> Result<Vec<Reader>, StoreError> {
    sql!(all tx, "SELECT key_id, sent_seq, confirmed_seq, at_ms, stopncii_seq, ncmec_seq FROM signal_readers ORDER BY key_id")
}

/// Notes how far a key follows. No place goes back.
pub async fn follows(tx: &mut Tx, reader: &Reader) -> Result<(), StoreError> {
    sql!(exec tx, lite "INSERT INTO signal_readers (key_id, sent_seq, confirmed_seq, at_ms, stopncii_seq, ncmec_seq)
                   VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (key_id) DO UPDATE SET sent_seq = max(signal_readers.sent_seq, excluded.sent_seq),
                   confirmed_seq = max(signal_readers.confirmed_seq, excluded.confirmed_seq), at_ms = excluded.at_ms,
                   stopncii_seq = max(signal_readers.stopncii_seq, excluded.stopncii_seq),
                   ncmec_seq = max(signal_readers.ncmec_seq, excluded.ncmec_seq)"
                   pg "INSERT INTO signal_readers (key_id, sent_seq, confirmed_seq, at_ms, stopncii_seq, ncmec_seq)
                   VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (key_id) DO UPDATE SET sent_seq = greatest(signal_readers.sent_seq, excluded.sent_seq),
                   confirmed_seq = greatest(signal_readers.confirmed_seq, excluded.confirmed_seq), at_ms = excluded.at_ms,
                   stopncii_seq = greatest(signal_readers.stopncii_seq, excluded.stopncii_seq),
                   ncmec_seq = greatest(signal_readers.ncmec_seq, excluded.ncmec_seq)",
        reader.key_id, reader.sent_seq, reader.confirmed_seq, reader.at_ms, reader.stopncii_seq, reader.ncmec_seq)
    .and_then(one)
}
