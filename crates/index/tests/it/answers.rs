//! An answer is exactly what a scan finds, at every distance.

use proptest::prelude::*;
use vigie_index::{Code, Index};

use crate::linear::{Dice, Linear, sets};

#[test]
fn every_distance_up_to_64_is_answered_exactly_on_every_kind_of_set() {
    for (name, entries) in sets(20_000, 1) {
        let index = Index::build(entries.iter().copied());
        let linear = Linear(entries);
        let mut dice = Dice(2);
        println!("{name}");
        for most in 0..=64 {
            let stored = linear.0[dice.below(linear.0.len())].0;
            let bits = dice.below(usize::from(most) + 3);
            for asked in [stored, dice.turned(&stored, bits), dice.code()] {
                linear.check(&index, &asked, most);
            }
        }
    }
}

#[test]
fn every_distance_up_to_256_and_beyond_is_answered() {
    let mut dice = Dice(3);
    let linear = Linear((0..200).map(|id| (dice.code(), id)).collect());
    let index = Index::build(linear.0.iter().copied());
    for most in [65, 100, 127, 128, 129, 200, 255, 256, 257, u16::MAX] {
        linear.check(&index, &dice.code(), most);
    }
    let opposite = linear.0[0].0.map(|byte| !byte);
    assert!(index.within(opposite, 255).unwrap().into_iter().all(|hit| hit.id != 0));
    assert_eq!(index.within(opposite, 256).unwrap().into_iter().count(), 200);
}

#[test]
fn an_empty_index_answers_nothing() {
    for index in [Index::default(), Index::build(std::iter::empty::<(Code, u64)>())] {
        for most in [0, 31, 64, 256, u16::MAX] {
            assert!(index.within([0; 32], most).unwrap().is_empty());
        }
    }
}

#[test]
fn a_hundred_thousand_of_one_code_are_all_answered_unless_a_cap_was_asked_for() {
    let code = Dice(4).code();
    let index = Index::build((0..100_000).map(|id| (code, id)));
    let all = index.within(code, 31).unwrap();
    assert_eq!((all.as_slice().len(), all.left_out()), (100_000, 0));
    let few = index.within_capped(code, 31, 10).unwrap();
    assert_eq!((few.as_slice(), few.left_out()), (&all.as_slice()[..10], 99_990));
    let none = index.within_capped(code, 31, 0).unwrap();
    assert!(!none.is_empty() && none.left_out() == 100_000);
}

#[test]
fn a_number_with_several_codes_is_answered_once_with_its_nearest() {
    let mut dice = Dice(5);
    let code = dice.code();
    let near = dice.turned(&code, 3);
    let index = Index::build([(dice.turned(&code, 9), 7), (near, 7), (near, 7), (code, 8)]);
    let hits: Vec<_> = index.within(code, 31).unwrap().into_iter().map(|hit| (hit.id, hit.distance)).collect();
    assert_eq!(hits, [(8, 0), (7, 3)]);
}

/// Codes of few different bits, so that many are near each other and many are equal.
fn narrow() -> impl Strategy<Value = Code> {
    (any::<[u8; 2]>(), 0..32_usize).prop_map(|(bytes, at)| {
        let mut code = [0x55; 32];
        code[at] ^= bytes[0];
        code[31 - at] ^= bytes[1];
        code
    })
}

proptest! {
    #[test]
    fn any_set_is_answered_as_by_a_scan(
        wide in prop::collection::vec((any::<Code>(), any::<u64>()), 0..40),
        close in prop::collection::vec((narrow(), 0..50_u64), 0..200),
        asked in prop_oneof![any::<Code>(), narrow()],
        most in 0..=64_u16,
    ) {
        let linear = Linear(wide.into_iter().chain(close).collect());
        let index = Index::build(linear.0.iter().copied());
        let hits = index.within(asked, most).unwrap();
        prop_assert_eq!(hits.as_slice(), linear.within(&asked, most));
    }
}
