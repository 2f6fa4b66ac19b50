use std::collections::BTreeSet;

use vigie_lang::{Countries, Helplines, Lang};

#[test]
fn every_country_has_a_different_name_in_every_language() {
    let countries = Countries::load().unwrap();
    for lang in Lang::ALL {
        let list = countries.sorted(lang);
        let names: BTreeSet<&str> = list.iter().map(|country| country.name.as_str()).collect();
        assert!(list.len() >= 195 && names.len() == list.len(), "{}", lang.code());
        assert!(names.iter().all(|name| !name.trim().is_empty()));
    }
}

#[test]
fn arabic_names_are_written_in_arabic() {
    let arabic = |c: char| matches!(c, '\u{0600}'..='\u{06FF}' | ' ');
    for country in Countries::load().unwrap().sorted(Lang::Ar) {
        assert!(country.name.chars().all(arabic), "{}", country.name);
    }
}

#[test]
fn accents_do_not_push_a_country_to_the_end() {
    let countries = Countries::load().unwrap();
    let place = |lang, code: &str| countries.sorted(lang).iter().position(|country| country.code == code).unwrap();
    assert!(place(Lang::Fr, "EG") < place(Lang::Fr, "FI"));
    assert!(place(Lang::En, "AX") < place(Lang::En, "BE"));
    assert_eq!(countries.name(Lang::Ar, "eg"), Some("مصر"));
    assert_eq!(countries.name(Lang::En, "QQ"), None);
}

#[test]
fn every_country_with_a_helpline_can_be_chosen() {
    let countries = Countries::load().unwrap();
    for code in Helplines::load().unwrap().countries() {
        assert!(countries.name(Lang::En, code).is_some(), "{code}");
    }
}
