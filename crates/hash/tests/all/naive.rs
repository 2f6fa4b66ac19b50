//! The reference's steps one after another over whole buffers of floats, as its source has them: slow, and to compare with.

#![allow(clippy::needless_range_loop)] // indices as in the source

use vigie_hash::{Hashed, Pdq, Quality};

/// Of RGB pixels.
pub fn hash(rgb: &[u8], width: usize, height: usize) -> Hashed {
    let luma = rgb.chunks_exact(3);
    let luma = luma.map(|p| 0.299_f32 * f32::from(p[0]) + 0.587_f32 * f32::from(p[1]) + 0.114_f32 * f32::from(p[2]));
    hash_luma(luma.collect(), width, height)
}

pub fn hash_luma(mut luma: Vec<f32>, width: usize, height: usize) -> Hashed {
    if width < 5 || height < 5 {
        return Hashed { pdq: Pdq::ZERO, quality: Quality(0) };
    }
    if (width, height) != (64, 64) {
        let mut other = vec![0.0; luma.len()];
        for _ in 0..2 {
            for row in 0..height {
                box_filter(&luma, &mut other, row * width, 1, width);
            }
            for column in 0..width {
                box_filter(&other, &mut luma, column, width, height);
            }
        }
    }
    let at = |i: usize, n: usize| ((i as f64 + 0.5) * n as f64 / 64.0) as usize;
    let mut small = [[0.0_f32; 64]; 64];
    for (i, row) in small.iter_mut().enumerate() {
        for (j, sample) in row.iter_mut().enumerate() {
            *sample = luma[at(i, height) * width + at(j, width)];
        }
    }
    Hashed { quality: quality(&small), pdq: bits(&small) }
}

fn box_filter(from: &[f32], to: &mut [f32], start: usize, stride: usize, length: usize) {
    let window = length.div_ceil(128);
    let half = window.midpoint(2);
    let (mut left, mut right, mut out) = (start, start, start);
    let (mut sum, mut count) = (0.0_f32, 0.0_f32);
    for _ in 0..half - 1 {
        sum += from[right];
        count += 1.0;
        right += stride;
    }
    for _ in half..=window {
        sum += from[right];
        count += 1.0;
        to[out] = sum / count;
        right += stride;
        out += stride;
    }
    for _ in 0..length - window {
        sum += from[right];
        sum -= from[left];
        to[out] = sum / count;
        left += stride;
        right += stride;
        out += stride;
    }
    for _ in 0..half - 1 {
        sum -= from[left];
        count -= 1.0;
        to[out] = sum / count;
        left += stride;
        out += stride;
    }
}

fn quality(small: &[[f32; 64]; 64]) -> Quality {
    let mut sum = 0_i32;
    for i in 0..63 {
        for j in 0..64 {
            sum += (((small[i][j] - small[i + 1][j]) * 100.0 / 255.0) as i32).abs();
        }
    }
    for row in small {
        for j in 0..63 {
            sum += (((row[j] - row[j + 1]) * 100.0 / 255.0) as i32).abs();
        }
    }
    Quality((sum / 90).min(100) as u8)
}

fn bits(small: &[[f32; 64]; 64]) -> Pdq {
    let d = |i: usize, j: usize| {
        let angle = std::f64::consts::PI / 2.0 / 64.0 * (i + 1) as f64 * (2 * j + 1) as f64;
        ((2.0_f64 / 64.0).sqrt() * angle.cos()) as f32
    };
    let mut half = [[0.0_f32; 64]; 16];
    for (i, row) in half.iter_mut().enumerate() {
        for (j, sum) in row.iter_mut().enumerate() {
            *sum = (0..64).map(|k| d(i, k) * small[k][j]).sum();
        }
    }
    let mut all = Vec::new();
    for row in &half {
        for j in 0..16 {
            all.push((0..64).map(|k| row[k] * d(j, k)).sum::<f32>());
        }
    }
    let median = torben(&all);
    let mut words = [0_u16; 16];
    for (k, value) in all.iter().enumerate() {
        words[k / 16] |= u16::from(*value > median) << (k % 16);
    }
    let texts: Vec<String> = words.iter().rev().map(|word| format!("{word:04x}")).collect();
    texts.concat().parse().unwrap()
}

/// The median by halving, as the reference has it.
fn torben(values: &[f32]) -> f32 {
    let (mut min, mut max) = values.iter().fold((values[0], values[0]), |(a, b), &v| (a.min(v), b.max(v)));
    let half = values.len().div_ceil(2);
    loop {
        let guess = f32::midpoint(min, max);
        let (mut less, mut equal, mut more) = (0, 0, 0);
        let (mut below, mut above) = (min, max);
        for &value in values {
            if value < guess {
                less += 1;
                below = below.max(value);
            } else if value > guess {
                more += 1;
                above = above.min(value);
            } else {
                equal += 1;
            }
        }
        if less <= half && more <= half {
            return if less >= half {
                below
            } else if less + equal >= half {
                guess
            } else {
                above
            };
        }
        if less > more {
            max = below;
        } else {
            min = above;
        }
    }
}
