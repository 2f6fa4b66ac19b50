//! From 64 x 64 samples to bits: quality, cosine transform, median.

use crate::axis::SAMPLES;
use crate::code::{Pdq, Quality};
use std::sync::LazyLock;

/// The picture as 64 x 64 luma values, 0 to 255, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples(Vec<[f32; SAMPLES]>);

const FREQUENCIES: usize = 16;

impl Samples {
    /// Of 64 rows.
    pub fn new(rows: Vec<[f32; SAMPLES]>) -> Self {
        assert_eq!(rows.len(), SAMPLES, "an axis has 64 samples");
        Self(rows)
    }

    /// The reference's measure: every difference between neighbours in percent of 255, cut to a whole number, added up
    /// and divided by 90.
    pub fn quality(&self) -> Quality {
        #[expect(clippy::cast_possible_truncation)] // cutting is what the reference does
        let step = |u: f32, v: f32| (((u - v) * 100.0 / 255.0) as i32).abs();
        let steps = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(&u, &v)| step(u, v)).sum::<i32>();
        let below: i32 = self.0.windows(2).map(|pair| steps(&pair[0], &pair[1])).sum();
        let beside: i32 = self.0.iter().map(|row| steps(&row[..SAMPLES - 1], &row[1..])).sum();
        // A step is 100 at most and there are 8,064 of them.
        Quality(u8::try_from((below + beside) / 90).unwrap_or(100).min(100))
    }

    /// Frequencies 1 to 16 of both axes.
    pub fn spectrum(&self) -> Spectrum {
        let mut half = [[0.0_f32; SAMPLES]; FREQUENCIES];
        for (row, cosines) in half.iter_mut().zip(COSINES.iter()) {
            for (samples, cosine) in self.0.iter().zip(cosines) {
                row.iter_mut().zip(samples).for_each(|(sum, sample)| *sum += cosine * sample);
            }
        }
        // Sixteen sums side by side, each in the order in which the reference adds it up.
        Spectrum(half.map(|row| {
            let mut sums = [0.0_f32; FREQUENCIES];
            for (half, cosines) in row.iter().zip(TURNED.iter()) {
                sums.iter_mut().zip(cosines).for_each(|(sum, cosine)| *sum += half * cosine);
            }
            sums
        }))
    }
}

/// `sqrt(2/64) cos(pi/128 (i+1)(2j+1))`, as the reference has it: computed in double, kept in single precision.
static COSINES: LazyLock<[[f32; SAMPLES]; FREQUENCIES]> = LazyLock::new(|| {
    let scale = (2.0_f64 / 64.0).sqrt();
    let step = std::f64::consts::PI / 2.0 / 64.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let cosine = |i: usize, j: usize| (scale * (step * (i + 1) as f64 * (2 * j + 1) as f64).cos()) as f32;
    std::array::from_fn(|i| std::array::from_fn(|j| cosine(i, j)))
});

/// The same, a row for each sample.
static TURNED: LazyLock<[[f32; FREQUENCIES]; SAMPLES]> =
    LazyLock::new(|| std::array::from_fn(|j| std::array::from_fn(|i| COSINES[i][j])));

/// 16 x 16 coefficients of the cosine transform, without the mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum([[f32; FREQUENCIES]; FREQUENCIES]);

impl Spectrum {
    /// One bit a coefficient: whether it is over the lower median.
    pub fn bits(&self) -> Pdq {
        let mut sorted = self.0.as_flattened().to_vec();
        let (_, median, _) = sorted.select_nth_unstable_by(FREQUENCIES * FREQUENCIES / 2 - 1, f32::total_cmp);
        let mut bytes = [0; 32];
        for (k, value) in self.0.as_flattened().iter().enumerate() {
            bytes[31 - k / 8] |= u8::from(value > median) << (k % 8);
        }
        Pdq(bytes)
    }

    /// The spectrum of the same samples after a turn or mirroring.
    pub fn turned(&self, turn: crate::turn::Turn) -> Self {
        let odd = |index: usize| index % 2 == 1;
        let value = |i: usize, j: usize| {
            let (row, column) = if turn.transposes() { (j, i) } else { (i, j) };
            let is_negative = (turn.flips_rows() && !odd(row)) != (turn.flips_columns() && !odd(column));
            if is_negative { -self.0[row][column] } else { self.0[row][column] }
        };
        Self(std::array::from_fn(|i| std::array::from_fn(|j| value(i, j))))
    }
}
