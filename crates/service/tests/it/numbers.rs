//! Numbers that visitors are shown: released by two sources and a person, taken away at once, counted when they fail.

use std::net::IpAddr;
use std::sync::Arc;

use vigie_lang::Day;
use vigie_lang::helplines::{Free, How, Kind, Reason, Source};
use vigie_model::clock::DAY;
use vigie_service::login::Signed;
use vigie_service::numbers::{self, Line, NewCheck, NewNumber, Refusal, Reported};
use vigie_service::{Ctx, ServiceError, Settings, audit};
use vigie_testkit::both_worlds;

/// A child helpline whose data row names one official source, read in a stored copy only.
const NUMBER: &str = "fr-3018";
const ITS_SOURCE: &str = "https://solidarites.gouv.fr/node/2219";
const PHONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 7, 7, 7));

/// The same node, as if it were no demonstration: visitors are shown real numbers.
fn real(ctx: &Ctx) -> Ctx {
    let mut real = ctx.clone();
    real.settings = Arc::new(Settings { demo: false, ..Settings::default() });
    real
}

fn call(days: u16) -> NewCheck {
    NewCheck {
        how: How::Called,
        works: true,
        evidence: "a counsellor answered after four rings and named the service".to_owned(),
        agreed: vec![ITS_SOURCE.to_owned()],
        others: Vec::new(),
        days,
    }
}

async fn line(ctx: &Ctx, number: &str) -> Line {
    let lines = numbers::lines(ctx).await.unwrap();
    lines.into_iter().find(|line| line.row.id == number).unwrap()
}

async fn shown(ctx: &Ctx, number: &str) -> bool {
    let table = numbers::for_visitors(ctx).await.unwrap();
    let shown = table.helplines.for_country("FR", numbers::today(ctx)).shown.iter().any(|row| row.id == number);
    assert_eq!(shown, line(ctx, number).await.shown(), "the desk sees what visitors see");
    shown
}

async fn checks(ctx: &Ctx, signed: &Signed, number: &str, check: NewCheck) {
    numbers::check(ctx, signed, number, check).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_number_is_shown_after_a_call_and_a_page_up_to_its_last_day_and_a_failed_call_hides_it() {
    both_worlds(async |world| {
        let (ctx, ana) = (&world.ctx, world.counsellor().await.signed(&world.ctx).await);
        assert!(!shown(ctx, NUMBER).await);
        checks(ctx, &ana, NUMBER, NewCheck { agreed: Vec::new(), ..call(30) }).await;
        world.passes(1);
        assert_eq!(line(ctx, NUMBER).await.reasons, [Reason::TooFewSources { have: 1 }], "a call alone is one source");
        checks(ctx, &ana, NUMBER, call(30)).await;
        assert!(shown(ctx, NUMBER).await);
        assert_eq!(line(ctx, NUMBER).await.until, Day::parse("2026-12-01"));
        assert!(line(ctx, NUMBER).await.ends_within(numbers::today(ctx), 60));

        world.passes(1);
        checks(ctx, &ana, NUMBER, NewCheck { works: false, ..call(30) }).await;
        assert!(!shown(ctx, NUMBER).await);
        world.passes(1);
        checks(ctx, &ana, NUMBER, call(30)).await;
        assert!(shown(ctx, NUMBER).await);
        world.passes(1);
        numbers::expire(ctx, &ana, NUMBER, "its page says it closes").await.unwrap().unwrap();
        assert_eq!(line(ctx, NUMBER).await.reasons[0], Reason::Withdrawn { on: numbers::today(ctx) });
        assert!(!shown(ctx, NUMBER).await);
        world.passes(1);
        checks(ctx, &ana, NUMBER, call(30)).await;
        world.passes(30 * DAY);
        assert!(shown(ctx, NUMBER).await);
        world.passes(DAY);
        assert!(!shown(ctx, NUMBER).await);
        world.run_jobs().await;
        let outcome = audit::verify(ctx).await.unwrap();
        assert!(outcome.faults.is_empty(), "{:?}", outcome.faults);
    })
    .await;
}

#[tokio::test]
async fn a_country_is_served_by_a_crisis_line_and_a_child_helpline_and_no_longer_than_both() {
    both_worlds(async |world| {
        let (ctx, ana) = (&world.ctx, world.counsellor().await.signed(&world.ctx).await);
        checks(ctx, &ana, NUMBER, call(366)).await;
        let half = numbers::served(ctx, "fr").await.unwrap();
        assert_eq!((half.crisis, half.child, half.next_expiry), (false, true, None));
        let bo = world.urgent_counsellor().await.signed(ctx).await;
        let crisis = numbers::add(ctx, &ana, own(Kind::Crisis)).await.unwrap().unwrap();
        checks(ctx, &bo, &crisis, NewCheck { agreed: Vec::new(), ..call(30) }).await;
        let whole = numbers::served(ctx, "FR").await.unwrap();
        assert_eq!((whole.crisis, whole.child), (true, true));
        assert_eq!((whole.next_expiry, whole.crisis_until), (Day::parse("2026-12-01"), Day::parse("2026-12-01")));
        assert_eq!(whole.child_until, Day::parse("2027-11-01"));
        world.passes(31 * DAY);
        assert!(!numbers::served(ctx, "FR").await.unwrap().crisis);
        world.run_jobs().await;
    })
    .await;
}

fn own(kind: Kind) -> NewNumber {
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

#[tokio::test]
async fn a_number_of_our_own_is_shown_only_after_another_member_has_checked_it() {
    both_worlds(async |world| {
        let (ctx, ana) = (&world.ctx, world.counsellor().await.signed(&world.ctx).await);
        let bo = world.urgent_counsellor().await.signed(ctx).await;
        let number = numbers::add(ctx, &ana, own(Kind::ChildHelpline)).await.unwrap().unwrap();
        assert!(number.starts_with("own-fr-") && !shown(ctx, &number).await);
        let check = || NewCheck { agreed: vec!["https://line.example/help".to_owned()], ..call(90) };
        checks(ctx, &ana, &number, check()).await;
        assert!(line(ctx, &number).await.reasons.contains(&Reason::SecondPerson) && !shown(ctx, &number).await);
        checks(ctx, &bo, &number, check()).await;
        assert!(shown(ctx, &number).await);
        world.passes(1);
        numbers::expire(ctx, &ana, &number, "I was told it moved").await.unwrap().unwrap();
        assert!(!shown(ctx, &number).await, "who added it may take it away alone");

        for (wrong, refusal) in [
            (NewNumber { name: " ".to_owned(), ..own(Kind::Crisis) }, Refusal::Name),
            (NewNumber { phone: String::new(), url: String::new(), ..own(Kind::Crisis) }, Refusal::Contact),
            (NewNumber { url: "http://line.example/".to_owned(), ..own(Kind::Crisis) }, Refusal::Address),
            (NewNumber { source: "a friend".to_owned(), ..own(Kind::Crisis) }, Refusal::Address),
            (NewNumber { source_day: "2026-11-02".to_owned(), ..own(Kind::Crisis) }, Refusal::Day),
            (NewNumber { source_day: "2025-10-31".to_owned(), ..own(Kind::Crisis) }, Refusal::Day),
            (NewNumber { hours: "mostly".to_owned(), ..own(Kind::Crisis) }, Refusal::Zone),
            (NewNumber { languages: vec!["xx".to_owned()], ..own(Kind::Crisis) }, Refusal::Language),
            (own(Kind::OffenderPrevention), Refusal::Never),
        ] {
            assert_eq!(numbers::add(ctx, &ana, wrong).await.unwrap(), Err(refusal));
        }
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_check_without_evidence_or_page_is_not_written_down() {
    both_worlds(async |world| {
        let (ctx, ana) = (&world.ctx, world.counsellor().await.signed(&world.ctx).await);
        let page = |url: &str| vec![Source { url: url.to_owned(), seen: String::new(), own: true }];
        let opened = || NewCheck { how: How::OpenedPages, agreed: Vec::new(), ..call(30) };
        for (number, wrong, refusal) in [
            (NUMBER, NewCheck { evidence: " \n".to_owned(), ..call(30) }, Refusal::Evidence),
            (NUMBER, NewCheck { evidence: "x".repeat(2001), ..call(30) }, Refusal::Long),
            (NUMBER, opened(), Refusal::Page),
            (NUMBER, NewCheck { others: page("javascript:alert(1)"), ..opened() }, Refusal::Address),
            (NUMBER, NewCheck { others: page("https://user@host.example/"), ..opened() }, Refusal::Address),
            ("gb-stop-it-now-uk-ireland", call(30), Refusal::Never),
        ] {
            assert_eq!(numbers::check(ctx, &ana, number, wrong).await.unwrap(), Err(refusal));
        }
        let none = numbers::check(ctx, &ana, "fr-none", call(30)).await;
        assert!(matches!(none, Err(ServiceError::NotFound)));
        assert_eq!(numbers::expire(ctx, &ana, NUMBER, "").await.unwrap(), Err(Refusal::Evidence));
        assert!(numbers::open(ctx, &ana, NUMBER).await.unwrap().checks.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_writes_into_the_database_releases_no_number_and_who_deletes_is_found() {
    both_worlds(async |world| {
        let (ctx, ana) = (&world.ctx, world.counsellor().await.signed(&world.ctx).await);
        checks(ctx, &ana, NUMBER, call(30)).await;
        let number = numbers::add(ctx, &ana, own(Kind::Crisis)).await.unwrap().unwrap();
        assert!(shown(ctx, NUMBER).await);
        let before = ctx.metrics.untrusted.get();
        world.database.run("UPDATE number_checks SET number_id = 'fr-119'").await;
        world
            .database
            .run(&format!("UPDATE own_numbers SET number_id = 'own-fr-other' WHERE number_id = '{number}'"))
            .await;
        world.passes(2_000);
        let table = numbers::table(ctx).await.unwrap();
        assert!(table.helplines.row(&number).is_none() && table.helplines.row("own-fr-other").is_none());
        assert!(table.helplines.for_country("FR", numbers::today(ctx)).shown.is_empty());
        assert!(ctx.metrics.untrusted.get() >= before + 2);
        assert_eq!(numbers::missing(ctx).await.unwrap(), 0);
        world.database.run("DELETE FROM number_checks").await;
        assert_eq!(numbers::missing(ctx).await.unwrap(), 1);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_member_wrote_about_a_check_is_read_at_the_desk_and_nowhere_else() {
    both_worlds(async |world| {
        let (ctx, ana) = (&world.ctx, world.counsellor().await.signed(&world.ctx).await);
        let bo = world.urgent_counsellor().await.signed(ctx).await;
        checks(ctx, &ana, NUMBER, call(30)).await;
        let opened = numbers::open(ctx, &ana, NUMBER).await.unwrap();
        assert_eq!(opened.checks.len(), 1);
        assert_eq!(opened.checks[0].evidence.as_deref(), Some(&*call(30).evidence));
        assert!(opened.checks[0].name.is_some() && opened.checks[0].by == ana.member && opened.checks[0].counts);
        let elsewhere = numbers::open(ctx, &bo, NUMBER).await.unwrap();
        assert_eq!(
            elsewhere.checks[0].evidence, None,
            "colleagues know each other by name; what one saw is the desk's"
        );
        let mut tx = ctx.store.read().await.unwrap();
        let stored = vigie_store::numbers::checks(&mut tx).await.unwrap();
        let all = [stored[0].value.clone(), stored[0].evidence_sealed.clone()].concat();
        assert!(!all.windows(9).any(|piece| piece == b"counsello"));
        drop(tx);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn three_visitors_in_a_week_ask_for_a_look_and_hide_nothing() {
    both_worlds(async |world| {
        let (ctx, ana) = (&real(&world.ctx), world.counsellor().await.signed(&world.ctx).await);
        assert!(matches!(numbers::report(ctx, "FR", NUMBER, PHONE).await, Err(ServiceError::NotFound)));
        checks(ctx, &ana, NUMBER, call(90)).await;
        assert!(matches!(numbers::report(ctx, "BE", NUMBER, PHONE).await, Err(ServiceError::NotFound)));
        for day in 0..3 {
            assert!(!line(ctx, NUMBER).await.asks_for_a_look(), "after {day}");
            assert_eq!(numbers::report(ctx, "FR", NUMBER, PHONE).await.unwrap(), Reported::Counted);
            world.passes(2 * DAY);
        }
        let asks = line(ctx, NUMBER).await;
        assert!(asks.asks_for_a_look() && asks.week == 3 && shown(ctx, NUMBER).await);
        world.passes(2 * DAY);
        let later = line(ctx, NUMBER).await;
        assert_eq!((later.asks_for_a_look(), later.week, later.all), (false, 2, 3));
        numbers::forget_old(ctx).await.unwrap();
        world.passes(90 * DAY);
        numbers::forget_old(ctx).await.unwrap();
        assert_eq!(line(ctx, NUMBER).await.all, 0);
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn one_impatient_thumb_is_slowed_and_a_demonstration_counts_invented_doors_only() {
    both_worlds(async |world| {
        let ctx = &world.ctx;
        assert!(matches!(numbers::report(ctx, "FR", NUMBER, PHONE).await, Err(ServiceError::NotFound)));
        for press in 0..8 {
            let reported = numbers::report(ctx, "FR", "demo-1", PHONE).await.unwrap();
            assert_eq!(reported, if press < 5 { Reported::Counted } else { Reported::Slowed });
        }
        let other = IpAddr::V4(std::net::Ipv4Addr::new(10, 7, 7, 8));
        assert_eq!(numbers::report(ctx, "FR", "demo-1", other).await.unwrap(), Reported::Counted);
        assert_eq!(numbers::presses(ctx).await.unwrap()["demo-1"], (6, 6));
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_check_made_in_one_process_counts_in_every_other_within_a_second() {
    both_worlds(async |world| {
        let (ctx, ana) = (&world.ctx, world.counsellor().await.signed(&world.ctx).await);
        let other = world.second().await;
        assert!(!shown(&other, NUMBER).await);
        checks(ctx, &ana, NUMBER, call(30)).await;
        world.passes(1_000);
        assert!(shown(&other, NUMBER).await);
        other.store.close().await;
        world.passes(5_000);
        let kept = numbers::for_visitors(&other).await.unwrap();
        assert_eq!(kept.helplines.for_country("FR", numbers::today(&other)).shown.len(), 1);
        world.run_jobs().await;
    })
    .await;
}
