//! "This reading is wrong", and the page of examples in other words.

use vigie_lang::Lang;

use crate::html::decode;
use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises::{TEXTS, desk};
use crate::site::{says, says_empty};

const PASTED: &str = "send me the notes of today or I tell your mother everything about the heron";

async fn marks(node: &Node, cookie: &str, case: &str, lang: Lang, fields: &[(&str, &str)]) -> Answer {
    let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(cookie)).await.is(200);
    desk(&page, lang);
    let form = page.body.split("/misread\"").nth(1).expect("a form");
    let part = crate::html::field(form, "part").expect("which text");
    let mut all = vec![("l", lang.code()), ("part", part.as_str())];
    all.extend_from_slice(fields);
    node.send(Ask::post(&format!("/console/case/{case}/misread"), &all).cookie(cookie)).await
}

async fn page(node: &Node, cookie: &str, path: &str, lang: Lang) -> Answer {
    // A step leads back with the language in its address.
    let path = if path.contains('?') { path.to_owned() } else { in_lang(path, lang) };
    let page = node.send(Ask::get(&path).cookie(cookie)).await.is(200);
    desk(&page, lang);
    page
}

#[tokio::test]
async fn a_wrong_reading_is_marked_and_only_other_words_leave_the_case() {
    let node = Node::open().await;
    let (ana, cleo) = (node.signs_in("ana").await, node.signs_in("cleo").await);
    let words = word();
    node.post("/tell", &[("words", &words), ("pasted", PASTED)]).await.is(200);
    let case = node.case_with(&ana, &words).await;
    for (at, lang) in Lang::ALL.into_iter().enumerate() {
        says(
            &page(&node, &cleo, "/console/examples", lang).await,
            lang,
            if at == 0 { "examples-none" } else { "examples-about" },
        );
        let label = [("wrote", "none"), ("why", "joke")];
        let unsaid = marks(&node, &ana, &case, lang, &[("wrote", "none"), ("text", "zq")]).await.is(422);
        says_empty(&unsaid, lang, "case-misread-why");
        let kept = marks(&node, &ana, &case, lang, &label).await.is(303);
        says(&page(&node, &ana, kept.header("location"), lang).await, lang, "case-misread-saved");

        let exact = [label[0], label[1], ("text", "or I tell your mother everything")];
        let refused = marks(&node, &ana, &case, lang, &exact).await.is(422);
        desk(&refused, lang);
        says(&refused, lang, "case-misread-words");
        assert!(decode(&refused.body).contains(exact[2].1), "what was written is still there");
        assert!(refused.body.contains("<option value=\"joke\" selected>"));
        let named = [label[0], label[1], ("text", "write to zq@heron.example at once")];
        says(&marks(&node, &ana, &case, lang, &named).await.is(422), lang, "case-misread-names");

        let other = format!("lend your homework once more, {}", word());
        let released = marks(&node, &ana, &case, lang, &[label[0], label[1], ("text", &other)]).await.is(303);
        let after = page(&node, &ana, released.header("location"), lang).await;
        says(&after, lang, "case-misread-released");
        says(&after, lang, "case-misread-was-released");

        let list = page(&node, &cleo, "/console/examples", lang).await;
        assert!(list.visible().contains(&other) && !list.visible().contains("heron"), "{}", list.visible());
        says(&list, lang, "whywrong-joke");
    }
    let file = node.send(Ask::get("/console/examples/file").cookie(&cleo)).await.is(200);
    assert!(file.header("content-disposition").contains("examples.jsonl"));
    let lines: Vec<serde_json::Value> = file.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), Lang::ALL.len());
    for line in &lines {
        assert_eq!(
            (line["role"].as_str(), line["why"].as_str(), line["lang"].as_str()),
            (Some("none"), Some("joke"), Some("en"))
        );
    }
    assert!(!file.body.contains(&case) && !file.body.contains("heron"), "nothing leads back to the case");

    for (line, lang) in lines.iter().zip(Lang::ALL) {
        let form = [("l", lang.code()), ("example", line["id"].as_str().unwrap())];
        let out = node.send(Ask::post("/console/examples", &form).cookie(&cleo)).await.is(303);
        says(&page(&node, &cleo, out.header("location"), lang).await, lang, "examples-taken-out");
    }
    says(&page(&node, &cleo, "/console/examples", Lang::En).await, Lang::En, "examples-none");
}

#[tokio::test]
async fn a_reviewer_sees_the_mark_and_finds_no_form_and_a_case_without_pasted_words_has_none() {
    let node = Node::open().await;
    let (ana, cleo) = (node.signs_in("ana").await, node.signs_in("cleo").await);
    let (words, plain) = (word(), word());
    node.post("/tell", &[("words", &words), ("pasted", PASTED)]).await.is(200);
    node.post("/tell", &[("words", &plain)]).await.is(200);
    let case = node.case_with(&ana, &words).await;
    marks(&node, &ana, &case, Lang::En, &[("wrote", "victim"), ("why", "help")]).await.is(303);
    let read = page(&node, &cleo, &format!("/console/case/{case}"), Lang::En).await;
    says(&read, Lang::En, "whywrong-help");
    assert!(!read.body.contains("/misread\""));
    let other = node.case_with(&ana, &plain).await;
    let read = page(&node, &ana, &format!("/console/case/{other}"), Lang::En).await;
    assert!(!read.body.contains("/misread\"") && !read.visible().contains(&TEXTS.get(Lang::En).t("case-misread")));
}

#[tokio::test]
async fn letters_that_run_backwards_hide_nothing_from_the_desk() {
    let node = Node::open().await;
    let ana = node.signs_in("ana").await;
    let words = word();
    let pasted = "pay 300 in gift cards \u{202e}or your friends get the video\u{202c} today";
    node.post("/tell", &[("words", &format!("{words} \u{202d}heron")), ("pasted", pasted)]).await.is(200);
    let case = node.case_with(&ana, &words).await;
    let page = page(&node, &ana, &format!("/console/case/{case}"), Lang::En).await;
    let read = decode(&page.body);
    assert!(read.contains("gift cards <U+202E>or your friends get the video"), "quoted with the sign in sight");
    assert!(read.contains(&format!("{words} <U+202D>heron")), "and so are the visitor's own words");
    let marked = page.body.split("<ol class=\"plain read\"").nth(1).and_then(|rest| rest.split("</ol>").next());
    assert!(decode(marked.expect("a reading")).contains("<mark>"), "it is read as it was written");
    assert!(!page.body.contains(['\u{202d}', '\u{202e}']), "nothing on the page runs backwards");
}
