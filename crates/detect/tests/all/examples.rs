//! Each rule's own examples are its tests.

use crate::detector;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    id: String,
    why: String,
    level: Option<String>,
    hits: Vec<String>,
    #[serde(default)]
    misses: Vec<String>,
}

/// All lexicon files: language, name and rules. Read from the folders, so that a new language is tested by being there.
fn files() -> Vec<(String, String, Vec<Rule>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/lexicons");
    let mut found = Vec::new();
    for folder in fs::read_dir(root).expect("lexicons").map(|e| e.expect("an entry").path()).filter(|p| p.is_dir()) {
        let lang = folder.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
        for file in fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()) {
            let name = file.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
            if name != "reason.toml" && name != "extract.toml" {
                let text = fs::read_to_string(&file).expect("a lexicon");
                let file = toml::from_str::<File>(&text).unwrap_or_else(|e| panic!("{lang}/{name}: {e}"));
                found.push((lang.clone(), name, file.rule));
            }
        }
    }
    found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    assert!(found.len() >= 4, "lexicons of four languages");
    found
}

fn rules_found(text: &str) -> BTreeSet<String> {
    detector().matches(text).into_iter().map(|(_, _, rule)| rule.to_owned()).collect()
}

#[test]
fn every_rule_finds_its_hits_and_leaves_its_misses() {
    let mut wrong = Vec::new();
    for rule in files().into_iter().flat_map(|(_, _, rules)| rules) {
        assert!(!rule.why.is_empty() && !rule.hits.is_empty(), "{} says why and shows a hit", rule.id);
        wrong.extend(
            rule.hits
                .iter()
                .filter(|t| !rules_found(t).contains(&rule.id))
                .map(|t| format!("{} does not find: {t}", rule.id)),
        );
        wrong.extend(
            rule.misses
                .iter()
                .filter(|t| rules_found(t).contains(&rule.id))
                .map(|t| format!("{} should leave: {t}", rule.id)),
        );
    }
    assert!(wrong.is_empty(), "{} examples are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_language_has_eighty_rules_and_all_levels() {
    for (lang, _, rules) in files().into_iter().filter(|(_, name, _)| name == "self_harm.toml") {
        let levels: BTreeSet<&str> = rules.iter().filter_map(|r| r.level.as_deref()).collect();
        println!("{lang}: {} rules", rules.len());
        assert!(rules.len() >= 80, "{lang} has {} rules", rules.len());
        assert_eq!(levels, BTreeSet::from(["own", "other", "demanded"]), "{lang}");
    }
}
