//! `vigie helplines check`: which numbers visitors may see, which not and why, and which end soon.

use serde_json::{Value, json};
use vigie_lang::helplines::{MIN_SOURCES, Reason};
use vigie_lang::{Day, Helplines};
use vigie_model::Clock;
use vigie_service::house;
use vigie_service::numbers::{self, Line};
use vigie_service::opening::Served;

use crate::cli::Shared;
use crate::config::Settings;
use crate::{FOUND, OK, node};

/// A number that is shown for no longer than this many days has to be checked again.
const SOON: u16 = 60;

/// What was looked at.
struct Looked {
    lines: Vec<Line>,
    helplines: Helplines,
    today: Day,
    /// True when the checks of a node count.
    node: bool,
    /// The countries that the node serves.
    served: Vec<String>,
    /// Checks that are gone although the audit tells of them.
    missing: i64,
}

/// Looks at every number, or at those of some countries.
///
/// # Errors
/// A sentence that says what to do, when a node was named and cannot be opened.
pub async fn check(settings: &Settings, shared: &Shared, countries: &[String], as_json: bool) -> Result<u8, String> {
    let looked = look(settings, shared).await?;
    let wanted = |line: &&Line| countries.is_empty() || countries.contains(&line.row.country);
    let lines: Vec<&Line> = looked.lines.iter().filter(wanted).collect();
    let soon = lines.iter().filter(|line| line.ends_within(looked.today, SOON)).count();
    // Without a country named, those that the node serves are looked at.
    let served = if countries.is_empty() { &looked.served } else { countries };
    let bare: Vec<&String> = served.iter().filter(|code| !lacks(&looked, code).is_empty()).collect();
    // With no country to ask for, nothing to show to anybody is not fine either.
    let nothing = served.is_empty() && !lines.iter().any(|line| line.shown());
    let fine = soon == 0 && bare.is_empty() && !nothing && looked.missing == 0;
    if as_json {
        println!("{}", document(&looked, &lines, served, fine));
    } else {
        print(&looked, &lines, served, fine);
    }
    Ok(if fine { OK } else { FOUND })
}

/// With a node when one is named or lies here, else the data files alone.
async fn look(settings: &Settings, shared: &Shared) -> Result<Looked, String> {
    let named = shared.data.is_some() || shared.database.is_some() || shared.keys.is_some() || shared.config.is_some();
    if named || settings.data.join("vigie.db").exists() {
        let ctx = node::open(settings, false).await?;
        let failed = |error: vigie_service::ServiceError| error.to_string();
        let lines = numbers::lines(&ctx).await.map_err(failed)?;
        let missing = numbers::missing(&ctx).await.map_err(failed)?;
        let helplines = numbers::table(&ctx).await.map_err(failed)?.helplines.clone();
        let served = house::get::<Served>(&ctx).await.map_err(failed)?.countries;
        return Ok(Looked { lines, helplines, today: numbers::today(&ctx), node: true, served, missing });
    }
    let helplines = Helplines::load().map_err(|error| error.to_string())?;
    let today = Day::of_unix_ms(Clock::System.now().ms()).ok_or("this machine's clock shows no day")?;
    Ok(Looked {
        lines: numbers::of_files(&helplines, today),
        helplines,
        today,
        node: false,
        served: Vec::new(),
        missing: 0,
    })
}

/// What a country that is served has none of.
fn lacks(looked: &Looked, country: &str) -> Vec<&'static str> {
    let covered = looked.helplines.coverage(country, looked.today);
    let wants = [(covered.crisis_until, "crisis line"), (covered.child_until, "child helpline")];
    wants.into_iter().filter(|(until, _)| until.is_none()).map(|(_, what)| what).collect()
}

fn document(looked: &Looked, lines: &[&Line], countries: &[String], fine: bool) -> Value {
    let rows: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!({
                "id": line.row.id, "country": line.row.country, "name": line.row.name, "kind": line.row.kind,
                "grade": line.row.grade, "shown": line.shown(), "until": line.until, "checked": line.row.checked,
                "ends_soon": line.ends_within(looked.today, SOON), "own": line.own.is_some(), "why_hidden": line.reasons,
                "said_not_to_work_in_a_week": line.week,
            })
        })
        .collect();
    let served: Vec<Value> =
        countries.iter().map(|code| json!({ "country": code, "lacks": lacks(looked, code) })).collect();
    json!({ "fine": fine, "day": looked.today, "node": looked.node, "missing_checks": looked.missing, "countries": served, "numbers": rows })
}

fn print(looked: &Looked, lines: &[&Line], countries: &[String], fine: bool) {
    if !looked.node {
        println!(
            "The data files alone were read. Name a node with --data or --database, and --keys, for its own checks."
        );
    }
    let mut country = "";
    for line in lines {
        if line.row.country != country {
            country = &line.row.country;
            println!("{country}");
        }
        println!("  {}  {}  {}", state(line, looked.today), line.row.id, line.row.name);
        for reason in &line.reasons {
            println!("            {}", in_words(*reason));
        }
        if line.asks_for_a_look() {
            println!("            visitors said {} times in a week that it did not work: look at it", line.week);
        }
    }
    let shown = lines.iter().filter(|line| line.shown()).count();
    let soon = lines.iter().filter(|line| line.ends_within(looked.today, SOON)).count();
    println!("{} numbers, {shown} shown, {soon} of them end within {SOON} days.", lines.len());
    for code in countries {
        for what in lacks(looked, code) {
            println!("{code} has no {what} that may be shown.");
        }
    }
    if looked.missing > 0 {
        println!(
            "{} checks are gone from the database although the audit tells of them. Run vigie log verify.",
            looked.missing
        );
    }
    println!(
        "{}",
        if fine {
            "Nothing has to be done."
        } else {
            "Something has to be checked: visitors are shown only what a person has tried."
        }
    );
}

fn state(line: &Line, today: Day) -> String {
    match line.until.filter(|_| line.shown()) {
        Some(until) if line.ends_within(today, SOON) => format!("ENDS    {until}"),
        Some(until) => format!("shown   {until}"),
        None => "hidden            ".to_owned(),
    }
}

fn in_words(reason: Reason) -> String {
    match reason {
        Reason::NeverForChildren => "never shown on pages for children".to_owned(),
        Reason::NoContact => "no way to reach anybody is known".to_owned(),
        Reason::Withdrawn { on } => format!("taken away by the house on {on}"),
        Reason::TooFewSources { have } => {
            format!("{have} of {MIN_SOURCES} sources opened within twelve months: open and date them")
        }
        Reason::NoOwnSource => "no source of the service or an authority opened within twelve months".to_owned(),
        Reason::NeverChecked => "nobody has tried it".to_owned(),
        Reason::SecondPerson => "a second person has to check it".to_owned(),
        Reason::CheckTooOld { on } => format!("tried on {on}, more than twelve months ago"),
        Reason::CheckInFuture { on } => format!("the check is dated {on}, after today"),
        Reason::NoExpiry => "no last day is set".to_owned(),
        Reason::Expired { on } => format!("its last day was {on}"),
    }
}
