//! How far apart the crops of a family may lie: distance against the size of a crop.

use crate::Original;
use crate::edits::{cropped, png};
use vigie_hash::{Options, hash_image};

/// For each shape of crop and each size in tenths of a per cent: the median distance and the share within 31 bits.
pub fn print(originals: &[Original]) {
    let shapes: [(&str, [f32; 4]); 4] = [
        ("left", [1., 0., 0., 0.]),
        ("top", [0., 1., 0., 0.]),
        ("left and right", [1., 0., 1., 0.]),
        ("each", [1.; 4]),
    ];
    for (name, shape) in shapes {
        println!("| {name} | median distance | within 31 |\n|---|---|---|");
        for step in 1..=10_u8 {
            let share = f32::from(step) * 0.0035;
            let mut distances: Vec<u16> = originals
                .iter()
                .map(|original| {
                    let bytes = png(&cropped(&original.image, shape.map(|side| side * share)));
                    // Why: a program for measuring may stop with the place where it went wrong.
                    let found = hash_image(&bytes, &Options::default()).unwrap();
                    found.hashed.pdq.distance(&original.stored.pdq).0
                })
                .collect();
            distances.sort_unstable();
            let within = distances.iter().filter(|distance| **distance <= 31).count() as f32 / distances.len() as f32;
            println!("| {:.2} % | {} | {within:.3} |", share * 100.0, distances[distances.len() / 2]);
        }
    }
}
