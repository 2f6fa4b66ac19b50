//! What a desk does in a case beside answering: each deed is a sealed piece of its own, under the case key, and is never
//! changed. What holds now follows from all of them in order.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::clock::{Timestamp, entropy};
use vigie_model::evidence::{Grade, MayBe, WhyWrong, Wrote};
use vigie_model::id::{CaseId, MemberId, PartId};
use vigie_model::report::Side;
use vigie_seal::Secret;
use vigie_store::{StoreError, Tx, parts, reports};

use super::{Found, leaf};
use crate::login::Signed;
use crate::sealing::{Kind, Piece, SealedPart, seal_part};
use crate::thread::standing;
use crate::{Ctx, ServiceError, audit};

/// What is said of an account: whose it is, how sure that is, and whether its holder may be a victim too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Whose account it is.
    pub side: Side,
    /// How sure that is.
    pub grade: Grade,
    /// Why its holder may be a victim too; usually empty.
    pub may_be: Vec<MayBe>,
}

/// A deed. Words of variants stand in sealed pieces: never rename one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "kebab-case")]
pub enum Deed {
    /// An account was marked.
    Marked {
        /// Which, by [`super::identifiers::Named::key`].
        key: String,
        /// What is said of it.
        mark: Mark,
    },
    /// Staff wrote an account down.
    Added {
        /// The app or site.
        place: String,
        /// The name there.
        name: String,
        /// What is said of it.
        mark: Mark,
    },
    /// An account was written wrongly; what was said of it goes over to the right one.
    Corrected {
        /// The wrong one.
        key: String,
        /// The app or site of the right one.
        place: String,
        /// The right name there.
        name: String,
    },
    /// It is not the account of anybody here.
    WrongPerson {
        /// Which.
        key: String,
    },
    /// What a message means in a language of the desk, written by a person, for the desk only.
    Meaning {
        /// The message: the id of its part.
        of: String,
        /// What it means.
        text: String,
    },
    /// The words of a task.
    Task {
        /// What is to be done.
        text: String,
    },
    /// The visitor said of names found in a text whose they are. The one deed that nobody of the desk does.
    Told {
        /// Which, by [`super::identifiers::Named::key`], and whose.
        sides: Vec<(String, Side)>,
    },
    /// What a machine read in a pasted text is wrong.
    Misread {
        /// The text: the id of its part.
        of: String,
        /// Who wrote it.
        wrote: Wrote,
        /// Why the machine is wrong.
        why: WhyWrong,
        /// Version of the rules.
        rules: String,
        /// The example in other words that a person wrote and released; `""` for none.
        released: String,
    },
    /// The case was handed over.
    HandedOver {
        /// To whom; `None`: back to the desk.
        to: Option<String>,
        /// What the next one has to know, so that the child tells it once.
        text: String,
    },
}

/// A deed with its place among the others: two of one millisecond keep their order.
#[derive(Serialize, Deserialize)]
struct Recorded {
    /// How many pieces the case had before it.
    after: i64,
    #[serde(flatten)]
    deed: Deed,
}

/// A hand-over as it was written.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// The piece.
    pub piece: Piece,
    /// To whom; `None`: back to the desk.
    pub to: Option<MemberId>,
    /// What the next one has to know.
    pub text: String,
}

impl Deed {
    /// The deed in a piece; `None` when the piece is something else.
    pub fn of(piece: &Piece) -> Option<Self> {
        read(piece).map(|recorded| recorded.deed)
    }

    /// The piece of this deed, done now by this member after `after` pieces.
    pub(super) fn piece(self, ctx: &Ctx, signed: &Signed, after: i64) -> Result<Piece, ServiceError> {
        let bytes = serde_json::to_vec(&Recorded { after, deed: self }).map_err(|_| ServiceError::Inner)?;
        Ok(Piece { kind: Kind::Deed, at: ctx.clock.now(), by: Some(signed.member), bytes: Secret::new(bytes) })
    }
}

fn read(piece: &Piece) -> Option<Recorded> {
    if piece.kind != Kind::Deed {
        return None;
    }
    let recorded: Recorded = serde_json::from_slice(piece.bytes.expose()).ok()?;
    // A visitor says whose a name is and nothing else; whoever works here does the rest.
    (matches!(recorded.deed, Deed::Told { .. }) == piece.by.is_none()).then_some(recorded)
}

/// The piece of what a visitor said of names, after `after` pieces.
pub(crate) fn told(sides: Vec<(String, Side)>, at: Timestamp, after: i64) -> Result<Piece, ServiceError> {
    let bytes = serde_json::to_vec(&Recorded { after, deed: Deed::Told { sides } }).map_err(|_| ServiceError::Inner)?;
    Ok(Piece { kind: Kind::Deed, at, by: None, bytes: Secret::new(bytes) })
}

/// Every deed with its piece, in the order in which they were done.
pub fn in_order(pieces: &[Piece]) -> Vec<(&Piece, Deed)> {
    let mut deeds: Vec<(&Piece, Recorded)> =
        pieces.iter().filter_map(|piece| read(piece).map(|recorded| (piece, recorded))).collect();
    deeds.sort_by_key(|(piece, recorded)| (piece.at, recorded.after));
    deeds.into_iter().map(|(piece, recorded)| (piece, recorded.deed)).collect()
}

/// What messages mean, by the message: the newest note of each, with who wrote it.
pub fn meanings(pieces: &[Piece]) -> HashMap<PartId, (Option<MemberId>, String)> {
    let notes = in_order(pieces).into_iter().filter_map(|(piece, deed)| match deed {
        Deed::Meaning { of, text } => Some((PartId::parse(&of)?, (piece.by, text))),
        _ => None,
    });
    let mut newest: HashMap<_, _> = notes.collect();
    newest.retain(|_, (_, text): &mut (Option<MemberId>, String)| !text.trim().is_empty());
    newest
}

/// The newest hand-over; `None` when there was none.
pub fn hand_over(pieces: &[Piece]) -> Option<HandOver> {
    in_order(pieces).into_iter().rev().find_map(|(piece, deed)| match deed {
        Deed::HandedOver { to, text } => {
            Some(HandOver { piece: piece.clone(), to: to.as_deref().and_then(MemberId::parse), text })
        }
        _ => None,
    })
}

/// A deed sealed for a case that has `after` pieces.
pub(super) fn seal(
    ctx: &Ctx,
    signed: &Signed,
    found: &Found,
    deed: Deed,
    after: i64,
) -> Result<SealedPart, ServiceError> {
    let piece = deed.piece(ctx, signed, after)?;
    Ok(seal_part(&found.key, CaseId(found.row.id), None, &piece, &mut entropy()))
}

/// Makes sure that nothing came into the case since `after` pieces were read, until this transaction ends.
///
/// # Errors
/// [`StoreError::Conflict`] when something did.
pub(super) async fn nothing_new(tx: &mut Tx, found: &Found, after: i64) -> Result<(), StoreError> {
    // The row of the report is locked first: on PostgreSQL two members would else both count before either inserts.
    reports::unchanged(tx, found.report.id, found.report.version).await?;
    if parts::count(tx, found.row.id).await? == after { Ok(()) } else { Err(StoreError::Conflict) }
}

/// Records a deed that changes nothing but itself.
///
/// # Errors
/// [`ServiceError::Refused`] when the visitor has taken the report back.
pub(super) async fn record(
    ctx: &Ctx,
    signed: &Signed,
    found: &Found,
    deed: Deed,
    event: Event,
) -> Result<PartId, ServiceError> {
    standing(&found.row, &found.report)?.after(Step::Note)?;
    let mut tx = ctx.store.read().await?;
    let after = parts::count(&mut tx, found.row.id).await?;
    drop(tx);
    let part = seal(ctx, signed, found, deed, after)?;
    let leaf = leaf(ctx, signed, found, event, &[part.commitment])?;
    let mut tx = ctx.store.begin("casework.deed").await?;
    reports::unchanged(&mut tx, found.report.id, found.report.version).await?;
    parts::insert(&mut tx, &part.row).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(PartId(part.row.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_visitor_says_whose_a_name_is_and_does_nothing_else() {
        let sides = vec![("0123456789abcdef".to_owned(), Side::Them)];
        let hers = told(sides.clone(), Timestamp(1), 3).unwrap();
        assert_eq!(Deed::of(&hers), Some(Deed::Told { sides }));
        assert_eq!(Deed::of(&Piece { by: Some(MemberId(Uuid::max())), ..hers }), None);
        let deed = Deed::HandedOver { to: None, text: "note".to_owned() };
        let bytes = Secret::new(serde_json::to_vec(&Recorded { after: 0, deed }).unwrap());
        let ours = Piece { kind: Kind::Deed, at: Timestamp(1), by: Some(MemberId(Uuid::max())), bytes };
        assert!(Deed::of(&ours).is_some());
        assert_eq!(Deed::of(&Piece { by: None, ..ours }), None);
    }
}
