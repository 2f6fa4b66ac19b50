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

/// The ways of writing that the plain sentence is written in.
fn written(text: &str) -> [String; 5] {
    let digits = |c: char| match c {
        'a' => '4',
        'e' => '3',
        'i' => '1',
        'o' => '0',
        other => other,
    };
    let twins = |c: char| match c {
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'c' => 'с',
        other => other,
    };
    let parted = |word: &str| {
        if word.is_ascii() && word.len() > 3 { word.split("").collect::<Vec<_>>().join(".") } else { word.to_owned() }
    };
    let parted = |word: &str| parted(word).trim_matches('.').to_owned();
    let long = |c: char| c.to_string().repeat(if matches!(c, 'a' | 'o' | 'ا') { 4 } else { 1 });
    [
        text.chars().map(digits).collect(),
        text.chars().map(twins).collect(),
        text.split(' ').map(parted).collect::<Vec<_>>().join(" "),
        text.chars().map(long).collect(),
        text.chars().flat_map(|c| [c, '\u{200b}']).collect(),
    ]
}

#[test]
fn a_disguise_says_nothing_of_who_writes() {
    let detector = vigie_detect::Detector::embedded().expect("what is packed is whole");
    for (text, alarm) in [
        ("send me 200 tonight or the whole team gets your video", true),
        ("envoie 200 euros ce soir ou toute ton équipe voit la vidéo", true),
        ("manda 200 esta noche o todo tu equipo ve el video", true),
        ("ارسل 200 الليلة او كل اصحابك يشوفون الفيديو", true),
        ("send me the photos of the match tonight, the whole team wants to see them", false),
        ("can you pay me back the 20 for the pizza before friday", false),
        ("envoie les photos du match ce soir, toute l'équipe veut les voir", false),
        ("manda las fotos del partido esta noche, todo el equipo las quiere ver", false),
        ("ارسل صور المباراة الليلة، كل الفريق يبي يشوفها", false),
    ] {
        assert_eq!(detector.message(text, "en").alarm, alarm, "{text}");
        for disguised in written(text) {
            let reading = detector.message(&disguised, "en");
            assert_eq!(reading.alarm, alarm, "{disguised}: {reading:?}");
        }
    }
}

#[test]
fn a_part_that_was_disguised_is_told_where_it_was_written() {
    let detector = vigie_detect::Detector::embedded().expect("what is packed is whole");
    let text = "hey. p.a.y 2OO in b!tcoin or i s3nd th3 v1d30 to your f r i e n d s";
    let reading = detector.message(text, "en");
    assert!(reading.alarm, "{reading:?}");
    let threat = reading.elements.iter().find(|one| one.label.as_str() == "threat_distribution");
    let threat = threat.map(|one| &text[one.start..one.end]);
    assert!(threat.is_some_and(|threat| threat.contains("s3nd th3 v1d30")), "{threat:?}");
    assert!(["leet", "spacing"].iter().all(|kind| reading.evasions.contains(kind)), "{:?}", reading.evasions);
}
