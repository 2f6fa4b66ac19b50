//! Where the numbers come from: the table that was researched, beside the project's folder where it is kept. Without it
//! there is nothing to compare, and the files stand for themselves.

use std::collections::BTreeMap;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use vigie_lang::helplines::{Free, Kind};
use vigie_lang::{Helpline, Helplines};

/// The rows of the table: column name to field.
fn researched() -> Option<Vec<BTreeMap<String, String>>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/helplines.csv");
    let text = std::fs::read_to_string(file).ok()?;
    let mut lines = records(&text).into_iter();
    let names = lines.next()?;
    Some(lines.map(|line| names.iter().cloned().zip(line).collect()).collect())
}

/// Comma separated fields, quoted where they hold a comma.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut all, mut line, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                line.push(std::mem::take(&mut field));
                all.push(std::mem::take(&mut line));
            }
            '\r' => {}
            c => field.push(c),
        }
    }
    all
}

/// Without accents: the table was typed without them here and there.
fn plain(name: &str) -> String {
    let name = name.replace("ä", "ae").replace("Ä", "Ae").replace('đ', "d").replace('ł', "l");
    name.nfd().filter(char::is_ascii).collect()
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Crisis => "crisis",
        Kind::ChildHelpline => "child_helpline",
        Kind::Police => "police",
        Kind::HotlineReport => "hotline_report",
        Kind::Takedown => "takedown",
        Kind::OffenderPrevention => "offender_prevention",
    }
}

fn free(free: Free) -> &'static str {
    match free {
        Free::Yes => "y",
        Free::No => "n",
        Free::Unknown => "unknown",
    }
}

/// What a row says that the table does not, by field.
fn invented(row: &Helpline, from: &BTreeMap<String, String>) -> Vec<&'static str> {
    let is = |name: &str, value: &str| from[name] == value;
    // A doubt in brackets or after a hyphen went into the note; what was only heard of was left out.
    let shortened = |name: &str, value: &str| {
        from[name].strip_prefix(value).is_some_and(|rest| {
            rest.is_empty() || value.is_empty() || rest.starts_with(" (") || rest.starts_with(" - ")
        })
    };
    let languages = from["languages"].replace("LSF", "fsl").replace("Libras", "bzs");
    let spoken = |code: &String| languages.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word == code);
    let page = |url: &str| from["source_url"].starts_with(url) || from["note"].contains(url);
    let grade = format!("{:?}", row.grade);
    let fields = [
        ("country", is("country", &row.country)),
        ("name", plain(&row.name) == plain(&from["name"])),
        ("kind", is("kind", kind(row.kind))),
        ("phone", is("phone", &row.phone)),
        ("text", is("sms_chat", &row.text) || (row.text.is_empty() && from["sms_chat"].contains("not seen"))),
        ("url", is("url", &row.url)),
        ("chat", row.chat.is_empty()),
        ("hours", shortened("hours", &row.hours)),
        ("languages", row.languages.iter().all(spoken)),
        ("free", is("free", free(row.free))),
        ("grade", from["note"].split(']').next().is_some_and(|marks| marks.contains(&grade))),
        ("source", row.sources.iter().all(|source| page(&source.url))),
    ];
    fields.into_iter().filter(|(_, agrees)| !agrees).map(|(field, _)| field).collect()
}

#[test]
fn nothing_in_the_files_was_invented() {
    let Some(researched) = researched() else { return };
    let table = Helplines::load().unwrap();
    let mut unused: Vec<&BTreeMap<String, String>> = researched.iter().collect();
    let mut wrong = Vec::new();
    for row in table.rows() {
        let same = |from: &&BTreeMap<String, String>| {
            from["country"] == row.country && plain(&from["name"]) == plain(&row.name)
        };
        let Some(place) = unused.iter().position(same) else {
            wrong.push(format!("{}: not in the table", row.id));
            continue;
        };
        let from = unused.remove(place);
        wrong.extend(invented(row, from).into_iter().map(|field| format!("{}: {field}", row.id)));
    }
    wrong.extend(unused.iter().map(|from| format!("forgotten: {} {}", from["country"], from["name"])));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_digit_that_the_table_does_not_have_is_found() {
    let Some(researched) = researched() else { return };
    let table = Helplines::load().unwrap();
    let from = researched.iter().find(|from| from["name"].starts_with("3018")).unwrap();
    let row = table.row("fr-3018").unwrap();
    assert!(invented(row, from).is_empty());
    assert_eq!(invented(&Helpline { phone: "3019".to_owned(), ..row.clone() }, from), ["phone"]);
    assert_eq!(invented(&Helpline { hours: "24/7".to_owned(), ..row.clone() }, from), ["hours"]);
}
