use std::collections::BTreeSet;

use vigie_lang::{Lang, Text, Texts, Value, banned};

fn texts() -> Texts {
    Texts::load().unwrap_or_else(|error| panic!("{error}"))
}

fn ids(text: &Text) -> BTreeSet<&str> {
    text.ids().collect()
}

#[test]
fn every_language_says_everything_and_nothing_more() {
    let texts = texts();
    let english = ids(texts.get(Lang::En));
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        let own = ids(texts.get(lang));
        let joined = |ids: BTreeSet<&str>| ids.into_iter().collect::<Vec<_>>().join(" ");
        let (lacks, alone) = (&english - &own, &own - &english);
        wrong.extend((!lacks.is_empty()).then(|| format!("{} lacks {}: {}", lang.code(), lacks.len(), joined(lacks))));
        wrong.extend(
            (!alone.is_empty()).then(|| format!("{} alone has {}: {}", lang.code(), alone.len(), joined(alone))),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_language_takes_the_same_values() {
    let texts = texts();
    let english = texts.get(Lang::En);
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        let text = texts.get(lang);
        let differs = |id: &&str| text.has(id) && text.variables(id) != english.variables(id);
        wrong.extend(english.ids().filter(differs).map(|id| format!("{}: {id}", lang.code())));
    }
    assert!(wrong.is_empty(), "other values than in English:\n{}", wrong.join("\n"));
}

#[test]
fn every_text_can_be_shown() {
    let texts = texts();
    for lang in Lang::ALL {
        let text = texts.get(lang);
        for id in text.ids() {
            let variables = text.variables(id);
            let counts = text.raw(id).is_some_and(|raw| raw.contains("->"));
            for number in [0, 1, 2, 3, 11, 100] {
                let value = if counts { Value::Number(number) } else { Value::Text("x") };
                let args: Vec<(&str, Value)> = variables.iter().map(|name| (name.as_str(), value)).collect();
                assert!(!text.args(id, &args).trim().is_empty(), "{} {id}", lang.code());
            }
        }
    }
}

/// A text that counts has different words for one, two, a few and many things in Arabic.
#[test]
fn arabic_counts_in_its_own_forms() {
    let texts = texts();
    let arabic = texts.get(Lang::Ar);
    let plural = |id: &&str| arabic.variables(id).len() == 1 && arabic.raw(id).is_some_and(|raw| raw.contains("[few]"));
    for id in arabic.ids().filter(plural) {
        let name = &arabic.variables(id)[0];
        let without_number = |n: i64| arabic.n(id, name, n).replace(&n.to_string(), "");
        let forms: BTreeSet<String> = [1, 2, 3, 11].into_iter().map(without_number).collect();
        assert!(forms.len() >= 3, "{id} has {} forms", forms.len());
    }
}

#[test]
fn a_value_inside_a_sentence_is_isolated() {
    let texts = texts();
    for lang in Lang::ALL {
        let text = texts.get(lang);
        let inside = |raw: &str| !raw.contains("->") && raw.matches('{').count() == 1 && !raw.trim().starts_with('{');
        let one = |id: &&str| text.variables(id).len() == 1 && text.raw(id).is_some_and(inside);
        for id in text.ids().filter(one) {
            let shown = text.s(id, &text.variables(id)[0], "value");
            assert!(shown.contains("\u{2068}value\u{2069}"), "{} {id}: {shown}", lang.code());
        }
    }
}

#[test]
fn no_text_promises_blames_or_frightens() {
    let texts = texts();
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        let text = texts.get(lang);
        for id in text.ids() {
            let found = banned(lang, text.raw(id).unwrap());
            wrong.extend(found.into_iter().map(|phrase| format!("{} {id}: {phrase}", lang.code())));
        }
    }
    assert!(wrong.is_empty(), "phrases that may never stand on a page:\n{}", wrong.join("\n"));
}

/// `near-ID` is said instead of `ID` to who is threatened by somebody close: a slip in the name would be silent.
#[test]
fn every_text_for_somebody_close_replaces_another_one() {
    let texts = texts();
    let english = texts.get(Lang::En);
    let wrong: Vec<&str> = english
        .ids()
        .filter(|id| {
            id.strip_prefix("near-")
                .is_some_and(|usual| !english.has(usual) || english.variables(usual) != english.variables(id))
        })
        .collect();
    assert_eq!(wrong, Vec::<&str>::new());
}
