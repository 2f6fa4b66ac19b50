//! The ladder: who is called for a case with danger, when, and what ends it. A real mail server stands at the other side.

use vigie_model::clock::{HOUR, MINUTE};
use vigie_model::id::CaseId;
use vigie_model::report::Danger;
use vigie_seal::ReceiptCode;
use vigie_service::duty::{self, Change, NewName, Way};
use vigie_service::house;
use vigie_service::opening::{self, Gate, Trouble};
use vigie_service::{Ctx, calls};
use vigie_testkit::{Manner, World, both_real_worlds};

/// The people on duty of these stories; the last is the partner desk.
const NAMES: [&str; 3] = ["ana", "ben", "partner"];

/// Puts people on the duty list, the partner desk first, so that its place is the list's own doing.
async fn on_duty(world: &World, names: &[&str]) {
    let signed = world.counsellor().await.signed(&world.ctx).await;
    for name in names.iter().rev() {
        let new = NewName {
            name: (*name).to_owned(),
            lang: vigie_lang::Lang::Fr,
            kind: Way::Mail,
            address: format!("{name}@duty.example"),
            partner: *name == "partner",
        };
        assert!(duty::change(&world.ctx, &signed, Change::Add(new)).await.unwrap());
    }
    let ben = duty::list(&world.ctx).await.unwrap().iter().find(|name| name.name == "ana").map(|name| name.id);
    if let Some(ana) = ben.filter(|_| names.len() > 2) {
        assert!(duty::change(&world.ctx, &signed, Change::Raise(ana)).await.unwrap());
    }
}

/// Opens the node past its points: what they ask for has stories of its own.
async fn opened(world: &World) {
    house::set_up(&world.ctx, &Gate::opened(world.ctx.clock.now())).await.unwrap();
    opening::look(&world.ctx).await;
}

/// A report with danger, and its case.
async fn danger(world: &World) -> (ReceiptCode, CaseId) {
    opened(world).await;
    let mut person = world.person();
    person.report.danger = Some(Danger::Myself);
    let code = person.tells_and_keeps_the_code(&world.ctx).await;
    let case = world.counsellor().await.queue(&world.ctx).await[0].case;
    (code, case)
}

/// Who was called so far, by minute.
struct Log<'a> {
    world: &'a World,
    minute: i64,
    seen: Vec<(i64, String)>,
}

impl<'a> Log<'a> {
    fn new(world: &'a World) -> Self {
        Self { world, minute: 0, seen: Vec::new() }
    }

    /// Lets minutes pass, jobs running each minute.
    async fn until(&mut self, minute: i64) {
        loop {
            self.world.run_jobs().await;
            let urgent = urgent(self.world);
            for to in urgent.into_iter().skip(self.seen.len()) {
                self.seen.push((self.minute, to));
            }
            if self.minute == minute {
                break;
            }
            // Nothing is due in between: the minutes before, at and after each step are the ones that can go wrong.
            loop {
                self.minute += 1;
                self.world.passes(MINUTE);
                if self.minute == minute || ![3, 4, 5].contains(&(self.minute % 10)) {
                    break;
                }
            }
        }
    }

    fn seen(&self) -> Vec<(i64, &str)> {
        self.seen.iter().map(|(minute, name)| (*minute, name.as_str())).collect()
    }
}

/// To whom urgent notices went, in order.
fn urgent(world: &World) -> Vec<String> {
    let mails = world.mail.arrived().into_iter().filter(|mail| mail.text.contains("/console/ack"));
    let mails = mails.filter(|mail| mail.text.contains("urgence attend"));
    mails.map(|mail| mail.to.split('@').next().unwrap_or_default().to_owned()).collect()
}

/// The token in the last mail to somebody.
fn token(world: &World, name: &str) -> String {
    let mails = world.mail.arrived();
    let mail = mails.iter().rev().find(|mail| mail.to.starts_with(name)).expect("a mail");
    let text = mail.text.replace("=\n", "").replace("=3D", "=");
    let token: String =
        text.split("/console/ack?k=").nth(1).unwrap().chars().take_while(char::is_ascii_hexdigit).collect();
    assert_eq!(token.len(), 64, "{text}");
    token
}

async fn has_it(ctx: &Ctx, token: &str) -> bool {
    calls::acknowledge(ctx, token).await.unwrap().is_some()
}

#[tokio::test]
async fn one_name_every_ten_minutes_the_partner_desk_last_and_then_the_visitor_is_told() {
    both_real_worlds(async |world| {
        on_duty(&world, &NAMES).await;
        let (code, _) = danger(&world).await;
        let mut log = Log::new(&world);
        log.until(29).await;
        assert_eq!(log.seen(), [(0, "ana"), (10, "ben"), (20, "partner")]);
        let person = world.person();
        assert!(!person.opens(&world.ctx, &code).await.unwrap().nobody_came);
        assert!(!world.ctx.standing.troubles().contains(&Trouble::NobodyCame));
        log.until(45).await;
        assert_eq!(log.seen().len(), 3, "nobody is called twice");
        assert!(person.opens(&world.ctx, &code).await.unwrap().nobody_came);
        assert!(world.ctx.standing.troubles().contains(&Trouble::NobodyCame));
        assert!(world.ctx.metrics.render().contains("vigie_duty_alone 1"));
        assert_eq!(world.database.number("SELECT count(*) FROM audit_leaves WHERE kind = 'duty.exhausted'").await, 1);

        let case = world.counsellor().await.queue(&world.ctx).await[0].case;
        world.counsellor().await.claims(&world.ctx, case).await.unwrap();
        assert!(!person.opens(&world.ctx, &code).await.unwrap().nobody_came, "somebody came after all");
        world.run_jobs().await;
        log.until(47).await;
        assert!(!world.ctx.standing.troubles().contains(&Trouble::NobodyCame));
    })
    .await;
}

#[tokio::test]
async fn a_notice_says_that_something_waits_and_nothing_of_what() {
    both_real_worlds(async |world| {
        on_duty(&world, &NAMES).await;
        let (code, case) = danger(&world).await;
        world.run_jobs().await;
        let mails = world.mail.arrived();
        let mail = mails.iter().find(|mail| mail.to == "ana@duty.example").unwrap();
        let text = mail.text.replace("=\n", "").replace("=3D", "=").to_lowercase();
        assert!(text.contains("heron line"), "{text}");
        for never in
            [case.to_string().as_str(), &code.digits(), "danger", "instagram", "report", "signalement", "enfant", "fr@"]
        {
            assert!(!text.contains(&never.to_lowercase()), "{never}: {text}");
        }
        for secret in world.secrets() {
            assert!(!text.contains(&secret.to_lowercase()), "{text}");
        }
        // The database holds neither the address, nor the token.
        let sealed: Vec<Vec<u8>> = world.database.bytes("settings", "value").await;
        assert!(sealed.iter().all(|value| !String::from_utf8_lossy(value).contains("duty.example")));
    })
    .await;
}

#[tokio::test]
async fn a_claim_ends_the_calls_and_a_case_given_back_begins_them_anew() {
    both_real_worlds(async |world| {
        on_duty(&world, &NAMES).await;
        let (_, case) = danger(&world).await;
        let mut log = Log::new(&world);
        log.until(9).await;
        let desk = world.counsellor().await;
        desk.claims(&world.ctx, case).await.unwrap();
        log.until(40).await;
        assert_eq!(log.seen(), [(0, "ana")]);
        let mut desk = world.counsellor().await;
        desk.signs_in(&world.ctx).await.unwrap();
        let (signed, version) = (desk.signed(&world.ctx).await, desk.opens(&world.ctx, case).await.unwrap().version);
        let step = vigie_model::case::Step::Release(signed.member);
        vigie_service::casework::step(&world.ctx, &signed, case, version, step).await.unwrap();
        // Signing in takes half a minute of this world's time: a look every minute finds the case within the next two.
        log.until(59).await;
        let seen = log.seen();
        assert_eq!(seen.iter().map(|one| one.1).collect::<Vec<_>>(), ["ana", "ana", "ben"]);
        assert!((40..=42).contains(&seen[1].0) && (9..=11).contains(&(seen[2].0 - seen[1].0)), "{seen:?}");
    })
    .await;
}

#[tokio::test]
async fn danger_that_comes_to_a_claimed_case_is_called_out_until_a_member_has_opened_it() {
    both_real_worlds(async |world| {
        on_duty(&world, &NAMES).await;
        opened(&world).await;
        let person = world.person();
        let code = person.tells_and_keeps_the_code(&world.ctx).await;
        let desk = world.counsellor().await;
        let case = desk.queue(&world.ctx).await[0].case;
        desk.claims(&world.ctx, case).await.unwrap();
        let mut log = Log::new(&world);
        log.until(5).await;
        let pass = person.pass(&world.ctx, &code).await;
        assert!(!person.writes(&world.ctx, &pass, "they wrote again, says the wren").await.unwrap());
        log.until(20).await;
        assert_eq!(log.seen(), [], "whoever has it reads it in time");
        let pass = person.pass(&world.ctx, &code).await;
        assert!(person.writes(&world.ctx, &pass, "I want to kill myself").await.unwrap());
        log.until(23).await;
        assert_eq!(log.seen(), [(20, "ana")], "the one who has it may be asleep");
        let mut desk = world.counsellor().await;
        desk.signs_in(&world.ctx).await.unwrap();
        desk.opens(&world.ctx, case).await.unwrap();
        log.until(44).await;
        assert_eq!(log.seen(), [(20, "ana")], "somebody has read it");
        let pass = person.pass(&world.ctx, &code).await;
        assert!(person.writes(&world.ctx, &pass, "I want to end my life").await.unwrap());
        // Called at once. Opened before the next look, and again danger before it: the calling goes on.
        log.until(45).await;
        desk.signs_in(&world.ctx).await.unwrap();
        desk.opens(&world.ctx, case).await.unwrap();
        world.passes(1);
        let pass = person.pass(&world.ctx, &code).await;
        assert!(person.writes(&world.ctx, &pass, "I will kill myself tonight").await.unwrap());
        log.until(110).await;
        let names: Vec<&str> = log.seen().iter().skip(1).map(|one| one.1).collect();
        assert_eq!(names, NAMES);
        assert!(person.opens(&world.ctx, &code).await.unwrap().nobody_came, "the visitor is told, with numbers");
    })
    .await;
}

#[tokio::test]
async fn i_have_it_gives_ten_minutes_more_works_once_and_for_a_day() {
    both_real_worlds(async |world| {
        on_duty(&world, &NAMES).await;
        danger(&world).await;
        let mut log = Log::new(&world);
        log.until(7).await;
        let ana = token(&world, "ana");
        assert!(calls::link(&world.ctx, &ana).await.unwrap().unwrap().acknowledged.is_none(), "looking is not saying");
        assert!(has_it(&world.ctx, &ana).await && has_it(&world.ctx, &ana).await);
        log.until(30).await;
        assert_eq!(log.seen(), [(0, "ana"), (17, "ben"), (27, "partner")]);
        assert_eq!(
            world.database.number("SELECT count(*) FROM audit_leaves WHERE kind = 'duty.acknowledged'").await,
            1
        );
        for wrong in ["", "zz", &ana[1..], &"0".repeat(64), &"0".repeat(6400)] {
            assert!(!has_it(&world.ctx, wrong).await);
        }
        world.passes(24 * HOUR);
        let partner = token(&world, "partner");
        assert!(!has_it(&world.ctx, &partner).await, "its day is over");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_mail_server_that_says_no_is_an_alarm_and_does_not_hold_up_the_next_name() {
    both_real_worlds(async |world| {
        on_duty(&world, &NAMES).await;
        danger(&world).await;
        world.mail.behaves(Manner::Refuses);
        let mut log = Log::new(&world);
        log.until(12).await;
        assert!(log.seen().is_empty());
        assert!(world.ctx.standing.troubles().contains(&Trouble::ChannelDead));
        assert!(!world.ctx.metrics.render().contains("vigie_duty_stuck 0"));
        assert_eq!(
            world.database.number("SELECT count(*) FROM rungs WHERE kind = 'urgent'").await,
            2,
            "ben is called too"
        );
        world.mail.behaves(Manner::Takes);
        log.until(19).await;
        let mut called: Vec<&str> = log.seen().iter().map(|one| one.1).collect();
        called.sort_unstable();
        assert_eq!(called, ["ana", "ben"], "what waited leaves, once");
        log.until(60).await;
        assert_eq!(log.seen().len(), 3);
        assert!(!world.ctx.standing.troubles().contains(&Trouble::ChannelDead));
    })
    .await;
}

#[tokio::test]
async fn a_node_that_dies_between_any_two_steps_calls_everybody_and_nobody_twice() {
    both_real_worlds(async |mut world| {
        on_duty(&world, &NAMES).await;
        danger(&world).await;
        // Every job of the first minute is done, its end is not recorded, and it is done again.
        for _ in 0..4 {
            let jobs = world.leases_all().await;
            for job in &jobs {
                vigie_service::jobs::run(&world.ctx, job).await.unwrap();
            }
            world.restart().await;
            for job in &jobs {
                vigie_service::jobs::run(&world.ctx, job).await.unwrap();
            }
        }
        assert_eq!(urgent(&world), ["ana"]);
        assert_eq!(world.database.number("SELECT count(*) FROM rungs WHERE kind = 'urgent'").await, 1);
        world.passes(2 * MINUTE);
        let mut log = Log::new(&world);
        log.minute = 2;
        log.until(35).await;
        assert_eq!(log.seen().into_iter().map(|one| one.1).collect::<Vec<_>>(), NAMES);
    })
    .await;
}

#[tokio::test]
async fn a_notice_cut_before_it_was_recorded_comes_again_under_the_same_key() {
    both_real_worlds(async |world| {
        on_duty(&world, &["ana"]).await;
        danger(&world).await;
        world.mail.behaves(Manner::CutsAfter);
        world.run_jobs().await;
        world.mail.behaves(Manner::Takes);
        world.passes(MINUTE);
        world.run_jobs().await;
        let key = |mail: &vigie_testkit::Arrived| {
            mail.text.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned)
        };
        let keys: Vec<_> =
            world.mail.arrived().iter().filter(|mail| mail.text.contains("urgence attend")).map(key).collect();
        assert!(keys.len() == 2 && keys[0].is_some() && keys[0] == keys[1], "{keys:?}");
    })
    .await;
}

#[tokio::test]
async fn a_lost_job_is_missed_for_a_minute_and_a_demonstration_calls_nobody() {
    both_real_worlds(async |world| {
        on_duty(&world, &NAMES).await;
        danger(&world).await;
        world.run_jobs().await;
        world.database.run("DELETE FROM jobs WHERE name = 'ladder'").await;
        let mut log = Log::new(&world);
        log.until(14).await;
        assert_eq!(log.seen().into_iter().map(|one| one.1).collect::<Vec<_>>(), ["ana", "ben"]);
        world.run_jobs().await;
    })
    .await;
    let demo = World::new(vigie_store::Engine::Sqlite).await;
    on_duty(&demo, &NAMES).await;
    let mut person = demo.person();
    person.report.danger = Some(Danger::Near);
    person.tells(&demo.ctx).await.unwrap();
    demo.run_jobs().await;
    demo.passes(HOUR);
    demo.run_jobs().await;
    assert!(demo.mail.arrived().is_empty());
}
