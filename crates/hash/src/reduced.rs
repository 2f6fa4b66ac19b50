//! A picture made smaller, in light alone, and what fingerprints come out of that: for looking, where a bit or two do not
//! matter and eight positions, halves and parts of all pixels would cost twice the decoding.
//!
//! Each side is divided by a whole number of its own, so that at least [`LEAST`] points are left; a point is the mean of its
//! pixels. The filter is that of all pixels, its weights added up over each point: positions and the edges of parts lie
//! where they lie in the picture, not on the next point. How far such a fingerprint is from the one of all pixels:
//! `--example edits -- --reduced`, `docs/fingerprints.md`.

use crate::axis::{SAMPLES, Span, spans};
use crate::picture::{Area, Hashed, Picture, Strip, finish};
use crate::spectrum::Samples;
use crate::turn::Turn;
use crate::wide::{self, Groups, LANES, weighed};

/// Points that are left of a side at least, where it had as many: nearly six a sample. With 256 a variant was up to 8 bits
/// away in 99 of 100, with this many 4, with 384 no fewer.
const LEAST: usize = 360;
/// Most pixels of a side that become one point: sums of so many bytes fit 15 bits.
const MOST: usize = 128;
/// Points that each of the 64 samples of a side must have: with fewer a part is looked at in all its pixels.
const LEAST_POINTS: usize = 2;

/// Points of a row that are looked at, about, and steps of brightness, to tell what has more than one tone.
const LOOKS: usize = 48;
const STEPS: usize = 64;

/// A picture made smaller.
pub struct Reduced {
    width: Side,
    height: Side,
    /// 0 to 255 with fractions, row by row.
    light: Vec<f32>,
    kept: Vec<(Lines, Vec<f32>)>,
    columns: Vec<(Lines, Vec<Span>)>,
}

/// What decides one half of the filter: where the rows or columns of a part begin, how many, and whether from the other end.
type Lines = (usize, usize, bool);

/// One side of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Side {
    pixels: usize,
    /// Pixels a point; the last point may have fewer.
    factor: usize,
    points: usize,
}

impl Side {
    fn new(pixels: usize) -> Self {
        let factor = (pixels / LEAST).clamp(1, MOST);
        Self { pixels, factor, points: pixels.div_ceil(factor) }
    }

    /// The spans of a part in points. A point that lies only partly within the part is left out, for there may be a bar
    /// beside it: the next one takes its weight.
    fn spans(self, start: usize, length: usize, backwards: bool) -> Vec<Span> {
        let end = start + length;
        let first = start.div_ceil(self.factor);
        let last = if end == self.pixels { self.points - 1 } else { (end / self.factor).saturating_sub(1) };
        let point = |pixel: usize| ((start + pixel) / self.factor).clamp(first, last.max(first));
        let coarse = |span: Span| {
            let start = point(span.start);
            let mut weights = vec![0.0; point(span.end() - 1) - start + 1];
            for (pixel, weight) in (span.start..).zip(&span.weights) {
                weights[point(pixel) - start] += weight;
            }
            Span { start, weights, whole: None }
        };
        spans(length, backwards).into_iter().map(coarse).collect()
    }

    /// Whether a part is seen well enough.
    fn is_fine(self, length: usize) -> bool {
        self.factor == 1 || length >= LEAST_POINTS * SAMPLES * self.factor
    }
}

impl Reduced {
    /// The picture made smaller and, of the same pass over its pixels, the fingerprint of all of them.
    pub fn of(picture: &Picture) -> (Hashed, Self) {
        let (width, height) = (Side::new(picture.width()), Side::new(picture.height()));
        let mut points = Points::new(width, height, picture.channels());
        let hashed = picture.hash_beside(|rows| points.add(rows));
        (hashed, Self { width, height, light: points.finish(), kept: Vec::new(), columns: Vec::new() })
    }

    /// Fingerprints of all eight positions of a part, in the order of [`Turn::ALL`]; `None` when it is too small for that.
    pub fn hash_turns(&mut self, area: Area) -> Option<[Hashed; 8]> {
        if !self.is_fine(area) {
            return None;
        }
        let mut found = [Hashed::TINY; 8];
        for rows in [false, true] {
            for columns in [false, true] {
                let samples = self.samples(area, rows, columns);
                let spectrum = samples.spectrum();
                let quality = samples.quality();
                for (turn, found) in Turn::ALL.into_iter().zip(&mut found) {
                    if turn.flips_rows() == rows && turn.flips_columns() == columns {
                        *found = Hashed { pdq: spectrum.turned(turn).bits(), quality };
                    }
                }
            }
        }
        Some(found)
    }

    /// The fingerprint of a part as it lies; `None` when it is too small for that.
    pub fn hash_area(&mut self, area: Area) -> Option<Hashed> {
        self.is_fine(area).then(|| finish(&self.samples(area, false, false), Turn::None))
    }

    /// For each row of pixels, whether it and those around it have more than one tone each: nothing to look at for who
    /// searches for bars. Every second row of points is looked at, and a bar of a hundredth of the height holds one of
    /// them whole; what is a bar in 97 of 100 pixels has one tone in 3 of 4 points, but for the oddest signs.
    pub fn busy_rows(&self) -> Vec<bool> {
        let step = (self.width.points / LOOKS).max(1);
        let rows = self.light.chunks_exact(self.width.points).step_by(2);
        let busy: Vec<bool> = rows.map(|row| is_busy(row.iter().step_by(step))).collect();
        let is_busy = |row: usize| {
            let at = row / (2 * self.height.factor);
            busy[at.saturating_sub(1)..(at + 2).min(busy.len())].iter().all(|&busy| busy)
        };
        (0..self.height.pixels).map(is_busy).collect()
    }

    fn is_fine(&self, area: Area) -> bool {
        let is_filtered = (area.width, area.height) != (SAMPLES, SAMPLES);
        is_filtered
            && area.width.min(area.height) >= 5
            && self.width.is_fine(area.width)
            && self.height.is_fine(area.height)
    }

    fn samples(&mut self, area: Area, rows: bool, columns: bool) -> Samples {
        let key = (area.top, area.height, rows);
        let at = self.kept.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let spans = self.height.spans(area.top, area.height, rows);
            let filtered = filtered(&spans, &self.light, self.width.points);
            self.kept.push((key, transposed(&filtered, self.width.points)));
            self.kept.len() - 1
        });
        let key = (area.left, area.width, columns);
        let across = self.columns.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.columns.push((key, self.width.spans(area.left, area.width, columns)));
            self.columns.len() - 1
        });
        let lying = filtered(&self.columns[across].1, &self.kept[at].1, SAMPLES);
        Samples::new(transposed(&lying, SAMPLES).as_chunks::<SAMPLES>().0.to_vec())
    }
}

/// Whether fewer than 3 of 4 have one tone.
fn is_busy<'a>(looks: impl Iterator<Item = &'a f32>) -> bool {
    let mut counts = [0_u8; STEPS + 2];
    let mut all = 0;
    for light in looks {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 255 by construction
        let step = (*light as i32).clamp(0, 255) as usize * STEPS / 256;
        counts[step] += 1;
        all += 1;
    }
    let near = |at: usize| u32::from(counts[at]) + u32::from(counts[at + 1]) + u32::from(counts[at + 2]);
    let most = (0..STEPS).map(near).max().unwrap_or_default();
    most * 4 < all * 3
}

/// One row a span, of rows that are `length` long.
fn filtered(spans: &[Span], rows: &[f32], length: usize) -> Vec<f32> {
    let mut all = vec![0.0; spans.len() * length];
    for (span, sums) in spans.iter().zip(all.chunks_exact_mut(length)) {
        for (row, weight) in rows.chunks_exact(length).skip(span.start).zip(&span.weights) {
            wide::add_floats(sums, row, *weight);
        }
    }
    all
}

/// Columns of rows that are `length` long; eight rows at a time, so that what is written lies together.
fn transposed(rows: &[f32], length: usize) -> Vec<f32> {
    let height = rows.len() / length;
    let mut all = vec![0.0; rows.len()];
    for top in (0..height).step_by(LANES) {
        let strip: Vec<&[f32]> = rows.chunks_exact(length).skip(top).take(LANES).collect();
        for (x, column) in all.chunks_exact_mut(height).enumerate() {
            for (light, row) in column[top..].iter_mut().zip(&strip) {
                *light = row[x];
            }
        }
    }
    all
}

/// Rows of pixels in, rows of points out.
struct Points {
    width: Side,
    height: Side,
    channels: usize,
    /// Of as many rows as make a point, each value of them by itself.
    sums: Vec<i16>,
    floats: Vec<f32>,
    /// Rows in the sums.
    rows: usize,
    weights: Vec<i16>,
    /// What the weights of one pixel add up to.
    scale: i32,
    light: Vec<f32>,
}

impl Points {
    fn new(width: Side, height: Side, channels: usize) -> Self {
        let scale =
            (i32::MAX / (256 * i32::try_from(width.factor * height.factor).unwrap_or(1 << 14))).min(1 << 15) - 8;
        #[expect(clippy::cast_possible_truncation)] // within 15 bits by the line above
        let part = |share: f64| (share * f64::from(scale)).round() as i16;
        let pixel = if channels == 3 { vec![part(0.299), part(0.587), part(0.114)] } else { vec![part(1.0)] };
        let scale = pixel.iter().map(|&part| i32::from(part)).sum();
        let mut weights = pixel.repeat(width.factor);
        weights.resize(weights.len().next_multiple_of(LANES), 0);
        Self {
            width,
            height,
            channels,
            sums: vec![0; channels * width.pixels + 4 * LANES],
            floats: Vec::new(),
            rows: 0,
            weights,
            scale,
            light: Vec::with_capacity(width.points * height.points),
        }
    }

    fn add(&mut self, strip: Strip) {
        match strip {
            Strip::Two(first, second) if self.height.factor - self.rows >= 2 => {
                wide::add_pairs(&mut self.sums, [first, second], self.rows == 0);
                self.rows += 2;
            }
            Strip::Two(first, second) => {
                self.add(Strip::One(first));
                self.add(Strip::One(second));
                return;
            }
            Strip::One(row) => {
                wide::add_single(&mut self.sums, row, self.rows == 0);
                self.rows += 1;
            }
            Strip::Floats(row) => {
                self.floats.resize(row.len(), 0.0);
                self.floats.iter_mut().zip(row).for_each(|(sum, light)| *sum += light);
                self.rows += 1;
            }
        }
        if self.rows == self.height.factor {
            self.close();
        }
    }

    fn close(&mut self) {
        #[expect(clippy::cast_precision_loss)] // some thousand at most
        let rows = self.rows as f32;
        let factor = self.width.factor;
        if self.floats.is_empty() {
            #[expect(clippy::cast_precision_loss)] // below 2^31, of which the first 24 bits matter
            let part = |pixels: usize| 1.0 / (rows * pixels as f32 * self.scale as f32);
            let size = self.channels * factor;
            let values = self.channels * self.width.pixels;
            let (start, whole) = (self.light.len(), self.width.pixels / factor);
            self.light.resize(start + whole, 0.0);
            let groups = Groups { sums: &self.sums, size, weights: &self.weights, part: part(factor) };
            wide::light(&groups, &mut self.light[start..]);
            let rest = &self.sums[whole * size..values];
            if !rest.is_empty() {
                let light = weighed(rest, &self.weights) * part(rest.len() / self.channels);
                self.light.push(light);
            }
        } else {
            let points = self.floats.chunks(factor);
            #[expect(clippy::cast_precision_loss)]
            self.light.extend(points.map(|group| group.iter().sum::<f32>() / (rows * group.len() as f32)));
            self.floats.fill(0.0);
        }
        self.rows = 0;
    }

    fn finish(mut self) -> Vec<f32> {
        if self.rows > 0 {
            self.close();
        }
        self.light
    }
}
