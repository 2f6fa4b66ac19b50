//! `cargo xtask detect`: how well the detector reads, and the fitting of its weights.

mod cross;
mod disguise;
mod examples;
mod fit;
mod places;
mod random;
mod speed;
mod staged;
mod table;
mod talk;
mod talks;

use std::path::Path;
use std::sync::OnceLock;

use vigie_detect::Detector;

use examples::Message;
use fit::{Example, WEIGHED, Wanted};
use table::{Rate, Table};

/// Where our own sentences are.
const OWN: &str = "data/examples";
/// Where the development set is, when it exists.
const DEVELOPMENT: &str = "../shared/devset";
/// Where the lexicons are.
const LEXICONS: &str = "data/lexicons";
/// From how many per mille on it is an alarm.
const ALARM: u32 = 460;

/// What was measured last, and is not to fall.
const FIGURES: &str = "data/examples/figures.tsv";
/// Rates that are not to fall, and those that are not to rise.
const KEPT: [(&str, bool); 11] = [
    ("offender precision", true),
    ("offender recall", true),
    ("victim or bystander recognised", true),
    ("self-harm recall", true),
    ("span recall, overlap", true),
    ("span precision, overlap", true),
    ("alarm on victim or bystander", false),
    ("alarm on hard negatives", false),
    ("doors for the writer's own", true),
    ("doors, not meant", false),
    ("self-harm told, not meant", false),
];

/// The words after `detect`.
struct Asked<'a> {
    words: &'a [String],
}

impl Asked<'_> {
    fn has(&self, name: &str) -> bool {
        self.words.iter().any(|a| a == name)
    }

    fn after(&self, name: &str) -> Option<&String> {
        self.words.iter().position(|a| a == name).and_then(|at| self.words.get(at + 1))
    }
}

/// Runs with the words after `detect`.
pub fn run(root: &Path, words: &[String]) -> Result<(), String> {
    let asked = Asked { words };
    // From the folder, so that a changed lexicon needs no build.
    let detector = Detector::from_folder(&root.join(LEXICONS)).map_err(|e| e.to_string())?;
    let development = root.join(DEVELOPMENT);
    if asked.has("--fit") {
        return refit(root, &detector);
    }
    if asked.has("--fit-talks") {
        return talks::fit(root);
    }
    if asked.has("--cross") {
        for (name, table) in cross::tables(root, &detector, &kinds(&own(root)?))? {
            println!("\n# {name}, each quarter read with weights fitted to the others");
            table.print();
        }
        return Ok(());
    }
    if asked.has("--speed") {
        let sms = std::fs::read_to_string(development.join("benign/sms.tsv")).unwrap_or_default();
        let ordinary = sms.lines().map(|l| l.split_once('\t').map_or(l, |(_, text)| text).to_owned());
        let own = load(&examples::files(&root.join(OWN), ".fit.jsonl"))?;
        return speed::print(&own.into_iter().map(|m| m.text).chain(ordinary).collect::<Vec<_>>());
    }
    if asked.has("--disguised") {
        return disguise::print(root, &detector, asked.after("--misses").map(String::as_str));
    }
    if asked.has("--random") {
        return random::print(root, &detector, asked.after("--misses").is_some_and(|set| set == "random"));
    }
    if let Some(path) = asked.after("--set") {
        let path = Path::new(path);
        let lines = path.extension().is_some_and(|e| e == "tsv");
        let set = if lines { examples::lines(path)? } else { load(&[path.to_path_buf()])? };
        one_set(&detector, "set", set, &asked);
        return Ok(());
    }
    let tables = messages(root, &development, &detector, &asked)?;
    if asked.has("--record") {
        let lines: Vec<String> = tables
            .iter()
            .flat_map(|(set, table)| table.rates.iter().map(move |(name, rate)| (set, name, rate)))
            .map(|(set, name, rate)| format!("{set}\t{name}\t{}\t{}\n", rate.hits, rate.of))
            .collect();
        std::fs::write(root.join(FIGURES), lines.concat()).map_err(|e| e.to_string())?;
    }
    if asked.has("--check") {
        return compare(root, &tables);
    }
    conversations(root, &development, &detector, &asked)?;
    if asked.has("--ordinary") {
        ordinary(root, &detector, &development)?;
    }
    Ok(())
}

/// Our own labelled sentences by kind.
fn own(root: &Path) -> Result<Vec<(&'static str, Vec<Example>)>, String> {
    let own = root.join(OWN);
    let plain = |message| Example {
        message,
        seen: false,
        hints: false,
        harm_only: false,
        marked: false,
        found: OnceLock::new(),
    };
    let seen = |message| Example { seen: true, ..plain(message) };
    let marked = |ending| load(&examples::files(&own, ending));
    let of = |ending, read: fn(&Path) -> Result<Vec<Message>, String>| -> Result<Vec<Message>, String> {
        let files = examples::files(&own, ending);
        Ok(files.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?.concat())
    };
    let talks = |path: &Path| Ok(examples::small_talk(&examples::conversations(path)?));
    let mut kinds: Vec<(&str, Vec<Example>)> = vec![
        ("fit", marked(".fit.jsonl")?.into_iter().map(|m| Example { marked: true, ..seen(m) }).collect()),
        ("more", marked(".more.jsonl")?.into_iter().map(|m| Example { marked: true, ..plain(m) }).collect()),
        ("terse", marked(".terse.jsonl")?.into_iter().map(|m| Example { marked: true, ..plain(m) }).collect()),
        ("ordinary", of(".ordinary.txt", examples::ordinary)?.into_iter().map(plain).collect()),
        ("small talk", of(".conversations.jsonl", talks)?.into_iter().map(seen).collect()),
        ("lines", of(".lines.tsv", examples::lines)?.into_iter().map(plain).collect()),
        (
            "hints",
            of(".hints.tsv", examples::lines)?.into_iter().map(|m| Example { hints: true, ..plain(m) }).collect(),
        ),
        (
            "self-harm",
            of(".self_harm.jsonl", examples::harms)?
                .into_iter()
                .map(|m| Example { harm_only: true, ..seen(m) })
                .collect(),
        ),
    ];
    disguise::some(kinds.iter_mut().flat_map(|(_, kind)| kind).map(|example| &mut example.message));
    Ok(kinds)
}

/// Fits the weights anew and writes them.
fn refit(root: &Path, detector: &Detector) -> Result<(), String> {
    let own = own(root)?;
    let kinds = kinds(&own);
    written(root, &root.join(LEXICONS), detector, &kinds)?;
    println!("Fitted to {} sentences.", kinds.iter().map(|(_, kind)| kind.len()).sum::<usize>());
    talks::fit(root)
}

fn kinds<'a>(own: &'a [(&'static str, Vec<Example>)]) -> cross::Kinds<'a> {
    own.iter().map(|(name, kind)| (*name, kind.iter().collect())).collect()
}

/// Fits all weights to sentences and writes them into a folder of lexicons.
fn written(root: &Path, folder: &Path, detector: &Detector, all: &cross::Kinds) -> Result<(), String> {
    once(folder, detector, all, &cross::again(root, detector, all)?, Wanted::All)
}

/// The same with known weights for weighing again.
fn once(
    folder: &Path,
    detector: &Detector,
    all: &cross::Kinds,
    again: &[[f64; WEIGHED]],
    wanted: Wanted,
) -> Result<(), String> {
    let all: Vec<&Example> = all.iter().flat_map(|(_, kind)| kind).copied().collect();
    let marked: Vec<&Message> = all.iter().filter(|e| e.placed()).map(|e| &e.message).collect();
    let places = places::weights(detector, &marked, again);
    let (signs, wording) = fit::weights(detector, &all, ALARM, wanted);
    for (name, text) in [("weights.tsv", signs), ("wording.tsv", wording), ("places.tsv", places)] {
        std::fs::write(folder.join(name), text).map_err(|e| e.to_string())?;
    }
    Ok(())
}

/// Counts and prints each set of messages.
fn messages(
    root: &Path,
    development: &Path,
    detector: &Detector,
    asked: &Asked,
) -> Result<Vec<(&'static str, Table)>, String> {
    let mut sets = vec![
        ("fitted", load(&examples::files(&root.join(OWN), ".fit.jsonl"))?),
        ("held", load(&examples::files(&root.join(OWN), ".held.jsonl"))?),
        ("terse-held", load(&examples::files(&root.join(OWN), ".terse-held.jsonl"))?),
        ("terse-later", load(&examples::files(&root.join(OWN), ".terse-later.jsonl"))?),
        ("plain", load(&examples::files(&root.join(OWN), ".plain-held.jsonl"))?),
    ];
    if development.is_dir() {
        sets.push(("development", load(&[development.join("messages.jsonl")])?));
    }
    let mut tables = Vec::new();
    for (name, messages) in sets {
        tables.push((name, one_set(detector, name, messages, asked)));
    }
    let mut harms = Vec::new();
    for path in examples::files(&root.join(OWN), ".self_harm-held.jsonl") {
        harms.extend(examples::harms(&path)?);
    }
    println!("\n# self-harm: {} sentences", harms.len());
    tables.push(("self-harm", Table::of_harms(detector, &harms)));
    Ok(tables)
}

/// Counts and prints one set.
fn one_set(detector: &Detector, name: &str, mut messages: Vec<Message>, asked: &Asked) -> Table {
    messages.retain(|m| asked.after("--lang").is_none_or(|lang| m.lang == *lang));
    println!("\n# {name}: {} messages", messages.len());
    let misses = asked.after("--misses").is_some_and(|set| set == name);
    let table = Table::of(detector, &messages, |m, r| {
        if misses {
            let truth = m.neg_kind.as_deref().unwrap_or(&m.motive);
            let found: Vec<&str> = r.elements.iter().map(|e| e.label.as_str()).collect();
            println!("{} {} {truth} → {} {} {found:?}", m.id, m.role, r.role.as_str(), r.score);
            println!("   {}\n   {}", m.text, r.rules.join(" "));
        }
    });
    table.print();
    table
}

/// Counts and prints each set of conversations.
fn conversations(root: &Path, development: &Path, detector: &Detector, asked: &Asked) -> Result<(), String> {
    let own = root.join(OWN);
    for (name, folder, ending) in [
        ("fitted", own.as_path(), ".conversations.jsonl"),
        ("talks", own.as_path(), ".talks.jsonl"),
        ("held", own.as_path(), ".held-conversations.jsonl"),
        ("telling", own.as_path(), ".telling.jsonl"),
        ("short", own.as_path(), ".short.jsonl"),
        ("development", development, "conversations.jsonl"),
    ] {
        let mut all = Vec::new();
        for path in examples::files(folder, ending) {
            all.extend(examples::conversations(&path)?);
        }
        all.retain(|c| asked.after("--lang").is_none_or(|lang| c.lang == *lang));
        if !all.is_empty() {
            println!("\n# {name}: {} conversations", all.len());
            talk::print(detector, &all, asked.after("--misses").is_some_and(|set| set == name));
        }
    }
    Ok(())
}

/// Refuses a fall beyond the interval of what was measured last.
fn compare(root: &Path, tables: &[(&str, Table)]) -> Result<(), String> {
    let text = std::fs::read_to_string(root.join(FIGURES)).map_err(|e| format!("{FIGURES}: {e}"))?;
    let mut fallen = Vec::new();
    for line in text.lines() {
        let [set, name, hits, of] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let Some((_, more)) = KEPT.iter().find(|(kept, _)| *kept == name) else { continue };
        let Some((_, table)) = tables.iter().find(|(one, _)| *one == set) else { continue };
        let number = |text: &str| text.parse().map_err(|_| format!("{FIGURES}: {line}"));
        let (low, high) = Rate { hits: number(hits)?, of: number(of)? }.interval();
        let now = table.rate(name);
        if (*more && now.share() < low) || (!*more && now.share() > high) {
            fallen.push(format!("{set}, {name}: {now}, was {hits} of {of}"));
        }
    }
    if fallen.is_empty() {
        println!("\nNothing fell beyond its interval.");
        return Ok(());
    }
    Err(format!("worse than what was measured last:\n{}", fallen.join("\n")))
}

fn load(paths: &[std::path::PathBuf]) -> Result<Vec<Message>, String> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(examples::messages(path)?);
    }
    Ok(all)
}

/// Alarms on ordinary text: that of the development set, its bulk messages apart, and our own that no weight is fitted
/// to; thresholds were chosen with an eye on both.
fn ordinary(root: &Path, detector: &Detector, development: &Path) -> Result<(), String> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()));
    let sms = read(&development.join("benign/sms.tsv"))?;
    let of = |kind: &'static str| sms.lines().filter_map(move |line| line.strip_prefix(kind)).collect::<Vec<_>>();
    let mut all = alarms(detector, "sms", &of("ham\t"));
    for path in examples::files(&development.join("benign/tatoeba"), "") {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if name.starts_with("tatoeba.") {
            let rate = alarms(detector, name, &read(&path)?.lines().collect::<Vec<_>>());
            all.join(rate);
        }
    }
    println!("alarms, ordinary, all {all}");
    alarms(detector, "sms, bulk", &of("spam\t"));
    for path in examples::files(&root.join(OWN), ".ordinary-held.txt") {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        alarms(detector, name, &read(&path)?.lines().collect::<Vec<_>>());
    }
    Ok(())
}

/// Prints which of some ordinary lines raise an alarm, and how many.
fn alarms(detector: &Detector, name: &str, lines: &[&str]) -> Rate {
    let mut rate = Rate::default();
    for line in lines {
        let reading = detector.message(line, "en");
        if reading.alarm {
            println!("ordinary, {name}: {} {line} {:?}", reading.score, reading.rules);
        }
        rate.add(reading.alarm);
    }
    println!("alarms, ordinary, {name:<24} {rate}");
    rate
}
