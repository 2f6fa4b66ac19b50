//! `kill -9` under load, a hundred times on each engine: nothing acknowledged is lost, nothing is counted twice.
//!
//! Where a process dies is aimed at through the events of its log (`vigie::phase`) and found out afterwards from the
//! database itself: what was sealed and is not stored, stored and not answered, answered and not leased, leased
//! without effect, done and not recorded. The seed is printed; `BLACKBOX_SEED` repeats the choices, not the timing.

mod after;
mod aim;
mod death;
mod load;

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::database::{self, Database};
use crate::node::{Engine, Home};
use aim::{Phase, Trap};
use death::Ledger;
use load::Load;

/// Kills on each engine.
const KILLS: usize = 100;
/// Fewest kills that must have hit each phase.
const EACH: usize = 10;
/// More kills are made for a phase that was missed so far, up to this many altogether.
const MOST: usize = 160;
/// Longest wait for the event that is aimed at.
const PATIENCE: Duration = Duration::from_secs(5);

#[test]
fn nothing_acknowledged_is_lost_and_nothing_counts_twice_on_sqlite() {
    run(Engine::Sqlite);
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_counts_twice_on_postgres() {
    run(Engine::Postgres);
}

/// A generator of our own, so that a seed is all there is to know.
pub struct Dice(u64);

impl Dice {
    fn seeded() -> (Self, u64) {
        let chance = || std::collections::hash_map::RandomState::new().build_hasher().finish() >> 16;
        let seed = std::env::var("BLACKBOX_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(chance);
        (Self(seed | 1), seed)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % end.max(1)
    }
}

fn run(engine: Engine) {
    let _alone = crate::alone();
    let (mut dice, seed) = Dice::seeded();
    println!("kill -9 on {engine:?}, seed {seed}");
    let began = Instant::now();
    let home = Home::new(engine, true);
    home.serve().log("warn").start().stop();
    let (mut load, mut ledger) = (Load::new(seed), Ledger::new(&home));
    let mut hits = BTreeMap::<Phase, usize>::new();
    let mut kills = 0;
    while kills < KILLS || (kills < MOST && Phase::ALL.iter().any(|phase| hits.get(phase).copied().unwrap_or(0) < EACH))
    {
        kills += 1;
        let target = choose(&hits, &mut dice);
        let found = one(&home, target, &mut dice, &mut load, &mut ledger);
        for phase in &found {
            *hits.entry(*phase).or_default() += 1;
        }
        let names: Vec<_> = found.iter().map(|phase| phase.name()).collect();
        println!("kill {kills:>3} seed {seed} aimed at {:<16} in flight: {}", target.name(), names.join(", "));
    }
    println!("figure kill -9 on {engine:?}: {kills} kills in {:.0} s, seed {seed}", began.elapsed().as_secs_f64());
    for phase in Phase::ALL {
        println!("figure kill -9 on {engine:?}: {:>3} hits {}", hits.get(&phase).copied().unwrap_or(0), phase.name());
    }
    after::check(&home, &mut load, engine);
    println!("figure kill -9 on {engine:?}: checked after {:.0} s", began.elapsed().as_secs_f64());
    for phase in Phase::ALL {
        assert!(hits.get(&phase).copied().unwrap_or(0) >= EACH, "too few kills hit \"{}\": {hits:?}", phase.name());
    }
}

/// The phase that was hit least; now and then any.
fn choose(hits: &BTreeMap<Phase, usize>, dice: &mut Dice) -> Phase {
    let any = Phase::ALL[dice.below(5) as usize];
    let least = Phase::ALL.into_iter().min_by_key(|phase| hits.get(phase).copied().unwrap_or(0)).unwrap_or(any);
    if dice.below(4) == 0 { any } else { least }
}

/// Starts, loads, kills; says which phases were in flight.
fn one(home: &Home, target: Phase, dice: &mut Dice, load: &mut Load, ledger: &mut Ledger) -> Vec<Phase> {
    let trap = Arc::new(Trap::new(target, dice));
    let watching = Arc::clone(&trap);
    let node = home
        .serve()
        .log("warn,vigie::phase=trace")
        .watched(Box::new(move |line, handle| watching.line(line, handle)))
        .start();
    let mut node = node;
    load.sample(node.visitor(), dice);
    if dice.below(2) == 0 {
        // As if a minute had passed: what was leased at an earlier death is taken up again, under load.
        Database::open(&home.url).run("UPDATE jobs SET lease_until_ms = 0 WHERE state = 'leased'");
    }
    let news = load.run(&node, &trap, PATIENCE);
    node.ended(Duration::from_secs(10));
    let log = node.err();
    assert!(!log.contains("panicked"), "{log}");
    database::settled(&home.url);
    ledger.death(&mut database::look(&home.url, &home.dir.join("look")), &log, news)
}
