//! Names and accounts of a case: whose each is, how sure that is, and what follows. Only what belongs to the person
//! threatening becomes a tag; taking it back takes the tag and its links with it.

use sha2::{Digest, Sha256};
use vigie_detect::identifier::{self, Identifier};
use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::clock::Timestamp;
use vigie_model::evidence::{Grade, MayBe, Source};
use vigie_model::id::{CaseId, MemberId};
use vigie_model::job;
use vigie_model::report::{Handle, Side};
use vigie_seal::{KeyFile, Tag};
use vigie_store::{parts, tags};

use super::deed::{self, Deed, Mark};
use super::{find_opened, found, leaf, open_pieces};
use crate::intake::{ATTEMPTS, enqueue};
use crate::login::Signed;
use crate::sealing::{Kind, Piece};
use crate::thread::standing;
use crate::{Ctx, ServiceError, alarms, audit, hex};

/// Most characters of a name that staff write.
pub const NAME_MAX: usize = 300;

/// A case that has so many names gets no more that only the machine found.
pub const FOUND_MOST: usize = 60;

/// Why an account counts no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// It is nobody's here.
    WrongPerson,
    /// It was written wrongly; the right one stands beside it.
    Corrected,
}

/// A name or account of a case as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Names it in forms: sixteen hexadecimal digits of a hash of its canonical form.
    pub key: String,
    /// The app or site, as first written.
    pub place: String,
    /// The name there, as first written.
    pub name: String,
    /// How it came into the case; each once.
    pub sources: Vec<Source>,
    /// Whose it is.
    pub side: Side,
    /// How sure that is.
    pub grade: Grade,
    /// Why its holder may be a victim too.
    pub may_be: Vec<MayBe>,
    /// Who marked it last, and when; `None` while it stands as the visitor said it.
    pub marked: Option<(Option<MemberId>, Timestamp)>,
    /// Why it counts no more; `None` while it does.
    pub gone: Option<Gone>,
    /// Kind and canonical form; `None` for what cannot be read as an account.
    canonical: Option<(&'static str, String)>,
}

impl Named {
    fn new(place: &str, name: &str, found: Option<Identifier>, source: Source) -> Self {
        let canonical = found.map(|found| (found.kind.as_str(), found.canonical));
        Self {
            key: key(place, name, canonical.as_ref()),
            place: place.trim().to_owned(),
            name: name.trim().to_owned(),
            sources: vec![source],
            side: Side::Unknown,
            grade: Grade::Claimed,
            may_be: Vec::new(),
            marked: None,
            gone: None,
            canonical,
        }
    }

    fn written(place: &str, name: &str, source: Source) -> Self {
        Self::new(place, name, identifier::read(place, name), source)
    }

    /// The bare name, without the app or site before it.
    pub(super) fn bare(&self) -> &str {
        let canonical = self.canonical.as_ref().map_or("", |(_, canonical)| canonical);
        canonical.rsplit_once(':').map_or(canonical, |(_, name)| name)
    }

    /// True when only a text has it and nobody has said whose it is: then the visitor may be asked.
    pub(crate) fn unasked(&self) -> bool {
        self.side == Side::Unknown && self.marked.is_none() && self.gone.is_none() && self.sources == [Source::Found]
    }

    /// Its tag once the visitor has said that it is the person threatening.
    pub(crate) fn tag_as_theirs(&self, keys: &KeyFile) -> Option<Tag> {
        let (kind, canonical) = self.canonical.as_ref()?;
        Some(keys.tag_key().tag(kind, canonical))
    }

    /// Its tags under every key of the key file, the newest key's first; none unless it is the person threatening.
    fn tags(&self, keys: &KeyFile) -> Vec<Tag> {
        let Some((kind, canonical)) = &self.canonical else { return Vec::new() };
        let newest = keys.tag_key();
        let older = keys.tag_keys().iter().map(vigie_seal::Numbered::key).filter(|key| key.number() != newest.number());
        std::iter::once(newest).chain(older).map(|key| key.tag(kind, canonical)).collect()
    }

    /// True when it is found from other cases.
    fn counts(&self) -> bool {
        self.side == Side::Them && self.gone.is_none() && self.canonical.is_some()
    }

    /// True when this tag is its tag.
    pub(super) fn has_tag(&self, keys: &KeyFile, tag: &[u8]) -> bool {
        self.counts() && self.tags(keys).iter().any(|own| own.as_bytes() == tag)
    }
}

fn key(place: &str, name: &str, canonical: Option<&(&'static str, String)>) -> String {
    let text = match canonical {
        Some((kind, canonical)) => format!("{kind}\n{canonical}"),
        None => format!("\n{}\n{}", place.trim(), name.trim()),
    };
    hex::encode(&Sha256::digest(text)[..8])
}

/// The names of a case as they stand after everything in it. What people named is all there; of what only the machine
/// found in texts the first [`FOUND_MOST`], so that nobody can bury a desk in names.
pub fn fold(pieces: &[Piece]) -> Vec<Named> {
    let mut all = Vec::new();
    for report in pieces.iter().filter_map(Piece::report) {
        report.handles.iter().for_each(|one| typed(&mut all, one));
    }
    for text in pieces.iter().flat_map(texts) {
        if all.len() >= FOUND_MOST {
            break;
        }
        for (_, named) in in_text(&text) {
            put(&mut all, named);
            if all.len() >= FOUND_MOST {
                break;
            }
        }
    }
    for (piece, deed) in deed::in_order(pieces) {
        apply(&mut all, deed, Some((piece.by, piece.at)));
    }
    all
}

/// The texts of a piece that are looked through for names. A form sent again holds its long texts itself.
fn texts(piece: &Piece) -> Vec<String> {
    match piece.kind {
        Kind::Pasted | Kind::Words => vec![piece.text()],
        Kind::Answers => piece.report().map_or_else(Vec::new, |report| vec![report.pasted, report.words]),
        _ => Vec::new(),
    }
}

/// The names that stand in a text, each with its first byte, in order.
pub(crate) fn in_text(text: &str) -> Vec<(usize, Named)> {
    let named = |one: found::Found| (one.start, Named::new(&one.place, &one.name, Some(one.identifier), Source::Found));
    found::in_text(text).into_iter().map(named).collect()
}

/// Adds a name, or a source to one that is known; returns its place.
fn put(all: &mut Vec<Named>, new: Named) -> usize {
    if let Some(at) = all.iter().position(|known| known.key == new.key) {
        let known = &mut all[at];
        known
            .sources
            .extend(new.sources.into_iter().filter(|source| !known.sources.contains(source)).collect::<Vec<_>>());
        return at;
    }
    all.push(new);
    all.len() - 1
}

fn typed(all: &mut Vec<Named>, handle: &Handle) {
    let at = put(all, Named::written(&handle.place, &handle.name, Source::Typed));
    // Named twice with different sides it is theirs if anybody said so once: that is what intake has tagged.
    if all[at].side == Side::Unknown || handle.side == Side::Them {
        all[at].side = handle.side;
    }
}

fn apply(all: &mut Vec<Named>, deed: Deed, by: Option<(Option<MemberId>, Timestamp)>) {
    let set = |named: &mut Named, mark: Mark| {
        (named.side, named.grade, named.may_be) = (mark.side, mark.grade, mark.may_be);
        (named.marked, named.gone) = (by, None);
    };
    let find = |all: &[Named], key: &str| all.iter().position(|named| named.key == key);
    match deed {
        Deed::Marked { key, mark } => find(all, &key).into_iter().for_each(|at| set(&mut all[at], mark.clone())),
        Deed::Added { place, name, mark } => {
            let at = put(all, Named::written(&place, &name, Source::Staff));
            set(&mut all[at], mark);
        }
        Deed::Corrected { key, place, name } => {
            let Some(old) = find(all, &key) else { return };
            let mark = Mark { side: all[old].side, grade: all[old].grade, may_be: all[old].may_be.clone() };
            (all[old].marked, all[old].gone) = (by, Some(Gone::Corrected));
            let at = put(all, Named::written(&place, &name, Source::Staff));
            set(&mut all[at], mark);
        }
        Deed::WrongPerson { key } => {
            if let Some(at) = find(all, &key) {
                (all[at].marked, all[at].gone) = (by, Some(Gone::WrongPerson));
            }
        }
        Deed::Told { sides } => sides.into_iter().for_each(|(key, side)| {
            if let Some(at) = find(all, &key) {
                told(&mut all[at], side, by);
            }
        }),
        Deed::Meaning { .. } | Deed::Task { .. } | Deed::HandedOver { .. } | Deed::Misread { .. } => {}
    }
}

/// What the visitor said of a name that was found. It never takes back what the desk has marked, except that somebody
/// threatens: then the tag is there already, and the desk sees who said so.
fn told(named: &mut Named, side: Side, by: Option<(Option<MemberId>, Timestamp)>) {
    let marked_by_desk = named.marked.is_some_and(|(by, _)| by.is_some());
    if named.counts() || (marked_by_desk && side != Side::Them) {
        return;
    }
    (named.side, named.grade, named.marked, named.gone) = (side, Grade::Claimed, by, None);
}

/// Marks, adds, corrects or withdraws a name, and keeps tags and links true to it.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such name, [`ServiceError::Refused`] when the visitor has taken the report
/// back, [`ServiceError::Busy`] when the case never stands still.
pub async fn change(ctx: &Ctx, signed: &Signed, case: CaseId, deed: &Deed) -> Result<(), ServiceError> {
    for _ in 0..ATTEMPTS {
        match try_change(ctx, signed, case, deed.clone()).await {
            Err(error) if error.is_conflict() => {}
            done => return done,
        }
    }
    Err(ServiceError::Busy)
}

async fn try_change(ctx: &Ctx, signed: &Signed, case: CaseId, change: Deed) -> Result<(), ServiceError> {
    let found = find_opened(ctx, signed, case).await?;
    let mut tx = ctx.store.read().await?;
    let (ids, pieces) = open_pieces(&mut tx, &found).await?;
    drop(tx);
    standing(&found.row, &found.report)?.after(Step::Note)?;
    let before = ctx.blocking(move || fold(&pieces)).await?;
    let event = event(&before, &change)?;
    let mut after = before.clone();
    apply(&mut after, change.clone(), Some((Some(signed.member), ctx.clock.now())));
    let (gone, new) = differences(&ctx.keys, &before, &after);
    let was = |key: &str| before.iter().any(|old| old.key == key && old.counts());
    let searched: Vec<String> =
        after.iter().filter(|now| now.counts() && !was(&now.key)).map(|now| now.key.clone()).collect();

    let (count, now) = (i64::try_from(ids.len()).unwrap_or(i64::MAX), ctx.clock.now());
    let part = deed::seal(ctx, signed, &found, change, count)?;
    let leaf = leaf(ctx, signed, &found, event, &[part.commitment])?;
    let mut tx = ctx.store.begin("casework.names").await?;
    deed::nothing_new(&mut tx, &found, count).await?;
    parts::insert(&mut tx, &part.row).await?;
    for tag in &gone {
        tags::remove(&mut tx, case.0, tag.as_bytes()).await?;
    }
    for (tag, grade) in &new {
        tags::put(&mut tx, case.0, tag.as_bytes(), grade.word(), now.ms()).await?;
    }
    if !new.is_empty() {
        enqueue(&mut tx, job::LINK, case.0, now).await?;
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.nudge.notify_one();
    // A name that is said to be the offender's is looked for in every case: that is a search.
    for key in &searched {
        alarms::searched(ctx, signed, key).await?;
    }
    Ok(())
}

/// What a change is called in the audit.
fn event(before: &[Named], change: &Deed) -> Result<Event, ServiceError> {
    let known = |key: &str| before.iter().any(|named| named.key == key);
    match change {
        Deed::Marked { key, .. } if known(key) => Ok(Event::NameMarked),
        Deed::Corrected { key, .. } if known(key) => Ok(Event::NameCorrected),
        Deed::WrongPerson { key } if known(key) => Ok(Event::NameWithdrawn),
        Deed::Added { .. } => Ok(Event::NameAdded),
        _ => Err(ServiceError::NotFound),
    }
}

/// Tags to take away, under every key, and tags to set, under the newest.
fn differences(keys: &KeyFile, before: &[Named], after: &[Named]) -> (Vec<Tag>, Vec<(Tag, Grade)>) {
    let was = |named: &Named| before.iter().find(|old| old.key == named.key && old.counts());
    let is = |named: &Named| after.iter().any(|now| now.key == named.key && now.counts());
    let gone = before.iter().filter(|old| old.counts() && !is(old)).flat_map(|old| old.tags(keys)).collect();
    let changed =
        |now: &&Named| now.counts() && was(now).is_none_or(|old| old.grade != now.grade || old.marked != now.marked);
    let new =
        after.iter().filter(changed).filter_map(|now| Some((now.tags(keys).into_iter().next()?, now.grade))).collect();
    (gone, new)
}

/// True when a name is given at all.
pub fn readable(place: &str, name: &str) -> bool {
    identifier::read(place, name).is_some() && place.chars().count() <= NAME_MAX && name.chars().count() <= NAME_MAX
}
