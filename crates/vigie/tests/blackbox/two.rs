//! Two processes on one PostgreSQL: signed in on one, answered on the other, both killed, and everything is there.

use crate::http::Browser;
use crate::node::{Engine, Home};
use crate::page::{self, field};
use crate::stolen::sign_in;

#[test]
fn two_processes_on_one_database_are_one_house_and_survive_being_killed() {
    let _alone = crate::alone();
    let home = Home::new(Engine::Postgres, true);
    let mut one = home.serve().log("warn").start();
    let (name, passphrase) = one.logins().remove(0);
    let mut other = home.serve().log("warn").start();
    assert!(other.logins().is_empty(), "shown once in the whole house");

    let (draft, words) = (page::draft(one.visitor()).expect("a form"), "told at one door and asked for at the other");
    let fields = [("l", "en"), ("draft", draft.as_str()), ("words", words)];
    let first = one.visitor().post("/tell", &fields).expect("an answer");
    let code = page::digits(&first.body).expect("a code");
    let again = other.visitor().post("/tell", &fields).expect("an answer");
    assert!(page::shows(&again, "done-again-title"), "{again}");
    assert_eq!(page::digits(&again.body), Some(code.clone()), "the same page gives the same code at any door");

    let headers = format!("Cookie: {}\r\nSec-Fetch-Site: same-origin\r\n", sign_in(one.visitor(), &name, &passphrase));
    let case = {
        let desk = Browser { at: other.at, headers: &headers };
        let queue = desk.get("/console?l=en&show=all").expect("the queue");
        assert_eq!(queue.status, 200, "signed in on one, known to the other");
        let ids = queue.body.split("/console/case/").skip(1).map(|rest| &rest[..36]);
        // Ids begin with their time: the newest case is ours.
        let case = ids.max().expect("a case").to_owned();
        for (verb, text) in [("claim", ""), ("answer", "answered through the other door")] {
            let page = desk.get(&format!("/console/case/{case}?l=en")).expect("a case");
            assert!(page.text().contains(words), "{page}");
            let version = field(&page.body, "version").expect("a version");
            let sent = desk
                .post(&format!("/console/case/{case}/{verb}"), &[("l", "en"), ("version", &version), ("text", text)]);
            assert_eq!(sent.expect("an answer").status, 303);
        }
        page::send_now(desk, &case);
        case
    };
    one.kill();
    other.kill();

    let third = home.serve().log("warn").start();
    let thread = page::open(third.visitor(), &code).expect("a page").text();
    assert!(thread.contains(words) && thread.contains("answered through the other door"), "{thread}");
    let desk = Browser { at: third.at, headers: &headers };
    let opened = desk.get(&format!("/console/case/{case}?l=en")).expect("a case");
    assert_eq!(opened.status, 200, "a restart signs nobody out");
    assert!(home.output(&["log", "verify"]).status.success());
}
