//! Banks of known pictures, their signals and codes, the log that is followed, and what is thought and seen of them.

use std::time::Duration;

use uuid::Uuid;
use vigie_store::banks::{self, Bank};
use vigie_store::sightings::{self, Opinion, Reader, Sighting};
use vigie_store::signals::{self, Batch, Code, Line, Signal, Tagged};
use vigie_store::{StoreError, Tx, api};
use vigie_testkit::both_engines;

use crate::rows::{begin, case, insert_case, member};

fn bank(id: u128) -> Bank {
    Bank { id: Uuid::from_u128(id), at_ms: 1, version: 1, sealed: "sealed".to_owned(), mac: vec![1; 32] }
}

fn signal(id: u128, report: Option<u128>) -> Signal {
    Signal {
        id: Uuid::from_u128(id),
        bank_id: Uuid::from_u128(3),
        report_id: report.map(Uuid::from_u128),
        state: "standing".to_owned(),
        age: "unknown".to_owned(),
        wish: 0,
        at_ms: i64::try_from(id).unwrap(),
        expires_at_ms: None,
        version: 1,
        sealed: String::new(),
        mac: vec![2; 32],
    }
}

fn code(num: i64, of: u128) -> Code {
    Code {
        num,
        signal_id: Uuid::from_u128(of),
        bank_id: Uuid::from_u128(3),
        kind: "pdq".to_owned(),
        member: "as_stored".to_owned(),
        quality: 90,
        code: vec![7; 32],
        tag: vec![u8::try_from(num).unwrap(); 16],
        mac: vec![3; 16],
    }
}

fn line(seq: i64, of: u128, state: &str) -> Line {
    Line { seq, signal_id: Uuid::from_u128(of), state: state.to_owned(), at_ms: seq }
}

/// Bank 3 with these signals, each with one code of its own number and a line of the log.
async fn insert(tx: &mut Tx, all: &[Signal]) {
    assert!(banks::insert(tx, &bank(3)).await.unwrap());
    let mut seq = signals::lock(tx).await.unwrap();
    for one in all {
        let id = one.id.as_u128();
        signals::insert(tx, one).await.unwrap();
        signals::insert_code(tx, &code(i64::try_from(id).unwrap(), id)).await.unwrap();
        seq += 1;
        signals::log(tx, &line(seq, id, &one.state)).await.unwrap();
    }
}

/// A key of a program, made by member 5.
async fn key(tx: &mut Tx, id: u128) {
    if id == 7 {
        vigie_store::members::insert(tx, &member(5)).await.unwrap();
    }
    let (id, made_by) = (Uuid::from_u128(id), Uuid::from_u128(5));
    let key = api::Key {
        id,
        made_by,
        at_ms: 1,
        expires_at_ms: 9,
        revoked_at_ms: None,
        version: 1,
        sealed: "sealed".to_owned(),
        mac: vec![1; 32],
    };
    api::insert_key(tx, &key).await.unwrap();
}

fn ids(all: &[Signal]) -> Vec<u128> {
    all.iter().map(|one| one.id.as_u128()).collect()
}

#[tokio::test]
async fn banks_come_back_as_they_were_are_made_once_and_are_not_overwritten() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        assert!(banks::insert(&mut tx, &bank(3)).await.unwrap());
        assert!(!banks::insert(&mut tx, &Bank { mac: vec![9; 32], ..bank(3) }).await.unwrap(), "it is there already");
        assert_eq!(banks::get(&mut tx, Uuid::from_u128(3)).await.unwrap(), Some(bank(3)));
        assert_eq!(banks::get(&mut tx, Uuid::nil()).await.unwrap(), None);
        let changed = Bank { version: 2, sealed: "other".to_owned(), mac: vec![4; 32], ..bank(3) };
        banks::save(&mut tx, &changed, 1).await.unwrap();
        assert!(matches!(banks::save(&mut tx, &changed, 1).await, Err(StoreError::Conflict)));
        assert_eq!(banks::all(&mut tx).await.unwrap(), [changed]);
    })
    .await;
}

#[tokio::test]
async fn signals_of_a_bank_are_listed_page_by_page_with_their_codes_and_counted_to_a_limit() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        let all: Vec<Signal> = (11..16).map(|id| signal(id, None)).collect();
        insert(&mut tx, &all).await;
        let (bank, last) = (Uuid::from_u128(3), Uuid::from_u128(12));
        assert_eq!(ids(&signals::of_bank(&mut tx, bank, Uuid::nil(), 2).await.unwrap()), [11, 12]);
        assert_eq!(ids(&signals::of_bank(&mut tx, bank, last, 9).await.unwrap()), [13, 14, 15]);
        let codes = signals::codes_between(&mut tx, bank, last, Uuid::from_u128(14)).await.unwrap();
        assert_eq!(codes, [code(13, 13), code(14, 14)]);
        for (most, counted) in [(3, 3), (5, 5), (9, 5)] {
            assert_eq!(banks::count(&mut tx, bank, "standing", most).await.unwrap(), counted);
        }
        assert_eq!(banks::count(&mut tx, bank, "suspended", 9).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_came_since_a_moment_is_counted_by_ids_that_begin_with_it() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert(&mut tx, &[]).await;
        for ms in 11..16 {
            let one = Signal { id: Uuid::from_u128((ms << 80) + 7), ..signal(ms, None) };
            signals::insert(&mut tx, &one).await.unwrap();
        }
        let bank = Uuid::from_u128(3);
        for (since, most, counted) in [(14, 9, 2), (11, 9, 5), (0, 9, 5), (-1, 9, 5), (11, 3, 3), (16, 9, 0)] {
            assert_eq!(banks::came_since(&mut tx, bank, since, most).await.unwrap(), counted, "since {since}");
        }
        assert_eq!(banks::came_since(&mut tx, Uuid::from_u128(4), 0, 9).await.unwrap(), 0, "another bank");
    })
    .await;
}

#[tokio::test]
async fn a_code_is_known_while_a_signal_with_it_is_not_withdrawn() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert(&mut tx, &[signal(11, None)]).await;
        let (bank, tag) = (Uuid::from_u128(3), [11; 16]);
        let tags = [vec![11; 16], vec![12; 16], vec![11; 16]];
        let there = vec![Tagged { tag: tag.to_vec(), id: Uuid::from_u128(11) }];
        assert_eq!(signals::carrying(&mut tx, bank, &tags).await.unwrap(), there);
        assert_eq!(signals::carrying(&mut tx, Uuid::from_u128(4), &tags).await.unwrap(), [], "another bank");
        assert_eq!(signals::carrying(&mut tx, bank, &tags[1..2]).await.unwrap(), [], "another code");
        assert_eq!(signals::carrying(&mut tx, bank, &[]).await.unwrap(), [], "no code");
        for (version, state, known) in [(1, "suspended", true), (2, "withdrawn", false)] {
            let changed = Signal { state: state.to_owned(), version: version + 1, ..signal(11, None) };
            signals::save(&mut tx, &changed, version).await.unwrap();
            assert!(matches!(signals::save(&mut tx, &changed, version).await, Err(StoreError::Conflict)));
            assert_eq!(signals::carrying(&mut tx, bank, &tags).await.unwrap().is_empty(), !known, "{state}");
        }
        assert_eq!(signals::tagged(&mut tx, &tag, 9).await.unwrap(), [code(11, 11)], "the code itself stays");
        signals::insert(&mut tx, &signal(12, None)).await.unwrap();
        let later = Code { num: 12, tag: tag.to_vec(), ..code(12, 12) };
        signals::insert_code(&mut tx, &later).await.unwrap();
        assert_eq!(signals::tagged(&mut tx, &tag, 1).await.unwrap(), [later], "what is withdrawn hides nothing");
    })
    .await;
}

#[tokio::test]
async fn many_signals_at_once_are_stored_as_one_by_one() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert(&mut tx, &[]).await;
        let ended = Signal {
            expires_at_ms: Some(i64::MAX),
            sealed: "two words, 'quotes', \"more\" and é".to_owned(),
            ..signal(12, None)
        };
        let batch = Batch {
            signals: vec![signal(11, None), ended.clone()],
            codes: vec![
                Code { num: i64::MAX, ..code(11, 11) },
                code(12, 12),
                Code { member: "é".to_owned(), ..code(13, 12) },
            ],
            lines: vec![line(1, 11, "standing"), line(2, 12, "standing")],
        };
        signals::put(&mut tx, &batch).await.unwrap();
        signals::put(&mut tx, &Batch::default()).await.unwrap();
        assert_eq!(signals::of_bank(&mut tx, Uuid::from_u128(3), Uuid::nil(), 9).await.unwrap(), batch.signals);
        for (id, codes) in [(11, &batch.codes[..1]), (12, &batch.codes[1..])] {
            assert_eq!(signals::codes(&mut tx, Uuid::from_u128(id)).await.unwrap(), codes);
        }
        assert_eq!(signals::since(&mut tx, 0, 9).await.unwrap(), batch.lines);
        let twice = Batch { codes: Vec::new(), lines: Vec::new(), signals: vec![signal(13, None), ended] };
        assert!(signals::put(&mut tx, &twice).await.is_err(), "one is there already");
    })
    .await;
}

#[tokio::test]
async fn whoever_follows_gets_every_code_of_what_changed_as_it_stands_now() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert(&mut tx, &[signal(11, None), signal(12, None)]).await;
        let gone = Signal { state: "withdrawn".to_owned(), version: 2, ..signal(11, None) };
        signals::save(&mut tx, &gone, 1).await.unwrap();
        signals::log(&mut tx, &line(3, 11, "withdrawn")).await.unwrap();
        assert!(signals::log(&mut tx, &line(3, 12, "withdrawn")).await.is_err(), "a place is taken once");
        drop(tx);
        let mut tx = begin(&db.store).await;
        insert(&mut tx, &[signal(11, None), signal(12, None)]).await;
        signals::save(&mut tx, &gone, 1).await.unwrap();
        signals::log(&mut tx, &line(3, 11, "withdrawn")).await.unwrap();
        let mut changed: Vec<(i64, String)> =
            signals::changed(&mut tx, 0, 2).await.unwrap().into_iter().map(|one| (one.num, one.state)).collect();
        changed.sort();
        assert_eq!(changed, [(11, "withdrawn".to_owned()), (12, "standing".to_owned())]);
        assert_eq!(signals::changed(&mut tx, 2, 3).await.unwrap().len(), 1);
        assert_eq!(signals::since(&mut tx, 1, 9).await.unwrap().iter().map(|one| one.seq).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(signals::lines(&mut tx, Uuid::from_u128(11)).await.unwrap().len(), 2);
        assert_eq!(signals::last(&mut tx).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn who_writes_the_log_keeps_the_next_one_waiting_so_that_nobody_who_follows_skips_a_line() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        insert(&mut tx, &[signal(11, None)]).await;
        tx.commit().await.unwrap();
        let mut first = begin(&db.store).await;
        assert_eq!(signals::lock(&mut first).await.unwrap(), 1);
        signals::log(&mut first, &line(2, 11, "suspended")).await.unwrap();
        let store = db.store.clone();
        let second = tokio::spawn(async move {
            let mut tx = begin(&store).await;
            let seq = signals::lock(&mut tx).await.unwrap() + 1;
            signals::log(&mut tx, &line(seq, 11, "standing")).await.unwrap();
            tx.commit().await.unwrap();
            seq
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!second.is_finished(), "it waits for the first");
        let mut follower = db.store.read().await.unwrap();
        assert_eq!(signals::last(&mut follower).await.unwrap(), 1, "nothing is seen before its commit");
        drop(follower);
        first.commit().await.unwrap();
        assert_eq!(second.await.unwrap(), 3);
        let mut follower = db.store.read().await.unwrap();
        let seen = signals::since(&mut follower, 1, 9).await.unwrap();
        assert_eq!(seen.iter().map(|one| one.state.as_str()).collect::<Vec<_>>(), ["suspended", "standing"]);
    })
    .await;
}

#[tokio::test]
async fn what_a_report_gave_is_destroyed_and_nothing_else() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        for id in [21, 22] {
            insert_case(&mut tx, &case(id, 4, 10)).await;
        }
        insert(&mut tx, &[signal(11, Some(21)), signal(12, Some(22)), signal(13, None)]).await;
        assert_eq!(ids(&signals::of_report(&mut tx, Uuid::from_u128(21)).await.unwrap()), [11]);
        signals::destroy(&mut tx, Uuid::from_u128(21)).await.unwrap();
        assert_eq!(signals::code(&mut tx, 11).await.unwrap(), None);
        assert!(
            signals::get(&mut tx, Uuid::from_u128(11)).await.unwrap().is_some(),
            "its name is left, to be withdrawn by"
        );
        for kept in [12, 13] {
            assert_eq!(signals::codes(&mut tx, Uuid::from_u128(kept)).await.unwrap().len(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn what_has_had_its_time_is_found_once_it_has_and_not_when_it_is_withdrawn() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        let until = |id, at| Signal { expires_at_ms: Some(at), ..signal(id, None) };
        let gone = Signal { state: "withdrawn".to_owned(), ..until(14, 5) };
        insert(&mut tx, &[signal(11, None), until(12, 20), until(13, 10), gone]).await;
        for (now, expired) in [(9, vec![]), (10, vec![13]), (99, vec![13, 12])] {
            assert_eq!(ids(&signals::expired(&mut tx, now, 9).await.unwrap()), expired, "at {now}");
        }
        assert_eq!(ids(&signals::expired(&mut tx, 99, 1).await.unwrap()), [13], "some at a time");
    })
    .await;
}

#[tokio::test]
async fn opinions_and_sightings_come_back_and_are_counted() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        for id in [7, 8] {
            key(&mut tx, id).await;
        }
        insert(&mut tx, &[signal(11, None)]).await;
        let of = Uuid::from_u128(11);
        let said = Opinion {
            id: Uuid::from_u128(1),
            signal_id: of,
            key_id: None,
            member_id: Some(Uuid::from_u128(5)),
            opinion: "disputed".to_owned(),
            at_ms: 4,
            sealed: "why".to_owned(),
            mac: vec![1; 32],
        };
        sightings::insert_opinion(&mut tx, &said).await.unwrap();
        assert_eq!(sightings::opinions(&mut tx, of).await.unwrap(), [said]);
        let seen = |id: u128, key: u128, seen: &str, uploader: Option<u8>| Sighting {
            id: Uuid::from_u128(id),
            signal_id: of,
            key_id: Uuid::from_u128(key),
            seen: seen.to_owned(),
            uploader: uploader.map(|byte| vec![byte; 16]),
            at_ms: i64::try_from(id).unwrap(),
            state: "new".to_owned(),
            tell_at_ms: None,
            version: 1,
            mac: vec![1; 32],
        };
        let all = [
            seen(1, 7, "blocked", Some(1)),
            seen(2, 7, "not_it", Some(1)),
            seen(3, 8, "not_it", Some(2)),
            seen(4, 8, "not_it", None),
        ];
        for one in &all {
            sightings::insert(&mut tx, one).await.unwrap();
        }
        assert_eq!(sightings::of_signal(&mut tx, of, 9).await.unwrap(), all);
        assert_eq!(sightings::not_it(&mut tx, of, 1).await.unwrap().len(), 2, "each key once");
        assert_eq!(sightings::not_it(&mut tx, of, 3).await.unwrap().len(), 1, "since a moment");
        assert_eq!(sightings::uploaders(&mut tx, of, 1).await.unwrap(), 2);
        assert_eq!(sightings::uploaders(&mut tx, of, 3).await.unwrap(), 1, "since a moment");
        assert_eq!(sightings::count_waiting(&mut tx, 3).await.unwrap(), 3, "counted to a limit");
        let told = Sighting { state: "told".to_owned(), tell_at_ms: Some(99), version: 2, ..all[0].clone() };
        sightings::save(&mut tx, &told, 1).await.unwrap();
        assert!(matches!(sightings::save(&mut tx, &told, 1).await, Err(StoreError::Conflict)));
        assert_eq!(sightings::get(&mut tx, told.id).await.unwrap(), Some(told));
        assert_eq!(sightings::waiting(&mut tx, 9).await.unwrap(), all[1..]);
        assert_eq!(sightings::count_waiting(&mut tx, 9).await.unwrap(), 3);
    })
    .await;
}

#[tokio::test]
async fn how_far_a_program_follows_never_goes_back() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        key(&mut tx, 7).await;
        let id = Uuid::from_u128(7);
        let reader = |sent_seq: i64, confirmed_seq, at_ms| {
            let (stopncii_seq, ncmec_seq) = (sent_seq * 2, sent_seq * 3);
            Reader { key_id: id, sent_seq, confirmed_seq, at_ms, stopncii_seq, ncmec_seq }
        };
        assert_eq!(sightings::reader(&mut tx, id).await.unwrap(), None);
        for (told, stands) in
            [(reader(5, 0, 1), reader(5, 0, 1)), (reader(9, 5, 2), reader(9, 5, 2)), (reader(7, 3, 3), reader(9, 5, 3))]
        {
            sightings::follows(&mut tx, &told).await.unwrap();
            assert_eq!(sightings::readers(&mut tx).await.unwrap(), [stands]);
        }
    })
    .await;
}
