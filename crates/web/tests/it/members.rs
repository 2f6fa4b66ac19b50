//! The pages about members: every one in every language, and the whole way from a word to a second person.

use vigie_lang::Lang;
use vigie_testkit::phone;

use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises::desk;
use crate::site::says;

async fn reads(node: &Node, cookie: &str, path: &str, lang: Lang) -> Answer {
    let page = node.send(Ask::get(&in_lang(path, lang)).cookie(cookie)).await;
    desk(&page, lang);
    page
}

async fn sends(node: &Node, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    node.send(Ask::post(path, fields).cookie(cookie)).await
}

fn secret(page: &Answer) -> String {
    let shown = page.body.split("class=\"secret\"><bdi dir=\"ltr\">").nth(1).and_then(|rest| rest.split('<').next());
    shown.expect("a secret is shown").to_owned()
}

/// The four words as digits.
fn twelve(page: &Answer) -> String {
    let shown = page.body.split("class=\"num\"><bdi dir=\"ltr\">").nth(1).and_then(|rest| rest.split('<').next());
    shown.expect("twelve digits").to_owned()
}

fn new_cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split([';', '=']).nth(1).expect("a cookie").to_owned()
}

fn now(node: &Node) -> i64 {
    node.ctx.clock.now().ms() / 30_000
}

/// Passphrase, then the second step of a member who has none yet.
async fn first_sign_in(node: &Node, login: &str, passphrase: &str, lang: Lang) -> (String, String) {
    let fields = [("l", lang.code()), ("login", login), ("passphrase", passphrase)];
    let entered = node.post("/console/login", &fields).await.is(303);
    assert!(entered.header("location").starts_with("/console/login/second"));
    let waiting = new_cookie(&entered);
    node.send(Ask::get("/console").cookie(&waiting)).await.is(303);
    let page = node.send(Ask::get(&in_lang("/console/login/second", lang)).cookie(&waiting)).await.is(200);
    says(&page, lang, "factor-make-title");
    let spelled = secret(&page);
    let wrong = sends(node, &waiting, "/console/login/second", &[("l", lang.code()), ("otp", "000000")]).await.is(401);
    says(&wrong, lang, "factor-error");
    let digits = phone(&spelled).code(now(node));
    let codes = sends(node, &waiting, "/console/login/second", &[("l", lang.code()), ("otp", &digits)]).await.is(200);
    says(&codes, lang, "factor-codes-title");
    assert_eq!(codes.body.matches("class=\"secret\"").count(), 10);
    (new_cookie(&codes), spelled)
}

#[tokio::test]
async fn a_real_node_asks_every_member_for_a_second_step() {
    for lang in Lang::ALL {
        let node = Node::closed().await;
        node.member("ana").await;
        let (cookie, spelled) = first_sign_in(&node, &node.login("ana"), &node.passphrase(), lang).await;
        node.send(Ask::get("/console").cookie(&cookie)).await.is(200);
        let fields = [("login", &*node.login("ana")), ("passphrase", &*node.passphrase())];
        let waiting = new_cookie(&node.post("/console/login", &fields).await.is(303));
        let page = node.send(Ask::get(&in_lang("/console/login/second", lang)).cookie(&waiting)).await.is(200);
        says(&page, lang, "factor-step-title");
        assert!(!page.body.contains(&spelled) && !page.body.contains("class=\"qr\""), "shown once");
        node.ctx.clock.advance(30_000);
        let digits = phone(&spelled).code(now(&node));
        let complete = sends(&node, &waiting, "/console/login/second", &[("otp", &digits)]).await.is(303);
        node.send(Ask::get("/console").cookie(&new_cookie(&complete))).await.is(200);
    }
}

#[tokio::test]
async fn every_page_about_members_keeps_its_promises_in_every_language() {
    let node = Node::open().await;
    node.post("/tell", &[("words", &word())]).await.is(200);
    let (adam, ana, cleo) = (node.signs_in("adam").await, node.signs_in("ana").await, node.signs_in("cleo").await);
    for lang in Lang::ALL {
        for path in ["/console/me", "/console/me/factor", "/console/members", "/console/second", "/console/alarms"] {
            for cookie in [&adam, &ana] {
                reads(&node, cookie, path, lang).await.is(200);
            }
        }
        let list = reads(&node, &adam, "/console/members", lang).await;
        for part in list.body.split("/console/members/").skip(1).filter(|part| !part.starts_with("invite")) {
            let id = part.split('?').next().unwrap();
            reads(&node, &adam, &format!("/console/members/{id}"), lang).await.is(200);
            reads(&node, &ana, &format!("/console/members/{id}"), lang).await.is(200);
        }
        let path = joins(&node, &adam, &ana, lang).await;
        removes(&node, &adam, &cleo, &path, lang).await;
    }
}

/// Somebody is invited, answers, is confirmed, and is given the desk's key by who holds it.
async fn joins(node: &Node, adam: &str, ana: &str, lang: Lang) -> String {
    let l = ("l", lang.code());
    reads(node, adam, "/console/members/invite", lang).await.is(200);
    let empty = sends(node, adam, "/console/members/invite", &[l]).await.is(422);
    desk(&empty, lang);
    says(&empty, lang, "invite-error-roles");
    let login = format!("heron.{}", lang.code());
    let fields = [l, ("name", "Heron Zq"), ("login", &login), ("role", "counsellor")];
    let invited = sends(node, adam, "/console/members/invite", &fields).await.is(200);
    desk(&invited, lang);
    let invitation = secret(&invited);
    node.plant(&invitation);
    let taken = sends(node, adam, "/console/members/invite", &fields).await.is(422);
    says(&taken, lang, "invite-error-taken");

    reads(node, "", "/console/join", lang).await.is(200);
    let passphrase = node.passphrase();
    let answer = [l, ("word", &*invitation), ("passphrase", &*passphrase), ("passphrase2", &*passphrase)];
    let joined = node.post("/console/join", &answer).await.is(200);
    desk(&joined, lang);
    says(&joined, lang, "join-done-title");
    let again = node.post("/console/join", &answer).await.is(401);
    desk(&again, lang);
    says(&again, lang, "join-error");
    let list = reads(node, adam, "/console/members", lang).await;
    let invitations = list.body.split("<section class=\"near\"").nth(1).expect("invitations");
    let id = invitations.split("/console/members/").nth(1).and_then(|rest| rest.split('?').next()).expect("an id");
    let path = format!("/console/members/{id}");
    let compared = reads(node, adam, &path, lang).await.is(200);
    assert_eq!(twelve(&compared), twelve(&joined));
    says(&reads(node, ana, &path, lang).await, lang, "invitation-others");
    sends(node, adam, &format!("{path}/confirm"), &[l]).await.is(303);
    says(&sends(node, adam, &format!("{path}/confirm"), &[l]).await.is(409), lang, "members-gone");

    let page = reads(node, ana, &path, lang).await.is(200);
    says(&page, lang, "members-hand");
    for part in page.body.split("name=\"desk\" value=\"").skip(1) {
        let desk = part.split('"').next().expect("a desk");
        sends(node, ana, &format!("{path}/hand"), &[l, ("desk", desk)]).await.is(303);
    }
    let fields = [("login", &*login), ("passphrase", &*passphrase)];
    let cookie = new_cookie(&node.post("/console/login", &fields).await.is(303));
    assert!(reads(node, &cookie, "/console", lang).await.is(200).body.contains("/console/case/"));
    let shown = reads(node, &cookie, "/console/me", lang).await.is(200);
    assert!(shown.visible().contains("Heron Zq"));
    path
}

/// The new member is removed: one proposes, another confirms.
async fn removes(node: &Node, adam: &str, cleo: &str, path: &str, lang: Lang) {
    let l = ("l", lang.code());
    let proposed = sends(node, adam, &format!("{path}/removal"), &[l, ("text", "has left zq")]).await.is(303);
    says(&reads_location(node, adam, &proposed, lang).await, lang, "second-proposed");
    says(&reads(node, adam, "/console/second", lang).await, lang, "second-own");
    let waiting = reads(node, cleo, "/console/second", lang).await.is(200);
    assert!(waiting.visible().contains("has left zq"));
    let proposal = waiting.field("proposal");
    let done = sends(node, cleo, "/console/second/confirm", &[l, ("proposal", &proposal)]).await.is(303);
    says(&reads_location(node, cleo, &done, lang).await, lang, "second-done");
    let gone = sends(node, cleo, "/console/second/confirm", &[l, ("proposal", &proposal)]).await.is(409);
    desk(&gone, lang);
    sends(node, adam, &format!("{path}/removal"), &[l]).await.is(409);
}

async fn reads_location(node: &Node, cookie: &str, answer: &Answer, lang: Lang) -> Answer {
    let page = node.send(Ask::get(answer.header("location")).cookie(cookie)).await.is(200);
    desk(&page, lang);
    page
}

#[tokio::test]
async fn a_member_hides_a_case_and_gives_reasons_in_every_language() {
    for lang in Lang::ALL {
        let node = Node::open().await;
        let words = word();
        node.post("/tell", &[("words", &words)]).await.is(200);
        let (ana, ben) = (node.signs_in("ana").await, node.signs_in("ben").await);
        let case = node.case_with(&ana, &words).await;
        let (path, l) = (format!("/console/case/{case}"), ("l", lang.code()));
        crate::desk::does(&node, &ana, &case, "claim", lang, "").await.is(303);
        says(&reads(&node, &ben, &path, lang).await.is(200), lang, "reason-ask-why");
        let refused = sends(&node, &ben, &format!("{path}/reason"), &[l, ("why", "other")]).await.is(422);
        desk(&refused, lang);
        let reason = [l, ("why", "other"), ("text", "the heron asked me to")];
        sends(&node, &ben, &format!("{path}/reason"), &reason).await.is(303);
        assert!(reads(&node, &ben, &path, lang).await.is(200).visible().contains(&words));
        crate::desk::does(&node, &ana, &case, "close", lang, "").await.is(303);
        sends(&node, &ben, &format!("{path}/reason"), &reason).await.is(303);
        let alarms = reads(&node, &ana, "/console/alarms", lang).await.is(200);
        says(&alarms, lang, "alarm-kind-closed");
        says(&reads(&node, &ben, "/console/alarms", lang).await, lang, "alarm-own");
        sends(&node, &ana, "/console/alarms", &[l, ("alarm", &alarms.field("alarm"))]).await.is(303);
        says(&sends(&node, &ana, "/console/alarms", &[l]).await.is(409), lang, "alarm-gone");

        reads(&node, &ben, &format!("{path}/people"), lang).await.is(200);
        sends(&node, &ben, &format!("{path}/people"), &[l]).await.is(303);
        says(&reads(&node, &ben, &path, lang).await.is(404), lang, "error-case-title");
        let hidden = reads(&node, &ana, &format!("{path}/people"), lang).await.is(200);
        says(&hidden, lang, "people-hidden");
        sends(&node, &ana, &format!("{path}/people"), &[l, ("member", &hidden.field("member"))]).await.is(303);
        reads(&node, &ben, &format!("{path}/people"), lang).await.is(200);
    }
}
