use vigie_lang::helplines::{Check, Free, Grade, How, Kind, Outcome, Reason, Source, shown_until, why_hidden};
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
        zone: String::new(),
        chat: String::new(),
        heard: None,
        withdrawn: None,
    }
}

fn shown(rows: Vec<Helpline>, today: &str) -> Vec<String> {
    let table = Helplines::from_rows(rows).unwrap();
    table.for_country("fr", day(today)).shown.into_iter().map(|row| row.id.clone()).collect()
}

#[test]
fn a_checked_row_is_shown_up_to_its_last_day_and_not_after() {
    let row = released("fr-x", Kind::ChildHelpline);
    let early = why_hidden(&row, day("2026-10-31"));
    assert_eq!(early.last(), Some(&Reason::CheckInFuture { on: day("2026-11-01") }));
    assert_eq!(why_hidden(&row, day("2026-11-01")), []);
    assert_eq!(why_hidden(&row, day("2027-03-31")), []);
    assert_eq!(why_hidden(&row, day("2027-04-01")), [Reason::Expired { on: day("2027-03-31") }]);
}

#[test]
fn a_check_is_worth_twelve_months_whatever_the_expiry_says() {
    let mut row = released("fr-x", Kind::ChildHelpline);
    row.expires = Some(day("2030-01-01"));
    assert_eq!(why_hidden(&row, day("2027-11-01")), []);
    let too_old =
        [Reason::TooFewSources { have: 0 }, Reason::NoOwnSource, Reason::CheckTooOld { on: day("2026-11-01") }];
    assert_eq!(why_hidden(&row, day("2027-11-02")), too_old);
    assert_eq!(shown_until(&row, day("2026-12-01")), Some(day("2027-11-01")));
}

#[test]
fn a_page_that_nobody_opened_within_twelve_months_is_no_source() {
    let mut row = released("fr-x", Kind::ChildHelpline);
    row.sources[1].seen = "stored copy".to_owned();
    assert_eq!(why_hidden(&row, day("2026-12-01")), [Reason::TooFewSources { have: 1 }]);
    row.sources[1].seen = "2025-12-01".to_owned();
    assert_eq!(why_hidden(&row, day("2026-12-01")), []);
    assert_eq!(shown_until(&row, day("2026-12-01")), Some(day("2026-12-01")), "its second source ends on that day");
    assert_eq!(why_hidden(&row, day("2026-12-02")), [Reason::TooFewSources { have: 1 }]);
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

/// A row that a desk's check can release: one dated source, never tried.
fn unchecked() -> Helpline {
    let mut row = released("fr-x", Kind::ChildHelpline);
    (row.checked, row.expires) = (None, None);
    row.sources.truncate(1);
    row
}

fn checked(row: &Helpline, on: &str, how: How, outcome: Outcome) -> Check {
    let sources = if how == How::OpenedPages { vec![source("https://city.example/", false)] } else { Vec::new() };
    let sources = sources.into_iter().map(|source| Source { seen: on.to_owned(), ..source }).collect();
    let expires = day(on).plus(180);
    Check { helpline: row.id.clone(), contact: row.contact(), on: day(on), how, outcome, expires, sources }
}

/// How many are shown and hidden after these checks.
fn after(row: &Helpline, checks: &[Check], today: &str) -> (usize, usize) {
    let table = Helplines::from_rows(vec![row.clone()]).unwrap().with_checks(checks);
    let doors = table.for_country("FR", day(today));
    (doors.shown.len(), doors.hidden)
}

#[test]
fn a_desks_own_check_releases_a_row_and_a_later_one_withdraws_it() {
    let row = unchecked();
    let good = checked(&row, "2026-12-01", How::OpenedPages, Outcome::Works);
    assert_eq!(after(&row, std::slice::from_ref(&good), "2026-12-06"), (1, 0));
    for outcome in [Outcome::Fails, Outcome::Expired] {
        let bad = checked(&row, "2026-12-05", How::Called, outcome);
        assert_eq!(after(&row, &[bad.clone(), good.clone()], "2026-12-06"), (0, 1));
        let later = checked(&row, "2026-12-05", How::Called, Outcome::Works);
        assert_eq!(after(&row, &[good.clone(), bad.clone(), later.clone()], "2026-12-06"), (1, 0));
        assert_eq!(after(&row, &[good.clone(), later, bad], "2026-12-06"), (0, 1), "of one day the last one counts");
    }
}

#[test]
fn what_the_service_itself_said_is_one_source_and_never_two() {
    let row = unchecked();
    let call = checked(&row, "2026-12-01", How::Called, Outcome::Works);
    let letter = checked(&row, "2026-12-02", How::Letter, Outcome::Works);
    assert_eq!(after(&row, std::slice::from_ref(&call), "2026-12-06"), (1, 0));
    let mut no_page = row;
    no_page.sources[0].seen = "stored copy".to_owned();
    assert_eq!(after(&no_page, &[call, letter], "2026-12-06"), (0, 1));
}

#[test]
fn a_number_that_was_changed_since_its_check_was_not_checked() {
    let row = unchecked();
    let good = checked(&row, "2026-12-01", How::Called, Outcome::Works);
    let changed = Helpline { phone: "00 00 00 01".to_owned(), ..row };
    assert_eq!(after(&changed, &[good], "2026-12-06"), (0, 1));
}

#[test]
fn a_row_that_the_house_took_away_stays_away_however_fresh_its_file_is() {
    let row = released("fr-x", Kind::ChildHelpline);
    let bad = checked(&row, "2026-10-20", How::Called, Outcome::Fails);
    let table = Helplines::from_rows(vec![row]).unwrap().with_checks(&[bad]);
    assert_eq!(why_hidden(&table.rows()[0], day("2026-12-01")), [Reason::Withdrawn { on: day("2026-10-20") }]);
}

#[test]
fn a_country_is_covered_by_a_crisis_line_and_a_child_helpline_up_to_their_last_days() {
    let mut child = released("fr-child", Kind::ChildHelpline);
    child.expires = Some(day("2027-06-30"));
    let mut missing = released("fr-missing", Kind::Crisis);
    missing.missing_children = true;
    let mut adults = released("fr-adults", Kind::Crisis);
    adults.adults_only = true;
    let covered = |rows: Vec<Helpline>| {
        let covered = Helplines::from_rows(rows).unwrap().coverage("fr", day("2026-12-01"));
        (covered.crisis_until, covered.child_until)
    };
    assert_eq!(covered(vec![child.clone(), missing, adults]), (None, Some(day("2027-06-30"))));
    let crisis = released("fr-crisis", Kind::Crisis);
    assert_eq!(covered(vec![child, crisis]), (Some(day("2027-03-31")), Some(day("2027-06-30"))));
}

#[test]
fn a_doubled_id_or_a_row_without_source_is_refused() {
    let row = released("fr-x", Kind::Crisis);
    assert!(Helplines::from_rows(vec![row.clone(), row.clone()]).is_err());
    assert!(Helplines::from_rows(vec![Helpline { sources: Vec::new(), ..row }]).is_err());
}
