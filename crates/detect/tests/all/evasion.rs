//! Unusual writing does not hide a cry for help, and negation does not silence it.

use crate::found;
use vigie_detect::Level;

fn all_found(texts: &[&str]) {
    let missed: Vec<&&str> = texts.iter().filter(|t| found(t).is_empty()).collect();
    assert!(missed.is_empty(), "not found: {missed:#?}");
}

#[test]
fn negation_never_silences() {
    all_found(&[
        "I don't want to die",
        "i dont wanna die",
        "I never said I want to kill myself",
        "I'm not suicidal or anything",
        "je ne veux pas mourir",
        "jveux pas mourir",
        "je vais pas me tuer hein",
        "j'ai pas envie de crever",
        "no me quiero morir",
        "no quiero morir",
        "no quiero matarme",
        "no me voy a suicidar",
        "لا أريد أن أموت",
        "ما بدي موت",
        "مش عايز أموت",
        "ما أبي أموت",
        "ما بغيتش نموت",
    ]);
}

#[test]
fn unusual_writing_does_not_hide_it() {
    all_found(&[
        "I w4nt t0 d13",
        "i want to k1ll mys3lf",
        "su1c1d3",
        "i want to d i e",
        "i w a n t t o d i e",
        "k.i.l.l myself",
        "i want to diiiiie",
        "i waaaannaaa diee",
        "I want to dіе",
        "I want to ԁіе",
        "i want to d\u{200b}i\u{200d}e",
        "𝐈 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞",
        "Ｉ ｗａｎｔ ｔｏ ｄｉｅ",
        "i want to k*ll myself",
        "k!ll myself",
        "$uicide",
        "iwanttodie",
        "#iwanttodie",
        "I can’t go on",
        "i cant go on",
        "i can t go on",
        "WANNA DIE",
        "ᴡᴀɴᴛ ᴛᴏ ᴅɪᴇ",
        "j’en peux plus",
        "jen peux plus",
        "j en peux plus",
        "je veux m o u r i r",
        "jveuuuux mouriiiir",
        "je v3ux m0urir",
        "quiero m0rir",
        "q u i e r o m o r i r",
        "QUIERO MORIRRRR",
        "quiero moriiiir",
        "أُرِيدُ أَنْ أَمُوتَ",
        "أريـــد أن أمـــوت",
        "اريد ان اموووووت",
        "ابي ا م و ت",
        "اریٖد ان اموت",
    ]);
}

#[test]
fn every_language_is_read_in_every_message() {
    let text = "hello, je veux mourir, quiero morir, أريد أن أموت, kms";
    let langs: std::collections::BTreeSet<String> = found(text).iter().map(|f| f.rule[..2].to_owned()).collect();
    assert_eq!(langs.into_iter().collect::<Vec<_>>(), ["ar", "en", "es", "fr"]);
}

#[test]
fn a_finding_points_at_the_words_as_they_were_written() {
    let text = "😢 désolé… I wánt tо d\u{200b}іe, ok?";
    let finding = found(text).remove(0);
    assert_eq!(&text[finding.start..finding.end], "wánt tо d\u{200b}іe");
    let spaced = "so i w a n t t o d i e now";
    assert!(found(spaced).iter().any(|f| &spaced[f.start..f.end] == "w a n t t o d i e"), "{:?}", found(spaced));
}

#[test]
fn the_level_says_who_is_in_danger() {
    for (text, level) in [
        ("I want to die", Level::Own),
        ("my friend says he will kill himself", Level::Other),
        ("hurt yourself or I post it", Level::Demanded),
        ("kys", Level::Demanded),
        ("je veux disparaître", Level::Own),
        ("ma soeur dit qu'elle va se tuer", Level::Other),
        ("coupe-toi ou je publie tout", Level::Demanded),
        ("ya no puedo más", Level::Own),
        ("mi amigo dice que se va a matar", Level::Other),
        ("córtate o lo subo", Level::Demanded),
        ("ما عاد فيني", Level::Own),
        ("صاحبي بيقول بده ينتحر", Level::Other),
        ("اجرح نفسك وإلا بنشر", Level::Demanded),
    ] {
        assert!(found(text).iter().any(|f| f.level == level), "{text}: {:?}", found(text));
    }
}

#[test]
fn a_wish_of_ones_own_is_nobody_elses_demand() {
    for text in [
        "I want to die",
        "i need to disappear, i want to suffer no more, i want to die",
        "je veux mourir",
        "j'ai envie de crever",
        "quiero morir",
        "quiero morirme",
        "أريد أن أموت",
        "ابي اموت",
    ] {
        let found = found(text);
        assert!(found.iter().any(|f| f.level == Level::Own), "{text}: {found:?}");
        assert!(found.iter().all(|f| f.level != Level::Demanded), "{text}: {found:?}");
    }
    for text in ["je veux te voir mourir", "quiero verte morir", "I want to see you die", "he wants me to die"] {
        assert!(found(text).iter().any(|f| f.level == Level::Demanded), "{text}: {:?}", found(text));
    }
}

#[test]
fn numbers_and_plain_words_are_not_read_as_disguise() {
    for text in ["send 300 by 13:00", "meet me at 7 or 8", "we ran 5 kms today", "a b c d e f g", "p.s. c u l8r"] {
        assert!(found(text).is_empty(), "{text}: {:?}", found(text));
    }
}
