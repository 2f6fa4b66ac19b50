use std::collections::BTreeSet;

use vigie_lang::{Lang, banned, banned_phrases};

#[test]
fn capitals_accents_quotes_and_markup_hide_nothing() {
    assert_eq!(banned(Lang::En, "It was GUARANTEED."), ["guaranteed"]);
    assert_eq!(banned(Lang::En, "<p>Why didn&#39;t you tell</p>"), ["why didn't you"]);
    assert_eq!(banned(Lang::En, "Why didn’t you"), ["why didn't you"]);
    assert_eq!(banned(Lang::En, "You are <b>completely</b>\n safe"), ["you are completely safe"]);
    assert_eq!(banned(Lang::En, "<img alt=\"the internet is forever\">"), ["the internet is forever"]);
    assert_eq!(banned(Lang::Fr, "C’EST DE TA FAUTE"), ["c'est de ta faute"]);
    assert_eq!(banned(Lang::Fr, "vie brise\u{301}e"), ["vie brisée"]);
    assert_eq!(banned(Lang::Es, "Internet nunca olvida"), ["internet nunca olvida"]);
}

#[test]
fn arabic_vowel_signs_hamza_and_a_joined_and_hide_nothing() {
    assert_eq!(banned(Lang::Ar, "الانترنت لا يَنسى"), ["الإنترنت لا ينسى"]);
    assert_eq!(banned(Lang::Ar, "ولماذا أرسلتَ الصورة؟"), ["لماذا أرسلت"]);
    assert_eq!(banned(Lang::Ar, "هـــذا ذنبك"), ["هذا ذنبك"]);
}

#[test]
fn what_we_do_say_is_not_banned() {
    for (lang, text) in [
        (
            Lang::En,
            "It is not your fault. You are not in trouble. Nobody here will blame you. Pictures can often be taken down.",
        ),
        (Lang::En, "We cannot promise that. Careful people get tricked too."),
        (Lang::Fr, "Ce n'est pas ta faute. Des images peuvent souvent être retirées. On ne peut pas tout promettre."),
        (Lang::Es, "No es tu culpa. La culpa no es tuya. Muchas veces se puede pedir el retiro de las fotos."),
        (Lang::Ar, "هذا ليس ذنبك. لست وحدك. يمكن في كثير من الأحيان طلب إزالة الصور."),
    ] {
        assert_eq!(banned(lang, text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn each_list_is_long_enough_and_repeats_nothing() {
    for lang in Lang::ALL {
        let phrases: Vec<&str> = banned_phrases(lang).collect();
        let unique: BTreeSet<&str> = phrases.iter().copied().collect();
        assert!(phrases.len() >= 25 && unique.len() == phrases.len(), "{} {}", lang.code(), phrases.len());
    }
}

#[test]
fn every_phrase_finds_itself() {
    for lang in Lang::ALL {
        for phrase in banned_phrases(lang) {
            assert!(banned(lang, &format!("… {phrase}!")).contains(&phrase), "{phrase}");
        }
    }
}

#[test]
fn only_whole_words_count() {
    assert!(banned(Lang::En, "naively written unguaranteed").is_empty());
    assert!(banned(Lang::En, "").is_empty());
}

#[test]
fn a_service_keeps_its_own_name() {
    assert_eq!(banned(Lang::En, "<b>Revenge Porn Helpline - adults 18+</b>"), Vec::<&str>::new());
    assert_eq!(banned(Lang::En, "a helpline for revenge porn"), ["revenge porn"]);
}
