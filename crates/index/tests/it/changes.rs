//! What is put in is found at once, what is taken out is found no more.

use proptest::prelude::*;
use vigie_index::{Code, Index};

use crate::linear::{Dice, Linear};

#[test]
fn what_is_put_in_is_found_by_the_next_question() {
    let mut dice = Dice(1);
    let index = Index::build((0..500).map(|id| (dice.code(), id)));
    let code = dice.code();
    assert!(index.within(code, 31).unwrap().is_empty());
    index.insert(code, 900);
    assert_eq!(index.within(dice.turned(&code, 31), 31).unwrap().nearest().map(|hit| hit.id), Some(900));
}

#[test]
fn what_is_taken_out_is_found_no_more_wherever_it_was() {
    let mut dice = Dice(2);
    let code = dice.code();
    let index = Index::build([(code, 1), (code, 2)]);
    index.insert_all([(code, 3), (code, 4), (dice.turned(&code, 1), 3)]);
    index.remove_all(&[1, 3]);
    index.remove(99);
    let left: Vec<_> = index.within(code, 31).unwrap().into_iter().map(|hit| hit.id).collect();
    assert_eq!(left, [2, 4]);
}

#[test]
fn a_number_may_come_back_with_another_code_and_the_old_one_stays_away() {
    let mut dice = Dice(3);
    let (old, new) = (dice.code(), dice.code());
    let index = Index::build([(old, 5)]);
    index.remove(5);
    index.insert(new, 5);
    assert!(index.within(old, 31).unwrap().is_empty());
    assert_eq!(index.within(new, 0).unwrap().nearest().map(|hit| hit.id), Some(5));
}

#[derive(Debug, Clone)]
enum Step {
    Insert(u8, u8, u64),
    Remove(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (any::<u8>(), any::<u8>(), 0..40_u64).prop_map(|(a, b, id)| Step::Insert(a, b, id)),
        1 => (0..40_u64).prop_map(Step::Remove),
    ]
}

fn code(a: u8, b: u8) -> Code {
    let mut code = [0; 32];
    code[3] = a;
    code[30] = b;
    code
}

proptest! {
    #[test]
    fn after_any_changes_the_answers_are_those_of_a_scan(
        first in prop::collection::vec((any::<u8>(), any::<u8>(), 0..40_u64), 0..60),
        steps in prop::collection::vec(step(), 0..80),
        asked in (any::<u8>(), any::<u8>()),
    ) {
        let mut linear = Linear(first.into_iter().map(|(a, b, id)| (code(a, b), id)).collect());
        let index = Index::build(linear.0.iter().copied());
        for step in steps {
            match step {
                Step::Insert(a, b, id) => {
                    linear.0.push((code(a, b), id));
                    index.insert(code(a, b), id);
                }
                Step::Remove(id) => {
                    linear.remove(id);
                    index.remove(id);
                }
            }
            let asked = code(asked.0, asked.1);
            let hits = index.within(asked, 6).unwrap();
            prop_assert_eq!(hits.as_slice(), linear.within(&asked, 6));
        }
    }
}
