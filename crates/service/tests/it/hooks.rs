//! Hooks: what programs are told of their signals, what they are not told, and what happens when nobody takes it.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;
use vigie_model::clock::{DAY, HOUR, MINUTE, SECOND};
use vigie_model::id::{BankId, SignalId};
use vigie_model::signal::SignalState;
use vigie_service::api::{self, Client, NewKey, Scope};
use vigie_service::hooks::{self, Hook, Refusal, State, Told};
use vigie_service::intake::Draft;
use vigie_service::jobs::Runner;
use vigie_service::pictures::{self, Bank, By, Entry, Outcome, Provenance, Query, Since};
use vigie_service::{Ctx, Outside, second};
use vigie_testkit::{CallTaker, Called, Manner, World, both_worlds};
use vigie_wire::{Receivers, SIGNATURE, verify};

use crate::pictures::{bank, code, digits, entry, given, gives, list, picture};

/// A program of an organisation, with a key for this.
async fn program(world: &World, owner: &str, scopes: &[Scope]) -> Client {
    let admin = world.administrator().await.signed(&world.ctx).await;
    let new = NewKey {
        owner: owner.to_owned(),
        scopes: scopes.to_vec(),
        agreement: "2026-17".to_owned(),
        quota: 100,
        expires: world.ctx.clock.now().plus(100 * DAY),
        basis: None,
        unseen: true,
        in_path: None,
    };
    let made = api::make(&world.ctx, &admin, new).await.unwrap().unwrap();
    if made.waits {
        let cleo = world.reviewer().await.signed(&world.ctx).await;
        let all = second::open(&world.ctx, &cleo).await.unwrap();
        let id = all.iter().find(|one| one.subject == made.id).expect("a proposal").id;
        let confirmed = second::confirm(&world.ctx, &cleo, id).await.unwrap();
        second::carry_out(&world.ctx, &cleo, confirmed).await.unwrap();
    }
    api::authenticate(&world.ctx, made.secret.expose()).await.unwrap()
}

/// Lists where this taker listens.
async fn listens(world: &mut World) -> CallTaker {
    let taker = CallTaker::calls().await;
    let receivers = Receivers::new(vec![taker.at.to_string().parse().unwrap()]);
    world.ctx = world.ctx.clone().with_outside(Outside { receivers, ..Outside::clone(&world.ctx.outside) });
    taker
}

/// Sets a hook to this taker; its secret.
async fn sets(ctx: &Ctx, client: &Client, taker: &CallTaker, events: &[Told]) -> String {
    let set = hooks::set(ctx, client, &format!("http://{}/hook", taker.at), events).await.unwrap().unwrap();
    set.secret.expose().clone()
}

/// A bank that a program may fill, and that everybody is answered from.
async fn fills(world: &World, client: &Client) -> BankId {
    bank(world, Bank { changes: vec![client.key], ..list("Heron list") }).await
}

/// Puts pictures into a bank, as the program or as the house.
async fn puts(ctx: &Ctx, by: Option<&Client>, bank: BankId, pictures: &[String]) -> Vec<SignalId> {
    let key = by.map(|client| client.key);
    let from = Provenance { key, ..Provenance::default() };
    let entries: Vec<Entry> =
        pictures.iter().map(|hex| Entry { from: from.clone(), ..entry(vec![code("", 100, hex)]) }).collect();
    let outcomes = pictures::add(ctx, key.map_or(By::House, By::Key), bank, &entries).await.unwrap();
    let added = |outcome: &Outcome| match outcome {
        Outcome::Added(id) => *id,
        other => panic!("{other:?}"),
    };
    outcomes.iter().map(added).collect()
}

/// A program asks for pictures.
async fn asks(ctx: &Ctx, client: &Client, pictures: &[String]) {
    let queries: Vec<Query> = pictures.iter().map(|hex| Query { faces: vec![code("", 100, hex)] }).collect();
    pictures::ask(ctx, client, &queries, &|held| held.is_seen_by(client.key)).await.unwrap().unwrap();
}

/// Time passes, and whatever is due then is done.
async fn later(world: &World, ms: i64) {
    world.passes(ms);
    world.run_jobs().await;
}

/// Two organisations: the first fills a bank and listens, the second asks.
async fn pair(world: &mut World) -> (CallTaker, Client, Client, BankId) {
    let taker = listens(world).await;
    let heron = program(world, "Heron chat", &[Scope::Match, Scope::Write]).await;
    let owl = program(world, "Owl chat", &[Scope::Match]).await;
    let list = fills(world, &heron).await;
    (taker, heron, owl, list)
}

fn events(call: &Called) -> Vec<Value> {
    let body: Value = serde_json::from_str(&call.body).unwrap();
    body["events"].as_array().unwrap().clone()
}

async fn stands(ctx: &Ctx, client: &Client) -> Hook {
    hooks::get(ctx, client.key).await.unwrap().expect("a hook")
}

#[tokio::test]
async fn a_signal_that_another_asks_for_is_told_once_a_day_and_nothing_of_who_asked() {
    both_worlds(async |mut world| {
        let taker = listens(&mut world).await;
        let ctx = &world.ctx;
        let heron = program(&world, "Heron chat", &[Scope::Match, Scope::Write]).await;
        let [owl, twin] =
            [program(&world, "Owl chat", &[Scope::Match]).await, program(&world, "Heron chat", &[Scope::Match]).await];
        let list = fills(&world, &heron).await;
        let signal = puts(ctx, Some(&heron), list, &[digits(1, 0)]).await[0];
        puts(ctx, None, list, &[digits(2, 0)]).await;
        let secret = sets(ctx, &heron, &taker, &[Told::Matched]).await;
        // Neither what is not known, nor what others put in, nor what the organisation itself asks for.
        asks(ctx, &owl, &[digits(2, 0), digits(9, 0)]).await;
        asks(ctx, &heron, &[digits(1, 0)]).await;
        asks(ctx, &twin, &[digits(1, 0)]).await;
        later(&world, 2 * SECOND).await;
        assert_eq!(taker.arrived(), []);
        asks(ctx, &owl, &[digits(1, 0), digits(1, 0)]).await;
        let at = ctx.clock.now().ms();
        later(&world, 2 * SECOND).await;
        asks(ctx, &owl, &[digits(1, 0)]).await;
        later(&world, HOUR).await;
        let [call] = <[_; 1]>::try_from(taker.arrived()).unwrap();
        let sent = at / 1000 + 2;
        assert!(verify(&secret, call.header(SIGNATURE), call.body.as_bytes(), sent));
        assert!(!verify("another secret", call.header(SIGNATURE), call.body.as_bytes(), sent));
        let [told] = <[_; 1]>::try_from(events(&call)).unwrap();
        let names: BTreeSet<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, BTreeSet::from(["at_ms", "bank", "event", "grade", "id", "signal"]));
        assert_eq!(
            (&told["event"], &told["grade"], &told["bank"]),
            (&"matched".into(), &"exact".into(), &"Heron list".into())
        );
        assert_eq!((&told["signal"], &told["at_ms"]), (&signal.to_string().into(), &at.into()));
        let key = owl.key.to_string();
        for hidden in [key.as_str(), "Owl", &digits(1, 0)] {
            assert!(!call.body.contains(hidden) && call.headers.iter().all(|header| !header.1.contains(hidden)));
        }
        // Near is another grade, and tomorrow another day.
        asks(ctx, &owl, &[digits(1, 30)]).await;
        later(&world, 2 * SECOND).await;
        assert_eq!(events(&taker.arrived()[1])[0]["grade"], "near");
        later(&world, DAY).await;
        asks(ctx, &owl, &[digits(1, 0)]).await;
        later(&world, 2 * SECOND).await;
        assert_eq!(taker.arrived().len(), 3);
        let hook = stands(ctx, &heron).await;
        assert_eq!((hook.state, hook.waiting, hook.failure.as_deref()), (State::Idle, 0, None));
        assert_eq!(hook.delivered, Some(ctx.clock.now()));
    })
    .await;
}

#[tokio::test]
async fn a_new_signal_near_ones_own_is_told_unless_a_visitor_made_it_or_nobody_may_know_of_its_bank() {
    both_worlds(async |mut world| {
        let taker = listens(&mut world).await;
        let ctx = &world.ctx;
        let heron = program(&world, "Heron chat", &[Scope::Match, Scope::Write]).await;
        let owl = program(&world, "Owl chat", &[Scope::Match, Scope::Write]).await;
        let own = fills(&world, &heron).await;
        let signals = puts(ctx, Some(&heron), own, &[1, 2, 3, 4].map(|n| digits(n, 0))).await;
        let open = bank(&world, Bank { changes: vec![owl.key], ..list("Owl list") }).await;
        let closed = Bank { changes: vec![owl.key], sees: vec![owl.key], ..list("Owl desk") };
        let closed = bank(&world, closed).await;
        sets(ctx, &heron, &taker, &[Told::Matched]).await;
        puts(ctx, Some(&owl), closed, &[digits(1, 0)]).await;
        gives(&world, given(vec![picture(2)], false)).await;
        puts(ctx, Some(&heron), own, &[digits(4, 20)]).await;
        later(&world, 2 * SECOND).await;
        assert_eq!(taker.arrived(), []);
        let theirs = puts(ctx, Some(&owl), open, &[digits(3, 30), digits(2, 32), digits(7, 0)]).await;
        later(&world, 2 * SECOND).await;
        let [call] = <[_; 1]>::try_from(taker.arrived()).unwrap();
        let [told] = <[_; 1]>::try_from(events(&call)).unwrap();
        assert_eq!((&told["signal"], &told["grade"]), (&signals[2].to_string().into(), &"near".into()));
        assert_eq!(told["bank"], "Heron list");
        for hidden in theirs.iter().map(SignalId::to_string).chain([digits(3, 30), "Owl".to_owned()]) {
            assert!(!call.body.contains(&hidden));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_taken_is_told_again_later_also_by_another_process_after_a_crash() {
    both_worlds(async |mut world| {
        let (taker, heron, owl, list) = pair(&mut world).await;
        puts(&world.ctx, Some(&heron), list, &[digits(1, 0), digits(2, 0)]).await;
        sets(&world.ctx, &heron, &taker, &[Told::Matched]).await;
        taker.behaves(Manner::Refuses);
        asks(&world.ctx, &owl, &[digits(1, 0)]).await;
        later(&world, SECOND).await;
        let hook = stands(&world.ctx, &heron).await;
        assert_eq!((hook.state, hook.waiting, hook.failure.as_deref()), (State::Waiting, 1, Some("refused")));
        // Pauses grow: two seconds after the first try, four after the second.
        taker.behaves(Manner::Redirects);
        later(&world, SECOND).await;
        assert_eq!(taker.arrived().len(), 0);
        later(&world, SECOND).await;
        assert_eq!(taker.arrived().len(), 1, "called once, and not where it points to");
        assert_eq!(stands(&world.ctx, &heron).await.failure.as_deref(), Some("redirect"));
        taker.behaves(Manner::CutsAfter);
        later(&world, 3 * SECOND).await;
        assert_eq!(taker.arrived().len(), 1);
        later(&world, SECOND).await;
        assert_eq!(taker.arrived().len(), 2);
        assert_eq!(stands(&world.ctx, &heron).await.failure.as_deref(), Some("unreachable"));
        // It dies while it calls. What comes meanwhile goes with it.
        taker.behaves(Manner::Takes);
        asks(&world.ctx, &owl, &[digits(2, 0)]).await;
        world.passes(8 * SECOND);
        assert!(world.leases_all().await.iter().any(|job| job.name == "hook"));
        world.restart().await;
        later(&world, MINUTE).await;
        let arrived = taker.arrived();
        assert_eq!(arrived.len(), 3);
        let [first, second] = [&arrived[1], &arrived[2]].map(events);
        assert_eq!((first.len(), second.len()), (1, 2));
        assert!(second.contains(&first[0]), "the same event has the same name");
        let hook = stands(&world.ctx, &heron).await;
        assert_eq!((hook.state, hook.waiting, hook.failure), (State::Idle, 0, None));
    })
    .await;
}

#[tokio::test]
async fn what_nobody_takes_for_a_day_is_given_up_and_who_takes_nothing_for_a_week_is_called_no_more() {
    both_worlds(async |mut world| {
        let (taker, heron, owl, list) = pair(&mut world).await;
        let ctx = &world.ctx;
        puts(ctx, Some(&heron), list, &[digits(1, 0)]).await;
        sets(ctx, &heron, &taker, &[Told::Matched]).await;
        taker.behaves(Manner::Refuses);
        asks(ctx, &owl, &[digits(1, 0)]).await;
        for _ in 0..5 {
            later(&world, 4 * HOUR).await;
            assert_eq!(stands(ctx, &heron).await.given_up, 0);
        }
        later(&world, 4 * HOUR).await;
        let hook = stands(ctx, &heron).await;
        assert_eq!((hook.state, hook.waiting, hook.given_up), (State::Idle, 0, 1));
        assert!(taker.arrived().is_empty());
        for _ in 0..7 {
            asks(ctx, &owl, &[digits(1, 0)]).await;
            for _ in 0..5 {
                later(&world, 5 * HOUR).await;
            }
        }
        let hook = stands(ctx, &heron).await;
        assert_eq!((hook.state, hook.waiting), (State::Off, 0));
        let given_up = hook.given_up;
        taker.behaves(Manner::Takes);
        asks(ctx, &owl, &[digits(1, 0)]).await;
        later(&world, HOUR).await;
        assert!(taker.arrived().is_empty() && stands(ctx, &heron).await.given_up == given_up);
        // Set anew it is called again.
        sets(ctx, &heron, &taker, &[Told::Matched]).await;
        asks(ctx, &owl, &[digits(1, 0)]).await;
        later(&world, 2 * SECOND).await;
        assert_eq!(taker.arrived().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn many_events_are_few_calls_and_a_new_secret_takes_the_place_of_the_old_one() {
    both_worlds(async |mut world| {
        let (taker, heron, owl, list) = pair(&mut world).await;
        let ctx = &world.ctx;
        let all: Vec<String> = (0..150).map(|n| digits(n, 0)).collect();
        puts(ctx, Some(&heron), list, &all).await;
        let old = sets(ctx, &heron, &taker, &[Told::Matched]).await;
        for some in all.chunks(50) {
            asks(ctx, &owl, some).await;
        }
        let new = sets(ctx, &heron, &taker, &[Told::Matched]).await;
        later(&world, 2 * SECOND).await;
        let arrived = taker.arrived();
        let sizes: Vec<usize> = arrived.iter().map(|call| events(call).len()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), 150);
        assert_eq!(sizes[0], 100, "{sizes:?}");
        let ids: BTreeSet<String> =
            arrived.iter().flat_map(events).map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids.len(), 150);
        let now = ctx.clock.now().ms() / 1000;
        for call in &arrived {
            assert!(verify(&new, call.header(SIGNATURE), call.body.as_bytes(), now));
            assert!(!verify(&old, call.header(SIGNATURE), call.body.as_bytes(), now));
        }
    })
    .await;
}

/// Two processes are asked and withdraw at once while two others call: nothing waits for ever, and nothing is left.
#[tokio::test]
async fn nothing_is_left_untold_when_processes_tell_and_call_at_once() {
    both_worlds(async |mut world| {
        let taker = listens(&mut world).await;
        let other = world.second().await;
        let ctx = &world.ctx;
        let heron = program(&world, "Heron chat", &[Scope::Match, Scope::Write, Scope::List]).await;
        let twin = program(&world, "Heron chat", &[Scope::Match, Scope::List]).await;
        let owl = program(&world, "Owl chat", &[Scope::Match]).await;
        let list = fills(&world, &heron).await;
        let all: Vec<String> = (0..60).map(|n| digits(n, 0)).collect();
        let signals = puts(ctx, Some(&heron), list, &all).await;
        for client in [&heron, &twin] {
            follows(ctx, client).await;
            sets(ctx, client, &taker, &Told::ALL).await;
        }
        let due = Some(ctx.clock.now().plus(MINUTE).ms());
        let asked = async |ctx: &Ctx, some: &[String]| {
            for one in some {
                asks(ctx, &owl, std::slice::from_ref(one)).await;
            }
        };
        let gone = async |ctx: &Ctx| {
            for signal in &signals[40..] {
                pictures::withdraw(ctx, By::House, *signal).await.unwrap();
            }
        };
        let calls = async |ctx: &Ctx| {
            for _ in 0..20 {
                Runner::new(ctx.clone()).run_due(due).await.unwrap();
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let (one, rest) = all[..40].split_at(20);
        let asked = [Box::pin(asked(ctx, one)), Box::pin(asked(&other, rest))];
        let called = [Box::pin(calls(ctx)), Box::pin(calls(&other))];
        let ([one, two], [three, four]) = (asked, called);
        tokio::join!(one, two, three, four, Box::pin(gone(ctx)));
        later(&world, 2 * MINUTE).await;
        let told: Vec<Value> = taker.arrived().iter().flat_map(events).collect();
        let ids: BTreeSet<&str> = told.iter().filter_map(|one| one["id"].as_str()).collect();
        // Twice: both programs of the organisation are told of forty that were met and of twenty that are gone.
        assert_eq!(ids.len(), 2 * 60);
        for client in [&heron, &twin] {
            let hook = stands(ctx, client).await;
            assert_eq!((hook.state, hook.waiting, hook.given_up), (State::Idle, 0, 0));
        }
    })
    .await;
}

/// A program takes the list in, to its end.
async fn follows(ctx: &Ctx, client: &Client) -> i64 {
    let since = Since { seq: 0, has: 0, limit: 100, wait: 0 };
    let page = pictures::feed(ctx, client, since, watch::channel(false).1).await.unwrap().unwrap();
    page.cursor
}

#[tokio::test]
async fn who_was_given_a_signal_is_told_that_it_is_withdrawn_and_nobody_else() {
    both_worlds(async |mut world| {
        let [taker, silent] = [listens(&mut world).await, CallTaker::calls().await];
        let hosts = [&taker, &silent].map(|one| one.at.to_string().parse().unwrap()).to_vec();
        let receivers = Receivers::new(hosts);
        world.ctx = world.ctx.clone().with_outside(Outside { receivers, ..Outside::clone(&world.ctx.outside) });
        let ctx = &world.ctx;
        let heron = program(&world, "Heron chat", &[Scope::Match, Scope::List]).await;
        let owl = program(&world, "Owl chat", &[Scope::Match, Scope::List]).await;
        let list = bank(&world, list("House list")).await;
        let listed = puts(ctx, None, list, &[digits(5, 0)]).await[0];
        let (person, code) = gives(&world, given(vec![picture(1)], false)).await;
        let visitors = crate::pictures::only(&world).await;
        let cursor = follows(ctx, &heron).await;
        sets(ctx, &heron, &taker, &[Told::Withdrawn]).await;
        sets(ctx, &owl, &silent, &[Told::Withdrawn]).await;
        let pass = person.pass(ctx, &code).await;
        pictures::stop(ctx, &pass, &Draft::new()).await.unwrap();
        pictures::set(ctx, By::House, listed, SignalState::Suspended).await.unwrap();
        pictures::withdraw(ctx, By::House, listed).await.unwrap();
        // What comes and goes after it asked was never given to it.
        let late = puts(ctx, None, list, &[digits(6, 0)]).await[0];
        pictures::withdraw(ctx, By::House, late).await.unwrap();
        later(&world, 2 * SECOND).await;
        let [call] = <[_; 1]>::try_from(taker.arrived()).unwrap();
        let told = events(&call);
        for (signal, seq) in [(visitors, cursor + 1), (listed, cursor + 3)] {
            let one = told.iter().find(|one| one["signal"] == signal.to_string()).expect("it was told");
            let names: BTreeSet<&str> = one.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(names, BTreeSet::from(["cursor", "event", "id", "signal"]), "no time");
            assert_eq!((&one["event"], &one["cursor"]), (&"withdrawn".into(), &seq.into()));
        }
        assert_eq!(told.len(), 2);
        assert!(!call.body.contains(&digits(1, 0)) && !call.body.contains(&digits(5, 0)));
        assert_eq!(silent.arrived(), [], "nothing was given to it");
    })
    .await;
}

#[tokio::test]
async fn an_ended_hook_and_the_hook_of_a_key_that_is_over_call_nobody() {
    both_worlds(async |mut world| {
        let (taker, heron, owl, list) = pair(&mut world).await;
        let ctx = &world.ctx;
        puts(ctx, Some(&heron), list, &[digits(1, 0), digits(2, 0)]).await;
        sets(ctx, &heron, &taker, &[Told::Matched]).await;
        asks(ctx, &owl, &[digits(1, 0)]).await;
        assert!(hooks::end(ctx, heron.key).await.unwrap());
        assert!(!hooks::end(ctx, heron.key).await.unwrap());
        asks(ctx, &owl, &[digits(2, 0)]).await;
        later(&world, HOUR).await;
        assert!(taker.arrived().is_empty() && hooks::get(ctx, heron.key).await.unwrap().is_none());
        // Revoked while something waits.
        sets(ctx, &heron, &taker, &[Told::Matched]).await;
        asks(ctx, &owl, &[digits(1, 0)]).await;
        let admin = world.administrator().await.signed(ctx).await;
        api::revoke(ctx, &admin, heron.key).await.unwrap();
        later(&world, 2 * SECOND).await;
        assert!(taker.arrived().is_empty() && hooks::get(ctx, heron.key).await.unwrap().is_none());
        // Over by its day, with nothing waiting.
        let heron = program(&world, "Heron chat", &[Scope::Match, Scope::Write]).await;
        sets(ctx, &heron, &taker, &[Told::Matched]).await;
        later(&world, 101 * DAY).await;
        assert!(taker.arrived().is_empty() && hooks::get(ctx, heron.key).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_host_that_nobody_listed_is_refused_and_one_that_was_taken_off_is_called_no_more() {
    both_worlds(async |mut world| {
        let heron = program(&world, "Heron chat", &[Scope::Match, Scope::Write]).await;
        let owl = program(&world, "Owl chat", &[Scope::Match]).await;
        let matched = [Told::Matched];
        let refused = hooks::set(&world.ctx, &heron, "https://receiver.example/", &matched).await.unwrap();
        assert_eq!(refused.unwrap_err(), Refusal::Host, "without a list nobody is called");
        let taker = listens(&mut world).await;
        for (address, why) in [
            ("https://receiver.example/", Refusal::Host),
            ("http://receiver.example/", Refusal::Address),
            ("receiver.example", Refusal::Address),
        ] {
            assert_eq!(hooks::set(&world.ctx, &heron, address, &matched).await.unwrap().unwrap_err(), why, "{address}");
        }
        let here = format!("http://{}/hook", taker.at);
        let list = [Told::Withdrawn];
        let scope = hooks::set(&world.ctx, &heron, &here, &list).await.unwrap();
        assert_eq!(scope.unwrap_err(), Refusal::Scope);
        assert!(hooks::get(&world.ctx, heron.key).await.unwrap().is_none());
        let list = fills(&world, &heron).await;
        puts(&world.ctx, Some(&heron), list, &[digits(1, 0)]).await;
        let secret = sets(&world.ctx, &heron, &taker, &matched).await;
        asks(&world.ctx, &owl, &[digits(1, 0)]).await;
        let dump = world.database.dump().await;
        for hidden in [here.as_bytes(), secret.as_bytes(), b"Heron list"] {
            assert!(
                !dump.windows(hidden.len()).any(|part| part == hidden),
                "a thief reads {:?}",
                String::from_utf8_lossy(hidden)
            );
        }
        let receivers = Receivers::default();
        world.ctx = world.ctx.clone().with_outside(Outside { receivers, ..Outside::clone(&world.ctx.outside) });
        later(&world, SECOND).await;
        assert_eq!(stands(&world.ctx, &heron).await.failure.as_deref(), Some("host"));
        assert!(taker.arrived().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_call_waits_while_others_are_made_and_a_hook_that_is_not_ours_is_never_called() {
    both_worlds(async |mut world| {
        let (taker, heron, owl, list) = pair(&mut world).await;
        let ctx = &world.ctx;
        puts(ctx, Some(&heron), list, &[digits(1, 0), digits(2, 0)]).await;
        sets(ctx, &heron, &taker, &[Told::Matched]).await;
        let others = ctx.hook_gate.acquire_many(2).await.unwrap();
        asks(ctx, &owl, &[digits(1, 0)]).await;
        later(&world, 2 * SECOND).await;
        assert_eq!((taker.arrived().len(), stands(ctx, &heron).await.state), (0, State::Waiting));
        drop(others);
        later(&world, SECOND).await;
        assert_eq!((taker.arrived().len(), stands(ctx, &heron).await.state), (1, State::Idle));

        asks(ctx, &owl, &[digits(2, 0)]).await;
        world.database.run("UPDATE hooks SET sealed = 'somebody else wrote this'").await;
        later(&world, 2 * SECOND).await;
        assert_eq!(taker.arrived().len(), 1);
        let all = hooks::addresses(ctx).await.unwrap();
        assert_eq!(all, [("Heron chat".to_owned(), "unreadable".to_owned())], "the others would still be listed");
    })
    .await;
}
