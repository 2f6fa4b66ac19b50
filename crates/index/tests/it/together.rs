//! Many ask while some change: every question sees one whole state.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use vigie_index::{Code, Index};

use crate::files::Folder;
use crate::linear::Dice;

/// The code of a number.
fn code(id: u64) -> Code {
    Dice(id).code()
}

fn has(index: &Index, id: u64) -> bool {
    index.within(code(id), 0).unwrap().nearest().is_some_and(|hit| hit.id == id)
}

#[test]
fn merging_keeps_every_entry_and_every_removal() {
    let index = Index::default();
    for round in 0..20_u64 {
        index.insert_all((0..700).map(|at| (code(round * 1000 + at), round * 1000 + at)));
        index.remove(round * 1000 + 5);
        index.merge().unwrap();
        index.remove(round * 1000 + 6);
    }
    let stats = index.stats();
    assert!(stats.live == 0 && stats.parts <= 4, "{stats:?}");
    for round in 0..20 {
        for at in [0, 4, 7, 699] {
            assert!(has(&index, round * 1000 + at));
        }
        assert!(!has(&index, round * 1000 + 5) && !has(&index, round * 1000 + 6));
    }
    index.insert(code(6), 6);
    index.merge().unwrap();
    assert!(has(&index, 6));
}

#[test]
fn questions_during_changes_merges_and_saves_see_one_whole_state() {
    let folder = Folder::new("together");
    let index = Index::build((0..20_000).map(|id| (code(id), id)));
    let (stop, added) = (AtomicBool::new(false), AtomicU64::new(100_000));
    let slowest = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for seed in 0..2 {
            let (index, stop, added, slowest) = (&index, &stop, &added, &slowest);
            scope.spawn(move || {
                let mut dice = Dice(seed);
                while !stop.load(Ordering::Relaxed) {
                    // What was there from the start; what came in before the question; what comes and goes in pairs.
                    assert!(has(index, dice.next() % 10_000 + 10_000));
                    let last = added.load(Ordering::Acquire);
                    assert!(last == 100_000 || has(index, last));
                    let before = Instant::now();
                    let pair = index.within(code(500), 0).unwrap();
                    slowest.fetch_max(before.elapsed().as_micros().try_into().unwrap(), Ordering::Relaxed);
                    let twins = pair.into_iter().filter(|hit| hit.id >= 900_000).count();
                    assert!(twins == 0 || twins == 2, "{twins} of 2");
                }
            });
        }
        scope.spawn(|| {
            for round in 0.. {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                index.merge().unwrap();
                if round % 3 == 0 {
                    index.save(folder.index(), round).unwrap();
                }
            }
        });
        let start = Instant::now();
        let mut removed = 0;
        while start.elapsed() < Duration::from_secs(2) {
            let next = added.load(Ordering::Relaxed) + 1;
            index.insert(code(next), next);
            added.store(next, Ordering::Release);
            index.insert_all([(code(500), 900_000), (code(500), 900_001)]);
            index.remove_all(&[900_001, 900_000]);
            if removed < 10_000 {
                index.remove(removed);
                assert!(!has(&index, removed));
                removed += 1;
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
    let last = added.load(Ordering::Relaxed);
    println!("{} put in, slowest question {} us", last - 100_000, slowest.load(Ordering::Relaxed));
    for id in (100_001..=last).step_by(97) {
        assert!(has(&index, id));
    }
    index.save(folder.index(), 1).unwrap();
    assert!(has(&Index::open(folder.index()).unwrap().0, last));
}
