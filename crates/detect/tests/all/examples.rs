//! Each rule's own examples are its tests.

use crate::found;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct File {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    id: String,
    why: String,
    level: String,
    hits: Vec<String>,
    #[serde(default)]
    misses: Vec<String>,
}

fn rules() -> Vec<(&'static str, Vec<Rule>)> {
    [
        ("en", include_str!("../../../../data/lexicons/en/self_harm.toml")),
        ("fr", include_str!("../../../../data/lexicons/fr/self_harm.toml")),
        ("es", include_str!("../../../../data/lexicons/es/self_harm.toml")),
        ("ar", include_str!("../../../../data/lexicons/ar/self_harm.toml")),
    ]
    .map(|(lang, text)| (lang, toml::from_str::<File>(text).expect("a lexicon").rule))
    .into()
}

fn rules_found(text: &str) -> BTreeSet<String> {
    found(text).into_iter().map(|f| f.rule).collect()
}

#[test]
fn every_rule_finds_its_hits_and_leaves_its_misses() {
    let mut wrong = Vec::new();
    for rule in rules().into_iter().flat_map(|(_, rules)| rules) {
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
    for (lang, rules) in rules() {
        let levels: BTreeSet<&str> = rules.iter().map(|r| r.level.as_str()).collect();
        println!("{lang}: {} rules", rules.len());
        assert!(rules.len() >= 80, "{lang} has {} rules", rules.len());
        assert_eq!(levels, BTreeSet::from(["own", "other", "demanded"]), "{lang}");
    }
}
