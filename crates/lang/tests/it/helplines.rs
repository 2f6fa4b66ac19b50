use std::collections::BTreeSet;
use std::path::Path;

use vigie_lang::helplines::{DEMO_TEXT_IDS, Kind, Source, why_hidden, zones};
use vigie_lang::{Day, Helplines};

fn table() -> Helplines {
    Helplines::load().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn no_file_is_forgotten() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/helplines");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let on_disk: BTreeSet<String> =
        files.filter_map(|name| Some(name.strip_suffix(".toml")?.to_ascii_uppercase())).collect();
    let table = table();
    let embedded: BTreeSet<String> = table.rows().iter().map(|row| row.country.clone()).collect();
    assert_eq!(on_disk, embedded);
}

#[test]
fn every_row_says_where_it_comes_from() {
    for row in table().rows() {
        assert!(row.id.starts_with(&format!("{}-", row.country.to_ascii_lowercase())), "{}", row.id);
        assert!(!row.name.is_empty(), "{}", row.id);
        for source in &row.sources {
            assert!(source.url.starts_with("http") && source.site().contains('.'), "{}", row.id);
            assert!(source.seen == "stored copy" || Day::parse(&source.seen).is_some(), "{}", row.id);
        }
    }
}

#[test]
fn what_was_only_read_in_stored_copies_is_shown_to_nobody() {
    let (table, today) = (table(), Day::new(2026, 11, 23).unwrap());
    for country in table.countries().into_iter().chain(["EU", "ZZ"]) {
        assert!(table.for_country(country, today).shown.is_empty(), "{country}");
    }
    for row in table.rows().iter().filter(|row| row.checked.is_none()) {
        assert!(!why_hidden(row, today).is_empty(), "{}", row.id);
    }
}

#[test]
fn directories_are_links_without_a_number() {
    let table = table();
    let directories = table.directories();
    let ids: Vec<&str> = directories.iter().map(|directory| directory.id).collect();
    assert_eq!(ids, ["zz-child-helpline-international", "zz-inhope", "zz-icmec", "zz-take-it-down", "zz-stopncii"]);
    for directory in directories {
        assert!(directory.url.starts_with("https://"), "{}", directory.id);
        assert!(table.row(directory.id).unwrap().phone.is_empty(), "{}", directory.id);
        assert_eq!(directory.adults_only, directory.id == "zz-stopncii");
    }
}

#[test]
fn a_demonstration_number_can_be_nobodys() {
    let table = table();
    let doors = table.demo("fr");
    assert!(
        doors.iter().any(|door| door.kind == Kind::Crisis) && doors.iter().any(|door| door.kind == Kind::ChildHelpline)
    );
    for door in doors {
        assert!(door.phone.chars().all(|c| matches!(c, '0' | ' ')), "{}", door.phone);
        for id in [door.name_id, door.text_id, door.hours_id] {
            assert!(id.is_empty() || DEMO_TEXT_IDS.contains(&id), "{id}");
        }
    }
    assert!(table.demo("ZZ").is_empty() && table.demo("QQ").is_empty());
}

#[test]
fn only_one_plain_number_is_offered_to_dial() {
    let table = table();
    let dial = |id: &str| table.row(id).unwrap().dial();
    assert_eq!(dial("fr-3018").as_deref(), Some("3018"));
    assert_eq!(dial("au-kids-helpline").as_deref(), Some("1800551800"));
    assert_eq!(dial("us-fbi"), None); // letters
    assert_eq!(dial("gr-smile-1056"), None); // two numbers
    assert_eq!(dial("ie-hotline"), None); // none
}

#[test]
fn a_number_for_text_messages_is_read_only_from_plain_words() {
    let table = table();
    let sms = |id: &str| table.row(id).unwrap().sms();
    assert_eq!(sms("us-crisis-text-line").as_deref(), Some("741741"));
    assert_eq!(sms("us-988").as_deref(), Some("988"));
    assert_eq!(sms("ca-kids-help-phone").as_deref(), Some("686868"));
    assert_eq!(sms("fr-emergency-17-112").as_deref(), Some("114"));
    assert_eq!(sms("kr-1388"), None); // #1388 is not a number that every phone dials
    assert_eq!(sms("es-017-incibe"), None); // WhatsApp is not a text message
}

#[test]
fn a_clock_stands_only_beside_hours_that_a_machine_can_read() {
    for row in table().rows() {
        let known = row.zone.is_empty() || zones().any(|zone| zone == row.zone);
        assert!(known && (row.zone.is_empty() || row.opening().is_some()), "{}: {}", row.id, row.zone);
        assert!(row.chat.is_empty() || row.chat.starts_with("https://"), "{}", row.id);
        assert!(row.heard.is_none() && row.withdrawn.is_none(), "{}", row.id);
    }
}

#[test]
fn services_for_adults_stand_on_no_page_for_children() {
    let table = table();
    let today = Day::new(2026, 12, 1).unwrap();
    let released = |row: &vigie_lang::Helpline| {
        let source = |url: &str, own| Source { url: url.to_owned(), seen: "2026-11-30".to_owned(), own };
        let sources = vec![source("https://a.example/", true), source("https://b.example/", false)];
        let checked = Day::new(2026, 11, 30);
        vigie_lang::Helpline { sources, checked, expires: checked.map(Day::a_year_later), ..row.clone() }
    };
    let table = Helplines::from_rows(table.rows().iter().map(released).collect()).unwrap();
    let shown = table.for_country("GB", today).shown;
    assert!(shown.len() > 3 && shown.iter().all(|row| !row.adults_only && row.kind != Kind::OffenderPrevention));
    let adults: Vec<&str> = table.for_adults("GB", today).into_iter().map(|row| row.id.as_str()).collect();
    assert_eq!(adults, ["gb-revenge-porn-helpline"]);
}
