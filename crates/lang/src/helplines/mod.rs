//! Doors to people: the table of helplines, and which of them a visitor may see on a given day.
//!
//! One file a country in `data/helplines`; their header explains the format and the release rule.

mod check;
mod demo;
mod files;
mod hours;
mod row;
mod rule;
pub mod tongues;
mod zone;

use std::collections::BTreeSet;

use serde::Deserialize;

pub use check::{Check, Contact, How, Outcome};
pub use demo::{DemoDoor, TEXT_IDS as DEMO_TEXT_IDS};
pub use hours::{Hours, Span, State};
pub use row::{Free, Grade, Helpline, Kind, Source};
pub use rule::{MIN_SOURCES, Reason, shown_until, why_hidden};
pub use zone::{Local, local, zones};

use crate::Day;

/// What is wrong with the table.
#[derive(Debug, thiserror::Error)]
pub enum HelplineError {
    /// A file is not as its header describes it.
    #[error("data/helplines/{file}.toml: {message}")]
    Parse {
        /// File name without ending.
        file: String,
        /// What the parser says; it quotes data of ours, never of a visitor.
        message: String,
    },
    /// Two rows carry the same id.
    #[error("the helpline id `{0}` is taken")]
    Duplicate(String),
    /// A row names no source.
    #[error("the helpline `{0}` has no source")]
    NoSource(String),
}

/// All contacts of all countries.
#[derive(Clone, Debug)]
pub struct Helplines {
    rows: Vec<Helpline>,
}

/// What a visitor of one country is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doors<'a> {
    /// Contacts that pass the release rule, most urgent first. May be empty: say so, and show
    /// [`Helplines::directories`].
    pub shown: Vec<&'a Helpline>,
    /// Contacts of the country that would be shown after a check. For staff.
    pub hidden: usize,
}

/// A page where a person can look for help, shown as a link without a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Directory<'a> {
    /// Id of the row.
    pub id: &'a str,
    /// As the service calls itself.
    pub name: &'a str,
    /// Where the link leads.
    pub url: &'a str,
    /// What it is for.
    pub kind: Kind,
    /// Only for people of 18 and over; say it beside the link.
    pub adults_only: bool,
}

/// Until when a country has what a child there needs first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    /// Last day with a crisis line; `None`: there is none today. Lines for missing children are not crisis lines.
    pub crisis_until: Option<Day>,
    /// Last day with a child helpline; `None`: there is none today.
    pub child_until: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    helpline: Vec<Helpline>,
}

impl Helplines {
    /// Reads the embedded table.
    ///
    /// # Errors
    /// When a file is broken, an id is doubled or a row has no source.
    pub fn load() -> Result<Helplines, HelplineError> {
        let mut rows = Vec::new();
        for &(country, text) in files::FILES {
            rows.extend(parse(country, text)?);
        }
        Helplines::from_rows(rows)
    }

    /// A table of the given rows.
    ///
    /// # Errors
    /// When an id is doubled or a row has no source.
    pub fn from_rows(rows: Vec<Helpline>) -> Result<Helplines, HelplineError> {
        let mut ids = BTreeSet::new();
        for row in &rows {
            if !ids.insert(row.id.as_str()) {
                return Err(HelplineError::Duplicate(row.id.clone()));
            }
            if row.sources.is_empty() {
                return Err(HelplineError::NoSource(row.id.clone()));
            }
        }
        Ok(Helplines { rows })
    }

    /// The table with a desk's checks applied, given in the order in which they were made; the last one of a row
    /// decides. Checks of unknown rows, and of a number that the row no longer holds, are ignored.
    #[must_use]
    pub fn with_checks(&self, checks: &[Check]) -> Helplines {
        let by_row = check::by_row(checks);
        let checked =
            |row: &Helpline| by_row.get(row.id.as_str()).map_or_else(|| row.clone(), |checks| row.with_checks(checks));
        Helplines { rows: self.rows.iter().map(checked).collect() }
    }

    /// Until when a country has a crisis line and a child helpline that may be shown to children.
    pub fn coverage(&self, country: &str, today: Day) -> Coverage {
        let last = |kind: Kind| {
            let rows = self.rows_of(country).filter(|row| is_place(&row.country) && row.kind == kind);
            let rows = rows.filter(|row| !row.adults_only && !row.missing_children);
            rows.filter_map(|row| shown_until(row, today)).max()
        };
        Coverage { crisis_until: last(Kind::Crisis), child_until: last(Kind::ChildHelpline) }
    }

    /// What a visitor in `country` (ISO code, any case) is shown on the day `today`. Without services for adults.
    ///
    /// Harmonised European numbers are not live everywhere, so they count only through a country's own row.
    pub fn for_country(&self, country: &str, today: Day) -> Doors<'_> {
        let rows = self.rows_of(country).filter(|row| is_place(&row.country) && !row.adults_only);
        let rows = rows.filter(|row| row.kind != Kind::OffenderPrevention);
        let (mut shown, hidden): (Vec<_>, Vec<_>) = rows.partition(|row| why_hidden(row, today).is_empty());
        shown.sort_by_key(|row| (urgency(row), !row.can_write()));
        Doors { shown, hidden: hidden.len() }
    }

    /// What a visitor of 18 and over in `country` is shown besides: services for adults only. Never on a page for
    /// children.
    pub fn for_adults(&self, country: &str, today: Day) -> Vec<&Helpline> {
        let rows = self.rows_of(country).filter(|row| is_place(&row.country) && row.adults_only);
        rows.filter(|row| why_hidden(row, today).is_empty()).collect()
    }

    /// Network pages that may be shown where no contact is sure: as links, without any number. Who listens comes before
    /// who takes reports, and both before who takes pictures down.
    pub fn directories(&self) -> Vec<Directory<'_>> {
        let mut links: Vec<_> = self.rows.iter().filter(|row| row.directory && !row.url.is_empty()).collect();
        links.sort_by_key(|row| urgency(row));
        links
            .into_iter()
            .map(|row| Directory {
                id: &row.id,
                name: &row.name,
                url: &row.url,
                kind: row.kind,
                adults_only: row.adults_only,
            })
            .collect()
    }

    /// Fictitious doors for the demonstration, for countries in the table. See [`DemoDoor`].
    pub fn demo(&self, country: &str) -> &'static [DemoDoor] {
        demo::doors(self.rows_of(country).any(|row| is_place(&row.country)))
    }

    /// Every row, for staff: hidden ones too. By country file, in the order of the files.
    pub fn rows(&self) -> &[Helpline] {
        &self.rows
    }

    /// The row with this id; `None` when there is none.
    pub fn row(&self, id: &str) -> Option<&Helpline> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// Codes of the countries that have a row, sorted, each once; without `EU` and `ZZ`.
    pub fn countries(&self) -> Vec<&str> {
        let codes: BTreeSet<&str> =
            self.rows.iter().map(|row| row.country.as_str()).filter(|code| is_place(code)).collect();
        codes.into_iter().collect()
    }

    fn rows_of(&self, country: &str) -> impl Iterator<Item = &Helpline> {
        self.rows.iter().filter(move |row| row.country.eq_ignore_ascii_case(country))
    }
}

fn parse(country: &str, text: &str) -> Result<Vec<Helpline>, HelplineError> {
    let broken = |error: toml::de::Error| HelplineError::Parse { file: country.to_owned(), message: error.to_string() };
    let mut rows = toml::from_str::<File>(text).map_err(broken)?.helpline;
    for row in &mut rows {
        row.country = country.to_ascii_uppercase();
    }
    Ok(rows)
}

fn is_place(country: &str) -> bool {
    !matches!(country, "EU" | "ZZ")
}

/// Place in the list: danger first, then somebody to talk to, then who acts. Lines for missing children come after the
/// counsellors, because most of them do not handle extortion.
fn urgency(row: &Helpline) -> u8 {
    match row.kind {
        Kind::Crisis if row.missing_children => 2,
        Kind::Crisis => 0,
        Kind::ChildHelpline => 1,
        Kind::Police => 3,
        Kind::HotlineReport => 4,
        Kind::Takedown => 5,
        Kind::OffenderPrevention => u8::MAX,
    }
}
