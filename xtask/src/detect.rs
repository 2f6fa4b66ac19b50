//! `cargo xtask detect`: how well the detector reads, and the fitting of its weights.

mod examples;
mod fit;
mod speed;
mod table;
mod talk;

use std::path::Path;

use vigie_detect::Detector;

use examples::Message;
use table::{Rate, Table};

/// Where our own sentences are.
const OWN: &str = "data/examples";
/// Where the development set is, when it exists.
const DEVELOPMENT: &str = "../shared/devset";
/// From how many per mille on it is an alarm.
const ALARM: u32 = 700;

/// Runs with the words after `detect`.
pub fn run(root: &Path, args: &[String]) -> Result<(), String> {
    let has = |name: &str| args.iter().any(|a| a == name);
    let after = |name: &str| args.iter().position(|a| a == name).and_then(|at| args.get(at + 1));
    let detector = Detector::embedded().map_err(|e| e.to_string())?;
    if has("--fit") {
        let mut all = load(&examples::files(&root.join(OWN), ".fit.jsonl"))?;
        for path in examples::files(&root.join(OWN), ".conversations.jsonl") {
            all.extend(examples::small_talk(&examples::conversations(&path)?));
        }
        if let Some(lang) = after("--lang") {
            all.retain(|m| m.lang == *lang);
        }
        // What the core of a coercion is not found in can be no alarm whatever it weighs: it would only blur the weights.
        all.retain(|m| m.role != "offender" || detector.message(&m.text, "en").coercive);
        let text = fit::weights(&detector, &all, ALARM);
        std::fs::write(root.join("data/lexicons/weights.tsv"), text).map_err(|e| e.to_string())?;
        println!("Fitted to {} sentences; build again to use the new weights.", all.len());
        return Ok(());
    }
    let development = root.join(DEVELOPMENT);
    if has("--speed") {
        let sms = std::fs::read_to_string(development.join("benign/sms.tsv")).unwrap_or_default();
        let ordinary = sms.lines().map(|l| l.split_once('\t').map_or(l, |(_, text)| text).to_owned());
        let own = load(&examples::files(&root.join(OWN), ".fit.jsonl"))?;
        return speed::print(&own.into_iter().map(|m| m.text).chain(ordinary).collect::<Vec<_>>());
    }
    let mut sets = vec![("fitted to", load(&examples::files(&root.join(OWN), ".fit.jsonl"))?)];
    if let Some(folder) = after("--blind") {
        sets.push(("blind", load(&examples::files(Path::new(folder), ".blind.jsonl"))?));
    }
    if development.is_dir() {
        sets.push(("development", load(&[development.join("messages.jsonl")])?));
    }
    let lang = after("--lang");
    for (name, mut messages) in sets {
        if let Some(lang) = lang {
            messages.retain(|m| m.lang == *lang);
        }
        println!("\n# {name}: {} messages", messages.len());
        let misses = after("--misses").is_some_and(|set| set == name);
        let table = Table::of(&detector, &messages, |m, r| {
            if misses {
                println!(
                    "{} {} {} → {} {} {:?}\n   {}\n   {}",
                    m.id,
                    m.role,
                    m.neg_kind.as_deref().unwrap_or(&m.motive),
                    r.role.as_str(),
                    r.score,
                    r.elements.iter().map(|e| e.label.as_str()).collect::<Vec<_>>(),
                    m.text,
                    r.rules.join(" ")
                );
            }
        });
        table.print();
    }
    let mut talks: Vec<(&str, std::path::PathBuf, &str)> = vec![
        ("own", root.join(OWN), ".conversations.jsonl"),
        ("development", development.clone(), "conversations.jsonl"),
    ];
    if let Some(folder) = after("--blind") {
        talks.push(("blind", folder.into(), ".conversations.jsonl"));
    }
    for (name, folder, ending) in talks {
        let mut all = Vec::new();
        for path in examples::files(&folder, ending) {
            all.extend(examples::conversations(&path)?);
        }
        if let Some(lang) = lang {
            all.retain(|c| c.lang == *lang);
        }
        if !all.is_empty() {
            println!("\n# {name}: {} conversations", all.len());
            talk::print(&detector, &all, after("--misses").is_some_and(|set| set == name));
        }
    }
    if has("--ordinary") {
        ordinary(&detector, &development)?;
    }
    Ok(())
}

fn load(paths: &[std::path::PathBuf]) -> Result<Vec<Message>, String> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(examples::messages(path)?);
    }
    Ok(all)
}

/// Alarms on ordinary text.
fn ordinary(detector: &Detector, development: &Path) -> Result<(), String> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()));
    let mut all = Rate::default();
    let mut sets = vec![("sms".to_owned(), read(&development.join("benign/sms.tsv"))?)];
    for path in examples::files(&development.join("benign/tatoeba"), "") {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        if name.starts_with("tatoeba.") {
            sets.push((name, read(&path)?));
        }
    }
    for (name, text) in sets {
        let mut rate = Rate::default();
        for line in text.lines() {
            if name == "sms" && !line.starts_with("ham\t") {
                continue;
            }
            let line = line.strip_prefix("ham\t").unwrap_or(line);
            let reading = detector.message(line, "en");
            if reading.alarm {
                println!("ordinary, {name}: {} {line} {:?}", reading.score, reading.rules);
            }
            rate.add(reading.alarm);
            all.add(reading.alarm);
        }
        println!("alarms, ordinary, {name:<24} {rate}");
    }
    println!("alarms, ordinary, all {all}");
    Ok(())
}
