//! One axis of the reference's filter: how much each pixel of a line gives to each of 64 samples.
//!
//! The reference runs two box filters along each axis over the whole picture and then keeps 64 x 64 places. Box filters
//! are linear and the two axes do not touch each other, so what arrives at a kept place is a weighted sum over a short
//! span; these are the spans and weights.

/// Number of samples along each axis.
pub const SAMPLES: usize = 64;

/// The pixels that make one sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// First pixel.
    pub start: usize,
    /// One weight a pixel; they add up to 1 but for rounding.
    pub weights: Vec<f32>,
    /// The same as whole numbers with one factor, where no box was cut off at the picture's edge.
    pub whole: Option<Whole>,
}

/// Weights as whole numbers: weight = number x factor.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// 1 to 512, the width of a box.
    pub numbers: Vec<u16>,
    /// 1 / (width of a box)².
    pub factor: f32,
}

impl Span {
    /// Pixel after the last one.
    pub fn end(&self) -> usize {
        self.start + self.weights.len()
    }

    /// Two boxes of `width` pixels, 1 to 512, that no edge cuts off.
    fn whole(start: usize, width: usize) -> Self {
        // Cannot fail: 512 at most.
        let number = |at: usize| u16::try_from((at + 1).min(2 * width - 1 - at)).unwrap();
        let numbers: Vec<u16> = (0..2 * width - 1).map(number).collect();
        #[expect(clippy::cast_precision_loss)] // 512 at most
        let square = (width * width) as f64;
        #[expect(clippy::cast_possible_truncation)] // as the reference keeps them
        let weights = numbers.iter().map(|&number| (f64::from(number) / square) as f32).collect();
        #[expect(clippy::cast_possible_truncation)]
        let factor = (1.0 / square) as f32;
        Self { start, weights, whole: Some(Whole { numbers, factor }) }
    }

    /// The sample of a line.
    pub fn apply(&self, line: &[f32]) -> f32 {
        const LANES: usize = 8;
        let part = &line[self.start..self.end()];
        let mut sums = [0.0_f32; LANES];
        let (pixels, weights) = (part.chunks_exact(LANES), self.weights.chunks_exact(LANES));
        let rest: f32 = pixels.remainder().iter().zip(weights.remainder()).map(|(p, w)| p * w).sum();
        for (pixels, weights) in pixels.zip(weights) {
            for lane in 0..LANES {
                sums[lane] += pixels[lane] * weights[lane];
            }
        }
        sums.iter().sum::<f32>() + rest
    }
}

/// The spans of an axis of `length` pixels, in the order of their samples.
///
/// `backwards` gives the axis as seen from its other end (a mirrored or turned picture), in the pixels of the stored one
/// and with the samples in stored order too. It is not the same: the reference's boxes of even width sit half a pixel
/// beside the middle, and kept places are rounded down.
pub fn spans(length: usize, backwards: bool) -> Vec<Span> {
    let mut spans: Vec<Span> = (0..SAMPLES).map(|sample| span(length, kept(length, sample))).collect();
    if backwards {
        for span in &mut spans {
            *span = mirrored(span, length);
        }
        spans.reverse();
    }
    spans
}

/// The spans of a picture of exactly 64 x 64, which the reference does not filter.
pub fn unfiltered() -> Vec<Span> {
    let whole = Some(Whole { numbers: vec![1], factor: 1.0 });
    (0..SAMPLES).map(|start| Span { start, weights: vec![1.0], whole: whole.clone() }).collect()
}

/// The pixel whose filtered value is kept: the middle of the sample's share, rounded down.
fn kept(length: usize, sample: usize) -> usize {
    (2 * sample + 1) * length / (2 * SAMPLES)
}

fn span(length: usize, kept: usize) -> Span {
    let width = length.div_ceil(2 * SAMPLES);
    let outer = boxed(length, width, kept);
    let (start, end) = (boxed(length, width, outer.start).start, boxed(length, width, outer.end - 1).end);
    if outer.len() == width && end - start == 2 * width - 1 && width <= 512 {
        return Span::whole(start, width);
    }
    let mut weights = vec![0.0_f64; end - start];
    for middle in outer.clone() {
        let inner = boxed(length, width, middle);
        #[expect(clippy::cast_precision_loss)] // widths of boxes are below 2^20
        let share = 1.0 / (outer.len() as f64 * inner.len() as f64);
        for pixel in inner {
            weights[pixel - start] += share;
        }
    }
    #[expect(clippy::cast_possible_truncation)] // as the reference keeps them
    let weights = weights.into_iter().map(|weight| weight as f32).collect();
    Span { start, weights, whole: None }
}

/// The pixels under a box of `width` around `middle`, cut off at the ends of the axis. An even box leans to the right.
fn boxed(length: usize, width: usize, middle: usize) -> std::ops::Range<usize> {
    let half = width.midpoint(2);
    middle.saturating_sub(width - half)..(middle + half).min(length)
}

fn mirrored(span: &Span, length: usize) -> Span {
    let reversed = |numbers: &[u16]| numbers.iter().rev().copied().collect();
    Span {
        start: length - span.end(),
        weights: span.weights.iter().rev().copied().collect(),
        whole: span.whole.as_ref().map(|whole| Whole { numbers: reversed(&whole.numbers), factor: whole.factor }),
    }
}
