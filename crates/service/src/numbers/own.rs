//! Numbers of the house's own: added by one member, checked by another before anybody is shown them.

use vigie_lang::helplines::{Free, Grade, Hours, Kind, Source, tongues, zones};
use vigie_lang::{Day, Helpline};
use vigie_model::audit::Event;
use vigie_model::clock::entropy;
use vigie_model::id::new_uuid;
use vigie_seal::MacKey;
use vigie_store::numbers as rows;

use super::check::{Refusal, details, is_page};
use super::today;
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit, desks};

/// Most characters of a line of a number.
const LINE_MAX: usize = 200;

/// A number to be added.
#[derive(Debug, Clone)]
pub struct NewNumber {
    /// As the service calls itself.
    pub name: String,
    /// ISO code of a country, capitals; the caller knows the list.
    pub country: String,
    /// What it is for.
    pub kind: Kind,
    /// As the operator prints it; may be empty.
    pub phone: String,
    /// How to write to it, in words such as `SMS 12345`; may be empty.
    pub text: String,
    /// Address of the page where one writes; may be empty.
    pub chat: String,
    /// The service's own page; may be empty.
    pub url: String,
    /// Opening hours as the operator writes them; may be empty.
    pub hours: String,
    /// Where the clock of these hours stands; may be empty.
    pub zone: String,
    /// Codes of the languages spoken.
    pub languages: Vec<String>,
    /// Whether a call costs nothing.
    pub free: Free,
    /// A page that agrees.
    pub source: String,
    /// True when that page is the operator's own or official.
    pub source_own: bool,
    /// The day on which it was opened, `YYYY-MM-DD`.
    pub source_day: String,
}

/// Adds a number; returns its id. It is hidden until another member has checked it. `Ok(Err(…))` when it cannot be
/// added so.
///
/// # Errors
/// [`ServiceError::Closed`] while there is no desk.
pub async fn add(ctx: &Ctx, signed: &Signed, new: NewNumber) -> Result<Result<String, Refusal>, ServiceError> {
    if let Err(refusal) = sound(&new, today(ctx)) {
        return Ok(Err(refusal));
    }
    let now = ctx.clock.now();
    let id = new_uuid(now, &mut entropy());
    let tail = id.simple().to_string().split_off(20);
    let helpline = row(new, |country| format!("own-{}-{tail}", country.to_ascii_lowercase()));
    let desk = {
        let mut tx = ctx.store.read().await?;
        desks::for_audit(ctx, &mut tx).await?
    };
    let mut stored = rows::Own {
        id,
        number_id: helpline.id.clone(),
        member_id: signed.member.0,
        at_ms: now.ms(),
        value: serde_json::to_vec(&helpline).map_err(|_| ServiceError::Inner)?,
        mac: Vec::new(),
    };
    stored.mac = mac(ctx.keys.audit_mac(), &stored).to_vec();
    let leaf = audit::leaf(ctx, Event::NumberAdded, id, now, Some(details(&desk, signed, &helpline.id)), &[]);
    let mut tx = ctx.store.begin("numbers.add").await?;
    rows::insert_own(&mut tx, &stored).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.numbers.stale();
    Ok(Ok(helpline.id))
}

fn sound(new: &NewNumber, today: Day) -> Result<(), Refusal> {
    let lines = [&new.name, &new.phone, &new.text, &new.hours, &new.zone];
    if lines.iter().any(|line| line.chars().count() > LINE_MAX) || new.languages.len() > 20 {
        return Err(Refusal::Long);
    }
    if new.name.trim().is_empty() {
        return Err(Refusal::Name);
    }
    if new.country.len() != 2 || matches!(new.country.as_str(), "EU" | "ZZ") {
        return Err(Refusal::Country);
    }
    if new.kind == Kind::OffenderPrevention {
        return Err(Refusal::Never);
    }
    if [&new.phone, &new.text, &new.chat, &new.url].iter().all(|way| way.trim().is_empty()) {
        return Err(Refusal::Contact);
    }
    if new.languages.iter().any(|code| tongues::own_name(code).is_none()) {
        return Err(Refusal::Language);
    }
    // A clock beside hours that no machine can read would say nothing.
    if !new.zone.is_empty() && (Hours::parse(&new.hours).is_none() || !zones().any(|zone| zone == new.zone)) {
        return Err(Refusal::Zone);
    }
    for page in [&new.chat, &new.url].into_iter().filter(|page| !page.is_empty()) {
        is_page(page)?;
        // Visitors are led there: never over an open connection.
        if !page.starts_with("https://") {
            return Err(Refusal::Address);
        }
    }
    is_page(&new.source)?;
    let day = Day::parse(&new.source_day).ok_or(Refusal::Day)?;
    if day > today || today > day.a_year_later() { Err(Refusal::Day) } else { Ok(()) }
}

fn row(new: NewNumber, id: impl FnOnce(&str) -> String) -> Helpline {
    Helpline {
        id: id(&new.country),
        country: new.country,
        name: new.name.trim().to_owned(),
        kind: new.kind,
        phone: new.phone.trim().to_owned(),
        text: new.text.trim().to_owned(),
        url: new.url,
        languages: new.languages,
        hours: new.hours.trim().to_owned(),
        free: new.free,
        grade: if new.source_own { Grade::A } else { Grade::B },
        adults_only: false,
        missing_children: false,
        directory: false,
        note: String::new(),
        sources: vec![Source { url: new.source, seen: new.source_day, own: new.source_own }],
        checked: None,
        expires: None,
        zone: new.zone,
        chat: new.chat,
        heard: None,
        withdrawn: None,
    }
}

/// The number in a row; `None`, with an alarm, when it was not written with this key file.
pub(super) fn verified(ctx: &Ctx, row: &rows::Own) -> Option<Helpline> {
    let known = ctx.keys.audit_macs().iter().any(|key| mac(key.key(), row).as_slice() == row.mac);
    let helpline = known.then(|| serde_json::from_slice::<Helpline>(&row.value).ok()).flatten();
    // An id of a data file would hide that row; one without source would break the table.
    let helpline = helpline.filter(|line| line.id == row.number_id && line.id.starts_with("own-"));
    let helpline = helpline.filter(|line| !line.sources.is_empty());
    if helpline.is_none() {
        super::untrusted(ctx, "own number", row.id);
    }
    helpline
}

fn mac(key: &MacKey, row: &rows::Own) -> [u8; 32] {
    let parts: [&[u8]; 5] =
        [row.id.as_bytes(), row.number_id.as_bytes(), row.member_id.as_bytes(), &row.at_ms.to_be_bytes(), &row.value];
    key.mac("own number", &parts)
}
