//! The first member and desk, by the set-up word, once.

use vigie_lang::Lang;
use vigie_service::setup;
use vigie_web::Web;

use crate::html::field;
use crate::node::{Answer, Node, in_lang};
use crate::promises::desk;
use crate::site::says;

async fn sets_up(node: &Node, lang: Lang, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("l", lang.code())];
    all.extend(fields);
    node.post("/console/setup", &all).await
}

#[tokio::test]
async fn every_mistake_in_the_set_up_form_is_named_and_nothing_but_passphrases_is_lost() {
    let node = Node::bare(true, Web::default()).await;
    let good = [
        ("token", "a word that was never printed"),
        ("name", "Heron Zq"),
        ("login", "heron.zq"),
        ("passphrase", "four grey herons at dawn"),
        ("passphrase2", "four grey herons at dawn"),
    ];
    for lang in Lang::ALL {
        desk(&node.get(&in_lang("/console/setup", lang)).await.is(200), lang);
        let with = |name: &'static str, value: &'static str| {
            good.map(|(field, given)| if field == name { (field, value) } else { (field, given) })
        };
        for (name, value, id) in [
            ("token", "a word that was never printed", "setup-error-token"),
            ("name", "", "setup-error-name"),
            ("login", "HERON!", "setup-error-login"),
            ("passphrase2", "five grey herons at dawn", "setup-error-differ"),
        ] {
            let page = sets_up(&node, lang, &with(name, value)).await.is(422);
            desk(&page, lang);
            says(&page, lang, id);
            for kept in ["token", "name", "login"] {
                let typed = with(name, value).iter().find(|pair| pair.0 == kept).map(|pair| pair.1);
                assert_eq!(field(&page.body, kept).as_deref(), typed);
            }
            assert!(!page.body.contains("grey herons"), "a passphrase never comes back");
        }
        for passphrase in ["short", &"h".repeat(1001)] {
            let fields = [("name", "n"), ("login", "heron"), ("passphrase", passphrase)];
            desk(&sets_up(&node, lang, &fields).await.is(422), lang);
        }
    }
}

#[tokio::test]
async fn the_first_member_sets_the_node_up_once() {
    for lang in Lang::ALL {
        let node = Node::bare(true, Web::default()).await;
        let token = setup::link(&node.ctx).await.expect("a link can be made").expect("nobody is there yet");
        let passphrase = node.passphrase();
        let fields = [
            ("token", token.expose().as_str()),
            ("name", "Heron Zq"),
            ("login", "heron.zq"),
            ("passphrase", &passphrase),
            ("passphrase2", &passphrase),
        ];
        let made = sets_up(&node, lang, &fields).await.is(200);
        desk(&made, lang);
        says(&made, lang, "setup-recovery-title");
        let key = made.body.split("class=\"secret\"><bdi dir=\"ltr\">").nth(1).and_then(|rest| rest.split('<').next());
        let key = key.expect("the recovery key is shown").to_owned();
        let pass = made.field("pass");
        let confirm = [("l", lang.code()), ("pass", &*pass), ("last", "qqqqqq")];
        let wrong = node.post("/console/setup/recovery", &confirm).await.is(422);
        desk(&wrong, lang);
        says(&wrong, lang, "setup-error-recovery");
        assert!(!wrong.body.contains(&key) && wrong.field("pass") == pass);
        let tail: String = key.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
        let confirm = [("l", lang.code()), ("pass", &*pass), ("last", &*tail)];
        let right = node.post("/console/setup/recovery", &confirm).await.is(200);
        desk(&right, lang);
        says(&right, lang, "setup-finished-title");
        let unknown = node.post("/console/setup/recovery", &[("l", lang.code()), ("pass", "heron")]).await.is(404);
        desk(&unknown, lang);
        says(&unknown, lang, "setup-done-already");
        let twice = sets_up(&node, lang, &fields).await.is(422);
        desk(&twice, lang);
        says(&twice, lang, "setup-error-token");
        node.post("/console/login", &[("login", "heron.zq"), ("passphrase", &passphrase)]).await.is(303);
    }
}
