use vigie_lang::helplines::{Check, Free, Grade, Kind, Reason, Source, why_hidden};
use vigie_lang::{Day, Helpline, Helplines};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn source(url: &str, own: bool) -> Source {
    Source { url: url.to_owned(), seen: "2026-11-01".to_owned(), own }
}

/// A row that may be shown from 1 November 2026 to 31 March 2027.
fn released(id: &str, kind: Kind) -> Helpline {
    Helpline {
        id: id.to_owned(),
        country: "FR".to_owned(),
        name: "Invented line".to_owned(),
        kind,
        phone: "00 00 00 00".to_owned(),
        text: String::new(),
        url: String::new(),
        languages: vec!["fr".to_owned()],
        hours: String::new(),
        free: Free::Unknown,
        grade: Grade::A,
        adults_only: false,
        missing_children: false,
        directory: false,
        note: String::new(),
        sources: vec![source("https://line.example/help", true), source("https://www.ministry.example/", false)],
        checked: Some(day("2026-11-01")),
        expires: Some(day("2027-03-31")),
    }
}

fn shown(rows: Vec<Helpline>, today: &str) -> Vec<String> {
    let table = Helplines::from_rows(rows).unwrap();
    table.for_country("fr", day(today)).shown.into_iter().map(|row| row.id.clone()).collect()
}

#[test]
fn a_checked_row_is_shown_up_to_its_last_day_and_not_after() {
    let row = released("fr-x", Kind::ChildHelpline);
    assert_eq!(why_hidden(&row, day("2026-10-31")), [Reason::CheckInFuture { on: day("2026-11-01") }]);
    assert_eq!(why_hidden(&row, day("2026-11-01")), []);
    assert_eq!(why_hidden(&row, day("2027-03-31")), []);
    assert_eq!(why_hidden(&row, day("2027-04-01")), [Reason::Expired { on: day("2027-03-31") }]);
}

#[test]
fn a_check_is_worth_twelve_months_whatever_the_expiry_says() {
    let mut row = released("fr-x", Kind::ChildHelpline);
    row.expires = Some(day("2030-01-01"));
    assert_eq!(why_hidden(&row, day("2027-11-01")), []);
    assert_eq!(why_hidden(&row, day("2027-11-02")), [Reason::CheckTooOld { on: day("2026-11-01") }]);
}

#[test]
fn two_pages_of_one_site_are_one_source() {
    let mut row = released("fr-x", Kind::ChildHelpline);
    row.sources = vec![source("https://www.line.example/a", true), source("http://line.example/b?c", true)];
    assert_eq!(why_hidden(&row, day("2026-12-01")), [Reason::TooFewSources { have: 1 }]);
}

#[test]
fn everything_that_is_missing_is_named() {
    let mut row = released("fr-x", Kind::Crisis);
    row.phone.clear();
    row.sources = vec![source("https://news.example/", false)];
    (row.checked, row.expires) = (None, None);
    let reasons = [
        Reason::NoContact,
        Reason::TooFewSources { have: 1 },
        Reason::NoOwnSource,
        Reason::NeverChecked,
        Reason::NoExpiry,
    ];
    assert_eq!(why_hidden(&row, day("2026-12-01")), reasons);
}

#[test]
fn help_for_people_who_fear_to_offend_never_stands_on_a_page_for_children() {
    let row = released("fr-x", Kind::OffenderPrevention);
    assert_eq!(why_hidden(&row, day("2026-12-01")), [Reason::NeverForChildren]);
    let table = Helplines::from_rows(vec![row]).unwrap();
    let doors = table.for_country("FR", day("2026-12-01"));
    assert!(doors.shown.is_empty() && doors.hidden == 0);
}

#[test]
fn danger_comes_first_then_somebody_to_write_to() {
    let mut chat = released("fr-chat", Kind::ChildHelpline);
    chat.text = "chat".to_owned();
    let mut missing = released("fr-missing", Kind::Crisis);
    missing.missing_children = true;
    let rows = vec![
        released("fr-takedown", Kind::Takedown),
        released("fr-police", Kind::Police),
        missing,
        released("fr-phone", Kind::ChildHelpline),
        chat,
        released("fr-crisis", Kind::Crisis),
    ];
    assert_eq!(
        shown(rows, "2026-12-01"),
        ["fr-crisis", "fr-chat", "fr-phone", "fr-missing", "fr-police", "fr-takedown"]
    );
}

#[test]
fn a_country_is_shown_its_own_rows_only() {
    let mut other = released("eu-x", Kind::ChildHelpline);
    other.country = "EU".to_owned();
    let table = Helplines::from_rows(vec![other, released("fr-x", Kind::ChildHelpline)]).unwrap();
    assert_eq!(table.for_country("FR", day("2026-12-01")).shown.len(), 1);
    assert!(table.for_country("EU", day("2026-12-01")).shown.is_empty());
    assert!(table.for_country("", day("2026-12-01")).shown.is_empty());
}

#[test]
fn a_desks_own_check_releases_a_row_and_a_later_one_withdraws_it() {
    let mut row = released("fr-x", Kind::ChildHelpline);
    (row.checked, row.expires) = (None, None);
    row.sources.truncate(1);
    let table = Helplines::from_rows(vec![row]).unwrap();
    let seen = |on: &str, expires: &str| Check {
        helpline: "fr-x".to_owned(),
        on: day(on),
        expires: day(expires),
        sources: vec![source("https://city.example/", false)],
    };
    let good = seen("2026-12-01", "2027-06-01");
    let nobody_answered = seen("2026-12-05", "2026-12-04");
    let today = day("2026-12-06");
    assert_eq!(table.with_checks(std::slice::from_ref(&good)).for_country("FR", today).shown.len(), 1);
    let doors = table.with_checks(&[nobody_answered, good]);
    assert_eq!((doors.for_country("FR", today).shown.len(), doors.for_country("FR", today).hidden), (0, 1));
}

#[test]
fn a_doubled_id_or_a_row_without_source_is_refused() {
    let row = released("fr-x", Kind::Crisis);
    assert!(Helplines::from_rows(vec![row.clone(), row.clone()]).is_err());
    assert!(Helplines::from_rows(vec![Helpline { sources: Vec::new(), ..row }]).is_err());
}
