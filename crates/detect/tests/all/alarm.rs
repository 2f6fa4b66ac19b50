//! Alarms of conversations: what raises one, late as well, what takes it back, and which turns are named.

use crate::conversation::{read, split, talk};
use crate::detector;
use std::collections::BTreeSet;
use vigie_detect::coercion::{Motive, coercing};

#[test]
fn a_hint_is_known_by_how_it_is_answered() {
    let before = ["A: hola guapa", "B: hola", "A: mandame una foto", "B: [foto]"];
    let hint = "A: bonita. seguro que a tu padre tambien le gusta";
    assert!(!talk(&[&before[..], &[hint]].concat()).alarm, "nobody answered yet");
    let kind = talk(&[&before[..], &[hint, "B: jaja si, me la hizo el"]].concat());
    assert!(!kind.alarm, "{kind:?}");
    let afraid = "B: que dices?? por favor no hagas eso";
    let sum = talk(&[&before[..], &[hint, afraid]].concat());
    assert_eq!((sum.alarm, sum.onset, sum.urgency), (true, Some(4), 2), "{sum:?}");
    // It is told which turn it was.
    let (reads, _) = read(&[&before[..], &[hint, afraid]].concat());
    assert!(reads.iter().all(|read| !read.alarm));
    assert_eq!(reads.iter().flat_map(|read| read.before.clone()).collect::<Vec<_>>(), [4]);
}

#[test]
fn a_message_alone_coerces_as_it_does_without_a_conversation() {
    for text in
        ["pay 300 in gift cards or your friends get the video", "see you at six", "20 now or the class chat has it"]
    {
        assert_eq!(talk(&[&format!("A: {text}")]).alarm, detector().message(text, "en").alarm, "{text}");
    }
}

#[test]
fn who_repeats_a_threat_to_somebody_is_not_taken_for_who_made_it() {
    for turns in [
        [
            "A: look what he sent",
            "A: 200 in gift cards by tonight or your mother gets the video",
            "B: who wrote that??",
            "A: the guy from the quiz app",
            "B: don't pay him anything, screenshot it and tell your mum",
        ],
        [
            "A: lis ça",
            "A: 150 en recharges ce soir ou ta classe reçoit la vidéo",
            "B: c'est qui qui t'a écrit ça",
            "A: un mec d'insta",
            "B: ne paie rien, on va voir ta prof demain",
        ],
        [
            "A: mira lo que me ha puesto",
            "A: 100 en tarjetas hoy o se lo mando a tu hermana",
            "B: quién te escribió eso",
            "A: uno de un juego",
            "B: no le pagues, guarda todo y cuéntaselo a mamá",
        ],
        [
            "A: شوف وش كاتب لي",
            "A: 300 بطاقات الليلة او ارسل المقطع لامك",
            "B: مين كتب لك كذا",
            "A: واحد من اللعبة",
            "B: لا تدفع له شي وخلنا نكلم ابوي",
        ],
    ] {
        let told = talk(&turns);
        assert!(!told.alarm && told.urgency > 0, "{turns:?} {told:?}");
        // The same words to who gave a picture are a coercion.
        let made = talk(&["B: [photo]", turns[1], "B: please don't, why are you doing this"]);
        assert!(made.alarm && made.onset == Some(1), "{turns:?} {made:?}");
    }
}

#[test]
fn what_was_an_alarm_is_taken_back_when_it_turns_out_to_be_told() {
    let turns = [
        "A: 200 in gift cards by tonight or your mother gets the video",
        "B: who wrote that??",
        "A: the guy from the quiz app. what do i do",
        "B: don't pay him anything, screenshot it and tell your mum",
        "A: i'm scared he really does it",
        "B: i'm coming over, we tell her together",
    ];
    let (reads, state) = read(&turns);
    assert!(reads[0].alarm && reads.iter().filter(|read| read.taken_back).count() == 1, "{reads:?}");
    let sum = state.summary();
    assert!(!sum.alarm && sum.onset.is_none() && sum.motive == Motive::None, "{sum:?}");
    assert!(sum.urgency >= 2, "somebody should still look at it soon");
    assert!(coercing(&reads).is_empty() && sum.evidence.is_empty(), "{sum:?}");
}

#[test]
fn each_turn_that_coerces_is_named_once() {
    let (reads, _) = read(&[
        "A: hey",
        "B: [photo]",
        "A: 100 in gift cards tonight or your sister gets it",
        "B: please don't, why are you doing this",
        "A: 100 or your whole class gets it",
        "B: i don't have that, i beg you",
        "A: then your mother sees it first",
        "B: no no please",
    ]);
    let named: Vec<u32> =
        reads.iter().flat_map(|read| read.alarm.then_some(read.turn).into_iter().chain(read.before.clone())).collect();
    let once: BTreeSet<u32> = named.iter().copied().collect();
    assert!(once.len() == named.len() && named.len() > 1, "{named:?}");
    assert_eq!(once, coercing(&reads));
}

#[test]
fn an_alarm_that_is_in_doubt_is_looked_at_and_one_that_comes_late_is_as_urgent_as_its_words() {
    let told = ["A: look what he sent", "A: 200 in gift cards by tonight or your mother gets the video"];
    let (reads, state) = read(&told);
    assert!(reads[1].reading.alarm && state.summary().urgency > 0, "{state:?}");
    let demanded = "A: kill yourself by tonight or your mother gets the video";
    assert_eq!(detector().message(&demanded[3..], "en").urgency, 3);
    let late = talk(&["A: look what he sent", demanded, "B: please don't, i beg you, don't send it to her"]);
    assert_eq!(late.urgency, 3, "{late:?}");
}

#[test]
fn where_nobody_else_spoke_no_alarm_is_taken_back() {
    let threat = "A: 200 in gift cards by tonight or your mother gets the video";
    let turns = [threat, "A: that is what he wrote", "A: i told my teacher", "A: we go to the police", "A: and my mum"];
    let (reads, state) = read(&turns);
    assert!(state.summary().alarm && reads.iter().all(|read| !read.taken_back), "{reads:?}");
}

#[test]
fn small_talk_of_who_coerces_is_not_named() {
    let (reads, state) = read(&[
        "B: [photo]",
        "A: 200 in gift cards by tonight or your mother gets the video",
        "B: please don't, why are you doing this",
        "A: 200 or everybody sees it",
        "B: i beg you",
        "A: the weather is nice here",
        "A: what did you have for lunch",
    ]);
    assert!(state.summary().alarm);
    let coerce = coercing(&reads);
    assert!(coerce.contains(&1) && coerce.contains(&3) && !coerce.contains(&5) && !coerce.contains(&6), "{coerce:?}");
}

#[test]
fn what_is_read_whole_says_of_each_turn_what_it_was_at_the_end() {
    let told = [
        "A: 200 in gift cards by tonight or your mother gets the video",
        "B: who wrote that??",
        "A: the guy from the quiz app. what do i do",
        "B: don't pay him anything, screenshot it and tell your mum",
        "A: i'm scared he really does it",
    ];
    let (sum, reads) = detector().conversation(&split(&told), "en");
    assert!(!sum.alarm && reads.iter().all(|read| !read.alarm), "{reads:?}");
    let made = [
        "A: mandame una foto",
        "B: [foto]",
        "A: bonita. seguro que a tu padre tambien le gusta",
        "B: que dices, por favor no",
    ];
    let (sum, reads) = detector().conversation(&split(&made), "en");
    assert!(sum.alarm && reads[2].alarm && reads[2].reading.alarm, "{reads:?}");
}
