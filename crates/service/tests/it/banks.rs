//! Banks as people keep them: lists in and out, what waits for a person, who may decide, and what the audit tells of it.

use vigie_model::audit::Event;
use vigie_model::clock::{DAY, HOUR};
use vigie_model::id::SignalId;
use vigie_model::signal::{Age, Opinion, Seen, SignalState};
use vigie_service::alarms::{self, Kind};
use vigie_service::audit::{self, Query};
use vigie_service::login::Signed;
use vigie_service::pictures::{self, Bank, By, Difference, Entry, Outcome, Sighting, Verdict, import};
use vigie_service::{Ctx, ServiceError};
use vigie_testkit::{World, both_worlds};

use crate::pictures::{bank, code, digits, entry, given, gives, key, list, look, only, picture, verdict};

fn entries(text: &str) -> Vec<Entry> {
    let list = import::read(text).unwrap();
    assert_eq!(list.bad, []);
    let one = |line: &import::Line| Entry { age: line.age.unwrap_or(Age::Unknown), ..entry(line.codes.clone()) };
    list.lines.iter().map(|line| one(&line.1)).collect()
}

async fn whole(ctx: &Ctx, by: By<'_>, id: vigie_model::id::BankId) -> Result<String, ServiceError> {
    let (mut text, mut after) = (String::new(), None);
    loop {
        let page = pictures::export(ctx, by, id, after).await?;
        text += &page.text;
        after = page.next;
        if after.is_none() {
            return Ok(text);
        }
    }
}

async fn raised(world: &World, signed: &Signed) -> Vec<(Kind, bool)> {
    let all = alarms::list(&world.ctx, signed).await.unwrap();
    all.iter().map(|one| (one.kind, one.case.is_some())).collect()
}

#[tokio::test]
async fn a_list_is_looked_at_before_it_comes_in_and_comes_out_as_one_that_comes_in_again() {
    both_worlds(async |world| {
        let ctx = &world.ctx;
        let keeper = world.administrator().await.signed(ctx).await;
        let by = By::Member(&keeper);
        let (one, two) = (bank(&world, list("one")).await, bank(&world, list("two")).await);
        let text = format!(
            "pdq,quality,sha256,age\n{a},90,{file},under_18\n{b},80,,\n{a},90,,\n{c},49,,\n",
            a = digits(1, 0),
            b = digits(2, 0),
            c = digits(3, 0),
            file = digits(201, 0)
        );
        let all = entries(&text);
        let expected = Difference { added: 2, there: 1, unusable: 1, held_back: 0 };
        assert_eq!(pictures::preview(ctx, by, one, &all).await.unwrap(), expected);
        assert_eq!(world.database.number("SELECT count(*) FROM signals").await, 0, "nothing was changed");
        let mut told = Vec::new();
        assert_eq!(pictures::bring_in(ctx, by, one, &all, &mut |done| told.push(done)).await.unwrap(), expected);
        assert_eq!(told, [4]);
        assert_eq!(look(ctx, &digits(1, 0)).await.matches[0].age, Age::Minor);
        let again = Difference { added: 0, there: 3, unusable: 1, held_back: 0 };
        assert_eq!(pictures::preview(ctx, by, one, &all).await.unwrap(), again);
        assert_eq!(
            pictures::bring_in(ctx, by, one, &all, &mut |_| {}).await.unwrap(),
            again,
            "broken off and repeated"
        );

        let out = whole(ctx, by, one).await.unwrap();
        assert_eq!(out.lines().count(), 3, "{out}");
        let copied = pictures::bring_in(ctx, By::House, two, &entries(&out), &mut |_| {}).await.unwrap();
        assert_eq!(copied, Difference { added: 2, ..Difference::default() });
        let inside = |text: &str| {
            let mut all: Vec<String> =
                text.lines().map(|line| line.split(',').take(6).collect::<Vec<_>>().join(",")).collect();
            all.sort();
            all
        };
        assert_eq!(inside(&whole(ctx, by, two).await.unwrap()), inside(&out), "nothing was lost on the way");
        let counted = pictures::overview(ctx, by).await.unwrap();
        assert_eq!(counted.iter().map(|one| one.1.standing).collect::<Vec<_>>(), [2, 2]);
    })
    .await;
}

#[tokio::test]
async fn what_visitors_gave_never_leaves_as_a_list_and_only_keepers_take_one_out() {
    both_worlds(async |world| {
        gives(&world, given(vec![picture(1)], false)).await;
        let ctx = &world.ctx;
        let unseen = pictures::Unseen::id(ctx);
        let keeper = world.administrator().await.signed(ctx).await;
        let desk = world.second_counsellor().await.signed(ctx).await;
        let auditor = world.auditor().await.signed(ctx).await;
        for by in [By::Member(&keeper), By::Member(&desk), By::House] {
            assert!(matches!(whole(ctx, by, unseen).await, Err(ServiceError::NotFound)));
            let into =
                pictures::bring_in(ctx, by, unseen, &[entry(vec![code("", 90, &digits(9, 0))])], &mut |_| {}).await;
            assert!(matches!(into, Err(ServiceError::NotFound)));
        }
        let id = bank(&world, list("one")).await;
        for signed in [&desk, &auditor] {
            assert!(matches!(whole(ctx, By::Member(signed), id).await, Err(ServiceError::NotFound)));
            assert!(matches!(pictures::programs(ctx, signed).await, Err(ServiceError::NotFound)));
        }
        assert!(matches!(pictures::overview(ctx, By::Member(&auditor)).await, Err(ServiceError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn what_has_had_its_time_is_withdrawn_by_the_sweep_and_told_to_who_follows() {
    both_worlds(async |world| {
        let keeper = world.administrator().await.signed(&world.ctx).await;
        let id = bank(&world, list("one")).await;
        let until = |n, days: i64| Entry {
            expires: Some(world.ctx.clock.now().plus(days * DAY)),
            ..entry(vec![code("", 90, &digits(n, 0))])
        };
        let all = [until(1, 1), until(2, 1), until(3, 9), entry(vec![code("", 90, &digits(4, 0))])];
        pictures::add(&world.ctx, By::Member(&keeper), id, &all).await.unwrap();
        let second = look(&world.ctx, &digits(2, 0)).await.matches[0].signal;
        pictures::set(&world.ctx, By::Member(&keeper), second, SignalState::Suspended).await.unwrap();
        // One that somebody wrote into the database by hand keeps nothing from being done.
        world.database.run("UPDATE signals SET expires_at_ms = 5 WHERE expires_at_ms IS NULL").await;
        world.passes(DAY + HOUR);
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None, "before the sweep too");
        world.run_jobs().await;
        let state = async |state: &str| {
            world.database.number(&format!("SELECT count(*) FROM signals WHERE state = '{state}'")).await
        };
        assert_eq!((state("withdrawn").await, state("standing").await), (2, 2));
        assert_eq!(world.database.number("SELECT count(*) FROM signal_log WHERE state = 'withdrawn'").await, 2);
        assert_eq!(verdict(&world.ctx, &digits(3, 0)).await, Verdict::Exact);
        world.run_jobs().await;
        assert_eq!(state("withdrawn").await, 2, "once");
    })
    .await;
}

#[tokio::test]
async fn more_entries_than_one_statement_stores_come_in_as_the_preview_said() {
    both_worlds(async |world| {
        let keeper = world.administrator().await.signed(&world.ctx).await;
        let id = bank(&world, Bank { most_a_day: 505, ..list("partner") }).await;
        let of = |n: usize| code("", 90, &digits(u8::try_from(n % 200).unwrap(), 2 * (n / 200)));
        let mut all: Vec<Entry> = (0..500).map(|n| entry(vec![of(n)])).collect();
        // Known within the first statement, from it in the second, and by what stands second in another.
        all[7] = entry(vec![of(3)]);
        all[8].codes.push(of(590));
        all.extend([3, 590, 500, 501, 500].map(|n| entry(vec![of(n)])));
        let preview = pictures::preview(&world.ctx, By::Member(&keeper), id, &all).await.unwrap();
        assert_eq!(preview, Difference { added: 501, there: 4, ..Difference::default() });
        let outcomes = pictures::add(&world.ctx, By::Member(&keeper), id, &all).await.unwrap();
        for (at, of) in [(7, 3), (500, 3), (501, 8), (504, 502)] {
            let Outcome::Added(first) = outcomes[of] else { panic!("{:?}", outcomes[of]) };
            assert_eq!(outcomes[at], Outcome::There(first), "{at}");
        }
        assert_eq!(outcomes.iter().filter(|one| matches!(one, Outcome::Added(_))).count(), 501);
        assert_eq!(verdict(&world.ctx, &of(501).hex).await, Verdict::Exact);
        // Four more may come today; the fifth is a flood, and what was there already is not.
        let more: Vec<Entry> = [3, 520, 521, 522, 523, 524, 3].map(|n| entry(vec![of(n)])).into();
        let outcomes = pictures::add(&world.ctx, By::Member(&keeper), id, &more).await.unwrap();
        assert!(matches!(outcomes[0], Outcome::There(_)));
        assert!(outcomes[1..5].iter().all(|one| matches!(one, Outcome::Added(_))), "{outcomes:?}");
        assert_eq!(outcomes[5..], [Outcome::HeldBack, Outcome::HeldBack]);
        let lines = world.database.number("SELECT count(*) FROM signal_log").await;
        assert_eq!(lines, world.database.number("SELECT max(seq) FROM signal_log").await, "no place is left out");
        assert_eq!(lines, 505);
    })
    .await;
}

#[tokio::test]
async fn a_long_list_is_a_flood_in_whichever_part_the_day_is_full() {
    both_worlds(async |world| {
        let keeper = world.administrator().await.signed(&world.ctx).await;
        let id = bank(&world, Bank { most_a_day: 2_600, ..list("partner") }).await;
        let of = |n: usize| code("", 90, &digits(u8::try_from(n % 200).unwrap(), 2 * (n / 200)));
        let all: Vec<Entry> = (0..2_700).map(|n| entry(vec![of(n)])).collect();
        pictures::add(&world.ctx, By::Member(&keeper), id, &all[..50]).await.unwrap();
        let mut told = Vec::new();
        let mut tell = |done| told.push(done);
        let change = pictures::bring_in(&world.ctx, By::Member(&keeper), id, &all, &mut tell).await.unwrap();
        assert_eq!(change, Difference { added: 2_550, there: 50, held_back: 100, ..Difference::default() });
        assert_eq!(told, [2_500, 2_700]);
        assert_eq!(world.database.number("SELECT count(*) FROM signals").await, 2_600);
    })
    .await;
}

#[tokio::test]
async fn a_flood_and_a_suspension_are_alarms_that_a_person_sees() {
    both_worlds(async |world| {
        let keeper = world.administrator().await.signed(&world.ctx).await;
        let id = bank(&world, Bank { most_a_day: 1, ..list("partner") }).await;
        let two = [1, 2].map(|n| entry(vec![code("", 90, &digits(n, 0))]));
        for _ in 0..2 {
            pictures::add(&world.ctx, By::Member(&keeper), id, &two[..1]).await.unwrap();
        }
        assert_eq!(raised(&world, &keeper).await, [], "what is there already is no flood");
        assert_eq!(
            pictures::preview(&world.ctx, By::Member(&keeper), id, &two).await.unwrap(),
            Difference { there: 1, held_back: 1, ..Difference::default() }
        );
        let outcomes = pictures::add(&world.ctx, By::Member(&keeper), id, &two).await.unwrap();
        assert_eq!(outcomes[1], Outcome::HeldBack);
        assert_eq!(raised(&world, &keeper).await, [(Kind::BankHeldBack, false)]);
        pictures::add(&world.ctx, By::Member(&keeper), id, &two).await.unwrap();
        assert_eq!(raised(&world, &keeper).await.len(), 1, "once, until it is released");

        gives(&world, given(vec![picture(5)], false)).await;
        let signal = look(&world.ctx, &digits(5, 0)).await.matches[0].signal;
        let not_it = Sighting { signal, seen: Seen::NotIt, uploader: "" };
        let (heron, egret) = (key(&world, "Heron chat").await, key(&world, "Egret pay").await);
        for key in [heron, egret] {
            world.passes(1);
            pictures::see(&world.ctx, key, not_it).await.unwrap();
        }
        assert!(raised(&world, &keeper).await.contains(&(Kind::SignalSuspended, true)), "it names the case");

        // What a person let stand again is not suspended by what was said before.
        let desk = world.counsellor().await.signed(&world.ctx).await;
        world.passes(1);
        pictures::set(&world.ctx, By::Member(&desk), signal, SignalState::Standing).await.unwrap();
        world.passes(1);
        pictures::see(&world.ctx, heron, not_it).await.unwrap();
        assert_eq!(verdict(&world.ctx, &digits(5, 0)).await, Verdict::Exact);
        pictures::see(&world.ctx, egret, not_it).await.unwrap();
        assert_eq!(verdict(&world.ctx, &digits(5, 0)).await, Verdict::None, "both say it again");
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn the_desk_suspends_and_lets_stand_what_a_visitor_gave_and_who_keeps_the_banks_does_not() {
    both_worlds(async |world| {
        gives(&world, given(vec![picture(1)], false)).await;
        let ctx = &world.ctx;
        let signal = only(&world).await;
        let (ben, cleo) = (world.second_counsellor().await, world.reviewer().await);
        for desk in [ben.signed(ctx).await, cleo.signed(ctx).await] {
            let by = By::Member(&desk);
            pictures::set(ctx, by, signal, SignalState::Suspended).await.unwrap();
            assert_eq!(verdict(ctx, &digits(1, 0)).await, Verdict::None);
            pictures::set(ctx, by, signal, SignalState::Standing).await.unwrap();
            assert_eq!(verdict(ctx, &digits(1, 0)).await, Verdict::Exact);
            assert!(matches!(pictures::withdraw(ctx, by, signal).await, Err(ServiceError::NotFound)));
        }
        let (adam, dora) = (world.administrator().await.signed(ctx).await, world.auditor().await.signed(ctx).await);
        for other in [adam, dora] {
            let set = pictures::set(ctx, By::Member(&other), signal, SignalState::Suspended).await;
            assert!(matches!(set, Err(ServiceError::NotFound)));
            let said = pictures::opinion(ctx, By::Member(&other), signal, Opinion::Disputed, "").await;
            assert!(matches!(said, Err(ServiceError::NotFound)));
        }
    })
    .await;
}

#[tokio::test]
async fn the_audit_tells_which_member_decided() {
    both_worlds(async |world| {
        gives(&world, given(vec![picture(1)], true)).await;
        let ctx = &world.ctx;
        let signal = only(&world).await;
        let heron = key(&world, "Heron chat").await;
        let seen = Sighting { signal, seen: Seen::Blocked, uploader: "" };
        let sighting = pictures::see(ctx, heron, seen).await.unwrap();
        let desk = world.second_counsellor().await.signed(ctx).await;
        let by = By::Member(&desk);
        pictures::opinion(ctx, by, signal, Opinion::Disputed, "two dates do not fit").await.unwrap();
        pictures::set(ctx, by, signal, SignalState::Suspended).await.unwrap();
        pictures::decide(ctx, &desk, sighting, true).await.unwrap();
        let keeper = world.administrator().await.signed(ctx).await;
        let id = bank(&world, list("one")).await;
        pictures::add(ctx, By::Member(&keeper), id, &[entry(vec![code("", 90, &digits(2, 0))])]).await.unwrap();
        whole(ctx, By::Member(&keeper), id).await.unwrap();
        let dora = world.auditor().await.signed(ctx).await;
        let all = audit::search(ctx, &dora, &Query::default(), 1000).await.unwrap().entries;
        let who = |event: Event| all.iter().find(|one| one.kind == event.word()).unwrap().member;
        for event in [Event::OpinionGiven, Event::SignalChanged, Event::SightingDecided] {
            assert_eq!(who(event), Some(desk.member), "{event:?}");
        }
        for event in [Event::SignalsAdded, Event::BankExported] {
            assert_eq!(who(event), Some(keeper.member), "{event:?}");
        }
        assert_eq!(who(Event::SightingReceived), None, "a program is no member");
        let case = pictures::waiting(ctx, &desk).await.unwrap();
        assert!(case.is_empty(), "decided once");
    })
    .await;
}

#[tokio::test]
async fn who_does_not_see_the_case_decides_nothing_about_its_sightings() {
    both_worlds(async |world| {
        gives(&world, given(vec![picture(1)], true)).await;
        let ctx = &world.ctx;
        let signal: SignalId = only(&world).await;
        let heron = key(&world, "Heron chat").await;
        let seen = Sighting { signal, seen: Seen::Removed, uploader: "" };
        let id = pictures::see(ctx, heron, seen).await.unwrap();
        let ben = world.second_counsellor().await.signed(ctx).await;
        let case = pictures::waiting(ctx, &ben).await.unwrap()[0].case.expect("ben sees the case");
        assert_eq!(pictures::waiting_count(ctx, &ben, 9).await.unwrap(), 1);
        assert_eq!(pictures::of_case(ctx, &ben, case).await.unwrap().len(), 1);
        // Without a key to the case there is nothing to see and nothing to decide.
        world.database.run("CREATE TABLE kept AS SELECT * FROM case_wraps").await;
        world.database.run("DELETE FROM case_wraps").await;
        assert_eq!(pictures::waiting(ctx, &ben).await.unwrap()[0].case, None);
        for tell in [true, false] {
            assert!(matches!(pictures::decide(ctx, &ben, id, tell).await, Err(ServiceError::NotFound)));
        }
        assert!(matches!(pictures::on_case(ctx, &ben, case, signal).await, Err(ServiceError::NotFound)));
        world.database.run("INSERT INTO case_wraps SELECT * FROM kept").await;
        pictures::on_case(ctx, &ben, case, signal).await.unwrap();
        pictures::decide(ctx, &ben, id, false).await.unwrap();
        let keeper = world.administrator().await.signed(ctx).await;
        assert!(matches!(pictures::waiting(ctx, &keeper).await, Err(ServiceError::NotFound)));
        assert_eq!(pictures::waiting_count(ctx, &keeper, 9).await.unwrap(), 0);
    })
    .await;
}
