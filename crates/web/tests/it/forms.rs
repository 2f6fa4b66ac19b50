//! What a form may hold: anything. No answer is demanded, no word is lost or changed.

use vigie_lang::Lang;

use crate::html::{chosen, decode, one_line};
use crate::node::{Answer, Ask, Node, word};
use crate::promises::{TEXTS, site, site_without_limit};
use crate::site::says;

/// What stands beside a text that is longer than there is room.
pub fn too_long(lang: Lang, max: usize) -> String {
    let written = match (max, lang) {
        (100_000, Lang::En | Lang::Ar) => "100,000".to_owned(),
        (100_000, _) => "100\u{a0}000".to_owned(),
        _ => max.to_string(),
    };
    one_line(&TEXTS.get(lang).s("tell-error-long", "max", &written))
}

/// Every question of the page, each with one answer.
const QUESTIONS: [(&str, &str); 12] = [
    ("danger", "no"),
    ("who", "other"),
    ("age", "a18"),
    ("threat", "information"),
    ("want", "unknown"),
    ("by", "none"),
    ("happened", "nothing"),
    ("place1", "Zqgram"),
    ("name3", "zq_heron_3"),
    ("pasted", "zq pasted"),
    ("words", "zq words"),
    ("answer", "after zq school"),
];

/// The page behind a code.
async fn thread(node: &Node, done: &Answer) -> Answer {
    node.post("/back", &[("code", &done.digits())]).await.is(200)
}

/// A request whose body is written out by hand.
async fn raw(node: &Node, body: impl Into<Vec<u8>>) -> Answer {
    node.send(Ask::raw("/tell", body.into())).await
}

#[tokio::test]
async fn every_question_can_be_skipped() {
    let node = Node::open().await;
    for (number, (name, value)) in QUESTIONS.into_iter().enumerate() {
        let lang = Lang::ALL[number % 4];
        let alone = node.post("/tell", &[("l", lang.code()), (name, value)]).await.is(200);
        site(&alone, lang);
    }
    // A page as a browser sends it when nothing was touched but one question: empty fields, and "I do not know".
    let mut untouched: Vec<(&str, &str)> = QUESTIONS.iter().skip(7).map(|(name, _)| (*name, "")).collect();
    untouched.extend([("side1", "unknown"), ("side2", "unknown"), ("side3", "unknown")]);
    node.post("/tell", &untouched).await.is(422);
    untouched.push(("happened", "paid"));
    node.post("/tell", &untouched).await.is(200);
}

#[tokio::test]
async fn white_space_and_refused_answers_alone_are_nothing_to_send() {
    let node = Node::open().await;
    let nothings: [&[(&str, &str)]; 5] = [
        &[("words", " \n\t ")],
        &[("pasted", "\u{a0}\u{2003}")],
        &[("danger", "skip"), ("age", "skip")],
        &[("place1", " "), ("name1", "\t"), ("side1", "them")],
        &[("danger", "applause"), ("who", "nobody")],
    ];
    for fields in nothings {
        let page = node.post("/tell", fields).await.is(422);
        site(&page, Lang::En);
        says(&page, Lang::En, "tell-error-empty");
        for (name, value) in fields.iter().filter(|field| ["words", "pasted", "place1", "name1"].contains(&field.0)) {
            assert_eq!(page.field(name), *value);
        }
    }
    let skipped = node.post("/tell", &[("danger", "skip"), ("age", "skip")]).await.is(422);
    assert!(chosen(&skipped.body, "danger", "skip") && chosen(&skipped.body, "age", "skip"));
}

#[tokio::test]
async fn answers_the_page_does_not_know_are_skipped_and_the_words_stay() {
    let node = Node::open().await;
    let words = word();
    let fields = [
        ("danger", "SELF"),
        ("who", "teacher"),
        ("age", "12"),
        ("threat", "videos"),
        ("threat", "pictures"),
        ("want", "' OR 1=1"),
        ("by", "yesterday"),
        ("happened", ""),
        ("side1", "nobody"),
        ("name1", "zq_heron_1"),
        ("new_question", "an answer from a page of tomorrow"),
        ("words", &words),
        ("draft", "not one of ours"),
    ];
    let done = node.post("/tell", &fields).await.is(200);
    let page = thread(&node, &done).await;
    assert!(page.visible().contains(&words) && page.visible().contains("zq_heron_1"));
    assert!(page.visible().contains(&TEXTS.get(Lang::En).t("tell-threat-pictures")));
    assert!(!page.visible().contains(&TEXTS.get(Lang::En).t("tell-who")));
}

#[tokio::test]
async fn a_hundred_thousand_characters_fit_and_one_more_is_refused_with_every_word_kept() {
    let node = Node::open().await;
    // The largest of all: two texts of characters of four bytes.
    let (words, pasted) = ("🪶".repeat(100_000), "🐦".repeat(100_000));
    let done = node.post("/tell", &[("words", &words), ("pasted", &pasted)]).await.is(200);
    site(&done, Lang::En);
    let page = thread(&node, &done).await;
    site_without_limit(&page, Lang::En);
    assert!(page.body.contains(&words) && page.body.contains(&pasted));
    for lang in Lang::ALL {
        let long = format!("{}!", "ح".repeat(100_000));
        let fields = [("l", lang.code()), ("pasted", &*long), ("words", "zq short"), ("name2", "zq_heron_2")];
        let page = node.post("/tell", &fields).await.is(422);
        site_without_limit(&page, lang);
        assert!(page.visible().contains(&too_long(lang, 100_000)));
        assert_eq!((page.field("pasted"), page.field("words").as_str()), (long, "zq short"));
        assert_eq!(page.field("name2"), "zq_heron_2");
    }
    let lines = "a\r\n".repeat(50_000);
    node.post("/tell", &[("words", &lines)]).await.is(200);
    let page = node.post("/tell", &[("answer", &"a".repeat(2001)), ("place1", &"b".repeat(201))]).await.is(422);
    site(&page, Lang::En);
    assert_eq!((page.field("answer").len(), page.field("place1").len()), (2001, 201));
}

#[tokio::test]
async fn a_long_message_in_the_thread_is_refused_with_every_word_kept() {
    let node = Node::open().await;
    let done = node.post("/tell", &[("words", "a plain heron")]).await.is(200);
    let pass = thread(&node, &done).await.field("pass");
    let (fits, long) = ("h".repeat(100_000), "h".repeat(100_001));
    let refused = node.post("/back/write", &[("pass", &pass), ("text", &long)]).await.is(200);
    site_without_limit(&refused, Lang::En);
    assert_eq!(refused.field("text"), long);
    says(&node.post("/back/write", &[("pass", &pass), ("text", &fits)]).await.is(200), Lang::En, "thread-sent");
}

#[tokio::test]
async fn every_script_and_sign_comes_back_as_it_was_typed() {
    let node = Node::open().await;
    let ana = node.signs_in("ana").await;
    for (number, typed) in [
        "👩‍👩‍👧‍👦 🏳️‍🌈 🇫🇷 🪶",
        "مرحبا \u{200f}بك\u{200e} في \u{2067}العالم\u{2069}",
        "é é ñ ñ क्षि Z͑͗a̸l̷g̵o",
        "\u{202e}turned around\u{202c} \u{feff}\u{200b}\u{ad}",
        "  two  spaces,\ttab\n\n\nthree lines  ",
        "100% + 1 & 2; = ? #tag \\n %20 <!-- --> ]]> </textarea>",
        "\u{1}\u{1b}[31m\u{7f}\u{85}\u{fffd}\u{10ffff}",
    ]
    .into_iter()
    .enumerate()
    {
        let mark = format!("{}{number}", word());
        let (words, long) = (format!("\n{mark} {typed}"), format!("{typed}{}", "x".repeat(2001)));
        let kept = node.post("/tell", &[("words", &words), ("name1", typed), ("answer", &long)]).await.is(422);
        assert_eq!((kept.field("words"), kept.field("answer")), (words.clone(), long));
        assert_eq!(kept.field("name1"), typed);
        let done = node.post("/tell", &[("words", &words), ("name1", typed)]).await.is(200);
        assert!(decode(&thread(&node, &done).await.body).contains(&words));
        let case = node.case_with(&ana, &mark).await;
        let page = node.send(Ask::get(&format!("/console/case/{case}")).cookie(&ana)).await.is(200);
        // To the desk, what makes letters run backwards is written out: nothing hides behind it.
        assert!(decode(&page.body).contains(&words.replace('\u{202e}', "<U+202E>")), "{typed}");
    }
}

#[tokio::test]
async fn line_ends_nul_and_broken_bytes_lose_nothing_else() {
    let node = Node::open().await;
    for (body, wanted) in [
        ("words=zq+one%0D%0Azq+two%0Azq+three", "zq one\nzq two\nzq three"),
        ("words=zq+a%00b%00", "zq ab"),
        ("words=zq+%FF%FE%C3%28+end", "zq \u{fffd}\u{fffd}\u{fffd}( end"),
        ("words=zq+%E2%82", "zq \u{fffd}"),
        ("words=zq+100%+%zz+%4", "zq 100% %zz %4"),
        ("words=zq+%ED%A0%80", "zq \u{fffd}\u{fffd}\u{fffd}"),
        ("&&=&words=zq+plain&&words&=x", "zq plain"),
    ] {
        let done = raw(&node, body).await.is(200);
        assert!(decode(&thread(&node, &done).await.body).contains(wanted), "{body}");
    }
    let bytes = b"words=zq \xff\xfe raw \xc3\xa9".to_vec();
    let done = raw(&node, bytes).await.is(200);
    assert!(thread(&node, &done).await.body.contains("zq \u{fffd}\u{fffd} raw é"));
}

#[tokio::test]
async fn fields_that_nobody_asked_for_change_nothing() {
    let node = Node::open().await;
    let mut body = format!("words=zq+first&extra={}", "a".repeat(2 << 20)).into_bytes();
    let done = raw(&node, body.clone()).await.is(200);
    assert!(thread(&node, &done).await.body.len() < 30_000);
    body.extend(b"&answer=".iter().chain(&vec![b'b'; 2001]));
    let kept = raw(&node, body).await.is(422);
    site(&kept, Lang::En);
    let many = "&z=1".repeat(200_000);
    raw(&node, format!("words=zq+first{many}")).await.is(200);
}

#[tokio::test]
async fn of_a_field_that_comes_twice_the_first_counts() {
    let node = Node::open().await;
    let (one, two) = (word(), word());
    let body = format!("l=fr&l=ar&words={one}&words={two}&danger=no&danger=self&threat=pictures&threat=pictures");
    let done = raw(&node, body).await.is(200);
    site(&done, Lang::Fr);
    says(&done, Lang::Fr, "done-title");
    let page = thread(&node, &done).await;
    assert!(page.visible().contains(&one) && !page.visible().contains(&two));
}

#[tokio::test]
async fn the_language_of_the_page_it_was_sent_from_is_the_language_of_the_answer() {
    let node = Node::open().await;
    let ask = |fields: &[(&str, &str)]| Ask::post("/tell", fields).with("accept-language", "es-MX,es;q=0.9,en;q=0.5");
    for (fields, lang) in [(&[("l", "ar")][..], Lang::Ar), (&[("l", "xx")], Lang::Es), (&[], Lang::Es)] {
        site(&node.send(ask(fields)).await.is(422), lang);
    }
    for (asked, lang) in
        [("", Lang::En), ("de,nl", Lang::En), ("*", Lang::En), ("ar-SA", Lang::Ar), ("fr;q=0.2,es;q=0.9", Lang::Es)]
    {
        site(&node.send(Ask::get("/tell").with("accept-language", asked)).await.is(200), lang);
    }
}
