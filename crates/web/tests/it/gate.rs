//! The gate as visitors and staff meet it: both states of every page, the languages that are offered, the forms of the
//! house, and the link in a notice.

use vigie_lang::Lang;
use vigie_lang::Lang::{Ar, En, Es, Fr};
use vigie_service::house;
use vigie_service::opening::{Opening, Secrecy, Served};

use crate::node::{Answer, Ask, Node, in_lang};
use crate::promises::{TEXTS, desk};
use crate::site::says;

/// A page of a real node: in this language, and no demonstration.
#[track_caller]
fn real(page: &Answer, lang: Lang) {
    assert!(page.body.contains(&format!("<html lang=\"{}\" dir=\"{}\">", lang.code(), lang.dir())), "{}", page.asked);
    assert!(!page.visible().contains(&TEXTS.get(lang).t("common-demo")), "{}", page.asked);
}

#[tokio::test]
async fn pages_for_everybody_turn_with_the_node_within_a_second() {
    let node = Node::closed().await;
    for round in 0..2 {
        for lang in Lang::ALL {
            says(&node.get(&in_lang("/", lang)).await.is(200), lang, "home-tell-closed");
            says(&node.get(&in_lang("/tell", lang)).await.is(200), lang, "closed-title");
            real(&node.get(&in_lang("/back", lang)).await.is(200), lang);
        }
        node.stands(true).await;
        for lang in Lang::ALL {
            let home = node.get(&in_lang("/", lang)).await.is(200);
            real(&home, lang);
            says(&home, lang, "home-tell-about");
            assert!(node.packed(&in_lang("/", lang)).await == home.body, "the packed one too");
            says(&node.get(&in_lang("/tell", lang)).await.is(200), lang, "tell-title");
        }
        let done = node.post("/tell", &[("words", "a heron at the pond")]).await.is(200);
        node.stands(false).await;
        node.ctx.clock.advance(1_001 * (round + 1));
        let back = node.post("/back", &[("code", &done.digits())]).await.is(200);
        says(&back, En, "thread-title");
        says(&node.post("/tell", &[("words", "a second heron")]).await.is(200), En, "closed-title");
    }
}

#[tokio::test]
async fn a_language_that_nobody_signed_is_not_offered_by_link_header_or_form() {
    let node = Node::closed().await;
    node.offers(&[Fr, Ar]).await;
    let asked = |uri: &str, wanted: &str| node.send(Ask::get(uri).with("accept-language", wanted));
    for (uri, wanted, lang) in [
        ("/?l=fr", "en", Fr),
        ("/?l=ar", "en", Ar),
        ("/", "ar;q=0.5, es;q=0.9, fr;q=0.4", Ar),
        ("/?l=es", "ar", Ar),
        ("/?l=en", "de", Fr),
        ("/nothing/here?l=en", "fr", Fr),
    ] {
        let page = asked(uri, wanted).await;
        real(&page, lang);
        assert!(page.body.contains("hreflang=\"fr\"") && !page.body.contains("?l=es\""), "{uri}");
        assert!(!page.body.contains("hreflang=\"en\""), "{uri}");
    }
    let form = node.post("/talk", &[("l", "es"), ("country", "FR")]).await.is(200);
    real(&form, Fr);
    // Telling has buttons instead of links, and a button that no page shows chooses nothing.
    node.stands(true).await;
    node.offers(&[Fr, Ar]).await;
    let step = node.get("/tell/step?l=fr").await.is(200);
    real(&step, Fr);
    assert!(step.body.contains("value=\"in-ar\""));
    for unsigned in ["in-en", "in-es"] {
        assert!(!step.body.contains(&format!("value=\"{unsigned}\"")), "{unsigned}");
        let told = [("l", "fr"), ("at", "1"), ("told", &*step.field("told")), ("go", unsigned)];
        real(&node.post("/tell/step", &told).await.is(200), Fr);
    }
    let told = [("l", "fr"), ("at", "1"), ("told", &*step.field("told")), ("go", "in-ar")];
    real(&node.post("/tell/step", &told).await.is(200), Ar);
    // The desk reads every language: that is where they are signed.
    for lang in Lang::ALL {
        real(&node.get(&in_lang("/console/login", lang)).await.is(200), lang);
    }
    node.offers(&[]).await;
    let last = asked("/?l=fr", "fr").await.is(200);
    real(&last, En);
    assert!(!last.body.contains("hreflang="), "no choice, no links");
}

#[tokio::test]
async fn what_the_house_says_of_itself_is_in_the_readers_language() {
    let node = Node::closed().await;
    node.stands(true).await;
    let week = ["09:00-12:30, 14:00-18:00", "09:00-17:00", "09:00-17:00", "", "", "10:00-12:00", ""];
    let hours = vigie_model::hours::Hours::parse("America/Argentina/Buenos_Aires", week);
    house::set_up(&node.ctx, &Opening { hours, usual_hours: 48 }).await.unwrap();
    let mut secrecy = Secrecy::default();
    assert!(secrecy.put("", Fr, "Nous ne le disons à personne, sauf à un médecin si ta vie est en danger."));
    house::set_up(&node.ctx, &secrecy).await.unwrap();
    let page = node.get("/tell?l=en").await.is(200);
    let seen = page.visible().replace(['\u{2068}', '\u{2069}'], "");
    for part in [
        "Monday, 09:00 to 12:30 and 14:00 to 18:00 and Tuesday to Wednesday, 09:00 to 17:00 and Saturday, 10:00 to 12:00",
        "The time is that of Buenos Aires.",
        "We usually answer within 2 days.",
    ] {
        assert!(seen.contains(part), "{part}: {seen}");
    }
    says(&page, En, "tell-secret");
    assert!(node.get("/tell?l=fr").await.is(200).visible().contains("sauf à un médecin"));
    for lang in [Es, Ar] {
        real(&node.get(&in_lang("/tell", lang)).await.is(200), lang);
    }
}

/// A form of the console, sent by the administrator.
async fn sends(node: &Node, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    node.send(Ask::post(path, fields).cookie(cookie)).await
}

async fn reads(node: &Node, cookie: &str, path: &str, lang: Lang) -> Answer {
    let page = node.send(Ask::get(&in_lang(path, lang)).cookie(cookie)).await.is(200);
    desk(&page, lang);
    page
}

#[tokio::test]
async fn an_administrator_sets_hours_countries_and_texts_and_is_told_what_is_not_right() {
    let node = Node::open().await;
    let cookie = node.signs_in("adam").await;
    let days = ["day0", "day1", "day2", "day3", "day4", "day5", "day6"].map(|day| (day, "09:00-17:00"));
    for lang in Lang::ALL {
        let l = ("l", lang.code());
        reads(&node, &cookie, "/console/node", lang).await;
        let mut fields = vec![l, ("zone", "Europe/Nowhere"), ("usual", "0")];
        fields.extend(days);
        let wrong = sends(&node, &cookie, "/console/node/hours", &fields).await.is(422);
        desk(&wrong, lang);
        says(&wrong, lang, "hours-error-week");
        says(&wrong, lang, "hours-error-usual");
        assert_eq!((wrong.field("zone").as_str(), wrong.field("day3").as_str()), ("Europe/Nowhere", "09:00-17:00"));
        fields[1] = ("zone", "Europe/Paris");
        fields[2] = ("usual", "24");
        let right = sends(&node, &cookie, "/console/node/hours", &fields).await.is(303);
        let page = node.send(Ask::get(right.header("location")).cookie(&cookie)).await.is(200);
        desk(&page, lang);
        says(&page, lang, "gate-saved");

        let wrong = sends(&node, &cookie, "/console/node/served", &[l, ("served", "fr QQ")]).await.is(422);
        desk(&wrong, lang);
        assert!(wrong.visible().contains("QQ") && wrong.field("served") == "fr QQ");
        sends(&node, &cookie, "/console/node/served", &[l, ("served", "fr, be")]).await.is(303);
        let text = "mot ".repeat(61);
        let fields = [l, ("country", "FR"), ("language", "fr"), ("text", &*text)];
        let wrong = sends(&node, &cookie, "/console/node/secrecy", &fields).await.is(422);
        desk(&wrong, lang);
        assert!(wrong.body.contains("mot mot"), "nothing typed is lost");
        let fields = [l, ("country", "FR"), ("language", "fr"), ("text", "Nous ne le disons à personne.")];
        sends(&node, &cookie, "/console/node/secrecy", &fields).await.is(303);
        assert!(reads(&node, &cookie, "/console/node/secrecy", lang).await.visible().contains("à personne"));
    }
    let served: Served = house::get(&node.ctx).await.unwrap();
    assert_eq!(served.countries, ["BE", "FR"]);
}

#[tokio::test]
async fn the_safety_texts_are_on_one_page_and_a_reviewer_signs_them_with_a_name() {
    let node = Node::open().await;
    let (cleo, adam) = (node.signs_in("cleo").await, node.signs_in("adam").await);
    for lang in Lang::ALL {
        let path = format!("/console/node/texts?l={}&show=ar", lang.code());
        let page = node.send(Ask::get(&path).cookie(&cleo)).await.is(200);
        desk(&page, lang);
        for (id, _) in TEXTS.get(Ar).safety() {
            assert!(page.body.contains(&format!("<code>{id}=</code>")), "{id}");
        }
        let which = [("l", lang.code()), ("which", "ar")];
        let unnamed = [&which[..], &[("act", "sign"), ("reviewer", "Inas al-Heron")]].concat();
        let unnamed = sends(&node, &cleo, "/console/node/texts", &unnamed).await.is(422);
        desk(&unnamed, lang);
        says(&unnamed, lang, "texts-sign-error");
        assert_eq!(unnamed.field("reviewer"), "Inas al-Heron");
        let operator = [&which[..], &[("act", "operator")]].concat();
        sends(&node, &cleo, "/console/node/texts", &operator).await.is(403);
        sends(&node, &adam, "/console/node/texts", &operator).await.is(303);
        let who = [("reviewer", "Inas al-Heron"), ("qualification", "psychologist, of that tongue")];
        let named = [&which[..], &[("act", "sign")], &who].concat();
        sends(&node, &adam, "/console/node/texts", &named).await.is(403);
        let signed = sends(&node, &cleo, "/console/node/texts", &named).await.is(303);
        let page = node.send(Ask::get(signed.header("location")).cookie(&adam)).await.is(200);
        desk(&page, lang);
        assert!(page.visible().contains("Inas al-Heron") && page.visible().contains("psychologist"));
        sends(&node, &cleo, "/console/node/texts", &[which[0], which[1], ("act", "withdraw")]).await.is(303);
        says(&node.send(Ask::get(&path).cookie(&cleo)).await, lang, "texts-state-none");
    }
}

#[tokio::test]
async fn the_link_in_a_notice_works_without_signing_in_and_only_when_it_is_pressed() {
    let node = Node::open().await;
    let cookie = node.signs_in("adam").await;
    let wrong = [("name", "Nico"), ("address", "nowhere"), ("way", "mail"), ("language", "fr")];
    let wrong = sends(&node, &cookie, "/console/node/duty/add", &wrong).await.is(422);
    says(&wrong, En, "duty-error");
    assert_eq!(wrong.field("address"), "nowhere");
    let fields = [("name", "Nico Heron"), ("address", "nico.heron@duty.example"), ("way", "mail"), ("language", "fr")];
    sends(&node, &cookie, "/console/node/duty/add", &fields).await.is(303);
    for lang in Lang::ALL {
        let page = reads(&node, &cookie, "/console/node/duty", lang).await;
        assert!(page.visible().contains("nico.heron@duty.example"));
        let entry = page.field("entry");
        let test = [("l", lang.code()), ("entry", entry.as_str()), ("act", "test")];
        sends(&node, &cookie, "/console/node/duty/change", &test).await.is(303);
        says(&reads(&node, &cookie, "/console/node/duty", lang).await, lang, "duty-test-leaves");
        node.run_jobs().await;
        let mail = node.sent.last();
        assert!(mail.text.contains(&mail.link) && mail.subject.contains("essai"), "in the recipient's language");
        let token = mail.link.strip_prefix("https://help.example/console/ack?k=").unwrap();
        node.plant(token);
        for _ in 0..2 {
            let page = node.get(&format!("/console/ack?k={token}&l={}", lang.code())).await.is(200);
            desk(&page, lang);
            says(&page, lang, "ack-test");
            says(&page, lang, "ack-button");
        }
        let done = node.post("/console/ack", &[("l", lang.code()), ("k", token)]).await.is(200);
        desk(&done, lang);
        says(&done, lang, "ack-done-test");
        let unknown = "0".repeat(64);
        let gone = node.post("/console/ack", &[("l", lang.code()), ("k", &unknown)]).await.is(404);
        desk(&gone, lang);
        says(&gone, lang, "ack-gone");
        node.ctx.clock.advance(60_000);
    }
    let entry = reads(&node, &cookie, "/console/node/duty", En).await.field("entry");
    sends(&node, &cookie, "/console/node/duty/change", &[("entry", &entry), ("act", "remove")]).await.is(303);
    says(&reads(&node, &cookie, "/console/node/duty", En).await, En, "duty-none");
    let gone = sends(&node, &cookie, "/console/node/duty/change", &[("entry", &entry), ("act", "up")]).await.is(409);
    says(&gone, En, "gate-conflict");
}

#[tokio::test]
async fn a_demonstration_says_so_on_paper_and_aloud_on_every_page() {
    let node = Node::open().await;
    let cookie = node.signs_in("ana").await;
    for path in ["/", "/now", "/talk", "/tell", "/back", "/console", "/console/node"] {
        let page = node.send(Ask::get(path).cookie(&cookie)).await.is(200);
        assert!(
            page.body.contains("aria-describedby=\"demo\"") && page.body.contains("demo printed\" id=\"demo\""),
            "{path}"
        );
    }
    let real = Node::closed().await;
    assert!(!real.get("/").await.is(200).body.contains("id=\"demo\""));
}

#[tokio::test]
async fn an_administrator_alone_is_told_of_a_job_that_was_given_up() {
    let node = Node::closed().await;
    let (ana, adam) = (node.signs_in("ana").await, node.signs_in("adam").await);
    node.gives_a_job_up().await;
    for lang in Lang::ALL {
        let told = TEXTS.get(lang).t("gate-trouble-jobs");
        let page =
            async |cookie: &str| node.send(Ask::get(&in_lang("/console/node", lang)).cookie(cookie)).await.is(200);
        let (his, hers) = (page(&adam).await, page(&ana).await);
        real(&his, lang);
        assert!(his.visible().contains(&told) && !hers.visible().contains(&told), "{}", lang.code());
    }
}
