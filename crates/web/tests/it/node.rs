//! A node in process, and what is sent to it. It remembers every secret that passes, and looks for them in the log when
//! it ends.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::io::Read;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Method, Request, header};
use tower::ServiceExt;
use vigie_lang::Lang;
use vigie_model::clock::{Clock, Timestamp, entropy};
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::{KeyFile, PrivateKey, Secret, TOTP_STEP};
use vigie_service::desks::DeskKey;
use vigie_service::jobs::Runner;
use vigie_service::opening::languages::{self, Languages};
use vigie_service::opening::{self, Gate};
use vigie_service::setup::{self, NewMember};
use vigie_service::{Ctx, Outside, factor, house};
use vigie_store::Engine;
use vigie_testkit::{Database, phone, random_name};
use vigie_web::{App, Web};
use vigie_wire::{Channel, Notice, Receipt, Receivers, Sending};

use crate::html;

/// When every node begins: 2026-11-01 00:00 UTC.
const BEGINNING: Timestamp = Timestamp(1_793_491_200_000);
/// Where visitors are, unless a test says otherwise. For documentation only: nobody has it.
const SOMEWHERE: &str = "198.51.100.7";
/// Fields whose values are words of ours or numbers, and may stand anywhere.
const OURS: [&str; 24] = [
    "l", "version", "danger", "who", "age", "threat", "want", "by", "happened", "country", "side1", "side2",
    "offender", "at", "go", "then", "from", "part", "other", "to", "whose", "do", "act", "case",
];

/// Where the mails of these tests go.
#[derive(Default)]
pub struct Outbox(Mutex<Vec<Notice>>);

impl Outbox {
    pub fn last(&self) -> Notice {
        self.0.lock().expect("no test holds it").last().expect("a mail").clone()
    }
}

impl Channel for Outbox {
    fn notify<'a>(&'a self, notice: &'a Notice) -> Sending<'a> {
        self.0.lock().expect("no test holds it").push(notice.clone());
        Box::pin(async { Ok(Receipt { code: 250 }) })
    }
}

/// A request before it is sent.
#[derive(Debug, Clone)]
pub struct Ask {
    pub method: Method,
    pub uri: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub peer: IpAddr,
}

impl Ask {
    pub fn new(method: Method, uri: &str) -> Self {
        let peer = SOMEWHERE.parse().expect("an address");
        Self { method, uri: uri.to_owned(), headers: Vec::new(), body: Vec::new(), peer }
    }

    pub fn get(uri: &str) -> Self {
        Self::new(Method::GET, uri)
    }

    pub fn post(uri: &str, fields: &[(&str, &str)]) -> Self {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        Self::raw(uri, form.finish().into_bytes())
    }

    /// A form as exact bytes.
    pub fn raw(uri: &str, body: Vec<u8>) -> Self {
        let form = Self { body, ..Self::new(Method::POST, uri) };
        form.with("content-type", "application/x-www-form-urlencoded")
    }

    /// A call of a program.
    pub fn call(uri: &str, secret: &str, body: impl Into<Vec<u8>>) -> Self {
        let call = Self { body: body.into(), ..Self::new(Method::POST, uri) };
        call.with("content-type", "application/json").with("authorization", &format!("Bearer {secret}"))
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn cookie(self, cookie: &str) -> Self {
        self.with("cookie", &format!("__Host-vigie={cookie}"))
    }

    pub fn from(self, peer: &str) -> Self {
        Self { peer: peer.parse().expect("an address"), ..self }
    }
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    pub asked: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// The same answer, or a failure that says which page it was.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.asked, html::visible(&self.body));
        self
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are ASCII"))
    }

    pub fn visible(&self) -> String {
        html::visible(&self.body)
    }

    /// What a field holds; `""` when the page has no such field.
    pub fn field(&self, name: &str) -> String {
        html::field(&self.body, name).unwrap_or_default()
    }

    /// The receipt code in digits, from the card.
    pub fn digits(&self) -> String {
        let card = self.body.split("class=\"digits\"><bdi dir=\"ltr\">").nth(1).and_then(|rest| rest.split('<').next());
        card.expect("a card with a code").to_owned()
    }

    /// The receipt code in words, from the card.
    pub fn words(&self) -> String {
        let card = self.body.split("<ol class=\"words\"").nth(1).and_then(|rest| rest.split("</ol>").next());
        let words = card.expect("a card with words").split("<bdi>").skip(1);
        words.map(|word| html::decode(word.split('<').next().unwrap_or_default())).collect::<Vec<_>>().join(" ")
    }
}

/// A node, with as many members as its test signs in.
pub struct Node {
    pub ctx: Ctx,
    /// Mails that left.
    pub sent: Arc<Outbox>,
    router: Router,
    secrets: Mutex<Vec<String>>,
    since: vigie_testkit::Since,
    desks: Vec<(DeskKey, PrivateKey)>,
    members: Mutex<HashSet<String>>,
    database: Database,
}

impl Node {
    /// A demonstration with a desk: open.
    pub async fn open() -> Self {
        Self::bare(true, Web::default()).await.with_desk().await
    }

    /// The same on an engine of the test's choice.
    pub async fn open_on(engine: Engine) -> Self {
        Self::made(engine, true, Web::default()).await.with_desk().await
    }

    /// A real node with a desk, that offers every language: closed.
    pub async fn closed() -> Self {
        let node = Self::bare(false, Web::default()).await.with_desk().await;
        node.offers(&Lang::ALL).await;
        node
    }

    /// Has the safety texts of these languages signed, and of no other.
    pub async fn offers(&self, langs: &[Lang]) {
        let signed: Vec<_> = langs
            .iter()
            .map(|lang| {
                serde_json::json!({ "lang": lang, "basis": "operator", "member": uuid::Uuid::nil(), "at": 0,
                    "hash": languages::hash(*lang), "sealed": "" })
            })
            .collect();
        let all: Languages = serde_json::from_value(serde_json::json!({ "signed": signed })).expect("signatures");
        house::set_up(&self.ctx, &all).await.expect("the setting can be made");
        opening::look(&self.ctx).await;
    }

    /// Opens or closes a real node, past its points.
    pub async fn stands(&self, open: bool) {
        let gate = if open { Gate::opened(self.ctx.clock.now()) } else { Gate::default() };
        house::set_up(&self.ctx, &gate).await.expect("the setting can be made");
        opening::look(&self.ctx).await;
    }

    /// A node that nobody has set up.
    pub async fn bare(demo: bool, web: Web) -> Self {
        Self::made(Engine::Sqlite, demo, web).await
    }

    async fn made(engine: Engine, demo: bool, web: Web) -> Self {
        vigie_testkit::listen();
        let since = vigie_testkit::Since::now();
        let database = Database::new(engine).await;
        let keys = KeyFile::generate(&mut entropy(), "2026-11-01");
        let settings = vigie_testkit::settings(&database.dir, demo);
        let start = Ctx::start(database.store.clone(), keys, Clock::mock(BEGINNING), settings);
        let sent = Arc::new(Outbox::default());
        let (name, public) = ("Heron line".to_owned(), "https://help.example".to_owned());
        let mail = Some(Arc::clone(&sent) as Arc<dyn Channel>);
        let receivers = Receivers::new(vec!["receiver.example".parse().expect("a host")]);
        let outside = Outside { node: name, public, mail, receivers, ..Outside::default() };
        let ctx = start.await.expect("the node starts").with_outside(outside);
        let router = vigie_web::router(App::new(ctx.clone(), web).expect("the pages can be made"));
        let secrets = Mutex::new(vec!["198.51.100.".to_owned(), "203.0.113.".to_owned()]);
        Self { ctx, sent, router, secrets, since, database, desks: Vec::new(), members: Mutex::default() }
    }

    /// The desk that reports go to.
    async fn with_desk(mut self) -> Self {
        let (mut tx, now) = (self.ctx.store.begin("test").await.expect("the database answers"), self.ctx.clock.now());
        self.desks = setup::make_desks(&self.ctx, &mut tx, now).await.expect("desks can be made");
        tx.commit().await.expect("the database answers");
        self
    }

    /// Makes a member of the desk, once.
    pub async fn member(&self, name: &str) {
        if !self.members.lock().expect("no test holds it").insert(name.to_owned()) {
            return;
        }
        let new = NewMember {
            name: format!("{name}-{}", self.number()),
            login: self.login(name),
            passphrase: Secret::new(self.passphrase()),
            roles: Roles::of(&[role(name)]),
        };
        let desks = setup::entitled(new.roles, &self.desks);
        self.plant(&new.name);
        let member = setup::prepare_member(&self.ctx, new).await.expect("keys can be made");
        let (mut tx, now) = (self.ctx.store.begin("test").await.expect("the database answers"), self.ctx.clock.now());
        setup::store_member(&self.ctx, &mut tx, &member, &desks, now).await.expect("a member can be made");
        tx.commit().await.expect("the database answers");
    }

    /// Random digits of this node: its names are like no other's.
    pub fn number(&self) -> String {
        let name = self.database.dir.file_name().and_then(|name| name.to_str()).expect("a name of ours");
        name[name.len() - 8..].to_owned()
    }

    pub fn login(&self, name: &str) -> String {
        format!("{name}.{}", self.number())
    }

    pub fn passphrase(&self) -> String {
        format!("seven herons {}", self.number())
    }

    /// Notes a secret; short ones would be found by chance.
    pub fn plant(&self, secret: &str) {
        let piece: String = secret.trim().chars().take(60).collect();
        if piece.chars().count() >= 8 {
            self.secrets.lock().expect("no test holds it").push(piece);
        }
    }

    /// Its router, for a test that listens itself.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    pub async fn send(&self, ask: Ask) -> Answer {
        if ask.method == Method::POST && ask.body.len() < 300_000 {
            let fields = form_urlencoded::parse(&ask.body).filter(|field| !OURS.contains(&field.0.as_ref()));
            fields.for_each(|(_, value)| self.plant(&value));
        }
        let mut request = Request::builder().method(ask.method.clone()).uri(&ask.uri);
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        let mut request = request.body(Body::from(ask.body)).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(ask.peer, 40_000)));
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        // A stream of events has no end: what it says is a story of its own.
        let stream = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if stream { Body::empty() } else { response.into_body() };
        let bytes = to_bytes(body, usize::MAX).await.expect("the answer ends");
        let body = String::from_utf8(bytes.to_vec()).expect("pages are UTF-8");
        let answer = Answer { asked: format!("{} {}", ask.method, ask.uri), status, headers, body };
        self.note(&answer);
        answer
    }

    /// Opens a stream of events.
    pub async fn listen(&self, uri: &str, cookie: &str) -> Events {
        let request = Request::get(uri).header("cookie", format!("__Host-vigie={cookie}"));
        let mut request = request.body(Body::empty()).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(IpAddr::from([127, 0, 0, 1]), 40_000)));
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        assert_eq!(response.status(), 200);
        Events(response.into_body().into_data_stream())
    }

    /// Notes every secret that an answer hands out.
    fn note(&self, answer: &Answer) {
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let value = cookie.to_str().expect("cookies are ASCII").split([';', '=']).nth(1);
            self.plant(value.unwrap_or_default());
        }
        for name in ["pass", "draft", "code", "told"] {
            self.plant(&answer.field(name));
        }
        if answer.body.contains("class=\"digits\"") {
            let digits = answer.digits();
            self.plant(&digits.replace(' ', ""));
            self.plant(&digits);
            self.plant(&answer.words());
        }
        if let Some(key) = answer.body.split("class=\"secret\"><bdi dir=\"ltr\">").nth(1) {
            self.plant(key.split('<').next().unwrap_or_default());
        }
    }

    pub async fn get(&self, uri: &str) -> Answer {
        self.send(Ask::get(uri)).await
    }

    pub async fn post(&self, uri: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Ask::post(uri, fields)).await
    }

    /// A page as a browser that reads gzip gets it, unpacked.
    pub async fn packed(&self, uri: &str) -> String {
        let mut request = Request::get(uri).header("accept-encoding", "gzip").body(Body::empty()).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(IpAddr::from([127, 0, 0, 1]), 40_000)));
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        assert_eq!(response.headers().get("content-encoding").map(HeaderValue::as_bytes), Some(&b"gzip"[..]));
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("the answer ends");
        let mut page = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut page).expect("the page unpacks");
        page
    }

    /// Signs a member of the desk in by the form; returns the cookie.
    pub async fn signs_in(&self, name: &str) -> String {
        self.member(name).await;
        let fields = [("login", &*self.login(name)), ("passphrase", &*self.passphrase())];
        let answer = self.post("/console/login", &fields).await.is(303);
        let cookie = answer.header("set-cookie").split([';', '=']).nth(1).expect("a cookie").to_owned();
        assert!(cookie.len() > 20);
        if self.ctx.settings.demo { cookie } else { self.enrolled(&cookie).await }
    }

    /// On a real node a member signs in for the first time with a second factor to be made.
    async fn enrolled(&self, cookie: &str) -> String {
        let offer = factor::offer(&self.ctx, cookie).await.expect("the database answers").expect("a factor is offered");
        let digits = phone(offer.spelled().expose()).code(self.ctx.clock.now().ms() / TOTP_STEP);
        let address = IpAddr::from([10, 9, 0, 1]);
        let (cookie, _) = factor::enrol(&self.ctx, cookie, &digits, address).await.expect("the digits are right");
        self.plant(cookie.expose());
        cookie.expose().clone()
    }

    /// The case whose page holds `word`.
    pub async fn case_with(&self, cookie: &str, word: &str) -> String {
        let queue = self.send(Ask::get("/console?l=en").cookie(cookie)).await.is(200);
        for tag in html::tags(&queue.body) {
            let href = tag.get("href").unwrap_or_default();
            if let Some(case) = href.strip_prefix("/console/case/").and_then(|rest| rest.split('?').next()) {
                let page = self.send(Ask::get(&format!("/console/case/{case}")).cookie(cookie)).await.is(200);
                if page.visible().contains(word) {
                    return case.to_owned();
                }
            }
        }
        panic!("no case holds this word");
    }

    /// Every byte in the folder of the database, by the name of its file.
    pub fn stored(&self) -> BTreeMap<OsString, Vec<u8>> {
        let files = std::fs::read_dir(&self.database.dir).expect("the folder can be read").flatten();
        let files = files.filter(|file| file.path().is_file());
        files.map(|file| (file.file_name(), std::fs::read(file.path()).expect("a file can be read"))).collect()
    }

    /// Time passes until an answer that was just sent has left.
    pub async fn answers_leave(&self) {
        self.ctx.clock.advance(vigie_service::casework::reply::LEAVES_AFTER);
        self.run_jobs().await;
    }

    /// A job of this node is given up.
    pub async fn gives_a_job_up(&self) {
        let dead = "INSERT INTO jobs (id, name, subject, state, run_at_ms, attempts) VALUES (randomblob(16), 'link', randomblob(16), 'dead', 1, 9)";
        self.database.run(dead).await;
        opening::look(&self.ctx).await;
    }

    /// Runs every job that is due.
    pub async fn run_jobs(&self) {
        Runner::new(self.ctx.clone()).run_due(Some(self.ctx.clock.now().ms())).await.expect("jobs can be run");
    }

    /// Which of these words were logged in the time of this node.
    pub fn logged(&self, words: &[String]) -> Vec<String> {
        vigie_testkit::logged_since(words, self.since)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let (secrets, metrics) = (self.secrets.lock().expect("no test holds it"), self.ctx.metrics.render());
            let logged = self.logged(&secrets);
            assert!(logged.is_empty(), "in the log: {logged:?}");
            let counted: Vec<_> = secrets.iter().filter(|secret| metrics.contains(secret.as_str())).collect();
            assert!(counted.is_empty(), "in the metrics: {counted:?}");
        }
    }
}

/// A word that stands nowhere else.
pub fn word() -> String {
    random_name().replace("vigie_test_", "zq")
}

/// A query that asks for a language.
pub fn in_lang(path: &str, lang: Lang) -> String {
    format!("{path}?l={}", lang.code())
}

/// What the people of these tests may do, by name.
fn role(name: &str) -> MemberRole {
    match name {
        "adam" => MemberRole::Administrator,
        "cleo" => MemberRole::Reviewer,
        "dora" => MemberRole::Auditor,
        _ => MemberRole::Counsellor,
    }
}

/// An open stream of events.
pub struct Events(axum::body::BodyDataStream);

impl Events {
    /// The next piece of it.
    pub async fn next(&mut self) -> String {
        let piece = futures_util::StreamExt::next(&mut self.0).await.expect("the stream goes on").expect("bytes");
        String::from_utf8(piece.to_vec()).expect("events are UTF-8")
    }
}
