//! A clean node: closed to reports, set up once with the link that was printed, and nothing of it readable on the disk.

use vigie_model::Clock;
use vigie_seal::{TOTP_STEP, TotpSecret};

use crate::http::Browser;
use crate::node::{Engine, Home, files};
use crate::page::{self, between, field, shows};
use crate::stolen::{Search, sign_in};

#[test]
fn a_clean_node_is_closed_and_set_up_once() {
    let _alone = crate::alone();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let home = Home::new(engine, false);
        let mut node = home.serve().log("debug").start();
        closed(node.visitor());
        let token = until_link(&node);
        let (paper, pass) = first_member(node.visitor(), &token);
        once(node.visitor(), &token);
        let desk = Browser { at: node.at, headers: "Sec-Fetch-Site: same-origin\r\n" };
        recovery(desk, &paper, &pass);

        let cookie = second_factor(node.at, &sign_in(node.visitor(), LOGIN, PASSPHRASE));
        let signed = format!("Cookie: {cookie}\r\n");
        let queue = Browser { at: node.at, headers: &signed }.get("/console?l=en").expect("the queue");
        assert!(queue.status == 200 && queue.text().contains(NAME), "{queue}");
        closed(node.visitor());
        assert!(node.stop().success());

        let mut second = home.serve().log("debug").start();
        assert!(!second.out().contains("word="), "no link once it is set up: {}", second.out());
        let still = Browser { at: second.at, headers: &signed }.get("/console?l=en").expect("the queue");
        assert_eq!(still.status, 200, "a restart signs nobody out");
        assert!(second.stop().success());
        let doctor = home.output(&["doctor", "--open"]);
        let said = String::from_utf8_lossy(&doctor.stdout);
        assert_eq!(doctor.status.code(), Some(1), "{said}");
        assert!(said.contains("ok       the recovery key is confirmed"), "{said}");
        // 64 MiB and three passes: what tests lower for themselves is never lower in the program.
        let costs = crate::database::Database::open(&home.url).lines("SELECT pass_params FROM members");
        assert!(costs.len() == 1 && costs[0].starts_with("65536 3 1 "), "{costs:?}");
        nothing_left(
            &home,
            &[&node.err(), &second.err()],
            &[token, paper, cookie.split_once('=').expect("a cookie").1.to_owned()],
        );
    }
}

/// Makes the second factor that a real node asks for at the first sign-in; the cookie of the complete session.
fn second_factor(at: std::net::SocketAddr, waiting: &str) -> String {
    let headers = format!("Cookie: {waiting}\r\nSec-Fetch-Site: same-origin\r\n");
    let browser = Browser { at, headers: &headers };
    let page = browser.get("/console/login/second?l=en").expect("a page");
    assert!(page.status == 200 && shows(&page, "factor-make-title"), "{page}");
    let spelled = between(&page.body, "<p class=\"secret\"><bdi dir=\"ltr\">", "</bdi>").expect("a secret").to_owned();
    let digits = phone(&spelled).code(Clock::System.now().ms() / TOTP_STEP);
    let made = browser.post("/console/login/second", &[("l", "en"), ("otp", &digits)]).expect("an answer");
    assert!(made.status == 200 && shows(&made, "factor-codes-title"), "{made}");
    let cookie = made.header("set-cookie").expect("a cookie");
    between(&format!("{cookie};"), "", ";").expect("a cookie").to_owned()
}

/// What a phone makes of the letters on the screen.
fn phone(spelled: &str) -> TotpSecret {
    let five = |c: char| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c);
    let bits: Vec<bool> =
        spelled.chars().filter_map(five).flat_map(|five| (0..5).rev().map(move |bit| five >> bit & 1 == 1)).collect();
    let mut bytes = [0; 20];
    bits.iter().enumerate().for_each(|(at, bit)| bytes[at / 8] |= u8::from(*bit) << (7 - at % 8));
    TotpSecret::from_bytes(bytes)
}

const NAME: &str = "Philippa Crumblehurst";
const LOGIN: &str = "p.crumblehurst-desk";
const PASSPHRASE: &str = "corduroy lantern under the Umberleigh bridge";

fn until_link(node: &crate::node::Node) -> String {
    let out = crate::http::until("the link is printed", std::time::Duration::from_secs(10), || {
        Some(node.out()).filter(|out| out.contains("word=") && out.ends_with("\n\n"))
    });
    let token = between(&out, "/console/setup?word=", "\n").expect("a link").to_owned();
    assert_eq!(out.matches(&token).count(), 1);
    token
}

/// Help is there, reports are not taken.
fn closed(visitor: Browser) {
    for path in ["/?l=en", "/now?l=en", "/talk?l=en", "/back?l=en"] {
        assert_eq!(visitor.get(path).expect("a page").status, 200, "{path}");
    }
    let form = visitor.get("/tell?l=en").expect("a page");
    assert!(shows(&form, "closed-title") && field(&form.body, "draft").is_none(), "{form}");
    let sent = visitor.post("/tell", &[("l", "en"), ("words", "anybody there?")]).expect("an answer");
    assert!(shows(&sent, "closed-title") && page::digits(&sent.body).is_none(), "{sent}");
}

/// Uses the link; the recovery key and which it is.
fn first_member(visitor: Browser, token: &str) -> (String, String) {
    let form = visitor.get(&format!("/console/setup?l=en&word={token}")).expect("a page");
    assert_eq!(field(&form.body, "token").as_deref(), Some(token));
    let wrong = set_up(visitor, &"0".repeat(48));
    assert!(wrong.status == 422 && shows(&wrong, "setup-error-token"), "{wrong}");
    let made = set_up(visitor, token);
    assert!(made.status == 200 && shows(&made, "setup-recovery-title"), "{made}");
    let paper = between(&made.body, "<p class=\"secret\"><bdi dir=\"ltr\">", "</bdi>").expect("a key").to_owned();
    (paper, field(&made.body, "pass").expect("a pass"))
}

fn set_up(visitor: Browser, token: &str) -> crate::http::Answer {
    let fields = [
        ("l", "en"),
        ("token", token),
        ("name", NAME),
        ("login", LOGIN),
        ("passphrase", PASSPHRASE),
        ("passphrase2", PASSPHRASE),
    ];
    visitor.post("/console/setup", &fields).expect("an answer")
}

fn once(visitor: Browser, token: &str) {
    let again = set_up(visitor, token);
    assert!(again.status == 422 && shows(&again, "setup-error-token"), "a link works once: {again}");
}

fn recovery(desk: Browser, paper: &str, pass: &str) {
    let wrong =
        desk.post("/console/setup/recovery", &[("l", "en"), ("pass", pass), ("last", "zzzzzz")]).expect("an answer");
    assert_eq!(wrong.status, 422, "{wrong}");
    let last: String = paper.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    let right =
        desk.post("/console/setup/recovery", &[("l", "en"), ("pass", pass), ("last", &last)]).expect("an answer");
    assert!(right.status == 200 && shows(&right, "setup-finished-title"), "{right}");
}

/// Neither the member nor any secret stands in the data, in PostgreSQL's folder or in a log.
fn nothing_left(home: &Home, logs: &[&str], shown: &[String]) {
    let mut secrets = vec![
        NAME.to_owned(),
        "Crumblehurst".to_owned(),
        LOGIN.to_owned(),
        PASSPHRASE.to_owned(),
        "Umberleigh bridge".to_owned(),
    ];
    secrets.extend(shown.iter().cloned());
    secrets.push(shown[1].replace('-', ""));
    let search = Search::new(&secrets);
    for log in logs {
        assert_eq!(search.find(log.as_bytes()), [], "a log gives away");
    }
    let mut loot = files(&home.data);
    if home.url.starts_with("postgres") {
        let mut database = crate::database::Database::open(&home.url);
        database.run("CHECKPOINT");
        loot.extend(files(&std::path::PathBuf::from(&database.lines("SHOW data_directory")[0])));
    }
    for file in loot {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        assert_eq!(search.find(&bytes), [], "{} gives away", file.display());
    }
}
