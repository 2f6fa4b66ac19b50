//! Looking a picture up: which signals it is, or is near to.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;
use vigie_model::given::Code;
use vigie_model::id::{BankId, SignalId};
use vigie_model::signal::{Advice, Age, Basis, CodeKind, NEAR_MAX, Sense, SignalState, Tlp};
use vigie_store::{Tx, signals as rows};

use super::bank::{self, Held};
use super::codes::{self, is_usable};
use super::{known, signal};
use crate::{Ctx, ServiceError};

/// Most codes of the index that one question brings up: a picture of which there are more is known well enough.
const MOST: usize = 256;

/// Most codes that are looked up where they are asked: those of a picture, which are mostly twelve. With a million signals
/// one takes 20 µs, and to go elsewhere as long as two of them.
const AT_ONCE: usize = 16;

/// A picture that is looked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Its faces, as they are, mirrored, without a border; any of them may match. Those that may not be matched are left
    /// out of the answer.
    pub faces: Vec<Code>,
}

/// How a picture stands to what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The same file, or the same code.
    Exact,
    /// Near enough.
    Near,
    /// Not known.
    None,
}

impl Verdict {
    /// The word of answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::None => "none",
        }
    }
}

/// A signal that a picture is, or is near to.
#[derive(Debug, Clone)]
pub struct Match {
    /// Which.
    pub signal: SignalId,
    /// In which bank.
    pub bank: BankId,
    /// What that bank is called.
    pub name: String,
    /// What it rests on.
    pub basis: Basis,
    /// How old whoever is in it was said to be.
    pub age: Age,
    /// How far it may travel.
    pub tlp: Tlp,
    /// What to do.
    pub advice: Advice,
    /// Bits between them; 0 for the same file.
    pub distance: u16,
    /// What was the same or near.
    pub kind: CodeKind,
    /// Which face of the picture asked for.
    pub face: String,
    /// Which face of the known picture.
    pub member: String,
}

/// What is known of a picture.
#[derive(Debug, Clone)]
pub struct Answer {
    /// In one word.
    pub verdict: Verdict,
    /// The signals, nearest first, each once. Empty when the picture is known to be innocent.
    pub matches: Vec<Match>,
    /// False when nothing of the picture could be looked for: too little to see in it.
    pub usable: bool,
}

/// What is known of each picture, in their order. `seen` says which banks whoever asks is answered from.
///
/// # Errors
/// [`ServiceError::Store`]; [`ServiceError::Untrusted`] when the index is damaged.
pub async fn look(
    ctx: &Ctx,
    queries: &[Query],
    seen: &(dyn Fn(&Held) -> bool + Sync),
) -> Result<Vec<Answer>, ServiceError> {
    known::be_fresh(ctx).await?;
    let banks = bank::banks(ctx).await?;
    let mut faces: Vec<Vec<&Code>> = Vec::with_capacity(queries.len());
    let mut bits = Vec::new();
    for query in queries {
        let usable: Vec<&Code> = query.faces.iter().filter(|code| is_usable(code)).collect();
        bits.extend(usable.iter().filter_map(|code| code.bits()));
        faces.push(usable);
    }
    let mut hits = near(ctx, &banks, bits).await?.into_iter();
    let mut tx = None;
    let mut answers = Vec::with_capacity(queries.len());
    for usable in faces {
        let mut found = Found::default();
        for face in &usable {
            let near = if face.kind.is_near() { hits.next().unwrap_or_default() } else { Vec::new() };
            if near.is_empty() && face.kind.is_near() {
                continue;
            }
            let tx = match &mut tx {
                Some(tx) => tx,
                none => none.insert(ctx.store.read().await?),
            };
            for (num, distance) in near {
                if let Some(code) = rows::code(tx, num).await? {
                    found.add(ctx, tx, &banks, face, &code, distance).await?;
                }
            }
            if !face.kind.is_near() {
                let tag = codes::tag(ctx, face.kind, &face.bytes());
                for code in rows::tagged(tx, &tag, codes::CARRIERS).await? {
                    found.add(ctx, tx, &banks, face, &code, 0).await?;
                }
            }
        }
        answers.push(found.answer(seen, &banks, !usable.is_empty()));
    }
    Ok(answers)
}

/// Numbers and distances of what is near each code. Many at once are worked out off the async threads.
async fn near(ctx: &Ctx, banks: &HashMap<Uuid, Held>, bits: Vec<[u8; 32]>) -> Result<known::Near, ServiceError> {
    let most = banks.values().filter(|held| held.counts()).map(|held| held.bank.near).max().unwrap_or(0).min(NEAR_MAX);
    let damaged = |_| ServiceError::Untrusted("index of signals");
    if bits.len() <= AT_ONCE {
        return bits.iter().map(|code| ctx.known.within(*code, most, MOST).map_err(damaged)).collect();
    }
    let known = Arc::clone(&ctx.known);
    ctx.blocking(move || known.within_all(&bits, most, MOST)).await?.map_err(damaged)
}

/// The signal that a code belongs to, and the code opened; `None` when the signal has ended, is withdrawn or suspended, or the
/// row is not what this node stored. The row is the truth: an index from a file that says otherwise finds nothing.
pub(super) async fn held_by(
    ctx: &Ctx,
    tx: &mut Tx,
    face: &Code,
    row: &rows::Code,
    distance: u16,
) -> Result<Option<(rows::Signal, Code)>, ServiceError> {
    let now = ctx.clock.now().ms();
    let Some(of) = rows::get(tx, row.signal_id).await? else { return Ok(None) };
    let ended = of.expires_at_ms.is_some_and(|at| at <= now);
    if ended || signal::stands(ctx, &of) != Some(SignalState::Standing) || of.bank_id != row.bank_id {
        return Ok(None);
    }
    let Some(code) = codes::opened(ctx, row) else { return Ok(None) };
    if let (Some(asked), Some(known)) = (face.bits(), code.bits())
        && vigie_hash::Pdq(asked).distance(&vigie_hash::Pdq(known)).0 != distance
    {
        ctx.metrics.untrusted.inc();
        return Ok(None);
    }
    Ok(Some((of, code)))
}

/// What was found of one picture.
#[derive(Default)]
struct Found {
    matches: HashMap<Uuid, Match>,
    innocent: bool,
}

impl Found {
    async fn add(
        &mut self,
        ctx: &Ctx,
        tx: &mut Tx,
        banks: &HashMap<Uuid, Held>,
        face: &Code,
        row: &rows::Code,
        distance: u16,
    ) -> Result<(), ServiceError> {
        let Some(held) = banks.get(&row.bank_id).filter(|held| held.counts() && distance <= held.bank.near) else {
            return Ok(());
        };
        if self.matches.get(&row.signal_id).is_some_and(|known| known.distance <= distance) {
            return Ok(());
        }
        let Some((of, code)) = held_by(ctx, tx, face, row, distance).await? else { return Ok(()) };
        let Some(age) = Age::parse(&of.age) else { return Ok(()) };
        if held.bank.sense == Sense::Negative {
            self.innocent = true;
            return Ok(());
        }
        let found = Match {
            signal: SignalId(of.id),
            bank: held.id,
            name: held.bank.name.clone(),
            basis: held.bank.basis,
            age,
            tlp: signal::tlp(ctx, &of, held),
            advice: Advice::HoldAndReview,
            distance,
            kind: code.kind,
            face: face.member.clone(),
            member: code.member,
        };
        self.matches.insert(of.id, found);
        Ok(())
    }

    fn answer(self, seen: &(dyn Fn(&Held) -> bool + Sync), banks: &HashMap<Uuid, Held>, usable: bool) -> Answer {
        let visible = |one: &Match| banks.get(&one.bank.0).is_some_and(seen);
        let mut matches: Vec<Match> = self.matches.into_values().filter(|one| visible(one)).collect();
        matches.sort_by_key(|one| (one.distance, one.signal));
        if self.innocent {
            matches.clear();
        }
        let verdict = match matches.first() {
            None => Verdict::None,
            Some(nearest) if nearest.distance == 0 => Verdict::Exact,
            Some(_) => Verdict::Near,
        };
        Answer { verdict, matches, usable }
    }
}
