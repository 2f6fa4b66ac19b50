//! Jobs: nobody does another's, nothing is lost, what keeps failing is given up.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use uuid::Uuid;
use vigie_store::audit::{self, Leaf};
use vigie_store::jobs::{self, Job};
use vigie_store::{Store, StoreError, Tx};
use vigie_testkit::both_engines;

use crate::rows::begin;

const LEASE: i64 = 60_000;
const NOW: i64 = 1_000_000;
const SUBJECT: Uuid = Uuid::from_u128(7);

fn token(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

async fn enqueue(tx: &mut Tx, id: u128, run_at_ms: i64) {
    jobs::enqueue(tx, Uuid::from_u128(id), "notify", SUBJECT, run_at_ms).await.unwrap();
}

async fn claim(tx: &mut Tx, by: Uuid, now: i64) -> Option<Job> {
    jobs::claim(tx, by, LEASE, Some(now)).await.unwrap()
}

/// Takes jobs until there are none.
async fn worker(store: Store, number: u128) -> Vec<Uuid> {
    let mut taken = Vec::new();
    for round in 0.. {
        let mut tx = begin(&store).await;
        let mine = token((number << 64) + round);
        let Some(job) = claim(&mut tx, mine, NOW).await else { break };
        tx.commit().await.unwrap();
        tokio::task::yield_now().await;
        let mut tx = begin(&store).await;
        jobs::done(&mut tx, job.id, mine, Some(NOW)).await.unwrap();
        tx.commit().await.unwrap();
        taken.push(job.id);
    }
    taken
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_workers_never_take_the_same_job() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        for id in 0..200 {
            enqueue(&mut tx, 1000 + id, NOW).await;
        }
        tx.commit().await.unwrap();
        let other = Store::open(&db.url).await.unwrap();
        let stores = Arc::new([db.store.clone(), other]);
        let workers: Vec<_> =
            (1..=8_u8).map(|n| tokio::spawn(worker(stores[usize::from(n % 2)].clone(), n.into()))).collect();
        let (mut all, mut busy) = (Vec::new(), 0);
        for worker in workers {
            let taken = worker.await.unwrap();
            busy += usize::from(!taken.is_empty());
            all.extend(taken);
        }
        assert_eq!((all.len(), all.into_iter().collect::<HashSet<_>>().len()), (200, 200));
        assert!(busy > 1, "{busy} of 8 workers had work");
        let mut tx = begin(&db.store).await;
        assert_eq!(jobs::counts(&mut tx).await.unwrap(), [("done".to_owned(), 200)]);
    })
    .await;
}

#[tokio::test]
async fn the_job_that_waits_longest_comes_first_and_none_before_its_time() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        enqueue(&mut tx, 1, NOW).await;
        enqueue(&mut tx, 2, NOW - 5).await;
        enqueue(&mut tx, 3, NOW + 1).await;
        let order = [claim(&mut tx, token(1), NOW).await, claim(&mut tx, token(2), NOW).await]
            .map(|job| job.unwrap().id.as_u128());
        assert_eq!(order, [2, 1]);
        assert_eq!(claim(&mut tx, token(3), NOW).await, None);
        assert!(!jobs::due(&mut tx, Some(NOW)).await.unwrap());
        assert!(jobs::due(&mut tx, Some(NOW + 1)).await.unwrap());
        assert_eq!(jobs::cancel(&mut tx, "notify", SUBJECT).await.unwrap(), 1, "only the one that has not begun");
        assert_eq!(jobs::count_for(&mut tx, "notify", SUBJECT).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_abandoned_job_goes_to_another_and_the_first_cannot_record_it_any_more() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        enqueue(&mut tx, 1, NOW).await;
        let first = claim(&mut tx, token(1), NOW).await.unwrap();
        assert_eq!(claim(&mut tx, token(2), NOW + LEASE).await, None, "leased to the last millisecond");
        assert!(jobs::due(&mut tx, Some(NOW + LEASE + 1)).await.unwrap());
        let second = claim(&mut tx, token(2), NOW + LEASE + 1).await.unwrap();
        assert_eq!((second.id, second.attempts), (first.id, 2));

        let late = [
            jobs::done(&mut tx, first.id, token(1), Some(NOW)).await,
            jobs::renew(&mut tx, first.id, token(1), LEASE).await,
            jobs::failed(&mut tx, first.id, token(1), "late", 0, false, None).await,
        ];
        assert!(late.iter().all(|result| matches!(result, Err(StoreError::Conflict))));
        jobs::done(&mut tx, second.id, token(2), Some(NOW)).await.unwrap();
        assert_eq!(claim(&mut tx, token(3), NOW + 10 * LEASE).await, None, "done is done");
        assert_eq!(jobs::sweep(&mut tx, NOW).await.unwrap(), 0);
        assert_eq!(jobs::sweep(&mut tx, NOW + 1).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_failed_job_waits_is_tried_again_and_is_dead_when_given_up() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        enqueue(&mut tx, 1, 0).await;
        let job = jobs::claim(&mut tx, token(1), LEASE, None).await.unwrap().unwrap();
        jobs::failed(&mut tx, job.id, token(1), "store", 3_600_000, false, None).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = begin(&db.store).await;
        assert!(!jobs::due(&mut tx, None).await.unwrap(), "not within the hour");
        let waits = db.number("SELECT run_at_ms FROM jobs").await;
        let again = claim(&mut tx, token(2), waits).await.unwrap();
        assert_eq!((again.id, again.attempts), (job.id, 2));
        jobs::failed(&mut tx, job.id, token(2), "store", 0, true, None).await.unwrap();
        assert!(!jobs::due(&mut tx, Some(i64::MAX / 2)).await.unwrap());
        assert_eq!(jobs::counts(&mut tx).await.unwrap(), [("dead".to_owned(), 1)]);
    })
    .await;
}

#[tokio::test]
async fn the_databases_own_clock_is_in_milliseconds_and_right() {
    both_engines(async |db| {
        let now = i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap();
        let mut tx = begin(&db.store).await;
        enqueue(&mut tx, 1, now + 60_000).await;
        enqueue(&mut tx, 2, now - 60_000).await;
        assert_eq!(jobs::claim(&mut tx, token(1), LEASE, None).await.unwrap().unwrap().id, Uuid::from_u128(2));
        jobs::renew(&mut tx, Uuid::from_u128(2), token(1), LEASE).await.unwrap();
        assert_eq!(claim(&mut tx, token(2), now + LEASE - 30_000).await, None, "the lease was renewed from now on");
        assert_eq!(jobs::claim(&mut tx, token(2), LEASE, None).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_recurring_job_is_one_row_and_ready_again_after_its_period() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        jobs::recur(&mut tx, Uuid::from_u128(1), "sweep", 1000).await.unwrap();
        jobs::recur(&mut tx, Uuid::from_u128(2), "sweep", 5000).await.unwrap();
        let job = claim(&mut tx, token(1), NOW).await.unwrap();
        assert_eq!((job.id.as_u128(), job.every_ms), (1, Some(5000)));
        assert_eq!(claim(&mut tx, token(2), NOW).await, None);
        jobs::done(&mut tx, job.id, token(1), Some(NOW)).await.unwrap();
        assert_eq!(claim(&mut tx, token(2), NOW + 4999).await, None);
        let again = claim(&mut tx, token(2), NOW + 5000).await.unwrap();
        assert_eq!((again.id, again.attempts), (job.id, 1), "tries are counted anew");
        assert_eq!(jobs::counts(&mut tx).await.unwrap(), [], "recurring ones are not counted");
    })
    .await;
}

#[tokio::test]
async fn the_chaining_job_is_due_only_when_a_leaf_waits() {
    both_engines(async |db| {
        let mut tx = begin(&db.store).await;
        jobs::recur(&mut tx, Uuid::from_u128(1), "chain", 1000).await.unwrap();
        assert!(!jobs::due(&mut tx, Some(NOW)).await.unwrap());
        let leaf = Leaf {
            id: Uuid::from_u128(30),
            kind: "report.received".to_owned(),
            subject: SUBJECT,
            at_ms: 1,
            details: Vec::new(),
            commitments: Vec::new(),
            hash: vec![9; 32],
            mac: vec![10; 32],
        };
        audit::insert(&mut tx, &leaf).await.unwrap();
        assert!(jobs::due(&mut tx, Some(NOW)).await.unwrap());
        let link = audit::Link { seq: 1, leaf_id: leaf.id, hash: vec![1; 32] };
        audit::chain(&mut tx, &link).await.unwrap();
        assert!(!jobs::due(&mut tx, Some(NOW)).await.unwrap());
    })
    .await;
}
