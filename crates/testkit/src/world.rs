//! A small world: a node with a real database, a clock that stands still until it is moved, and people around it.
//!
//! It ends badly on purpose: when a job that was due is left unrun, or a word somebody typed is in the log.

use std::net::IpAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use vigie_model::clock::{Clock, Timestamp, entropy};
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::{KeyFile, PassParams, PrivateKey, Secret};
use vigie_service::desks::DeskKey;
use vigie_service::jobs::{self, Runner};
use vigie_service::setup::{self, NewMember};
use vigie_service::{Ctx, Outside, Settings};
use vigie_store::{Engine, Store};
use vigie_wire::{Channel, Mail, Safety};

use crate::database::{Database, apart, number, random_name};
use crate::listeners::MailServer;
use crate::log::{Secrets, listen};
use crate::people::{Counsellor, Person};

/// When every world begins: 2026-11-01 00:00 UTC, in milliseconds since 1970.
const BEGINNING: Timestamp = Timestamp(1_793_491_200_000);
const DATE: &str = "2026-11-01";

/// Tells one story in two worlds: on SQLite, then on PostgreSQL.
///
/// # Panics
/// When the story does, and at the end of a world that left something undone.
pub async fn both_worlds(story: impl AsyncFn(World)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("on {engine:?}");
        story(World::new(engine).await).await;
    }
}

/// Tells one story in two real worlds, where every member has a second factor. The node has to be opened, and calls people.
///
/// # Panics
/// As [`both_worlds`].
pub async fn both_real_worlds(story: impl AsyncFn(World)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("on {engine:?}");
        story(World::real(engine).await).await;
    }
}

/// A node and the people around it.
pub struct World {
    /// The node.
    pub ctx: Ctx,
    /// Its database.
    pub database: Database,
    /// The mail server of this world.
    pub mail: MailServer,
    first: Mutex<Counsellor>,
    secrets: Secrets,
    people: AtomicU16,
}

impl World {
    /// A demonstration node, set up: one desk, one counsellor, a confirmed recovery paper.
    pub async fn new(engine: Engine) -> Self {
        Self::made(engine, true).await
    }

    /// A real node, set up in the same way, with a way out to the mail server of this world: closed to visitors, and every
    /// member has a second factor.
    pub async fn real(engine: Engine) -> Self {
        Self::made(engine, false).await
    }

    async fn made(engine: Engine, demo: bool) -> Self {
        listen();
        let database = Database::new(engine).await;
        let keys = KeyFile::generate(&mut entropy(), DATE);
        std::fs::write(database.dir.join("keys.toml"), keys.to_toml().expose()).expect("the key file can be written");
        let mail = MailServer::mail().await;
        let ctx = start(database.store.clone(), &database.dir, Clock::mock(BEGINNING), demo).await;
        let ctx = ctx.with_outside(outside(&mail));
        let secrets = Secrets::new();
        let first = counsellor(&secrets);
        set_up(&ctx, &first).await;
        jobs::recurring(&ctx).await.expect("recurring jobs can be made");
        let first = Mutex::new(first);
        Self { ctx, database, mail, first, secrets, people: AtomicU16::new(0) }
    }

    /// Somebody new with a page of the form filled in.
    pub fn person(&self) -> Person {
        Person::new(self.people.fetch_add(1, Ordering::SeqCst), &self.secrets)
    }

    /// The counsellor of the desk, signed in.
    pub async fn counsellor(&self) -> Counsellor {
        let mut counsellor = self.first.lock().expect("no test holds it").clone();
        counsellor.signs_in(&self.ctx).await.expect("the counsellor signs in");
        // The phone that was made at the first sign-in is the one of the next.
        *self.first.lock().expect("no test holds it") = counsellor.clone();
        counsellor
    }

    /// A second desk, for signs of danger, and its counsellor, signed in.
    pub async fn urgent_counsellor(&self) -> Counsellor {
        let (mut tx, now) = (self.ctx.store.begin("test").await.expect("the database answers"), self.ctx.clock.now());
        let desk = setup::make_desk(&self.ctx, &mut tx, "urgent", now).await.expect("a desk can be made");
        tx.commit().await.expect("the database answers");
        let mut desks = self.desks().await;
        desks.retain(|(desk, _)| desk.kind != "intake");
        desks.push(desk);
        self.hires(MemberRole::Counsellor, &desks).await
    }

    /// Another counsellor of the desk, signed in: no administrator.
    pub async fn second_counsellor(&self) -> Counsellor {
        self.hires(MemberRole::Counsellor, &self.desks().await).await
    }

    /// A reviewer of the desk, signed in.
    pub async fn reviewer(&self) -> Counsellor {
        self.hires(MemberRole::Reviewer, &self.desks().await).await
    }

    /// An administrator who is nothing else, signed in.
    pub async fn administrator(&self) -> Counsellor {
        self.hires(MemberRole::Administrator, &self.desks().await).await
    }

    /// An auditor, signed in.
    pub async fn auditor(&self) -> Counsellor {
        self.hires(MemberRole::Auditor, &self.desks().await).await
    }

    /// The desks with all their keys, as the first counsellor holds them.
    async fn desks(&self) -> Vec<(DeskKey, PrivateKey)> {
        let signed = self.counsellor().await.signed(&self.ctx).await;
        signed.desks.iter().map(|held| (held.desk.clone(), held.private.clone())).collect()
    }

    async fn hires(&self, role: MemberRole, desks: &[(DeskKey, PrivateKey)]) -> Counsellor {
        let mut hired = counsellor(&self.secrets);
        let new = NewMember { roles: Roles::of(&[role]), ..new_member(&hired) };
        let desks = setup::entitled(new.roles, desks);
        let member = setup::prepare_member(&self.ctx, new).await.expect("keys can be made");
        let (mut tx, now) = (self.ctx.store.begin("test").await.expect("the database answers"), self.ctx.clock.now());
        setup::store_member(&self.ctx, &mut tx, &member, &desks, now).await.expect("a member can be made");
        tx.commit().await.expect("the database answers");
        hired.signs_in(&self.ctx).await.expect("they sign in");
        hired
    }

    /// Runs every job that is due at the world's time; returns how many.
    pub async fn run_jobs(&self) -> usize {
        Runner::new(self.ctx.clone()).run_due(Some(self.ctx.clock.now().ms())).await.expect("jobs can be run")
    }

    /// Leases every job that is due, as a process does that dies before it can record anything.
    pub async fn leases_all(&self) -> Vec<vigie_store::jobs::Job> {
        let (now, mut leased) = (self.ctx.clock.now(), Vec::new());
        loop {
            let token = vigie_model::id::new_uuid(now, &mut entropy());
            let mut tx = self.ctx.store.begin("test").await.expect("the database answers");
            let job = vigie_store::jobs::claim(&mut tx, token, 1, Some(now.ms())).await.expect("the database answers");
            tx.commit().await.expect("the database answers");
            let Some(job) = job else { return leased };
            leased.push(job);
        }
    }

    /// Time passes.
    pub fn passes(&self, ms: i64) {
        self.ctx.clock.advance(ms);
    }

    /// Stops the node and starts it again on the same files, with nothing left in memory.
    pub async fn restart(&mut self) -> &Self {
        self.ctx.store.close().await;
        self.database.store = Store::open(&self.database.url).await.expect("the database opens again");
        let outside = Outside::clone(&self.ctx.outside);
        let (store, demo) = (self.database.store.clone(), self.ctx.settings.demo);
        let ctx = start(store, &self.database.dir, self.ctx.clock.clone(), demo).await;
        self.ctx = ctx.with_outside(outside);
        self
    }

    /// A second process beside the first, on the same database and key file.
    pub async fn second(&self) -> Ctx {
        let store = Store::open(&self.database.url).await.expect("the database opens once more");
        let (outside, demo) = (Outside::clone(&self.ctx.outside), self.ctx.settings.demo);
        start(store, &self.database.dir, self.ctx.clock.clone(), demo).await.with_outside(outside)
    }

    /// Everything people typed or were given so far.
    pub fn secrets(&self) -> Vec<String> {
        self.secrets.all()
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let (url, now) = (self.database.url.clone(), self.ctx.clock.now().ms());
        let (left, failed) = apart(async move {
            let due = format!(
                "SELECT count(*) FROM jobs WHERE every_ms IS NULL AND state IN ('ready', 'leased') AND run_at_ms <= {now}"
            );
            let failed = "SELECT count(*) FROM jobs WHERE last_error IS NOT NULL";
            (number(&url, &due).await, number(&url, failed).await)
        });
        assert_eq!(left, 0, "jobs were due and nobody ran them");
        assert_eq!(failed, 0, "jobs failed");
        let leaked = self.secrets.leaked(&self.ctx.metrics.render());
        assert!(leaked.is_empty(), "in the log or the metrics: {leaked:?}");
    }
}

/// Mail to the server of this world.
fn outside(server: &MailServer) -> Outside {
    let (host, port, from) = (server.at.ip().to_string(), server.at.port(), "desk@help.example".to_owned());
    let mail = Mail::new(vigie_wire::MailServer { host, port, safety: Safety::Loopback, credentials: None, from });
    let mail: Arc<dyn Channel> = Arc::new(mail.expect("a mail server on loopback"));
    let (node, public) = ("Heron line".to_owned(), "https://help.example".to_owned());
    Outside { node, public, mail: Some(mail), ..Outside::default() }
}

async fn start(store: Store, dir: &Path, clock: Clock, demo: bool) -> Ctx {
    let keys = std::fs::read_to_string(dir.join("keys.toml")).expect("the key file is there");
    let keys = KeyFile::parse(&keys).expect("the key file can be read");
    Ctx::start(store, keys, clock, settings(dir, demo)).await.expect("the node starts")
}

/// How the nodes of tests are run: everything in one folder, and passphrases as light as a stored one may be. The usual ones
/// would take a third of the time of all stories; `upgrade` has members with them.
///
/// # Panics
/// Never: the settings are the least that is accepted.
pub fn settings(dir: &Path, demo: bool) -> Settings {
    let passphrase = PassParams::from_u32s([19 * 1024, 2, 1]).expect("the least that is accepted");
    Settings { demo, audit_dir: Some(dir.join("audit")), index_dir: Some(dir.join("index")), passphrase }
}

async fn set_up(ctx: &Ctx, counsellor: &Counsellor) {
    let token = setup::link(ctx).await.expect("a link can be made").expect("there is no member yet");
    let made = setup::first(ctx, token.expose(), new_member(counsellor)).await.expect("the link works");
    counsellor.secrets.plant(token.expose());
    counsellor.secrets.plant(made.paper.expose());
    setup::confirm_recovery(ctx, made.recovery, made.paper.expose()).await.expect("the paper is right");
}

fn counsellor(secrets: &Secrets) -> Counsellor {
    Counsellor {
        login: random_name(),
        passphrase: format!("correct horse {}", random_name()),
        cookie: Secret::new(String::new()),
        address: IpAddr::from([10, 9, 0, 1]),
        phone: None,
        codes: Vec::new(),
        secrets: secrets.clone(),
    }
}

fn new_member(counsellor: &Counsellor) -> NewMember {
    NewMember {
        name: format!("name {}", counsellor.login),
        login: counsellor.login.clone(),
        passphrase: Secret::new(counsellor.passphrase.clone()),
        roles: Roles::of(&[MemberRole::Administrator, MemberRole::Counsellor]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    #[should_panic(expected = "nobody ran them")]
    async fn a_world_with_work_left_over_ends_badly() {
        let world = World::new(Engine::Sqlite).await;
        world.person().tells(&world.ctx).await.expect("the report is accepted");
    }

    #[tokio::test]
    #[should_panic(expected = "in the log or the metrics")]
    async fn a_world_in_which_somebodys_words_were_logged_ends_badly() {
        let world = World::new(Engine::Sqlite).await;
        let ana = world.person();
        ana.tells(&world.ctx).await.expect("the report is accepted");
        world.run_jobs().await;
        tracing::trace!("a careless line with {}", ana.report.words);
    }

    #[tokio::test]
    async fn a_world_in_order_ends_well() {
        let world = World::new(Engine::Sqlite).await;
        world.person().tells(&world.ctx).await.expect("the report is accepted");
        assert!(world.run_jobs().await >= 2);
    }
}
