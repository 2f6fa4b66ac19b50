//! Banks that programs make: what of them is the program's, and what stays with people.

use uuid::Uuid;
use vigie_model::clock::DAY;
use vigie_model::signal::{Basis, SignalState};
use vigie_service::api::{self, Client, NewKey, Scope};
use vigie_service::audit;
use vigie_service::pictures::{
    self, Bank, BankError, By, Entry, Held, MOST_OWN, Outcome, OwnError, Provenance, Verdict,
};
use vigie_service::{Ctx, ServiceError};
use vigie_testkit::{World, both_worlds};

use crate::pictures::{bank, code, digits, entry, list, verdict};

/// A program with a key for this.
async fn program(world: &World, scopes: &[Scope]) -> Client {
    let admin = world.administrator().await.signed(&world.ctx).await;
    let new = NewKey {
        owner: "Heron chat".to_owned(),
        scopes: scopes.to_vec(),
        agreement: "2026-17".to_owned(),
        quota: 100,
        expires: world.ctx.clock.now().plus(100 * DAY),
        basis: None,
        unseen: false,
        in_path: None,
    };
    let made = api::make(&world.ctx, &admin, new).await.unwrap().unwrap();
    api::authenticate(&world.ctx, made.secret.expose()).await.unwrap()
}

fn of(key: Uuid, n: u8) -> Entry {
    let from = Provenance { key: Some(key), ..Provenance::default() };
    Entry { from, ..entry(vec![code("as_stored", 100, &digits(n, 0))]) }
}

async fn held(ctx: &Ctx, id: vigie_model::id::BankId) -> Held {
    pictures::held(ctx, By::House, id).await.unwrap()
}

#[tokio::test]
async fn a_program_has_no_say_in_what_people_decide_about_its_banks() {
    both_worlds(async |world| {
        let ctx = &world.ctx;
        let own = program(&world, &[Scope::Match, Scope::Banks]).await;
        let plain = program(&world, &[Scope::Match, Scope::Write]).await;
        let none = pictures::make_own(ctx, &plain, "PLAIN", true).await;
        assert!(matches!(none, Err(ServiceError::NotFound)));
        let id = pictures::make_own(ctx, &own, "OWN", true).await.unwrap().unwrap();
        let made = held(ctx, id).await;
        assert_eq!((made.bank.basis, made.bank.source.as_str()), (Basis::List, "Heron chat"));
        assert!(made.is_seen_by(own.key) && !made.is_seen_by(plain.key), "nobody else is answered from it");
        for name in ["OWN", "own", "self-reported-unseen"] {
            let taken = pictures::make_own(ctx, &own, name, true).await.unwrap();
            assert_eq!(taken, Err(OwnError::Bank(BankError::Taken)));
        }
        // What people made, and what visitors gave, is no program's to change, also where it may put signals in.
        let theirs = bank(&world, Bank { changes: vec![own.key], ..list("theirs") }).await;
        let visitors = pictures::Unseen::id(ctx);
        for other in [theirs, visitors] {
            let changed = pictures::change_own(ctx, &own, other, Some("X"), Some(false)).await;
            assert!(matches!(changed, Err(ServiceError::NotFound)));
            assert!(matches!(pictures::end_own(ctx, &own, other).await, Err(ServiceError::NotFound)));
        }
        assert!(matches!(pictures::change_own(ctx, &plain, id, None, None).await, Err(ServiceError::NotFound)));
        // After a flood it cannot let itself in again.
        let keeper = world.administrator().await.signed(ctx).await;
        let small = Bank { most_a_day: 1, ..made.bank.clone() };
        pictures::change(ctx, &keeper, id, made.version, &small).await.unwrap().unwrap();
        let outcomes = pictures::add(ctx, By::Key(own.key), id, &[of(own.key, 1), of(own.key, 2)]).await.unwrap();
        assert_eq!(outcomes[1], Outcome::HeldBack);
        pictures::change_own(ctx, &own, id, Some("OTHER"), Some(true)).await.unwrap().unwrap();
        let after = held(ctx, id).await;
        assert!(after.bank.held_back && !after.counts() && after.bank.name == "OTHER");
        assert_eq!(after.bank.most_a_day, 1);
        for at in 1..MOST_OWN {
            pictures::make_own(ctx, &own, &format!("OWN_{at}"), true).await.unwrap().unwrap();
        }
        assert_eq!(pictures::make_own(ctx, &own, "ONE_MORE", true).await.unwrap(), Err(OwnError::Many));
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn a_bank_that_its_program_ends_is_withdrawn_everywhere_at_once() {
    both_worlds(async |world| {
        let (ctx, other) = (&world.ctx, world.second().await);
        let own = program(&world, &[Scope::Match, Scope::Banks]).await;
        let id = pictures::make_own(ctx, &own, "OWN", true).await.unwrap().unwrap();
        let outcomes = pictures::add(ctx, By::Key(own.key), id, &[of(own.key, 1), of(own.key, 2)]).await.unwrap();
        let [Outcome::Added(first), Outcome::Added(_)] = outcomes[..] else { panic!("{outcomes:?}") };
        for process in [ctx, &other] {
            assert_eq!(verdict(process, &digits(1, 0)).await, Verdict::Exact);
        }
        // While somebody else has a signal in it, it does not end, and nothing of it is withdrawn.
        let house = Entry { from: Provenance::default(), ..of(own.key, 3) };
        let outcomes = pictures::add(ctx, By::House, id, &[house]).await.unwrap();
        let [Outcome::Added(theirs)] = outcomes[..] else { panic!("{outcomes:?}") };
        assert_eq!(pictures::end_own(ctx, &own, id).await.unwrap(), Err(OwnError::Others));
        assert!(held(ctx, id).await.counts());
        assert_eq!(verdict(ctx, &digits(1, 0)).await, Verdict::Exact);
        pictures::withdraw(ctx, By::House, theirs).await.unwrap();
        pictures::end_own(ctx, &own, id).await.unwrap().unwrap();
        for process in [ctx, &other] {
            for n in 1..=3 {
                assert_eq!(verdict(process, &digits(n, 0)).await, Verdict::None);
            }
        }
        let told = pictures::tell(ctx, first, &|_| true).await.unwrap();
        assert_eq!(told.state, SignalState::Withdrawn);
        let ended = held(ctx, id).await;
        assert!(ended.bank.ended && ended.bank.changes.is_empty() && ended.is_seen_by(own.key));
        let late = pictures::add(ctx, By::Key(own.key), id, &[of(own.key, 4)]).await;
        assert!(matches!(late, Err(ServiceError::NotFound)));
        assert!(matches!(pictures::change_own(ctx, &own, id, None, Some(true)).await, Err(ServiceError::NotFound)));
        pictures::make_own(ctx, &own, "OWN", true).await.unwrap().unwrap();
        world.run_jobs().await;
        assert_eq!(audit::verify(ctx).await.unwrap().faults, []);
    })
    .await;
}
