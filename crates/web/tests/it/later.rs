//! The cards for afterwards: each can be printed, none of them says what happened, help stays open.

use vigie_lang::{Lang, banned};

use crate::html::tags;
use crate::node::{Node, in_lang};
use crate::now::links;
use crate::promises::{TEXTS, site};
use crate::site::says;

#[tokio::test]
async fn there_is_a_card_for_the_first_day_week_and_month() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let cards = node.get(&in_lang("/later", lang)).await.is(200);
        for (number, name) in (1..).zip(["day", "week", "month"]) {
            let path = format!("/later/{number}");
            assert!(links(&cards.body).contains(&path));
            for card in [node.get(&in_lang(&path, lang)).await, node.get(&in_lang(&format!("/2{path}"), lang)).await] {
                let card = card.is(200);
                site(&card, lang);
                says(&card, lang, &format!("later-{name}"));
                says(&card, lang, &format!("later-{name}-4"));
            }
        }
        node.get(&in_lang("/later/4", lang)).await.is(404);
        node.get(&in_lang("/later/0", lang)).await.is(404);
    }
}

#[tokio::test]
async fn what_is_printed_of_a_card_is_the_card() {
    let node = Node::open().await;
    let page = node.get("/later/1?l=en").await.is(200);
    let main = page.body.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let after = main.split("</article>").nth(1).unwrap();
    for tag in tags(after).into_iter().filter(|tag| matches!(tag.name.as_str(), "p" | "nav")) {
        let class = tag.get("class").unwrap_or_default();
        assert!(class.split(' ').any(|one| one == "noprint"), "<{} {class}> would be printed", tag.name);
    }
    for lang in Lang::ALL {
        let t = TEXTS.get(lang);
        for id in t.ids().filter(|id| id.contains("later-")) {
            assert_eq!(banned(lang, t.raw(id).unwrap()), Vec::<&str>::new());
        }
    }
}

#[tokio::test]
async fn whoever_comes_back_with_a_code_finds_the_cards() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let done = node.post("/tell", &[("l", lang.code()), ("words", "a plain heron")]).await.is(200);
        let page = node.post("/back", &[("l", lang.code()), ("code", &done.digits())]).await.is(200);
        assert!(links(&page.body).contains(&"/later".to_owned()));
    }
}
