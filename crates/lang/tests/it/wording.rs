use std::collections::BTreeSet;

use vigie_lang::wording::{check, terms};
use vigie_lang::{Lang, banned_phrases};

#[test]
fn every_term_finds_its_hits_and_leaves_its_misses() {
    for lang in Lang::ALL {
        for term in terms(lang) {
            let (what, code) = (&term.avoid[0], lang.code());
            assert!(!term.hits.is_empty() && !term.misses.is_empty(), "{code} {what}: no examples");
            assert!(!term.instead.is_empty() && !term.why.is_empty() && !term.source.is_empty(), "{code} {what}");
            for hit in &term.hits {
                let found = check(hit, lang);
                assert!(
                    found.iter().any(|one| term.avoid.iter().any(|avoid| avoid == one.avoid)),
                    "{code} {what}: {hit}"
                );
            }
            for miss in &term.misses {
                assert_eq!(check(miss, lang), [], "{code} {what}: {miss}");
            }
            for avoid in &term.avoid {
                assert_eq!(
                    check(&format!("… {avoid}."), lang).first().map(|one| one.avoid),
                    Some(avoid.as_str()),
                    "{code}"
                );
            }
        }
        let all: Vec<&String> = terms(lang).iter().flat_map(|term| &term.avoid).collect();
        assert_eq!(all.len(), all.iter().collect::<BTreeSet<_>>().len(), "{}: a phrase stands twice", lang.code());
        assert!(terms(lang).len() >= 15, "{}", lang.code());
    }
}

#[test]
fn phrases_that_no_page_may_show_are_found_too() {
    for lang in Lang::ALL {
        for phrase in banned_phrases(lang) {
            assert!(!check(phrase, lang).is_empty(), "{} {phrase}", lang.code());
        }
    }
}

#[test]
fn a_finding_says_where_it_stands_whatever_the_letters_look_like() {
    let text = "Allô… TU AURAIS DU nous écrire. Internet n’oublie jamais!";
    let found = check(text, Lang::Fr);
    let quoted: Vec<&str> = found.iter().map(|one| &text[one.start..one.end]).collect();
    assert_eq!(quoted, ["TU AURAIS DU", "Internet n’oublie jamais"]);
    let text = "مرحبا، وهـٰذا ذنبُكَ";
    let found = check(text, Lang::Ar);
    assert_eq!(&text[found[0].start..found[0].end], "وهـٰذا ذنبُكَ");
}

#[test]
fn our_own_texts_would_pass() {
    let texts = vigie_lang::Texts::load().unwrap();
    for lang in Lang::ALL {
        let text = texts.get(lang);
        for id in text.ids().filter(|id| id.starts_with("template-")) {
            assert_eq!(check(&text.t(id), lang), [], "{} {id}", lang.code());
        }
    }
}
