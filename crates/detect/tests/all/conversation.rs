//! Conversations: what a given picture changes, what is said in pieces, and where it began.

use crate::detector;
use vigie_detect::coercion::{State, Summary, TurnReading, coercing};

/// Reads `A: text` turn by turn.
pub(crate) fn talk(turns: &[&str]) -> Summary {
    read(turns).1.summary()
}

pub(crate) fn read(turns: &[&str]) -> (Vec<TurnReading>, State) {
    let mut state = State::default();
    let mut one = |(speaker, text): (&str, &str)| {
        let read = state.turn(detector(), speaker, text, "en");
        // What is kept between two calls is enough to go on from.
        state = State::from_bytes(&state.to_bytes()).expect("its own bytes");
        read
    };
    let reads = split(turns).into_iter().map(&mut one).collect();
    (reads, state)
}

pub(crate) fn split<'a>(turns: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    turns.iter().map(|turn| turn.split_once(": ").expect("who speaks")).collect()
}

#[test]
fn a_picture_that_was_given_makes_few_words_enough() {
    let words = "B: my mum has to pay 200 by six";
    let before = ["A: how was practice", "B: long", "A: same here"];
    let alone = [&before[..], &["A: your mum sees it at six then"]].concat();
    assert!(!talk(&alone).alarm, "nothing was given, nothing is held");
    let given =
        [&before[..], &["A: cam?", "B: [video call, 4 min]", "A: your mum sees it at six, 200 and she does not"]]
            .concat();
    let sum = talk(&given);
    assert!(sum.alarm);
    assert_eq!((sum.onset, sum.first_risk), (Some(5), Some(3)), "{sum:?}");
    // Who gave the picture is not accused with it.
    let other = [&before[..], &["A: cam?", "B: [video call, 4 min]", words]].concat();
    assert!(!talk(&other).alarm);
}

#[test]
fn an_ordinary_picture_is_no_lever() {
    for turns in [
        &[
            "A: did you take any of the lighthouse",
            "B: [photo]",
            "A: lovely, can i show my mum",
            "B: sure",
            "A: she loves it",
        ][..],
        &["A: tu as la photo du permis ?", "B: [photo]", "A: trop fier de toi, je le dis à papa", "B: merci !"],
        &["A: mándame la foto del menú", "B: [foto]", "A: gracias, la paso al grupo para elegir", "B: vale"],
        &["A: صور لي الواجب", "B: [صورة]", "A: شكراً، برسلها للمجموعة", "B: تمام"],
        &[
            "A: could you send the invoice as a picture",
            "B: [photo]",
            "A: thanks, I will pay 300 on Monday",
            "B: perfect",
        ],
    ] {
        let sum = talk(turns);
        assert!(!sum.alarm, "{turns:?} {sum:?}");
    }
}

#[test]
fn whoever_asks_for_leave_to_show_a_picture_threatens_nobody() {
    for (asked, given, leave) in [
        ("A: send pics!", "B: [photo]", "A: aw. can I post it?"),
        ("A: envoie la photo du port !", "B: [photo]", "A: super. je peux la poster ? 🙂"),
        ("A: mándame la foto del muelle", "B: [foto]", "A: qué bonita. ¿la puedo subir?"),
        ("A: ابعت صورة الرحلة", "B: [صورة]", "A: حلوة. ممكن أنشرها؟"),
    ] {
        let sum = talk(&[asked, given, leave]);
        assert!(!sum.alarm, "{leave} {sum:?}");
    }
    // A question mark is no way out for whoever says what they want.
    let sum = talk(&["A: send pics, just for me", "B: [photo]", "A: want your mum to see it? 50 and she won't, ok?"]);
    assert_eq!(sum.onset, Some(2), "{sum:?}");
}

#[test]
fn a_coercion_began_with_the_doubtful_turn_just_before_it() {
    let (held, answer) = ("A: guardé todo lo del verano", "B: dijiste que lo habías borrado");
    let threat = "A: di delante de todos que me engañaste o lo ven todos";
    assert!(!talk(&[held]).alarm, "alone it may be anything");
    assert_eq!(talk(&["A: hola", "B: qué", held, answer, threat, "B: no por favor"]).onset, Some(2));
}

#[test]
fn pieces_are_one_message_and_begin_behind_the_picture() {
    for turns in [
        &["A: one pic pls", "B: [photo]", "A: ok so", "A: 150", "A: or your whole class", "A: gets to see it", "B: no"]
            [..],
        &[
            "A: une photo ?",
            "B: <Médias omis>",
            "A: bon",
            "A: tu paies 100",
            "A: ou ta sœur",
            "A: reçoit tout",
            "B: non",
        ],
        &[
            "A: y una foto?",
            "B: IMG-20260203-WA0001.jpg (archivo adjunto)",
            "A: mira",
            "A: 80 euros",
            "A: o la mando",
            "A: a toda tu clase",
            "B: no",
        ],
    ] {
        let sum = talk(turns);
        assert!(sum.alarm, "{turns:?}");
        assert!(matches!(sum.onset, Some(2 | 3)), "{turns:?} {sum:?}");
        assert_eq!(sum.first_risk, Some(0), "{turns:?} {sum:?}");
    }
}

#[test]
fn small_talk_between_which_others_speak_is_not_put_together() {
    let sum = talk(&[
        "A: you still owe jo 50",
        "B: i know, friday",
        "A: my cousin asked who was there",
        "B: nobody",
        "A: everyone reads it by then",
        "B: ha",
        "A: the newsletter i mean",
        "B: sure",
    ]);
    assert!(!sum.alarm, "{sum:?}");
}

#[test]
fn news_that_everyone_will_have_is_no_threat() {
    assert!(!talk(&["A: everyone will have it by then", "B: ha", "A: the newsletter i mean"]).alarm);
}

#[test]
fn what_exports_write_in_place_of_a_picture_is_known_and_words_in_brackets_are_words() {
    for stands in [
        "[photo]",
        "ok [photo]",
        "here you go [photos]",
        "[photo] [photo] [photo] [photo] [photo]",
        "[12:03] [photo]",
        "photo[1].jpg (file attached)",
        "[الصورة]",
        "\u{200e}image omitted",
        "<Media omitted>",
        "<تم استبعاد الوسائط>",
        "IMG_1.jpg (file attached)",
        "📷",
    ] {
        let given = format!("B: {stands}");
        let sum = talk(&["A: hi", &given, "A: 200 or i show your sister", "B: why"]);
        assert!(sum.alarm && sum.onset == Some(2), "{stands} {sum:?}");
    }
    for hidden in [
        "A: [pay 200 in gift cards or i send the video to your mother]",
        "A: [200 or the video goes to your mother]",
        "A: [envoie 200 ou la vidéo part à ta mère]",
    ] {
        assert!(talk(&["A: hi", "B: [photo]", hidden, "B: why"]).alarm, "brackets hide nothing: {hidden}");
    }
    for said in ["B: my sister saw the [photo]", "B: ok [campus]", "B: ok [camille called]"] {
        assert!(!talk(&["A: hi", said, "A: your mum sees it at six then"]).alarm, "nothing was given: {said}");
    }
    assert!(!talk(&["A: hi", "B: [message deleted]", "A: your mum sees it at six then"]).alarm, "nothing was given");
    let words = "A: [sent by my brother] pay 200 in gift cards or i send the video to your mother";
    assert!(talk(&[words]).alarm);
}

#[test]
fn a_coercion_began_with_the_threat_not_with_the_asking_before_it() {
    let sum = talk(&[
        "A: send a selfie so i know you are not a bot",
        "B: [photo]",
        "A: nice. another one",
        "B: hm ok",
        "B: [photo]",
        "A: now every evening one more, or both go in the school group",
        "B: you said you would delete them",
        "A: 200 by friday or your mother gets them too",
    ]);
    assert_eq!(sum.onset, Some(5), "{sum:?}");
}

#[test]
fn a_coercion_began_with_what_is_held_not_with_the_sum() {
    for (before, held, sum) in [
        (
            ["A: cam quickly? want to see if you look like your avatar", "B: [video call, 3 min]"],
            "A: so that whole call is saved here, and i have a list of everybody who follows you",
            "A: 120 in gift cards and it is gone",
        ),
        (
            ["A: on se fait une visio deux minutes ?", "B: [appel vidéo, 4 min]"],
            "A: bon, j'ai tout enregistré et j'ai la liste de tes abonnés sous les yeux",
            "A: 90 euros en recharges et j'efface",
        ),
        (
            ["A: una videollamada cortita?", "B: [videollamada, 3 min]"],
            "A: pues lo tengo grabado entero y ya copié tus contactos uno por uno",
            "A: 100 en tarjetas y lo borro",
        ),
        (
            ["A: كاميرا دقيقتين؟", "B: [مكالمة فيديو، 3 دقائق]"],
            "A: المكالمة كلها مسجلة عندي ومعي أسماء كل اللي يتابعونك",
            "A: 300 بطاقات وأمسحها",
        ),
    ] {
        let turns = ["A: 👋", "B: 🙂", before[0], before[1], held, "B: ?", "A: 🤷", "B: 🙏", sum];
        let read = talk(&turns);
        assert_eq!(read.onset, Some(4), "{held} {read:?}");
        assert_eq!(read.first_risk, Some(2), "{held} {read:?}");
        // It is shown where it began.
        assert!(read.evidence.iter().any(|(turn, _)| *turn == 4), "{read:?}");
    }
}

#[test]
fn what_was_clear_by_itself_stays_the_beginning() {
    let clear = "A: 300 in gift cards by tonight or your mother gets the video";
    let later = ["B: no", "A: i mean it, i have all your followers here in a list and the video is open", "B: what??"];
    assert_eq!(talk(&[&["A: hi", "B: hi", clear][..], &later].concat()).onset, Some(2));
}

#[test]
fn who_tells_a_friend_what_was_written_to_them_accuses_nobody_of_it() {
    let sum = talk(&[
        "B: I need to tell you something bad",
        "F: tell me",
        "B: someone has a video of me",
        "B: this is what he sends",
        "B: 300 now or your whole family watches it",
        "B: I know where your sister goes to school",
        "F: block him. we go to the police",
    ]);
    assert!(!sum.alarm, "{sum:?}");
}

#[test]
fn an_offender_who_is_one_too_many_is_not_taken_for_the_next_who_speaks() {
    let sum = talk(&[
        "A: hi",
        "B: hi",
        "C: hi",
        "D: hi",
        "E: hi",
        "F: hi",
        "H: I have a video of C from last night. C, 200 by tonight or I post it in here",
        "C: please don't",
        "C: I have 50, I give you 50 now, don't post the video in here",
    ]);
    assert_eq!(sum.onset, Some(6), "{sum:?}");
}

#[test]
fn a_suspicion_right_behind_a_picture_is_no_beginning_for_ever() {
    let talk_of =
        |turn: usize| if turn.is_multiple_of(2) { "A: the telescope came today" } else { "B: how far does it see" };
    let mut turns = vec!["B: [foto]", "A: hola, ¿tú eres la del coro?", "B: sí"];
    turns.extend((3..47).map(talk_of));
    turns.push("A: pay me 300 by friday or I send your pictures to your parents and your whole school");
    let sum = talk(&turns);
    assert!(sum.onset >= Some(46), "within one turn of it: {sum:?}");
}

#[test]
fn fear_for_somebody_else_puts_a_conversation_first() {
    let sum = talk(&["A: my friend wrote that she wants to kill herself tonight", "B: call her"]);
    assert_eq!((sum.alarm, sum.urgency), (false, 3), "{sum:?}");
}

#[test]
fn an_onset_is_found_late_in_a_long_conversation() {
    let talk_of =
        |turn: usize| if turn.is_multiple_of(2) { "A: see you at practice" } else { "B: sure, bring the ball" };
    let mut turns: Vec<&str> = (0..400).map(talk_of).collect();
    turns.extend(["A: cam?", "B: [video call, 4 min]", "A: your mum sees it at six, 200 and she does not", "B: what"]);
    let sum = talk(&turns);
    assert_eq!((sum.onset, sum.first_risk), (Some(402), Some(400)), "{sum:?}");
}

#[test]
fn a_threat_in_pieces_stays_the_beginning_however_often_it_is_said_again() {
    let threat = ["A: listen", "A: 150 by six", "A: or i send it to your class"];
    let again = ["B: please no", "A: 80 a week or your school gets it"];
    let sum = talk(&threat);
    assert!(sum.alarm && sum.onset < Some(3), "{sum:?}");
    let longer = [&threat[..], &again].concat();
    // It stays in the pieces of the first threat.
    let near = |later: Option<u32>| later.is_some_and(|later| later < 3);
    assert!(near(talk(&longer).onset), "{:?} after {:?}", talk(&longer), sum.onset);
    assert!(near(talk(&[&longer[..], &threat].concat()).onset), "{:?}", sum.onset);
}

#[test]
fn words_beside_a_picture_are_read() {
    for threat in ["A: 100 or mum gets it", "A: 100 or mum gets it [photo]", "A: [photo] 100 or mum gets it"] {
        let sum = talk(&["A: hi", "B: [photo]", threat, "B: please don't"]);
        assert_eq!(sum.onset, Some(2), "{threat} {sum:?}");
    }
}

#[test]
fn whoever_answers_a_coercion_is_never_the_one_who_coerces() {
    let turns = [
        "A: [photo]",
        "A: now you",
        "B: [photo]",
        "A: 200 in gift cards by tonight or your mother gets it",
        "B: you send it to my mum if i don't pay??",
        "B: you said you'd send it to my whole class if i don't pay 200, please",
        "A: tick tock",
        "B: i paid",
        "A: now 300 or your mother gets it",
    ];
    let (reads, state) = read(&turns);
    let coerce: Vec<u32> = coercing(&reads).into_iter().collect();
    assert!(coerce.len() > 1 && coerce.iter().all(|turn| [3, 6, 8].contains(turn)), "{coerce:?}");
    let sum = state.summary();
    assert_eq!((sum.onset, sum.urgency), (Some(3), 3), "{sum:?}");
}

#[test]
fn prices_plans_and_teasing_around_a_picture_coerce_nobody() {
    for turns in [
        &[
            "A: is the canoe still for sale",
            "B: yes [photo]",
            "A: would you take 200",
            "B: 240 last price, two others are coming to see it",
            "A: ok tonight at six then",
            "B: i have your number, see you",
        ][..],
        &[
            "A: [video, 12 s]",
            "B: who sent you that",
            "A: your flatmate. the mop dance",
            "B: delete it",
            "A: it goes on the big screen at your birthday unless there is lasagne on sunday",
            "B: FINE lasagne",
            "A: deal",
        ],
        &[
            "A: salut, c'est pour la photo de classe",
            "B: [photo]",
            "A: parfait, je la mets dans l'album et j'envoie à tout le monde vendredi",
            "B: super merci",
        ],
        &["A: te paso el recibo", "B: [foto]", "A: gracias, lo mando hoy al casero o nos cobra 50 mas", "B: vale"],
        &["A: طلبت منك صورة البطاقة", "B: [صورة]", "A: تمام، برسلها للمدرسة اليوم", "B: شكرا"],
    ] {
        let sum = talk(turns);
        assert!(!sum.alarm, "{turns:?} {sum:?}");
    }
}

#[test]
fn turns_that_say_nothing_part_no_message() {
    let turns = [
        "A: hi",
        "B: [photo]",
        "A: ok so",
        "A: 150",
        "A: or your whole class gets it",
        "B: please no",
        "A: 150 by six",
        "B: why are you doing this",
    ];
    let sum = talk(&turns);
    assert!(sum.alarm && sum.onset >= Some(2), "{sum:?}");
    // Exports have an empty turn where they leave something out.
    let empty = ["A: ", "B: \u{200e}", "C: \n"];
    let spaced: Vec<&str> = turns.iter().zip(empty.iter().cycle()).flat_map(|(turn, empty)| [*turn, *empty]).collect();
    let other = talk(&spaced);
    let twice = |turn: Option<u32>| turn.map(|turn| 2 * turn);
    assert_eq!((other.onset, other.first_risk), (twice(sum.onset), twice(sum.first_risk)), "{other:?}");
    assert_eq!((other.alarm, other.motive, other.urgency), (sum.alarm, sum.motive, sum.urgency));
    let evidence: Vec<_> = sum.evidence.iter().map(|(turn, label)| (2 * turn, *label)).collect();
    assert_eq!(other.evidence, evidence);
}

#[test]
fn small_talk_stays_small_talk_however_often_it_is_said() {
    let talk_of = [
        "A: ok",
        "B: t'as mangé quoi",
        "A: des pâtes",
        "B: cool",
        "A: il pleut chez toi",
        "B: un peu",
        "A: je vais au sport",
        "B: bien",
        "A: à plus",
        "B: bonne nuit",
    ];
    let turns: Vec<&str> = talk_of.iter().cycle().take(100).copied().collect();
    for shown in [&[][..], &["B: [photo]"]] {
        let sum = talk(&[shown, &turns].concat());
        assert!(!sum.alarm && sum.urgency == 0, "{sum:?}");
    }
}

#[test]
fn a_speaker_is_the_same_however_the_name_is_written() {
    let turns =
        ["Ana: one pic pls", "Bo: [photo]", "ana: ok so", " ANA: 150", "Ana : or your whole class gets it", "bo: no"];
    let same = turns
        .map(|turn| turn.replace("ana", "Ana").replace(" ANA", "Ana").replace("Ana :", "Ana:").replace("bo:", "Bo:"));
    assert!(talk(&turns).alarm);
    assert_eq!(talk(&turns), talk(&same.each_ref().map(String::as_str)));
}

#[test]
fn a_threat_in_two_pieces_is_a_threat_also_where_somebody_answers_between() {
    for (first, then, answer) in [
        ("send 200", "or everybody sees it", "please don't"),
        ("paie 100", "ou je montre tout à ta mère", "non s'il te plaît fais pas ça"),
        ("manda 200", "o lo ve todo el mundo", "por favor no hagas eso"),
        ("حول ٢٠٠", "والا الكل يشوف الفيديو", "لا تسوي كذا تكفى"),
    ] {
        for turns in [vec![first, then], vec!["hey", first, then]] {
            let mut turns: Vec<String> = turns.into_iter().map(|turn| format!("A: {turn}")).collect();
            turns.push("B: no".to_owned());
            let turns: Vec<&str> = turns.iter().map(String::as_str).collect();
            assert!(talk(&turns).alarm, "{turns:?}");
        }
        let between = [format!("A: {first}"), "B: no".to_owned(), format!("A: {then}"), format!("B: {answer}")];
        let sum = talk(&between.each_ref().map(String::as_str));
        assert!(sum.alarm, "{between:?} {sum:?}");
    }
}
