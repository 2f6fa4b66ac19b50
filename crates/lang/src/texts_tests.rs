//! Texts against invented files: what the real ones cannot show because they are right.

use super::*;

const PLURALS: &str = "\
files = { $n ->
    [zero] صفر
    [one] واحد
    [two] اثنان
    [few] قليل
    [many] كثير
   *[other] آخر
}
hello = مرحبا { $name } هنا
";

fn arabic(source: &'static str) -> Result<Texts, TextError> {
    Texts::from_files([
        &[("en.ftl", "hello = Hello { $name } here\nonly-english = Only here")],
        &[],
        &[],
        &[("ar.ftl", source)],
    ])
}

#[test]
fn arabic_has_six_plural_forms() {
    let texts = arabic(PLURALS).unwrap();
    let forms: Vec<String> =
        [0, 1, 2, 3, 11, 100].into_iter().map(|n| texts.get(Lang::Ar).n("files", "n", n)).collect();
    assert_eq!(forms, ["صفر", "واحد", "اثنان", "قليل", "كثير", "آخر"]);
}

#[test]
fn a_value_stands_between_isolation_marks_and_cannot_leave_them() {
    let texts = arabic(PLURALS).unwrap();
    let text = texts.get(Lang::Ar).s("hello", "name", "Lea\u{2069}\u{202E}x");
    assert_eq!(text, "مرحبا \u{2068}Leax\u{2069} هنا");
}

#[test]
fn a_broken_file_is_named_with_its_line() {
    let error = arabic("good = yes\n\nbad { = no\n").err().unwrap();
    assert_eq!(error.to_string(), "ar.ftl:3: not a Fluent message");
}

#[test]
fn a_doubled_id_is_named_with_its_line() {
    let error = arabic("one = a\ntwo = b\none = c\n").err().unwrap();
    assert_eq!(error.to_string(), "ar.ftl:3: the id `one` is taken");
}

#[test]
fn a_message_without_a_value_is_refused() {
    assert!(arabic("one =\n    .title = only an attribute\n").is_err());
}

#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "`only-english` is missing in ar"))]
fn a_missing_text_is_loud_in_debug_and_english_in_release() {
    assert_eq!(arabic(PLURALS).unwrap().get(Lang::Ar).t("only-english"), "Only here");
}

#[test]
#[cfg_attr(debug_assertions, should_panic(expected = "or a value for it is"))]
fn a_forgotten_value_is_loud_in_debug() {
    assert_eq!(arabic(PLURALS).unwrap().get(Lang::Ar).t("hello"), "مرحبا {$name} هنا");
}

#[test]
fn variables_are_found_in_every_branch_once() {
    let texts = arabic(PLURALS).unwrap();
    assert_eq!(texts.get(Lang::Ar).variables("files"), ["n"]);
    assert_eq!(texts.get(Lang::Ar).ids().collect::<Vec<_>>(), ["files", "hello"]);
}

#[test]
fn texts_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Texts>();
}

#[test]
fn a_text_for_who_is_threatened_by_somebody_close_stands_in_for_the_usual_one() {
    let texts = arabic("tell = usual { $n }\nnear-tell = near { $n }\nstop = same\n").unwrap();
    let (usual, near) = (texts.get(Lang::Ar), texts.near(Lang::Ar));
    assert!(usual.n("tell", "n", 1).starts_with("usual") && near.n("tell", "n", 1).starts_with("near"));
    assert_eq!((usual.t("stop"), near.t("stop")), ("same".to_owned(), "same".to_owned()));
}
