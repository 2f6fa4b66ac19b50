//! The loops over all pixels, for the widest instructions that this machine has. They are plain safe loops, each compiled
//! twice: whole numbers give the same either way, and floats are multiplied and added in the same order and never fused.

#![expect(clippy::inline_always, reason = "a loop is compiled for AVX2 only where it stands within such a function")]

/// Makes a function that runs a loop as it is compiled for AVX2 where the processor has it. Over a picture of 1920 x 1080
/// that took a third off the time of the fingerprint.
macro_rules! wide {
    ($(#[$about:meta])* $name:ident = $plain:ident($($argument:ident: $kind:ty),*)) => {
        $(#[$about])*
        pub fn $name($($argument: $kind),*) {
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                #[target_feature(enable = "avx2")]
                fn wide($($argument: $kind),*) {
                    $plain($($argument),*);
                }
                #[expect(unsafe_code, reason = "no safe form; the processor was asked in the line above")]
                // SAFETY: what is called is safe code but for needing AVX2, which this processor has.
                unsafe {
                    wide($($argument),*);
                }
                return;
            }
            $plain($($argument),*);
        }
    };
}

wide! {
    /// Adds a row of bytes times a number; sums wrap.
    add_row = plain_row(sums: &mut [u16], row: &[u8], number: u16)
}
wide! {
    /// Adds two rows of bytes, each times a number of its own; sums wrap.
    add_rows = plain_rows(sums: &mut [u16], rows: [&[u8]; 2], numbers: [u16; 2])
}
wide! {
    /// Moves whole sums times a factor to floats.
    flush = plain_flush(sums: &mut [f32], small: &mut [u16], factor: f32)
}
wide! {
    /// Adds a row of floats times a weight.
    add_floats = plain_floats(sums: &mut [f32], row: &[f32], weight: f32)
}
wide! {
    /// Two rows of bytes added: to the sums, or in their place.
    add_pairs = plain_pairs(sums: &mut [i16], rows: [&[u8]; 2], is_first: bool)
}
wide! {
    /// A row of bytes: added to the sums, or in their place.
    add_single = plain_single(sums: &mut [i16], row: &[u8], is_first: bool)
}
wide! {
    /// A float for each group of values.
    light = plain_light(groups: &Groups, light: &mut [f32])
}

#[inline(always)]
fn plain_row(sums: &mut [u16], row: &[u8], number: u16) {
    for (sum, &byte) in sums.iter_mut().zip(row) {
        *sum = sum.wrapping_add(u16::from(byte).wrapping_mul(number));
    }
}

#[inline(always)]
fn plain_rows(sums: &mut [u16], rows: [&[u8]; 2], numbers: [u16; 2]) {
    for ((sum, &first), &second) in sums.iter_mut().zip(rows[0]).zip(rows[1]) {
        let both = u16::from(first).wrapping_mul(numbers[0]).wrapping_add(u16::from(second).wrapping_mul(numbers[1]));
        *sum = sum.wrapping_add(both);
    }
}

#[inline(always)]
fn plain_flush(sums: &mut [f32], small: &mut [u16], factor: f32) {
    for (sum, small) in sums.iter_mut().zip(small) {
        *sum += f32::from(*small) * factor;
        *small = 0;
    }
}

#[inline(always)]
fn plain_floats(sums: &mut [f32], row: &[f32], weight: f32) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value * weight;
    }
}

#[inline(always)]
fn plain_pairs(sums: &mut [i16], rows: [&[u8]; 2], is_first: bool) {
    let pairs = rows[0].iter().zip(rows[1]).map(|(&first, &second)| i16::from(first) + i16::from(second));
    if is_first {
        sums.iter_mut().zip(pairs).for_each(|(sum, pair)| *sum = pair);
    } else {
        sums.iter_mut().zip(pairs).for_each(|(sum, pair)| *sum = sum.wrapping_add(pair));
    }
}

#[inline(always)]
fn plain_single(sums: &mut [i16], row: &[u8], is_first: bool) {
    if is_first {
        sums.iter_mut().zip(row).for_each(|(sum, &byte)| *sum = i16::from(byte));
    } else {
        sums.iter_mut().zip(row).for_each(|(sum, &byte)| *sum = sum.wrapping_add(i16::from(byte)));
    }
}

/// Values that are multiplied at once.
pub const LANES: usize = 8;

/// Values of which `size` each make one float: multiplied with weights, added up, and all that times `part`.
pub struct Groups<'a> {
    /// With room for the weights behind the beginning of the last group.
    pub sums: &'a [i16],
    pub size: usize,
    /// At least as many as the size, filled up with zeros to a multiple of [`LANES`].
    pub weights: &'a [i16],
    pub part: f32,
}

#[inline(always)]
fn plain_light(groups: &Groups, light: &mut [f32]) {
    match groups.weights.len() {
        8 => light_by::<8>(groups, light),
        16 => light_by::<16>(groups, light),
        24 => light_by::<24>(groups, light),
        32 => light_by::<32>(groups, light),
        _ => {
            for (light, group) in light.iter_mut().zip(groups.sums.chunks_exact(groups.size)) {
                *light = weighed(group, groups.weights) * groups.part;
            }
        }
    }
}

/// With exactly `N` weights: what lies behind a group is multiplied by 0. Products are added up in pairs first, for which
/// processors have one instruction.
#[inline(always)]
fn light_by<const N: usize>(groups: &Groups, light: &mut [f32]) {
    let Some(weights) = groups.weights.first_chunk::<N>() else { return };
    let mut from = groups.sums;
    for light in light {
        let Some(sums) = from.first_chunk::<N>() else { return };
        let mut pairs = [0_i32; LANES / 2];
        for (sums, weights) in sums.as_chunks::<LANES>().0.iter().zip(weights.as_chunks::<LANES>().0) {
            let product = |at: usize| i32::from(sums[at]) * i32::from(weights[at]);
            for (at, pair) in pairs.iter_mut().enumerate() {
                *pair += product(2 * at) + product(2 * at + 1);
            }
        }
        *light = float((pairs[0] + pairs[2]) + (pairs[1] + pairs[3])) * groups.part;
        from = &from[groups.size..];
    }
}

/// The sum of values times weights.
#[inline(always)]
pub fn weighed(sums: &[i16], weights: &[i16]) -> f32 {
    float(sums.iter().zip(weights).map(|(&sum, &weight)| i32::from(sum) * i32::from(weight)).sum())
}

#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "24 bits are more than enough for light")]
fn float(sum: i32) -> f32 {
    sum as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some thousand numbers that are no pattern.
    fn bytes(seed: u32) -> Vec<u8> {
        (0..3001_u32)
            .map(|at| (at.wrapping_mul(2_654_435_761).wrapping_add(seed * 40_503) >> 13).to_le_bytes()[0])
            .collect()
    }

    #[test]
    fn wide_loops_give_the_same_as_plain_ones() {
        let (first, second) = (bytes(1), bytes(2));
        let (mut sums, mut plain) = (vec![7_u16; first.len()], vec![7_u16; first.len()]);
        add_row(&mut sums, &first, 9);
        plain_row(&mut plain, &first, 9);
        add_rows(&mut sums, [&first, &second], [40, 41]);
        plain_rows(&mut plain, [&first, &second], [40, 41]);
        assert_eq!(sums, plain);
        let (mut floats, mut plain_sums) = (vec![0.1_f32; sums.len()], vec![0.1_f32; sums.len()]);
        flush(&mut floats, &mut sums, 0.37);
        plain_flush(&mut plain_sums, &mut plain, 0.37);
        let row: Vec<f32> = second.iter().map(|&byte| f32::from(byte) / 3.0).collect();
        add_floats(&mut floats, &row, 0.211);
        plain_floats(&mut plain_sums, &row, 0.211);
        assert_eq!(floats, plain_sums);
    }

    #[test]
    fn light_is_the_weighed_sum_of_each_group() {
        let mut sums = vec![3_i16; 3001 + 4 * LANES];
        add_pairs(&mut sums, [&bytes(3), &bytes(4)], true);
        add_pairs(&mut sums, [&bytes(5), &bytes(6)], false);
        let mut again = vec![3_i16; 3001 + 4 * LANES];
        for number in 3..7 {
            add_single(&mut again, &bytes(number), number == 3);
        }
        assert_eq!(sums, again);
        for size in [1, 3, 6, 9, 15, 21, 30, 33, 48, 384] {
            let mut weights: Vec<i16> = (0..size).map(|at| [2449, 4809, 934][at % 3]).collect();
            weights.resize(size.next_multiple_of(LANES), 0);
            let mut light = vec![0.0; 3001 / size];
            super::light(&Groups { sums: &sums, size, weights: &weights, part: 0.5 }, &mut light);
            for (at, light) in light.iter().enumerate() {
                let sum: i32 = (0..size).map(|k| i32::from(sums[at * size + k]) * i32::from(weights[k])).sum();
                assert_eq!(light.to_bits(), (float(sum) * 0.5).to_bits(), "{size}, group {at}");
            }
        }
    }
}
