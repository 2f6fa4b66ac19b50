//! Known pictures: a visitor gives a fingerprint, it is matched at once, services tell, the visitor takes it back.

use uuid::Uuid;
use vigie_model::clock::{DAY, HOUR};
use vigie_model::given::{Code, Given, Picture};
use vigie_model::id::{BankId, SignalId};
use vigie_model::signal::{Age, Basis, CodeKind, Opinion, Seen, Sense, SignalState};
use vigie_seal::ReceiptCode;
use vigie_service::api::{self, NewKey, Scope};
use vigie_service::intake::Draft;
use vigie_service::pictures::{self, Answer, Bank, By, Entry, Outcome, Provenance, Query, Sighting, Standing, Verdict};
use vigie_service::{Ctx, ServiceError};
use vigie_testkit::{Person, World, both_worlds, hex};

/// A code with half of its bits set, `n` of its own; `off` bits differ from the plain one, always as many set as cleared.
pub fn digits(n: u8, off: usize) -> String {
    let mut bytes: Vec<u8> = (0..16u8)
        .flat_map(|at| {
            let byte = n.wrapping_mul(37).wrapping_add(at.wrapping_mul(101)) ^ (at << 3);
            [byte, !byte]
        })
        .collect();
    for at in 0..off / 2 {
        bytes[2 * at] ^= 1;
        bytes[2 * at + 1] ^= 1;
    }
    hex(&bytes)
}

pub fn code(member: &str, quality: i64, digits: &str) -> Code {
    Code::new(CodeKind::Pdq, member, quality, digits).unwrap()
}

pub fn picture(n: u8) -> Picture {
    let file = digits(n.wrapping_add(200), 0);
    let codes = vec![
        code("as_stored", 90, &digits(n, 0)),
        code("crop_5", 88, &digits(n.wrapping_add(120), 0)),
        Code::new(CodeKind::Sha256, "", 100, &file).unwrap(),
    ];
    Picture { codes }
}

pub fn given(pictures: Vec<Picture>, wish: bool) -> Given {
    Given { pictures, age: Age::Minor, wish }
}

pub async fn gives(world: &World, given: Given) -> (Person, ReceiptCode) {
    let mut person = world.person();
    person.report.given = Some(given);
    let code = person.tells_and_keeps_the_code(&world.ctx).await;
    world.run_jobs().await;
    (person, code)
}

pub async fn look(ctx: &Ctx, digits: &str) -> Answer {
    let queries = [Query { faces: vec![code("as_stored", 80, digits)] }];
    pictures::look(ctx, &queries, &|_| true).await.unwrap().remove(0)
}

pub async fn verdict(ctx: &Ctx, digits: &str) -> Verdict {
    look(ctx, digits).await.verdict
}

pub async fn key(world: &World, owner: &str) -> Uuid {
    let admin = world.administrator().await.signed(&world.ctx).await;
    let new = NewKey {
        owner: owner.to_owned(),
        scopes: vec![Scope::Text],
        agreement: "2026-17".to_owned(),
        quota: 100,
        expires: world.ctx.clock.now().plus(100 * DAY),
        basis: None,
        unseen: false,
        in_path: None,
    };
    api::make(&world.ctx, &admin, new).await.unwrap().unwrap().id
}

pub async fn bank(world: &World, bank: Bank) -> BankId {
    let keeper = world.administrator().await.signed(&world.ctx).await;
    pictures::make(&world.ctx, &keeper, &bank).await.unwrap().unwrap()
}

pub fn list(name: &str) -> Bank {
    Bank { name: name.to_owned(), purpose: "test".to_owned(), source: "Heron list".to_owned(), ..Bank::default() }
}

pub fn entry(codes: Vec<Code>) -> Entry {
    Entry { codes, age: Age::Unknown, expires: None, from: Provenance::default() }
}

async fn standing(world: &World, person: &Person, code: &ReceiptCode) -> Standing {
    let pass = person.pass(&world.ctx, code).await;
    pictures::standing(&world.ctx, &pass).await.unwrap()
}

pub async fn only(world: &World) -> SignalId {
    let found = look(&world.ctx, &digits(1, 0)).await;
    found.matches[0].signal
}

#[tokio::test]
async fn what_a_visitor_gives_is_matched_at_once_by_every_face_and_said_to_be_unseen() {
    both_worlds(async |world| {
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None);
        gives(&world, given(vec![picture(1), picture(2)], false)).await;
        for (asked, expected) in [
            (digits(1, 0), Verdict::Exact),
            (digits(1, 30), Verdict::Near),
            (digits(1, 32), Verdict::None),
            (digits(121, 0), Verdict::Exact),
            (digits(2, 0), Verdict::Exact),
            (digits(9, 0), Verdict::None),
        ] {
            let answer = look(&world.ctx, &asked).await;
            assert_eq!(answer.verdict, expected, "{asked}");
            for found in answer.matches {
                assert_eq!((found.basis, found.age), (Basis::SelfReport, Age::Minor));
                assert_eq!((found.name.as_str(), found.advice.word()), ("self-reported-unseen", "hold_and_review"));
            }
        }
        let file = Query { faces: vec![Code::new(CodeKind::Sha256, "", 100, &digits(201, 0)).unwrap()] };
        let answer = pictures::look(&world.ctx, &[file], &|_| true).await.unwrap().remove(0);
        assert_eq!((answer.verdict, answer.matches.len()), (Verdict::Exact, 1), "the file itself");
        let hidden =
            pictures::look(&world.ctx, &[Query { faces: vec![code("", 80, &digits(1, 0))] }], &|_| false).await;
        assert_eq!(hidden.unwrap()[0].verdict, Verdict::None, "who may not see the bank learns nothing of it");
    })
    .await;
}

#[tokio::test]
async fn taken_back_it_matches_nowhere_when_the_answer_comes() {
    both_worlds(async |world| {
        let (person, code) = gives(&world, given(vec![picture(1)], false)).await;
        let other = world.second().await;
        assert_eq!(verdict(&other, &digits(1, 0)).await, Verdict::Exact, "another process knows it");
        assert_eq!(standing(&world, &person, &code).await.pictures, 1);
        let pass = person.pass(&world.ctx, &code).await;
        pictures::stop(&world.ctx, &pass, &Draft::new()).await.unwrap();
        // The other process has not looked at the log since: what it finds is looked up before it is told.
        assert_eq!(verdict(&other, &digits(1, 0)).await, Verdict::None);
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None);
        let after = standing(&world, &person, &code).await;
        assert_eq!((after.pictures, after.stopped.is_some()), (0, true));
        // And again: the picture may be given anew.
        world.passes(1);
        let pass = person.pass(&world.ctx, &code).await;
        let page = Draft::new();
        for _ in 0..2 {
            pictures::give(&world.ctx, &pass, &given(vec![picture(1)], true), &page, person.address).await.unwrap();
        }
        assert_eq!(look(&world.ctx, &digits(1, 0)).await.matches.len(), 1, "sent twice it is one");
        let after = standing(&world, &person, &code).await;
        assert_eq!((after.pictures, after.stopped, after.wish), (1, None, true));
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_matched_is_answered_alike_and_makes_no_signal() {
    both_worlds(async |world| {
        let known = bank(&world, Bank { sense: Sense::Negative, ..list("well known") }).await;
        let keeper = world.administrator().await.signed(&world.ctx).await;
        let famous = entry(vec![code("", 100, &digits(5, 0))]);
        let put = pictures::add(&world.ctx, By::Member(&keeper), known, &[famous]).await.unwrap();
        let plain = |digits: &str, quality| Picture { codes: vec![code("as_stored", quality, digits)] };
        let bad = [
            plain(&digits(1, 0), 49),
            plain(&"0".repeat(64), 100),
            plain(&"f".repeat(64), 100),
            plain(&digits(5, 8), 100),
        ];
        let (person, code) = gives(&world, given(bad.to_vec(), false)).await;
        assert_eq!(world.database.number("SELECT count(*) FROM signals WHERE report_id IS NOT NULL").await, 0);
        assert_eq!(standing(&world, &person, &code).await.pictures, 4, "the page counts what was given");
        let many: Vec<Picture> = (0..21).map(|n| plain(&digits(10 + n, 0), 90)).collect();
        gives(&world, given(many, false)).await;
        assert_eq!(world.database.number("SELECT count(*) FROM signals WHERE report_id IS NOT NULL").await, 20);
        // What is no longer held to be innocent keeps nobody's picture out, not even the very same code.
        let [Outcome::Added(famous)] = put[..] else { panic!("{put:?}") };
        pictures::withdraw(&world.ctx, By::Member(&keeper), famous).await.unwrap();
        gives(&world, given(vec![plain(&digits(5, 0), 100)], false)).await;
        assert_eq!(world.database.number("SELECT count(*) FROM signals WHERE report_id IS NOT NULL").await, 21);
    })
    .await;
}

#[tokio::test]
async fn an_innocent_picture_matches_nothing_whatever_the_lists_say() {
    both_worlds(async |world| {
        let keeper = world.administrator().await.signed(&world.ctx).await;
        let bad = bank(&world, list("police")).await;
        let good = bank(&world, Bank { sense: Sense::Negative, near: 16, ..list("innocent") }).await;
        let one = |n| [entry(vec![code("", 100, &digits(n, 0))])];
        let added = pictures::add(&world.ctx, By::Member(&keeper), bad, &one(1)).await.unwrap();
        assert!(matches!(added[0], Outcome::Added(_)));
        let again = pictures::add(&world.ctx, By::Member(&keeper), bad, &one(1)).await.unwrap();
        assert!(matches!(again[0], Outcome::There(_)));
        let junk = entry(vec![code("", 100, &"0".repeat(64))]);
        assert_eq!(pictures::add(&world.ctx, By::Member(&keeper), bad, &[junk]).await.unwrap(), [Outcome::Unusable]);
        assert_eq!(verdict(&world.ctx, &digits(1, 20)).await, Verdict::Near);
        pictures::add(&world.ctx, By::Member(&keeper), good, &one(1)).await.unwrap();
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None);
        assert_eq!(
            verdict(&world.ctx, &digits(1, 20)).await,
            Verdict::Near,
            "the innocent one counts within its own bits"
        );
        let auditor = world.auditor().await.signed(&world.ctx).await;
        let refused = pictures::add(&world.ctx, By::Member(&auditor), bad, &one(2)).await;
        assert!(matches!(refused, Err(ServiceError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_flood_holds_the_bank_back_until_a_person_has_looked() {
    both_worlds(async |world| {
        let keeper = world.administrator().await.signed(&world.ctx).await;
        let small = Bank { most_a_day: 3, ..list("partner") };
        let id = bank(&world, small.clone()).await;
        let five: Vec<Entry> = (1..=5).map(|n| entry(vec![code("", 100, &digits(n, 0))])).collect();
        let outcomes = pictures::add(&world.ctx, By::Member(&keeper), id, &five).await.unwrap();
        assert!(matches!(outcomes[2], Outcome::Added(_)));
        assert_eq!(outcomes[3..], [Outcome::HeldBack, Outcome::HeldBack]);
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None, "nothing of it is matched");
        let held = pictures::banks(&world.ctx).await.unwrap()[&id.0].clone();
        assert!(held.bank.held_back);
        let released = Bank { held_back: false, ..held.bank };
        pictures::change(&world.ctx, &keeper, id, held.version, &released).await.unwrap().unwrap();
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::Exact);
    })
    .await;
}

#[tokio::test]
async fn two_organisations_that_say_not_it_suspend_it_and_two_keys_of_one_do_not() {
    both_worlds(async |world| {
        gives(&world, given(vec![picture(1)], false)).await;
        let signal = only(&world).await;
        let told = Sighting { signal, seen: Seen::NotIt, uploader: "" };
        for owner in ["Heron chat", "Heron chat", "Egret pay"] {
            assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::Exact, "before {owner}");
            let key = key(&world, owner).await;
            pictures::see(&world.ctx, key, told).await.unwrap();
        }
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None);
        // The desk looks, and lets it stand again; only the visitor withdraws it.
        let desk = world.counsellor().await.signed(&world.ctx).await;
        let withdrawn = pictures::withdraw(&world.ctx, By::Member(&desk), signal).await;
        assert!(matches!(withdrawn, Err(ServiceError::NotFound)));
        pictures::set(&world.ctx, By::Member(&desk), signal, SignalState::Standing).await.unwrap();
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::Exact);
    })
    .await;
}

#[tokio::test]
async fn a_picture_that_a_crowd_puts_up_waits_for_a_person() {
    both_worlds(async |world| {
        gives(&world, given(vec![picture(1)], false)).await;
        let (signal, key) = (only(&world).await, key(&world, "Heron chat").await);
        for n in 0..21 {
            assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::Exact, "after {n}");
            let uploader = format!("user {n}");
            // The same one twice is one.
            for _ in 0..2 {
                let told = Sighting { signal, seen: Seen::Blocked, uploader: &uploader };
                pictures::see(&world.ctx, key, told).await.unwrap();
            }
        }
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None);
    })
    .await;
}

#[tokio::test]
async fn a_visitor_learns_only_if_they_wished_late_and_after_a_person_has_looked() {
    both_worlds(async |world| {
        let (person, code) = gives(&world, given(vec![picture(1)], true)).await;
        let (signal, key) = (only(&world).await, key(&world, "Heron chat").await);
        let desk = world.counsellor().await.signed(&world.ctx).await;
        let mut ids = Vec::new();
        for seen in [Seen::Blocked, Seen::NotIt] {
            ids.push(pictures::see(&world.ctx, key, Sighting { signal, seen, uploader: "" }).await.unwrap());
        }
        let waiting = pictures::waiting(&world.ctx, &desk).await.unwrap();
        assert_eq!(waiting.iter().map(|one| one.service.as_str()).collect::<Vec<_>>(), ["Heron chat"; 2]);
        assert!(waiting.iter().all(|one| one.case.is_some() && one.wish));
        assert!(matches!(pictures::decide(&world.ctx, &desk, ids[1], true).await, Err(ServiceError::NotFound)));
        pictures::decide(&world.ctx, &desk, ids[0], true).await.unwrap();
        pictures::decide(&world.ctx, &desk, ids[1], false).await.unwrap();
        assert!(pictures::waiting(&world.ctx, &desk).await.unwrap().is_empty());
        world.passes(11 * HOUR);
        assert!(standing(&world, &person, &code).await.told.is_empty(), "not before twelve hours");
        world.passes(62 * HOUR);
        let told = standing(&world, &person, &code).await.told;
        assert_eq!(told.iter().map(|one| (one.seen, one.times)).collect::<Vec<_>>(), [(Seen::Blocked, 1)]);

        // Without the wish nothing can be told.
        let (quiet, code) = gives(&world, given(vec![picture(3)], false)).await;
        let other = look(&world.ctx, &digits(3, 0)).await.matches[0].signal;
        let id = pictures::see(&world.ctx, key, Sighting { signal: other, seen: Seen::Removed, uploader: "" })
            .await
            .unwrap();
        assert!(matches!(pictures::decide(&world.ctx, &desk, id, true).await, Err(ServiceError::NotFound)));
        world.passes(80 * HOUR);
        assert!(standing(&world, &quiet, &code).await.told.is_empty());
        world.run_jobs().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_can_say_more_of_an_unseen_picture_than_whether_the_account_holds_together() {
    both_worlds(async |world| {
        gives(&world, given(vec![picture(1)], false)).await;
        let signal = only(&world).await;
        let desk = world.counsellor().await.signed(&world.ctx).await;
        for (opinion, may) in [
            (Opinion::Coherent, true),
            (Opinion::Disputed, true),
            (Opinion::Positive, false),
            (Opinion::Seed, false),
            (Opinion::Negative, false),
        ] {
            let given = pictures::opinion(&world.ctx, By::Member(&desk), signal, opinion, "the dates fit").await;
            assert_eq!(given.is_ok(), may, "{opinion:?}");
            world.passes(1);
        }
        let report = pictures::report_of(&world.ctx, signal).await.unwrap();
        let seen = pictures::of_report(&world.ctx, report).await.unwrap();
        assert_eq!(
            seen[0].opinions.iter().map(|one| one.opinion).collect::<Vec<_>>(),
            [Opinion::Coherent, Opinion::Disputed]
        );
        // Nobody turns what was not seen into what was.
        let keeper = world.administrator().await.signed(&world.ctx).await;
        let held = pictures::banks(&world.ctx).await.unwrap().values().next().cloned().unwrap();
        let seen = Bank { basis: Basis::List, ..held.bank.clone() };
        assert!(pictures::change(&world.ctx, &keeper, held.id, held.version, &seen).await.unwrap().is_err());
    })
    .await;
}

#[tokio::test]
async fn who_writes_into_the_database_makes_nothing_known() {
    both_worlds(async |world| {
        let (person, code) = gives(&world, given(vec![picture(1)], false)).await;
        gives(&world, given(vec![picture(2)], false)).await;
        let (one, two) = (only(&world).await, look(&world.ctx, &digits(2, 0)).await.matches[0].signal);
        let id = |signal: SignalId| match world.database.store.engine() {
            vigie_store::Engine::Sqlite => world.database.literal(&signal.bytes()),
            vigie_store::Engine::Postgres => format!("'{signal}'::uuid"),
        };
        // A code moved to another signal.
        let moved = format!("UPDATE signal_codes SET signal_id = {} WHERE signal_id = {}", id(two), id(one));
        world.database.run(&moved).await;
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None);
        // A signal that was withdrawn, made to stand again.
        let pass = person.pass(&world.ctx, &code).await;
        pictures::stop(&world.ctx, &pass, &Draft::new()).await.unwrap();
        let back = format!("UPDATE signal_codes SET signal_id = {} WHERE member <> ''", id(one));
        world.database.run(&back).await;
        world.database.run("UPDATE signals SET state = 'standing'").await;
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None);
        assert_eq!(verdict(&world.second().await, &digits(1, 0)).await, Verdict::None);
    })
    .await;
}

#[tokio::test]
async fn nothing_a_visitor_gave_stands_in_clear_and_erased_it_is_gone() {
    both_worlds(async |world| {
        let (person, code) = gives(&world, given(vec![picture(1)], false)).await;
        let dump = world.database.dump().await;
        let bytes = picture(1).codes[0].bytes();
        let found = |needle: &[u8]| dump.windows(needle.len()).any(|window| window == needle);
        assert!(!found(&bytes) && !found(digits(1, 0).as_bytes()) && !found(&picture(1).codes[2].bytes()));
        let pass = person.pass(&world.ctx, &code).await;
        vigie_service::thread::erase(&world.ctx, &pass).await.unwrap();
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::Exact, "it protects until the days are over");
        world.passes(8 * DAY);
        world.run_jobs().await;
        assert_eq!(verdict(&world.ctx, &digits(1, 0)).await, Verdict::None);
        assert_eq!(world.database.number("SELECT count(*) FROM signal_codes").await, 0);
    })
    .await;
}
