//! The gate: a node takes no report that nobody will read. It opens point by point, by an act, and closes by itself.

use vigie_lang::Lang;
use vigie_lang::helplines::{Free, How, Kind};
use vigie_model::clock::{DAY, HOUR, MINUTE};
use vigie_model::hours::Hours;
use vigie_model::member::MemberRole;
use vigie_service::duty::{self, Change, NewName, Way};
use vigie_service::login::Signed;
use vigie_service::numbers::{self, NewCheck, NewNumber};
use vigie_service::opening::languages::{self, Basis, Languages};
use vigie_service::opening::{self, Gate, Opening, Secrecy, Served, Trouble};
use vigie_service::{Ctx, ServiceError, calls, house};
use vigie_testkit::{World, both_real_worlds};

/// The points that are missing, by their text.
async fn missing(ctx: &Ctx) -> Vec<&'static str> {
    let points = opening::points(ctx).await.unwrap();
    points.into_iter().filter(|point| !point.done).map(|point| point.text_id).collect()
}

fn number(kind: Kind) -> NewNumber {
    NewNumber {
        name: "Invented line".to_owned(),
        country: "FR".to_owned(),
        kind,
        phone: "00 00 00 00".to_owned(),
        text: String::new(),
        chat: String::new(),
        url: "https://line.example/".to_owned(),
        hours: "daily 9:00-23:00".to_owned(),
        zone: "Europe/Paris".to_owned(),
        languages: vec!["fr".to_owned()],
        free: Free::Yes,
        source: "https://line.example/help".to_owned(),
        source_own: true,
        source_day: "2026-10-30".to_owned(),
    }
}

/// A number that one member adds and another has called.
async fn checked(ctx: &Ctx, ana: &Signed, ben: &Signed, kind: Kind, days: u16) {
    let id = numbers::add(ctx, ana, number(kind)).await.unwrap().unwrap();
    let evidence = "a person answered after four rings".to_owned();
    let agreed = vec!["https://line.example/help".to_owned()];
    let check = NewCheck { how: How::Called, works: true, evidence, agreed, others: Vec::new(), days };
    numbers::check(ctx, ben, &id, check).await.unwrap().unwrap();
}

/// The token of the last mail that arrived.
fn token(world: &World) -> String {
    let text = world.mail.arrived().pop().expect("a mail").text.replace("=\n", "").replace("=3D", "=");
    text.split("/console/ack?k=").nth(1).unwrap().chars().take_while(char::is_ascii_hexdigit).collect()
}

async fn hours(ctx: &Ctx, ana: &Signed) {
    let hours = Hours::parse("Europe/Paris", ["09:00-17:00"; 7]);
    house::set(ctx, ana, &Opening { hours, usual_hours: 24 }).await.unwrap();
}

async fn secrecy(ctx: &Ctx, ana: &Signed, langs: &[Lang]) {
    let mut all = Secrecy::default();
    for lang in langs {
        assert!(all.put("FR", *lang, "We tell nobody.") && all.put("", *lang, "We tell nobody."));
    }
    house::set(ctx, ana, &all).await.unwrap();
}

/// Somebody on duty who answers a test.
async fn on_duty(world: &World, ana: &Signed) {
    let (name, address) = ("ana".to_owned(), "ana@duty.example".to_owned());
    let new = NewName { name, lang: Lang::En, kind: Way::Mail, address, partner: false };
    assert!(duty::change(&world.ctx, ana, Change::Add(new)).await.unwrap());
    let entry = duty::list(&world.ctx).await.unwrap()[0].id;
    calls::test(&world.ctx, entry).await.unwrap();
    world.run_jobs().await;
}

/// A node in which every point holds; its administrator, and how long the crisis line is good, in days.
async fn ready(world: &World, days: u16) -> Signed {
    let (ana, ben) = (world.counsellor().await, world.reviewer().await);
    let (ana, ben) = (ana.signed(&world.ctx).await, ben.signed(&world.ctx).await);
    on_duty(world, &ana).await;
    calls::acknowledge(&world.ctx, &token(world)).await.unwrap().unwrap();
    hours(&world.ctx, &ana).await;
    house::set(&world.ctx, &ana, &Served { countries: vec!["FR".to_owned()] }).await.unwrap();
    assert!(languages::sign(&world.ctx, &ana, Lang::Fr, Basis::Operator, ("", "")).await.unwrap());
    secrecy(&world.ctx, &ana, &[Lang::Fr]).await;
    checked(&world.ctx, &ana, &ben, Kind::Crisis, days).await;
    checked(&world.ctx, &ana, &ben, Kind::ChildHelpline, 300).await;
    assert_eq!(missing(&world.ctx).await, [""; 0]);
    ana
}

#[tokio::test]
async fn the_node_opens_when_the_last_point_holds_and_not_before() {
    both_real_worlds(async |world| {
        let ctx = &world.ctx;
        let signed = world.counsellor().await.signed(ctx).await;
        let mut left = missing(ctx).await;
        assert_eq!(left.len(), 7, "the recovery paper is confirmed: {left:?}");
        let mut gone = async |point: &str| {
            assert!(!opening::open(ctx, &signed).await.unwrap() && !ctx.open(), "before {point}");
            assert!(matches!(world.person().tells(ctx).await, Err(ServiceError::Closed)));
            left.retain(|one| *one != point);
            world.passes(1_001);
            assert_eq!(missing(ctx).await, left);
        };
        assert!(missing(ctx).await.contains(&"node-missing-members"), "one is not two");
        let reviewer = world.reviewer().await.signed(ctx).await;
        gone("node-missing-members").await;
        on_duty(&world, &signed).await;
        assert!(missing(ctx).await.contains(&"node-missing-alarm"), "sent is not acknowledged");
        calls::acknowledge(ctx, &token(&world)).await.unwrap().unwrap();
        gone("node-missing-alarm").await;
        hours(ctx, &signed).await;
        gone("node-missing-hours").await;
        house::set(ctx, &signed, &Served { countries: vec!["FR".to_owned()] }).await.unwrap();
        checked(ctx, &signed, &reviewer, Kind::Crisis, 300).await;
        gone("node-missing-crisis").await;
        checked(ctx, &signed, &reviewer, Kind::ChildHelpline, 300).await;
        gone("node-missing-helpline").await;
        assert!(languages::sign(ctx, &reviewer, Lang::Fr, Basis::Reviewer, ("Zoé", "éducatrice")).await.unwrap());
        gone("node-missing-review").await;
        secrecy(ctx, &signed, &[Lang::En]).await;
        world.passes(1_001);
        let points = opening::points(ctx).await.unwrap();
        let lacks = &points.iter().find(|point| point.text_id == "node-missing-secrecy").unwrap().lacks;
        assert_eq!(lacks, &["FR/fr", "*/fr"], "in every language that is offered");
        secrecy(ctx, &signed, &[Lang::Fr]).await;
        world.passes(1_001);
        assert_eq!(missing(ctx).await, [""; 0]);
        assert!(!ctx.open(), "opening is an act");
        assert!(matches!(opening::open(ctx, &reviewer).await, Err(ServiceError::NotFound)), "of an administrator");
        assert!(opening::open(ctx, &signed).await.unwrap() && ctx.open());
        world.person().tells(ctx).await.unwrap();
        world.run_jobs().await;
        assert!(ctx.open(), "the look a minute later finds nothing");
    })
    .await;
}

#[tokio::test]
async fn the_node_closes_by_itself_with_an_alarm_the_day_after_the_crisis_line_expires() {
    both_real_worlds(async |world| {
        let ana = ready(&world, 30).await;
        assert!(opening::open(&world.ctx, &ana).await.unwrap());
        let code = world.person().tells_and_keeps_the_code(&world.ctx).await;
        world.run_jobs().await;
        world.passes(30 * DAY);
        world.run_jobs().await;
        assert!(world.ctx.open(), "its last day");
        let mails = world.mail.arrived().len();
        world.passes(DAY);
        world.run_jobs().await;
        assert!(!world.ctx.open());
        assert!(matches!(world.person().tells(&world.ctx).await, Err(ServiceError::Closed)));
        assert!(world.person().opens(&world.ctx, &code).await.is_ok(), "who has a code reads on");
        let gate: Gate = house::get(&world.ctx).await.unwrap();
        assert!(gate.closed_itself() && gate.points == ["node-missing-crisis"]);
        assert_eq!(world.ctx.standing.troubles(), [Trouble::ClosedItself]);
        let told = &world.mail.arrived()[mails..];
        assert!(told.len() == 1 && told[0].text.contains("has closed itself"), "{told:?}");
        let again = world.counsellor().await.signed(&world.ctx).await;
        assert!(!opening::open(&world.ctx, &again).await.unwrap());
        world.passes(MINUTE);
        world.run_jobs().await;
        assert_eq!(world.mail.arrived().len(), mails + 1, "told once");
    })
    .await;
}

#[tokio::test]
async fn a_member_who_leaves_or_a_setting_written_without_the_key_file_closes_it_too() {
    both_real_worlds(async |world| {
        let ana = ready(&world, 300).await;
        assert!(opening::open(&world.ctx, &ana).await.unwrap());
        let other = world.second().await;
        assert!(other.open(), "on every process");
        world.database.run("UPDATE members SET state = 'removed' WHERE roles = 'reviewer'").await;
        world.passes(MINUTE);
        world.run_jobs().await;
        assert!(!world.ctx.open());
        opening::refresh(&other).await;
        assert!(!other.open());

        let forged = r#"{"state":"open","since":null,"points":[],"reason":""}"#;
        let forged = world.database.literal(forged.as_bytes());
        world.database.run(&format!("UPDATE settings SET value = {forged} WHERE name = 'gate'")).await;
        world.passes(2_000);
        opening::refresh(&world.ctx).await;
        assert!(!world.ctx.open(), "who can write the database opens nothing");
        assert!(matches!(world.person().tells(&world.ctx).await, Err(ServiceError::Closed)));
        world.database.run("DELETE FROM settings WHERE name = 'gate'").await;
    })
    .await;
}

#[tokio::test]
async fn any_counsellor_closes_it_with_a_reason_that_the_database_does_not_show() {
    both_real_worlds(async |world| {
        let ana = ready(&world, 300).await;
        assert!(opening::open(&world.ctx, &ana).await.unwrap());
        let ben = world.second_counsellor().await.signed(&world.ctx).await;
        assert!(ben.roles.has(MemberRole::Counsellor) && !ben.roles.has(MemberRole::Administrator));
        for wrong in ["", "  ", &"x".repeat(501)] {
            assert!(!opening::close(&world.ctx, &ben, wrong).await.unwrap() && world.ctx.open());
        }
        let auditor = world.auditor().await.signed(&world.ctx).await;
        assert!(matches!(opening::close(&world.ctx, &auditor, "no").await, Err(ServiceError::NotFound)));
        assert!(opening::close(&world.ctx, &ben, "the flood in the cellar").await.unwrap());
        assert!(!world.ctx.open());
        let gate: Gate = house::get(&world.ctx).await.unwrap();
        assert_eq!(
            (gate.closed_itself(), gate.reason(&world.ctx).unwrap().as_str()),
            (false, "the flood in the cellar")
        );
        let dump = world.database.dump().await;
        for secret in ["flood in the cellar", "ana@duty.example"] {
            assert!(!dump.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
        }
        assert!(world.ctx.standing.troubles().is_empty(), "closed on purpose is no trouble");
        world.passes(HOUR);
        let ana = world.counsellor().await.signed(&world.ctx).await;
        assert!(opening::open(&world.ctx, &ana).await.unwrap() && world.ctx.open());
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_language_is_offered_while_its_texts_stand_as_they_were_signed() {
    both_real_worlds(async |world| {
        let ctx = &world.ctx;
        let (ana, cleo) = (world.administrator().await.signed(ctx).await, world.reviewer().await.signed(ctx).await);
        assert_eq!(ctx.standing.langs(), [Lang::En], "with none signed, some page is better than none");
        let who = ("Inés Ríos", "psicóloga, once años en una línea de ayuda");
        assert!(matches!(
            languages::sign(ctx, &ana, Lang::Es, Basis::Reviewer, who).await,
            Err(ServiceError::NotFound)
        ));
        assert!(matches!(
            languages::sign(ctx, &cleo, Lang::Es, Basis::Operator, who).await,
            Err(ServiceError::NotFound)
        ));
        assert!(!languages::sign(ctx, &cleo, Lang::Es, Basis::Reviewer, ("Inés", " ")).await.unwrap());
        assert!(languages::sign(ctx, &cleo, Lang::Es, Basis::Reviewer, who).await.unwrap());
        assert!(languages::sign(ctx, &ana, Lang::Ar, Basis::Operator, ("", "")).await.unwrap());
        assert_eq!(ctx.standing.langs(), [Lang::Es, Lang::Ar]);
        let all: Languages = house::get(ctx).await.unwrap();
        assert_eq!(all.of(Lang::Es).unwrap().who(ctx).unwrap().0, "Inés Ríos");
        let dump = world.database.dump().await;
        assert!(
            !dump.windows(7).any(|window| window == "psicólo".as_bytes().split_at(7).0),
            "a name is nobody's business"
        );

        // The texts change with an upgrade: the signature holds no more.
        let mut changed = serde_json::to_value(&all).unwrap();
        changed["signed"][0]["hash"] = "of other texts".into();
        let changed: Languages = serde_json::from_value(changed).unwrap();
        house::set_up(ctx, &changed).await.unwrap();
        opening::look(ctx).await;
        assert_eq!(ctx.standing.langs(), [Lang::Ar]);
        assert_eq!(changed.void(), [Lang::Es]);
        languages::withdraw(ctx, &ana, Lang::Ar).await.unwrap();
        assert_eq!(ctx.standing.langs(), [Lang::En]);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_job_that_was_given_up_is_a_trouble_until_somebody_has_seen_to_it() {
    both_real_worlds(async |world| {
        let ana = ready(&world, 30).await;
        assert!(opening::open(&world.ctx, &ana).await.unwrap());
        world.person().tells(&world.ctx).await.unwrap();
        opening::look(&world.ctx).await;
        assert!(world.ctx.standing.troubles().is_empty());
        world.database.run("UPDATE jobs SET state = 'dead' WHERE name = 'notify'").await;
        opening::look(&world.ctx).await;
        assert_eq!(world.ctx.standing.troubles(), [Trouble::JobsDead]);
        assert!(Trouble::JobsDead.of_the_house() && !Trouble::NobodyCame.of_the_house());
        world.database.run("UPDATE jobs SET state = 'done' WHERE name = 'notify'").await;
        opening::look(&world.ctx).await;
        assert!(world.ctx.standing.troubles().is_empty());
        world.run_jobs().await;
    })
    .await;
}
