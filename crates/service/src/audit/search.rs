//! The auditor's view: what happened, when, to which case and by whom, without opening a case.

use std::collections::HashMap;

use serde_json::{Value, json};
use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::id::MemberId;
use vigie_seal::{Context, Purpose, Wrap};
use vigie_store::audit::{self as rows, Leaf, Search};

use super::{leaf_hash, leaf_mac};
use crate::login::Signed;
use crate::{Ctx, ServiceError, names, roster};

/// Most lines of a page.
pub const PAGE: usize = 100;
/// Most leaves that are opened for one page: who did something stands inside what is sealed.
const LOOKED_AT: i64 = 2_000;
/// Most lines of one piece of an export, and most leaves that are opened for it: a file is made of as many as it takes.
pub const EXPORT: usize = 10_000;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
    /// The word of one event; `""` for every one.
    pub kind: String,
    /// About this case, report, member or desk.
    pub subject: Option<Uuid>,
    /// Done by this member.
    pub member: Option<MemberId>,
    /// Older than this leaf.
    pub before: Option<(i64, Uuid)>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which leaf.
    pub id: Uuid,
    /// What happened, a word of the audit.
    pub kind: String,
    /// To what.
    pub subject: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who did it; `None` for a visitor, for a machine, and where this member's keys do not open it.
    pub member: Option<MemberId>,
    /// That member's name; empty when it cannot be read.
    pub name: String,
    /// False when the leaf was changed or not made by this node.
    pub sound: bool,
}

/// A page of what happened, newest first.
#[derive(Debug, Default)]
pub struct Found {
    /// What fits the question.
    pub entries: Vec<Entry>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<(i64, Uuid)>,
    /// How many leaves were looked at for it.
    pub looked_at: usize,
}

/// [`search`] for lines that leave as a file, at most `most` of them: one piece, the next begins at [`Found::next`]. What
/// leaves, leaves a line of its own.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn export(ctx: &Ctx, signed: &Signed, query: &Query, most: usize) -> Result<Found, ServiceError> {
    let found = search(ctx, signed, query, most).await?;
    if query.before.is_some() && found.entries.is_empty() {
        return Ok(found);
    }
    let leaf = roster::leaf(ctx, signed, Event::AuditExported, signed.member, json!({ "lines": found.entries.len() }));
    let leaf = leaf.await?;
    let mut tx = ctx.store.begin("audit.export").await?;
    super::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(found)
}

/// Looks for what happened.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn search(ctx: &Ctx, signed: &Signed, query: &Query, most: usize) -> Result<Found, ServiceError> {
    let names = names::all(ctx, signed).await?;
    let mut found = Found { next: query.before, ..Found::default() };
    let mut before = query.before.unwrap_or((i64::MAX, Uuid::max()));
    loop {
        let mut tx = ctx.store.read().await?;
        let search = Search {
            from_ms: query.from.map_or(i64::MIN, Timestamp::ms),
            to_ms: query.to.map_or(i64::MAX, Timestamp::ms),
            kind: &query.kind,
            subject: query.subject,
            before,
            limit: LOOKED_AT,
        };
        let leaves = rows::search(&mut tx, &search).await?;
        drop(tx);
        let last = i64::try_from(leaves.len()).unwrap_or(0) < LOOKED_AT;
        for leaf in leaves {
            before = (leaf.at_ms, leaf.id);
            found.looked_at += 1;
            let entry = entry(ctx, signed, leaf, &names);
            if query.member.is_none_or(|member| entry.member == Some(member)) {
                found.entries.push(entry);
            }
            if found.entries.len() == most {
                found.next = Some(before);
                return Ok(found);
            }
        }
        if last || found.looked_at >= EXPORT {
            found.next = (!last).then_some(before);
            return Ok(found);
        }
    }
}

fn entry(ctx: &Ctx, signed: &Signed, leaf: Leaf, names: &HashMap<MemberId, String>) -> Entry {
    let member = details(signed, &leaf).and_then(|value| {
        let id = value.get("member")?.as_str()?.to_owned();
        Uuid::parse_str(&id).ok().map(MemberId)
    });
    let hash = leaf_hash(&leaf);
    let known = ctx.keys.audit_macs().iter().any(|key| leaf_mac(key.key(), &leaf).as_slice() == leaf.mac);
    Entry {
        id: leaf.id,
        name: member.and_then(|member| names.get(&member).cloned()).unwrap_or_default(),
        member,
        sound: known && hash.as_slice() == leaf.hash,
        subject: leaf.subject,
        at: Timestamp(leaf.at_ms),
        kind: leaf.kind,
    }
}

/// What a leaf tells beyond its kind, when one of the member's keys opens it.
fn details(signed: &Signed, leaf: &Leaf) -> Option<Value> {
    if leaf.details.is_empty() {
        return None;
    }
    signed.desks.iter().find_map(|held| {
        let context = Context {
            purpose: Purpose::AuditDetails,
            owner: *leaf.subject.as_bytes(),
            part: *leaf.id.as_bytes(),
            generation: held.desk.generation,
        };
        let plain = held.private.open(&context, &Wrap::from_bytes(leaf.details.clone())).ok()?;
        serde_json::from_slice(plain.expose()).ok()
    })
}
