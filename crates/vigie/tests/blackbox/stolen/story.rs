//! Real use of a node, with words planted wherever somebody types.

use std::net::SocketAddr;

use crate::http::{Answer, Browser, visitor};
use crate::node::Node;
use crate::page::{self, between, field};

/// What a visitor says in each language. Invented, and nowhere else in the program.
const TOLD: [(&str, [&str; 6]); 4] = [
    (
        "en",
        [
            "the lanternfish quarrel of Wexborough",
            "forty teacups before moonrise, Grindlewick",
            "marbled_otter_7719",
            "Chatterbarn",
            "pellwick.choirboy.03",
            "only after choir practice at Pellwick",
        ],
    ),
    (
        "fr",
        [
            "la brouille des écureuils de Trévignac",
            "Quarante théières avant la lune, Saint-Évroux",
            "loutre_ébahie_4402",
            "Bavardoir",
            "chorale.de.trévignac",
            "seulement après la chorale, rue Zéphyrine",
        ],
    ),
    (
        "es",
        [
            "la riña de las cigüeñas de Ñorvalejo",
            "Cuarenta teteras antes de la luna, Piñuécar",
            "nutria_jaspeada_9931",
            "Charlatorio",
            "coro.de.norvalejo",
            "sólo después del coro en Vadoñera",
        ],
    ),
    (
        "ar",
        [
            "خصام مصابيح البحر في مرسى زهرون",
            "أربعون إبريقا قبل طلوع القمر في وادي خلنج",
            "qundus_muraqqat_5580",
            "ثرثارستان",
            "jawqa.zahroun.11",
            "فقط بعد الكورال في شارع النرجسات",
        ],
    ),
];

/// What happened so far.
pub struct Story {
    at: SocketAddr,
    desk: String,
    codes: Vec<String>,
    /// Everything that somebody typed or was shown.
    pub secrets: Vec<String>,
}

impl Story {
    /// A member signs in with what was printed.
    pub fn new(node: &Node) -> Self {
        let mut secrets = Vec::new();
        let logins = node.logins();
        assert_eq!(logins.len(), 4, "{}", node.out());
        for (_, passphrase) in &logins {
            secrets.push(passphrase.clone());
            secrets.push(passphrase.replace(' ', "-"));
        }
        let desk = sign_in(node.visitor(), &logins[0].0, &logins[0].1);
        secrets.push(desk.split_once('=').expect("a cookie").1.to_owned());
        Self {
            at: node.at,
            desk: format!("Cookie: {desk}\r\nSec-Fetch-Site: same-origin\r\n"),
            codes: Vec::new(),
            secrets,
        }
    }

    fn plant(&mut self, secrets: &[&str]) {
        self.secrets.extend(secrets.iter().map(|secret| (*secret).to_owned()));
    }

    /// A code in every way that it is shown.
    fn plant_code(&mut self, page: &Answer) -> String {
        let (digits, words) = (page::digits(&page.body).expect("digits"), page::words(&page.body));
        assert_eq!(words.len(), 6, "{page}");
        self.plant(&[&digits, &digits.replace(' ', ""), &words.join(" "), &words.join("-"), &words.join("")]);
        digits
    }

    pub fn told_in_four_languages(&mut self) {
        for (lang, [words, pasted, handle, place, other, answer]) in TOLD {
            let draft = page::draft(visitor(self.at)).expect("a form");
            let fields = [
                ("l", lang),
                ("draft", &draft),
                ("danger", "no"),
                ("who", "me"),
                ("age", "a13"),
                ("want", "money"),
                ("by", "later"),
                ("place1", place),
                ("name1", handle),
                ("side1", "them"),
                ("place2", "Instagram"),
                ("name2", other),
                ("side2", "me"),
                ("pasted", pasted),
                ("words", words),
                ("answer", answer),
            ];
            let page = visitor(self.at).post("/tell", &fields).expect("an answer");
            assert_eq!(page.status, 200, "{page}");
            self.plant(&[words, pasted, handle, place, other, answer, &draft]);
            let code = self.plant_code(&page);
            self.codes.push(code);
        }
        let danger = "kwenbridge said: I do not want to live any more";
        let draft = page::draft(visitor(self.at)).expect("a form");
        let fields = [("l", "en"), ("draft", draft.as_str()), ("danger", "self"), ("words", danger)];
        let page = visitor(self.at).post("/tell", &fields).expect("an answer");
        self.plant(&[danger, "not want to live any more", &draft]);
        let code = self.plant_code(&page);
        self.codes.push(code);
    }

    /// A member opens, claims, notes and answers every new case.
    pub fn answered_at_the_desk(&mut self) {
        let headers = self.desk.clone();
        let desk = Browser { at: self.at, headers: &headers };
        let queue = desk.get("/console?l=en&show=all").expect("the queue");
        assert_eq!(queue.status, 200, "{queue}");
        let mut cases: Vec<String> =
            queue.body.split("/console/case/").skip(1).map(|rest| rest[..36].to_owned()).collect();
        cases.sort();
        cases.dedup();
        let (mut seen, mut done) = (0, 0);
        for case in cases {
            let opened = desk.get(&format!("/console/case/{case}?l=en")).expect("a case").text();
            if !TOLD.iter().any(|(_, told)| opened.contains(told[0])) && !opened.contains("kwenbridge") {
                continue;
            }
            seen += 1;
            for (verb, text) in [
                ("claim", ""),
                ("note", "note: ask about the Ilverthwaite bicycle"),
                ("answer", "You did nothing wrong, says Orla of Ilverthwaite é"),
            ] {
                let now = desk.get(&format!("/console/case/{case}?l=en")).expect("a case");
                let version = field(&now.body, "version").expect("a version");
                let fields = [("l", "en"), ("version", version.as_str()), ("text", text)];
                let answer = desk.post(&format!("/console/case/{case}/{verb}"), &fields).expect("an answer");
                assert_eq!(answer.status, 303, "{verb}: {answer}");
                done += 1;
            }
            page::send_now(desk, &case);
        }
        assert_eq!((seen, done), (5, 15), "every case was worked on");
        self.plant(&["ask about the Ilverthwaite bicycle", "You did nothing wrong, says Orla", "Ilverthwaite"]);
    }

    /// Visitors come back: one writes, one asks for another code, one takes everything back.
    pub fn written_again(&mut self) {
        let browser = visitor(self.at);
        let mut threads = Vec::new();
        for code in self.codes.clone() {
            let thread = page::open(browser, &code).expect("a page");
            assert!(thread.text().contains("You did nothing wrong, says Orla"), "{thread}");
            threads
                .push((field(&thread.body, "pass").expect("a pass"), field(&thread.body, "draft").expect("a draft")));
        }
        let text = "it was the Tansleigh uncle, the one with the kayak";
        let fields = [("l", "en"), ("pass", threads[0].0.as_str()), ("draft", &threads[0].1), ("text", text)];
        assert_eq!(browser.post("/back/write", &fields).expect("an answer").status, 200);
        let again = browser.post("/back/newcode/yes", &[("l", "fr"), ("pass", &threads[1].0)]).expect("an answer");
        self.codes[1] = self.plant_code(&again);
        let erased = browser.post("/back/erase/yes", &[("l", "es"), ("pass", &threads[2].0)]).expect("an answer");
        assert_eq!(erased.status, 200, "{erased}");
        self.plant(&[text, "the Tansleigh uncle"]);
        for (pass, draft) in threads {
            self.plant(&[&pass, &draft]);
        }
    }

    /// What is typed in the wrong place, or not as expected, is kept nowhere either.
    pub fn typed_wrongly(&mut self) {
        let (word, name, path) = ("zibblefrotzen", "ottoline.grimsdyke", "quennerford-passage");
        let headers = format!(
            "User-Agent: {path}-agent\r\nReferer: http://example.org/{path}\r\nX-Forwarded-For: 203.0.113.77\r\n"
        );
        let browser = Browser { at: self.at, headers: &headers };
        let unlisted =
            browser.post("/back", &[("l", "en"), ("code", &format!("{word} a b c d e"))]).expect("an answer");
        assert_eq!(unlisted.status, 422, "{unlisted}");
        let wrong = "314 159 265 358 979 323";
        assert_eq!(page::open(browser, wrong).expect("an answer").status, 422);
        let fields = [("l", "en"), ("login", name), ("passphrase", "corduroy Grimsdyke umbrella")];
        assert_eq!(browser.post("/console/login", &fields).expect("an answer").status, 401);
        let long = "Hollowmere ".repeat(12_000);
        let refused = browser.post("/tell", &[("l", "en"), ("words", &long)]).expect("an answer");
        assert_eq!(refused.status, 422);
        let forged =
            browser.post("/back/write", &[("l", "en"), ("pass", path), ("text", "Skelderby sends a forged pass")]);
        assert_eq!(forged.expect("an answer").status, 403);
        for odd in ["/back?code=", "/tell?words=", "/console/setup?word=", "/"] {
            browser.get(&format!("{odd}{path}")).expect("an answer");
        }
        self.plant(&[
            word,
            name,
            path,
            wrong,
            "corduroy Grimsdyke",
            "Hollowmere Hollowmere",
            "Skelderby sends",
            "203.0.113.77",
        ]);
    }

    /// With another process, everything is there.
    pub fn opened_again(&self, node: &Node) {
        let thread = page::open(node.visitor(), &self.codes[0]).expect("a page").text();
        assert!(thread.contains(TOLD[0].1[0]) && thread.contains("the Tansleigh uncle"), "{thread}");
    }
}

/// Signs a member in; the cookie as it is sent back.
pub fn sign_in(browser: Browser, name: &str, passphrase: &str) -> String {
    let fields = [("l", "en"), ("login", name), ("passphrase", passphrase)];
    let answer = browser.post("/console/login", &fields).expect("an answer");
    assert_eq!(answer.status, 303, "{answer}");
    let cookie = answer.header("set-cookie").expect("a cookie");
    between(&format!("{cookie};"), "", ";").expect("a cookie").to_owned()
}
