//! The simplest thing that is right: a list, looked through from one end to the other.

use std::collections::BTreeMap;

use vigie_index::{Code, Hit, Index};

/// Entries in the order they came in.
#[derive(Debug, Clone, Default)]
pub struct Linear(pub Vec<(Code, u64)>);

impl Linear {
    pub fn within(&self, asked: &Code, most: u16) -> Vec<Hit> {
        let mut nearest = BTreeMap::new();
        for (code, id) in &self.0 {
            let distance = bits_between(code, asked);
            if distance <= most {
                nearest.entry(*id).and_modify(|known: &mut u16| *known = distance.min(*known)).or_insert(distance);
            }
        }
        let mut hits: Vec<Hit> = nearest.into_iter().map(|(id, distance)| Hit { id, distance }).collect();
        hits.sort_by_key(|hit| (hit.distance, hit.id));
        hits
    }

    pub fn remove(&mut self, id: u64) {
        self.0.retain(|entry| entry.1 != id);
    }

    /// Fails unless the index answers the same.
    pub fn check(&self, index: &Index, asked: &Code, most: u16) {
        assert_eq!(index.within(*asked, most).unwrap().as_slice(), self.within(asked, most), "within {most} bits");
    }
}

fn bits_between(a: &Code, b: &Code) -> u16 {
    let half = |code: &Code, at: usize| u128::from_be_bytes(*code[at..].first_chunk().unwrap());
    let bits = |at: usize| (half(a, at) ^ half(b, at)).count_ones();
    u16::try_from(bits(0) + bits(16)).unwrap()
}

/// Numbers that look random and are the same in every run (`SplitMix64`).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `below` - 1.
    pub fn below(&mut self, below: usize) -> usize {
        usize::try_from(self.next() % below as u64).unwrap()
    }

    pub fn code(&mut self) -> Code {
        let mut code = [0; 32];
        code.as_chunks_mut::<8>().0.iter_mut().for_each(|word| *word = self.next().to_le_bytes());
        code
    }

    /// The code with exactly `bits` of its bits turned.
    pub fn turned(&mut self, code: &Code, bits: usize) -> Code {
        let mut turned = *code;
        let mut left = bits;
        while left > 0 {
            let bit = self.below(256);
            if (turned[bit / 8] ^ code[bit / 8]) >> (bit % 8) & 1 == 0 {
                turned[bit / 8] ^= 1 << (bit % 8);
                left -= 1;
            }
        }
        turned
    }
}

/// Sets that an index has to be right on. `size` entries each, numbers from 0.
pub fn sets(size: usize, seed: u64) -> Vec<(&'static str, Vec<(Code, u64)>)> {
    let mut dice = Dice(seed);
    let random: Vec<Code> = (0..size).map(|_| dice.code()).collect();
    let seeds: Vec<Code> = (0..=size / 50).map(|_| dice.code()).collect();
    let clustered = (0..size).map(|at| {
        let bits = dice.below(40);
        dice.turned(&seeds[at % seeds.len()], bits)
    });
    let clustered: Vec<Code> = clustered.collect();
    let ties = vec![random[0]; size];
    let near = (0..size).map(|at| {
        // All in one bucket of every table but the last ones.
        let mut code = random[0];
        code[28..].copy_from_slice(&u32::try_from(at).unwrap().to_be_bytes());
        code
    });
    let near: Vec<Code> = near.collect();
    let numbered = |codes: Vec<Code>| codes.into_iter().zip(0..).collect();
    vec![
        ("random", numbered(random)),
        ("clustered", numbered(clustered)),
        ("all ties", numbered(ties)),
        ("hot bucket", numbered(near)),
    ]
}
