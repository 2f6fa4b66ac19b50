//! Doors to people: what a visitor of a country is shown, a number that did not work, and the desk that answers for it.

use vigie_lang::Lang;
use vigie_web::when;

use crate::html::{one_line, tags};
use crate::node::{Answer, Ask, Node, in_lang};
use crate::promises::{TEXTS, desk, real, site};
use crate::site::says;

const SOURCE: &str = "https://solidarites.gouv.fr/node/2219";
/// A check of a number that was reached, as the form sends it.
const CALL: [(&str, &str); 5] =
    [("how", "called"), ("works", "yes"), ("evidence", "answered after four rings"), ("page", SOURCE), ("days", "180")];

async fn checks(node: &Node, cookie: &str, number: &str, lang: Lang, fields: &[(&str, &str)]) -> Answer {
    let fields: Vec<_> = [("l", lang.code())].into_iter().chain(fields.iter().copied()).collect();
    node.send(Ask::post(&format!("/console/numbers/{number}/check"), &fields).cookie(cookie)).await
}

async fn talk(node: &Node, lang: Lang, country: &str) -> Answer {
    node.post("/talk", &[("l", lang.code()), ("country", country)]).await.is(200)
}

#[tokio::test]
async fn a_checked_number_is_shown_with_its_hours_in_the_readers_words_and_writing_before_calling() {
    let node = Node::closed().await;
    let cleo = node.signs_in("cleo").await;
    let before = talk(&node, Lang::En, "FR").await;
    says(&before, Lang::En, "talk-none");
    assert!(!before.body.contains("tel:"));
    let done = checks(&node, &cleo, "fr-3018", Lang::En, &CALL).await.is(303);
    assert_eq!(done.header("location"), "/console/numbers/fr-3018?l=en&said=numbers-checked");
    // One in the night of Paris, where it opens at nine.
    for lang in Lang::ALL {
        let page = talk(&node, lang, "FR").await;
        real(&page, lang);
        for id in ["doors-wait", "doors-for-child", "doors-wrong", "doors-expect-call-5", "doors-expect-write-2"] {
            says(&page, lang, id);
        }
        let t = TEXTS.get(lang);
        let text = page.visible();
        assert!(text.contains(&one_line(&t.s("doors-opens-today", "time", "09:00"))), "{text}");
        assert!(
            text.contains(&one_line(&t.s("talk-checked", "date", &when::date(t, node.ctx.clock.now()))))
                && text.contains("solidarites.gouv.fr")
        );
        assert!(text.contains("3018 (e-Enfance)") && text.contains("français") && text.contains(&t.t("talk-free")));
        assert!(!text.contains("7/7 9:00-23:00"), "hours that a machine reads are said in words");
        let (write, call) = (
            page.body.find(">https://3018.fr").or(page.body.find("href=\"https://3018.fr\"")),
            page.body.find("tel:3018"),
        );
        assert!(write.unwrap() < call.unwrap(), "writing comes before calling");
        assert!(page.body.contains("href=\"#networks\""), "a second door stands beside the last number");
        assert!(!page.asked.contains("FR") && page.header("location").is_empty());
    }
    node.ctx.clock.advance(9 * 3_600_000);
    says(&talk(&node, Lang::Fr, "FR").await, Lang::Fr, "doors-open-now");
    node.ctx.clock.advance(181 * 24 * 3_600_000);
    says(&talk(&node, Lang::En, "FR").await, Lang::En, "talk-none");
}

#[tokio::test]
async fn services_for_adults_are_shown_to_who_says_that_they_are_one() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let page = talk(&node, lang, "GB").await;
        site(&page, lang);
        assert!(!page.body.contains("stopncii.org"));
        let fields = [("l", lang.code()), ("country", "GB"), ("adult", "yes")];
        let adult = node.post("/talk", &fields).await.is(200);
        site(&adult, lang);
        assert!(adult.body.contains("https://stopncii.org") && !adult.body.contains("name=\"adult\""));
    }
}

#[tokio::test]
async fn a_number_that_did_not_work_is_told_in_one_press_and_the_next_door_comes_first() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let t = TEXTS.get(lang);
        let shown = talk(&node, lang, "FR").await;
        let form = tags(&shown.body).into_iter().filter(|tag| tag.get("action") == Some("/talk/wrong")).count();
        assert_eq!(form, 3);
        let fields = [("l", lang.code()), ("country", "FR"), ("number", "demo-1")];
        let thanks = node.post("/talk/wrong", &fields).await.is(200);
        site(&thanks, lang);
        says(&thanks, lang, "doors-thanks");
        says(&thanks, lang, "doors-thanks-next");
        let text = thanks.visible();
        let place = |id: &str| text.find(&one_line(&t.t(id)));
        assert_eq!(place("demo-door-crisis"), None, "what did not work is not offered again");
        assert!(place("demo-door-child").unwrap() < place("demo-door-police").unwrap());
        // Without a country, and for a number that is none: thanked, nothing counted, and still a door.
        for fields in [[("l", lang.code()), ("number", "demo-1")], [("l", lang.code()), ("country", "none")]] {
            let page = node.post("/talk/wrong", &fields).await.is(200);
            site(&page, lang);
            says(&page, lang, "talk-none-asked");
        }
    }
    let adam = node.signs_in("adam").await;
    let page = node.send(Ask::get("/console/numbers?l=en").cookie(&adam)).await.is(200);
    assert!(
        page.visible().contains(&one_line(&TEXTS.get(Lang::En).n("numbers-presses", "count", 5))),
        "no more of one phone"
    );
}

#[tokio::test]
async fn the_desk_sees_every_number_with_the_reason_in_words() {
    let node = Node::open().await;
    let (cleo, ana) = (node.signs_in("cleo").await, node.signs_in("ana").await);
    for lang in Lang::ALL {
        for query in ["", "&show=hidden&c=FR", "&show=shown", "&show=soon", "&show=look&c=ZZ"] {
            let page = node.send(Ask::get(&(in_lang("/console/numbers", lang) + query)).cookie(&cleo)).await.is(200);
            desk(&page, lang);
            says(&page, lang, "numbers-rule");
        }
        let page =
            node.send(Ask::get(&in_lang("/console/numbers/gb-stop-it-now-uk-ireland", lang)).cookie(&cleo)).await;
        desk(&page.clone().is(200), lang);
        says(&page, lang, "numbers-why-prevention");
        let gone = node.send(Ask::get(&in_lang("/console/numbers/fr-none", lang)).cookie(&cleo)).await.is(404);
        desk(&gone, lang);
        says(&gone, lang, "numbers-none");

        let wrong = checks(&node, &cleo, "fr-119", lang, &[("evidence", "it rang once more")]).await.is(422);
        desk(&wrong, lang);
        says(&wrong, lang, "numbers-error-evidence");
        assert_eq!(wrong.field("evidence"), "it rang once more", "nothing typed is lost");
        checks(&node, &cleo, "fr-119", lang, &CALL).await.is(303);
        node.ctx.clock.advance(1);
        let expired = [("l", lang.code()), ("reason", "its page is gone")];
        let done = node.send(Ask::post("/console/numbers/fr-119/expire", &expired).cookie(&cleo)).await.is(303);
        let after = node.send(Ask::get(done.header("location")).cookie(&cleo)).await.is(200);
        desk(&after, lang);
        says(&after, lang, "numbers-expired");
        assert!(after.visible().contains("its page is gone"));
        // A member may look, and is offered nothing that would be refused.
        let look = node.send(Ask::get(&in_lang("/console/numbers/fr-119", lang)).cookie(&ana)).await.is(200);
        desk(&look, lang);
        assert!(!look.body.contains("/console/numbers/fr-119/"));
        node.ctx.clock.advance(1);
    }
}

#[tokio::test]
async fn a_number_of_our_own_reaches_visitors_after_a_second_member_has_checked_it() {
    let node = Node::closed().await;
    let (adam, cleo) = (node.signs_in("adam").await, node.signs_in("cleo").await);
    let fields = |lang: Lang| {
        let mut all = vec![("l", lang.code().to_owned())];
        let rest = [
            ("name", "Ligne inventée"),
            ("country", "FR"),
            ("kind", "crisis"),
            ("phone", "00 00 00 00"),
            ("write", "SMS 00000"),
            ("hours", "24/7"),
            ("languages", "fr, ar"),
            ("free", "no"),
            ("source", "https://line.example/aide"),
            ("source-own", "yes"),
            ("source-day", "2026-10-31"),
        ];
        all.extend(rest.map(|(name, value)| (name, value.to_owned())));
        all
    };
    let post = async |fields: &[(&str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        node.send(Ask::post("/console/numbers/own", &fields).cookie(&adam)).await
    };
    for lang in Lang::ALL {
        let form = node.send(Ask::get(&in_lang("/console/numbers/own", lang)).cookie(&adam)).await.is(200);
        says(&form, lang, "numbers-own-how");
        for (name, value, id) in [
            ("country", "QQ", "numbers-error-country"),
            ("kind", "", "numbers-error-kind"),
            ("source", "a friend said so", "numbers-error-address"),
            ("source-day", "yesterday", "numbers-error-day"),
            ("languages", "klingon", "numbers-error-language"),
        ] {
            let mut wrong = fields(lang);
            wrong.iter_mut().filter(|field| field.0 == name).for_each(|field| field.1 = value.to_owned());
            let page = post(&wrong).await.is(422);
            says(&page, lang, id);
            assert_eq!(page.field("name"), "Ligne inventée");
        }
    }
    let added = post(&fields(Lang::En)).await.is(303);
    let at = added.header("location").to_owned();
    let number = at.strip_prefix("/console/numbers/").unwrap().split('?').next().unwrap().to_owned();
    let call = [CALL[0], CALL[1], CALL[2], ("page", "https://line.example/aide"), CALL[4]];
    checks(&node, &adam, &number, Lang::En, &call).await.is(303);
    says(&talk(&node, Lang::En, "FR").await, Lang::En, "talk-none");
    checks(&node, &cleo, &number, Lang::En, &call).await.is(303);
    for lang in Lang::ALL {
        let page = talk(&node, lang, "FR").await;
        real(&page, lang);
        says(&page, lang, "doors-open-always");
        says(&page, lang, "doors-cost");
        assert!(page.visible().contains("Ligne inventée") && page.body.contains("sms:00000"));
    }
}
