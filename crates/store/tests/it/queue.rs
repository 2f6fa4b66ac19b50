use uuid::Uuid;
use vigie_store::audit::Leaf;
use vigie_store::queue::{self, Ask, Place, Show};
use vigie_store::{Tx, audit, cases};
use vigie_testkit::both_engines;

use crate::rows::{begin, case, insert_case};

const DESK: Uuid = Uuid::from_u128(1);

/// Everything that a desk has open.
pub fn everything() -> Ask {
    Ask { desk: DESK, show: Show::All, from_lane: 0, to_lane: 4, after: Place::START, limit: 100 }
}

fn leaf(id: u128, kind: &str, subject: u128) -> Leaf {
    Leaf {
        id: Uuid::from_u128(id),
        kind: kind.to_owned(),
        subject: Uuid::from_u128(subject),
        at_ms: 1,
        details: Vec::new(),
        commitments: Vec::new(),
        hash: vec![9; 32],
        mac: vec![10; 32],
    }
}

async fn lines(tx: &mut Tx, ask: Ask) -> Vec<u128> {
    queue::lines(tx, &ask).await.unwrap().into_iter().map(|line| line.id.as_u128()).collect()
}

async fn five(tx: &mut Tx) {
    for (id, lane, key) in [(11, 4, 1), (12, 0, 9), (13, 4, 0), (14, 1, 5), (15, 0, 3)] {
        insert_case(tx, &case(id, lane, key)).await;
    }
}

#[tokio::test]
async fn the_queue_goes_by_lane_then_by_age_and_leaves_closed_cases_out() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        five(&mut tx).await;
        assert_eq!(lines(&mut tx, everything()).await, [15, 12, 14, 13, 11]);
        cases::save(&mut tx, Uuid::from_u128(12), 1, "closed", None).await.unwrap();
        assert_eq!(lines(&mut tx, everything()).await, [15, 14, 13, 11]);
        assert_eq!(lines(&mut tx, Ask { show: Show::Closed, ..everything() }).await, [12]);
        let other = Ask { desk: Uuid::from_u128(2), ..everything() };
        assert_eq!(lines(&mut tx, other).await, [], "another desk has no key");
    })
    .await;
}

#[tokio::test]
async fn reading_on_begins_behind_the_last_line_and_misses_none() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        five(&mut tx).await;
        let (mut seen, mut after) = (Vec::new(), Place::START);
        loop {
            let page = queue::lines(&mut tx, &Ask { after, limit: 2, ..everything() }).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Place { lane: last.lane, key_ms: last.key_ms, id: last.id };
            seen.extend(page.iter().map(|line| line.id.as_u128()));
        }
        assert_eq!(seen, [15, 12, 14, 13, 11]);
    })
    .await;
}

#[tokio::test]
async fn each_filter_shows_what_it_says() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        five(&mut tx).await;
        let me = Uuid::from_u128(77);
        vigie_store::members::insert(&mut tx, &crate::rows::member(77)).await.unwrap();
        cases::save(&mut tx, Uuid::from_u128(15), 1, "open", Some(me)).await.unwrap();
        cases::save(&mut tx, Uuid::from_u128(14), 1, "answered", Some(me)).await.unwrap();
        for (show, expected) in [
            (Show::Waiting, vec![15, 12, 13, 11]),
            (Show::Nobody, vec![12, 13, 11]),
            (Show::Mine(me), vec![15, 14]),
            (Show::Answered, vec![14]),
            (Show::Closed, vec![]),
        ] {
            assert_eq!(lines(&mut tx, Ask { show, ..everything() }).await, expected, "{show:?}");
        }
        let lane = Ask { from_lane: 4, to_lane: 4, ..everything() };
        assert_eq!(lines(&mut tx, lane).await, [13, 11]);
        let tally = queue::tally(&mut tx, DESK).await.unwrap().unwrap();
        assert_eq!((tally.waiting, tally.danger, tally.unclaimed), (4, 2, 3));
    })
    .await;
}

#[tokio::test]
async fn what_is_new_is_told_in_the_order_of_the_chain_and_only_once_it_is_in_it() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        five(&mut tx).await;
        for (seq, id, kind, subject) in [
            (1, 1_u128, "report.received", 11_u128),
            (2, 2, "case.opened", 11),
            (3, 3, "case.claimed", 11),
            (4, 4, "report.received", 99),
        ] {
            let leaf = leaf(id, kind, subject);
            audit::insert(&mut tx, &leaf).await.unwrap();
            audit::chain(&mut tx, &audit::Link { seq, leaf_id: leaf.id, hash: vec![1] }).await.unwrap();
        }
        audit::insert(&mut tx, &leaf(5, "report.received", 12)).await.unwrap();
        let all = queue::changes(&mut tx, DESK, 0, 10).await.unwrap();
        let told: Vec<_> = all.iter().map(|one| (one.seq, one.kind.as_str(), one.case_id.as_u128())).collect();
        assert_eq!(told, [(1, "report.received", 11), (3, "case.claimed", 11)]);
        assert_eq!(queue::changes(&mut tx, DESK, 3, 10).await.unwrap(), []);
        assert_eq!(queue::arrived(&mut tx, DESK, 0).await.unwrap(), 1);
        assert_eq!((queue::arrived(&mut tx, DESK, 1).await.unwrap(), queue::head(&mut tx).await.unwrap()), (0, 4));
    })
    .await;
}
