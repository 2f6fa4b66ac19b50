//! The tables by themselves, at every distance, whether they pay or not.

use super::plan::Plan;
use super::search::Found;
use super::*;
use crate::code::distance;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn code(&mut self) -> Code {
        let mut code = [0; 32];
        code.as_chunks_mut::<8>().0.iter_mut().for_each(|word| *word = self.next().to_le_bytes());
        code
    }

    /// A code that differs from this one in exactly `bits` bits.
    fn turned(&mut self, code: &Code, bits: u16) -> Code {
        let mut turned = *code;
        while distance(&turned, code) < bits {
            self.turn(&mut turned, code, 0, 256);
        }
        turned
    }

    /// A code that differs in exactly `bits` bits, as evenly over the words as can be: the hardest case for tables.
    fn spread(&mut self, code: &Code, bits: u16) -> Code {
        let mut turned = *code;
        let start = self.next() % 16;
        for number in 0..u64::from(bits) {
            let before = distance(&turned, code);
            while distance(&turned, code) == before {
                self.turn(&mut turned, code, 16 * ((start + number) % 16), 16);
            }
        }
        turned
    }

    /// Turns one of `among` bits from `first` on, unless it is turned already.
    fn turn(&mut self, turned: &mut Code, code: &Code, first: u64, among: u64) {
        let bit = usize::try_from(first + self.next() % among).unwrap();
        let (byte, mask) = (bit / 8, 1 << (bit % 8));
        turned[byte] = turned[byte] & !mask | !code[byte] & mask;
    }
}

/// Random codes, clusters, and one value in most words.
fn sets(dice: &mut Dice) -> Vec<(&'static str, Vec<Code>)> {
    let random: Vec<Code> = (0..4500).map(|_| dice.code()).collect();
    let clustered = random.iter().take(500).flat_map(|seed| {
        let near: Vec<Code> = (0..10).map(|bits| dice.turned(seed, 7 * bits)).collect();
        near
    });
    let clustered = clustered.collect();
    let hot = (0..5000_u16).map(|at| {
        let mut code = random[0];
        code[12..14].copy_from_slice(&at.to_le_bytes());
        code[28..30].copy_from_slice(&at.wrapping_mul(40_503).to_le_bytes());
        code
    });
    let hot = hot.collect();
    let ties = random.iter().take(50).cycle().take(5000).copied().collect();
    vec![("random", random), ("clustered", clustered), ("hot buckets", hot), ("ties", ties)]
}

#[test]
fn tables_find_at_every_distance_what_looking_through_finds() {
    let mut dice = Dice(11);
    for (name, codes) in sets(&mut dice) {
        let mut entries: Vec<Entry> = codes.iter().copied().zip(0..).collect();
        entries.sort_unstable();
        let segment = Segment::in_memory(&entries);
        for most in 0..=64 {
            let stored = codes[usize::try_from(dice.next()).unwrap() % codes.len()];
            let asked = [
                stored,
                dice.turned(&stored, most),
                dice.spread(&stored, most),
                dice.spread(&stored, most + 1),
                dice.code(),
            ];
            let plan = Plan::at_any_cost(most).unwrap();
            let (mut by_tables, mut by_looking) = (Vec::<Found>::new(), Vec::<Found>::new());
            if segment.by_tables(plan, 0, &asked, most, &mut by_tables).unwrap() {
                for (number, code) in (0..).zip(&asked) {
                    segment.look_through(number, code, most, &mut by_looking).unwrap();
                }
                assert_eq!(by_tables, by_looking, "{name}, {most} bits");
                let found = |number: u32| by_tables.iter().any(|found| found.asked == number);
                assert!(found(0) && found(1) && found(2), "{name}, {most} bits");
            }
            by_tables.clear();
            by_looking.clear();
            let many = asked.repeat(3);
            segment.search(&many, most, &mut by_tables).unwrap();
            for (number, code) in (0..).zip(&many) {
                segment.look_through(number, code, most, &mut by_looking).unwrap();
            }
            assert_eq!(by_tables, by_looking, "{name}, {most} bits, many at once");
        }
    }
}

#[test]
fn the_same_bytes_stand_in_memory_and_in_a_file() {
    let mut dice = Dice(12);
    for size in [0, 1, 7, 100, 4096, 4097, 9000] {
        let mut entries: Vec<Entry> = (0..size).map(|id| (dice.code(), 1_000_000 + id * id)).collect();
        entries.sort_unstable();
        let segment = Segment::in_memory(&entries);
        let read = Segment::in_bytes(segment.bytes.to_vec()).unwrap();
        assert_eq!(read.entries().unwrap().collect::<Vec<_>>(), entries);
        assert_eq!((read.layout, read.head.entries), (segment.layout, segment.head.entries));
        read.guard.all(&read.bytes).unwrap();
    }
}
