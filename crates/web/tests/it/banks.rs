//! Known pictures on the console: banks and lists for who keeps them, sightings and fingerprints for the desk.

use std::net::IpAddr;

use vigie_lang::Lang;
use vigie_model::clock::DAY;
use vigie_model::given::{Code, Given, Picture};
use vigie_model::id::SignalId;
use vigie_model::report::NewReport;
use vigie_model::signal::{Age, CodeKind, Seen};
use vigie_service::api::{self, NewKey, Scope};
use vigie_service::intake::{self, Draft};
use vigie_service::login;
use vigie_service::pictures::{self, Query, Sighting, Verdict};
use vigie_store::Engine;
use vigie_testkit::hex;

use crate::html::decode;
use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises::{TEXTS, desk};
use crate::site::says;

/// A code with half of its bits set, `n` of its own.
fn digits(n: u8) -> String {
    let byte = |at: u8| n.wrapping_mul(37).wrapping_add(at.wrapping_mul(101)) ^ (at << 3);
    hex(&(0..16).flat_map(|at| [byte(at), !byte(at)]).collect::<Vec<_>>())
}

async fn known(node: &Node, n: u8) -> Verdict {
    let face = Code::new(CodeKind::Pdq, "as_stored", 90, &digits(n)).unwrap();
    pictures::look(&node.ctx, &[Query { faces: vec![face] }], &|_| true).await.unwrap()[0].verdict
}

async fn reads(node: &Node, cookie: &str, path: &str, lang: Lang) -> Answer {
    let page = node.send(Ask::get(&in_lang(path, lang)).cookie(cookie)).await.is(200);
    desk(&page, lang);
    page
}

/// The page that a step leads to.
async fn follows(node: &Node, cookie: &str, after: &Answer, lang: Lang) -> Answer {
    let page = node.send(Ask::get(after.header("location")).cookie(cookie)).await.is(200);
    desk(&page, lang);
    page
}

async fn sends(node: &Node, cookie: &str, path: &str, lang: Lang, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("l", lang.code())];
    all.extend_from_slice(fields);
    node.send(Ask::post(path, &all).cookie(cookie)).await
}

/// A key of a program.
async fn key(node: &Node, owner: &str) -> uuid::Uuid {
    let cookie = node.signs_in("adam").await;
    let signed = login::signed(&node.ctx, &cookie).await.unwrap().expect("adam");
    let new = NewKey {
        owner: owner.to_owned(),
        scopes: vec![Scope::Text],
        agreement: "2026-17".to_owned(),
        quota: 100,
        expires: node.ctx.clock.now().plus(100 * DAY),
        basis: None,
        unseen: false,
        in_path: None,
    };
    api::make(&node.ctx, &signed, new).await.unwrap().unwrap().id
}

/// A bank as the form makes it; its page.
async fn makes(node: &Node, cookie: &str, lang: Lang, name: &str, more: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("name", name),
        ("purpose", "Pictures that a court named"),
        ("source", "Heron list"),
        ("sense", "positive"),
        ("near", "31"),
        ("most", "1000"),
        ("tlp", "green"),
        ("on", "yes"),
    ];
    fields.retain(|one| more.iter().all(|other| other.0 != one.0));
    fields.extend_from_slice(more);
    let made = sends(node, cookie, "/console/banks", lang, &fields).await.is(303);
    made.header("location").split('?').next().unwrap().to_owned()
}

/// A report with fingerprints; the words it can be found by.
async fn gives(node: &Node, pictures: std::ops::Range<u8>, wish: bool) -> String {
    let words = word();
    let one = |n: u8| Picture { codes: vec![Code::new(CodeKind::Pdq, "as_stored", 90, &digits(n)).unwrap()] };
    let given = Given { pictures: pictures.map(one).collect(), age: Age::Minor, wish };
    let report = NewReport { words: words.clone(), lang: "en".to_owned(), given: Some(given), ..NewReport::default() };
    intake::accept(&node.ctx, report, Draft::new(), IpAddr::from([10, 7, 0, 1])).await.unwrap();
    words
}

async fn signal(node: &Node, n: u8) -> SignalId {
    let face = Code::new(CodeKind::Pdq, "as_stored", 90, &digits(n)).unwrap();
    pictures::look(&node.ctx, &[Query { faces: vec![face] }], &|_| true).await.unwrap()[0].matches[0].signal
}

#[tokio::test]
async fn a_bank_is_made_changed_and_read_in_every_language() {
    for (engine, lang) in [
        (Engine::Sqlite, Lang::En),
        (Engine::Postgres, Lang::Fr),
        (Engine::Sqlite, Lang::Es),
        (Engine::Postgres, Lang::Ar),
    ] {
        let node = Node::open_on(engine).await;
        let owner = word();
        let heron = key(&node, &owner).await.to_string();
        let (adam, cleo) = (node.signs_in("adam").await, node.signs_in("cleo").await);
        says(&reads(&node, &adam, "/console/banks", lang).await, lang, "banks-none");
        says(&reads(&node, &cleo, "/console/node", lang).await, lang, "banks-title");
        for (field, value, id) in [
            ("name", " ", "bank-error-missing"),
            ("near", "65", "bank-error-near"),
            ("most", "many", "bank-error-most"),
            ("purpose", &"x".repeat(201), "bank-error-long"),
        ] {
            let mut fields = vec![("name", "one"), ("purpose", "a"), ("source", "b"), ("near", "31"), ("most", "9")];
            fields.retain(|one| one.0 != field);
            fields.push((field, value));
            let refused = sends(&node, &cleo, "/console/banks", lang, &fields).await.is(422);
            desk(&refused, lang);
            says(&refused, lang, id);
            assert_eq!(refused.field(field).trim(), value.trim(), "what was written is still there");
        }
        let name = word();
        let path = makes(&node, &adam, lang, &name, &[("sees", &heron), ("changes", &heron)]).await;
        let page = reads(&node, &cleo, &path, lang).await;
        assert!(decode(&page.body).contains(&name) && decode(&page.body).contains(&owner));
        assert_eq!(page.body.matches(" checked").count(), 3, "on, and both ticks of the key");
        let taken = sends(
            &node,
            &adam,
            "/console/banks",
            lang,
            &[("name", &name), ("purpose", "a"), ("source", "b"), ("near", "31"), ("most", "9")],
        )
        .await
        .is(422);
        says(&taken, lang, "bank-error-taken");

        let version = page.field("version");
        let other = [
            ("version", version.as_str()),
            ("name", &*name),
            ("purpose", "Another"),
            ("source", "Heron list"),
            ("near", "0"),
            ("most", "5"),
            ("tlp", "amber+strict"),
        ];
        let changed = sends(&node, &cleo, &format!("{path}/change"), lang, &other).await.is(303);
        let page = follows(&node, &cleo, &changed, lang).await;
        says(&page, lang, "bank-saved");
        says(&page, lang, "bank-state-off");
        assert_eq!((page.field("near"), page.field("most")), ("0".to_owned(), "5".to_owned()));
        assert!(page.visible().contains("TLP:AMBER+STRICT") && !page.body.contains(" checked"));
        let late = sends(&node, &adam, &format!("{path}/change"), lang, &other).await.is(409);
        says(&late, lang, "bank-gone-title");
    }
}

#[tokio::test]
async fn a_list_is_looked_at_first_and_bad_lines_are_named_by_number() {
    let node = Node::open().await;
    let adam = node.signs_in("adam").await;
    for (at, lang) in (0..).step_by(10).zip(Lang::ALL) {
        let t = TEXTS.get(lang);
        let path = makes(&node, &adam, lang, &word(), &[]).await;
        let import = format!("{path}/import");
        says(&sends(&node, &adam, &import, lang, &[("text", " \n")]).await.is(422), lang, "bank-import-empty");
        let long = "abc\n".repeat(20_001);
        says(&sends(&node, &adam, &import, lang, &[("text", &long)]).await.is(422), lang, "bank-import-long");
        let text = format!("{}\nnothing\n{}\n{}\n", digits(at + 1), digits(at + 2), "0".repeat(64));
        let looked = sends(&node, &adam, &import, lang, &[("text", &text), ("do", "look")]).await.is(200);
        desk(&looked, lang);
        for line in [
            t.t("bank-import-would"),
            t.s("bank-import-added", "count", "2"),
            t.s("bank-import-unusable", "count", "1"),
            t.s("bank-bad-code", "number", "2"),
        ] {
            assert!(decode(&looked.body).contains(&line), "{line}");
        }
        assert_eq!(looked.field("text"), text.trim_end_matches('\n').to_owned() + "\n", "the list is still there");
        assert_eq!(known(&node, at + 1).await, Verdict::None, "nothing came in");

        let stopped = sends(&node, &adam, &import, lang, &[("text", &text), ("do", "bring")]).await.is(422);
        says(&stopped, lang, "bank-import-stopped");
        assert_eq!(known(&node, at + 1).await, Verdict::None);
        let fields = [("text", text.as_str()), ("do", "bring"), ("skip", "yes"), ("age", "under_18")];
        let done = sends(&node, &adam, &import, lang, &fields).await.is(200);
        desk(&done, lang);
        says(&done, lang, "bank-import-done");
        assert_eq!(done.field("text"), "");
        assert_eq!(known(&node, at + 1).await, Verdict::Exact);

        let out = node.send(Ask::get(&format!("{path}/export")).cookie(&adam)).await.is(200);
        assert_eq!(out.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(out.header("content-disposition"), "attachment; filename=\"bank.csv\"");
        assert_eq!(out.body.lines().count(), 3, "{}", out.body);
        assert!(out.body.contains(&digits(at + 1)) && out.body.contains(",under_18,"));
    }
}

#[tokio::test]
async fn a_bank_that_was_flooded_waits_for_somebody_who_says_that_they_have_looked() {
    let node = Node::open().await;
    let (adam, ana) = (node.signs_in("adam").await, node.signs_in("ana").await);
    for (at, lang) in (0..).step_by(10).zip(Lang::ALL) {
        let path = makes(&node, &adam, lang, &word(), &[("most", "1")]).await;
        let text = format!("{}\n{}\n", digits(at + 1), digits(at + 2));
        let done =
            sends(&node, &adam, &format!("{path}/import"), lang, &[("text", &text), ("do", "bring")]).await.is(200);
        says(&done, lang, "bank-held-about");
        assert!(decode(&done.body).contains(&TEXTS.get(lang).s("bank-import-held", "count", "1")));
        says(&reads(&node, &ana, "/console/alarms", lang).await, lang, "alarm-kind-bank");
        says(&reads(&node, &adam, "/console/banks", lang).await, lang, "bank-state-held");
        assert_eq!(known(&node, at + 1).await, Verdict::None);
        let version = done.field("version");
        let release = format!("{path}/release");
        let blind = sends(&node, &adam, &release, lang, &[("version", &version)]).await.is(422);
        desk(&blind, lang);
        says(&blind, lang, "bank-release-error");
        let fields = [("version", version.as_str()), ("looked", "yes")];
        let released = sends(&node, &adam, &release, lang, &fields).await.is(303);
        says(&follows(&node, &adam, &released, lang).await, lang, "bank-released");
        assert_eq!(known(&node, at + 1).await, Verdict::Exact);
    }
}

#[tokio::test]
async fn what_visitors_gave_has_a_page_but_no_list_and_its_basis_and_name_stay() {
    let node = Node::open().await;
    gives(&node, 1..2, false).await;
    let adam = node.signs_in("adam").await;
    let path = format!("/console/banks/{}", pictures::Unseen::id(&node.ctx));
    for lang in Lang::ALL {
        let page = reads(&node, &adam, &path, lang).await;
        says(&page, lang, "bank-basis-unseen");
        assert!(!page.body.contains("/import\"") && !page.body.contains("/export?"));
        let version = page.field("version");
        let fields = [
            ("version", version.as_str()),
            ("name", "mine"),
            ("source", "mine"),
            ("purpose", "As it is"),
            ("near", "20"),
            ("most", "9000"),
            ("on", "yes"),
        ];
        sends(&node, &adam, &format!("{path}/change"), lang, &fields).await.is(303);
        let page = reads(&node, &adam, &path, lang).await;
        assert!(page.visible().contains("self-reported-unseen") && page.field("near") == "20");
    }
    node.send(Ask::get(&format!("{path}/export")).cookie(&adam)).await.is(404);
    let text = digits(9);
    sends(&node, &adam, &format!("{path}/import"), Lang::En, &[("text", &text), ("do", "bring")]).await.is(409);
    assert_eq!(known(&node, 9).await, Verdict::None);
    node.run_jobs().await;
}

#[tokio::test]
async fn a_sighting_waits_for_a_counsellor_and_is_told_only_to_who_wished() {
    let node = Node::open().await;
    let heron = key(&node, "Heron chat").await;
    let (ana, cleo) = (node.signs_in("ana").await, node.signs_in("cleo").await);
    for lang in Lang::ALL {
        says(&reads(&node, &ana, "/console/sightings", lang).await, lang, "sightings-none");
    }
    for (at, lang) in (0..).step_by(10).zip(Lang::ALL) {
        let t = TEXTS.get(lang);
        let wished = gives(&node, at + 1..at + 2, true).await;
        gives(&node, at + 2..at + 3, false).await;
        for (n, seen) in [(1, Seen::Blocked), (1, Seen::NotIt), (2, Seen::Removed)] {
            let told = Sighting { signal: signal(&node, at + n).await, seen, uploader: "" };
            pictures::see(&node.ctx, heron, told).await.unwrap();
            node.ctx.clock.advance(1);
        }
        let case = node.case_with(&ana, &wished).await;
        let page = reads(&node, &ana, "/console/sightings", lang).await;
        for id in ["sighting-wish-yes", "sighting-wish-no", "sighting-state-standing"] {
            says(&page, lang, id);
        }
        for what in ["sighting-blocked", "sighting-not-it", "sighting-removed"] {
            assert!(decode(&page.body).contains(&t.s(what, "service", "Heron chat")), "{what}");
        }
        assert!(page.body.contains(&format!("/console/case/{case}?l={}", lang.code())));
        assert!(page.body.contains("<span class=\"tag l1\">3</span>"), "counted in the bar");
        assert_eq!(page.body.matches("/tell\"").count(), 1, "of three one may be told");
        assert_eq!(page.body.matches("/keep\"").count(), 3);
        let reviewer = reads(&node, &cleo, "/console/sightings", lang).await;
        assert!(!reviewer.body.contains("/keep\""), "a counsellor decides");

        let address = |page: &Answer, verb: &str| {
            let all: Vec<String> =
                page.body.split("action=\"").filter_map(|one| Some(one.split('"').next()?.to_owned())).collect();
            all.into_iter().find(|one| one.ends_with(verb)).expect("a form")
        };
        let tell = address(&page, "/tell");
        let told = sends(&node, &ana, &tell, lang, &[]).await.is(303);
        let page = follows(&node, &ana, &told, lang).await;
        says(&page, lang, "sighting-told");
        says(&sends(&node, &ana, &tell, lang, &[]).await.is(409), lang, "sighting-gone-title");
        let keep = address(&page, "/keep");
        let never = sends(&node, &ana, &keep.replace("/keep", "/tell"), lang, &[]).await.is(409);
        says(&never, lang, "sighting-gone-title");
        for _ in 0..2 {
            let page = reads(&node, &ana, "/console/sightings", lang).await;
            let kept = sends(&node, &ana, &address(&page, "/keep"), lang, &[]).await.is(303);
            says(&follows(&node, &ana, &kept, lang).await, lang, "sighting-kept");
        }
        says(&reads(&node, &ana, "/console/sightings", lang).await, lang, "sightings-none");
    }
    node.run_jobs().await;
}

#[tokio::test]
async fn the_page_of_a_case_shows_fingerprints_and_what_a_counsellor_may_note() {
    let node = Node::open().await;
    let heron = key(&node, "Heron chat").await;
    let (ana, cleo) = (node.signs_in("ana").await, node.signs_in("cleo").await);
    let plain = word();
    node.post("/tell", &[("words", &plain)]).await.is(200);
    let without = node.case_with(&ana, &plain).await;
    for (at, lang) in (0..).step_by(10).zip(Lang::ALL) {
        let t = TEXTS.get(lang);
        let words = gives(&node, at + 1..at + 3, false).await;
        let case = node.case_with(&ana, &words).await;
        let path = format!("/console/case/{case}");
        let (one, two) = (signal(&node, at + 1).await, signal(&node, at + 2).await);
        pictures::see(&node.ctx, heron, Sighting { signal: one, seen: Seen::Blocked, uploader: "" }).await.unwrap();
        let page = reads(&node, &ana, &path, lang).await;
        says(&page, lang, "prints-about");
        says(&page, lang, "print-waits");
        assert_eq!(page.body.matches("/print\"").count(), 2);
        assert!(!page.body.contains(&digits(at + 1)), "the code itself says nothing to a reader");
        let other = reads(&node, &ana, &format!("/console/case/{without}"), lang).await;
        assert!(!other.visible().contains(&t.t("prints-about")));
        let reviewer = reads(&node, &cleo, &path, lang).await;
        assert!(reviewer.visible().contains(&t.t("prints-about")) && !reviewer.body.contains("/print\""));

        let (id, why) = (one.to_string(), word());
        for (act, said) in [
            ("coherent", "print-noted"),
            ("disputed", "print-noted"),
            ("suspend", "print-is-suspended"),
            ("stand", "print-is-standing"),
        ] {
            let text = if act == "stand" { "" } else { why.as_str() };
            let fields = [("part", id.as_str()), ("text", text), ("do", act)];
            let done = sends(&node, &ana, &format!("{path}/print"), lang, &fields).await.is(303);
            let page = follows(&node, &ana, &done, lang).await;
            says(&page, lang, said);
            assert!(decode(&page.body).contains(&why));
            assert_eq!(known(&node, at + 1).await == Verdict::Exact, act != "suspend", "{act}");
            assert_eq!(known(&node, at + 2).await, Verdict::Exact, "the other picture is another");
            node.ctx.clock.advance(1);
        }
        let bad = [("part", id.as_str()), ("do", "withdraw")];
        sends(&node, &ana, &format!("{path}/print"), lang, &bad).await.is(404);
        let two = two.to_string();
        let foreign = [("part", two.as_str()), ("do", "suspend")];
        sends(&node, &ana, &format!("/console/case/{without}/print"), lang, &foreign).await.is(404);
        assert_eq!(known(&node, at + 2).await, Verdict::Exact, "only from the page of its own case");
        sends(&node, &cleo, &format!("{path}/print"), lang, &foreign).await.is(403);
    }
    node.run_jobs().await;
}
