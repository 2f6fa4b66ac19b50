//! A decoded picture in memory, and its fingerprints in every position.

use crate::axis::{SAMPLES, Span, spans, unfiltered};
use crate::code::{Pdq, Quality};
use crate::spectrum::Samples;
use crate::sweep::Sweep;
use crate::turn::Turn;

/// Pixels row by row from the top left, nothing between rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Pixels {
    /// One byte a pixel.
    Grey(Vec<u8>),
    /// Three bytes a pixel: red, green, blue.
    Rgb(Vec<u8>),
    /// Luma 0 to 255 with fractions, for pictures of 16 bits.
    Luma(Vec<f32>),
}

/// A picture as rows of pixels. Its memory is one byte, three or four a pixel.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Pixels,
}

/// A rectangle of pixels within a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Area {
    /// Pixels left of it.
    pub left: usize,
    /// Pixels above it.
    pub top: usize,
    /// Its width in pixels.
    pub width: usize,
    /// Its height in pixels.
    pub height: usize,
}

/// Rows as they are read.
#[derive(Clone, Copy)]
pub(crate) enum Strip<'a> {
    /// One row of bytes.
    One(&'a [u8]),
    /// Two rows of bytes, which are added up faster together.
    Two(&'a [u8], &'a [u8]),
    /// A row of light.
    Floats(&'a [f32]),
}

/// A fingerprint and how much there was to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hashed {
    /// The fingerprint.
    pub pdq: Pdq,
    /// Its quality, 0 to 100.
    pub quality: Quality,
}

impl Hashed {
    /// What the reference gives for a picture with a side under 5 pixels.
    pub const TINY: Self = Self { pdq: Pdq::ZERO, quality: Quality(0) };

    /// Whether it may be matched: enough quality, and bits that come from a picture.
    pub fn is_usable(&self) -> bool {
        self.quality.is_enough() && !self.pdq.is_degenerate()
    }
}

/// The least side that the reference hashes.
const LEAST_SIDE: usize = 5;

impl Picture {
    /// `None` when the number of pixels is not width times height, or a side is 0.
    pub fn new(width: usize, height: usize, pixels: Pixels) -> Option<Self> {
        let wanted = width.checked_mul(height).filter(|&count| count > 0)?;
        let fits = match &pixels {
            Pixels::Grey(grey) => grey.len() == wanted,
            Pixels::Rgb(rgb) => Some(rgb.len()) == wanted.checked_mul(3),
            Pixels::Luma(luma) => luma.len() == wanted,
        };
        fits.then_some(Self { width, height, pixels })
    }

    /// In pixels, at least 1.
    pub fn width(&self) -> usize {
        self.width
    }

    /// In pixels, at least 1.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The pixels.
    pub fn pixels(&self) -> &Pixels {
        &self.pixels
    }

    /// The pixels alone.
    pub(crate) fn into_pixels(self) -> Pixels {
        self.pixels
    }

    /// The whole picture.
    pub fn area(&self) -> Area {
        Area { left: 0, top: 0, width: self.width, height: self.height }
    }

    /// The fingerprint of the picture as it is stored, equal to the reference's.
    pub fn hash(&self) -> Hashed {
        self.hash_area(self.area())
    }

    /// The fingerprint of a part, as if it had been cut out. [`Hashed::TINY`] when it does not lie within the picture.
    pub fn hash_area(&self, area: Area) -> Hashed {
        self.hash_turn(area, Turn::None)
    }

    /// The fingerprint of a part in one position.
    pub fn hash_turn(&self, area: Area, turn: Turn) -> Hashed {
        let mut found = self.samples(area, &[turn.flips_rows()], &[turn.flips_columns()]);
        found.pop().map_or(Hashed::TINY, |samples| finish(&samples, turn))
    }

    /// Fingerprints of all eight positions, in the order of [`Turn::ALL`], each as if the turned picture had been hashed.
    ///
    /// The reference also derives seven of them from the first one's spectrum; those are up to 26 bits away.
    pub fn hash_turns(&self, area: Area) -> [Hashed; 8] {
        let found = self.samples(area, &[false, true], &[false, true]);
        Turn::ALL.map(|turn| {
            let index = 2 * usize::from(turn.flips_rows()) + usize::from(turn.flips_columns());
            found.get(index).map_or(Hashed::TINY, |samples| finish(samples, turn))
        })
    }

    /// Samples for each way to look along the rows' axis (outer) and the columns' axis (inner), in stored order.
    /// Empty when the area is tiny or not within the picture.
    fn samples(&self, area: Area, down: &[bool], across: &[bool]) -> Vec<Samples> {
        let is_inside =
            |start: usize, length: usize, all: usize| start.checked_add(length).is_some_and(|end| end <= all);
        let fits = is_inside(area.left, area.width, self.width) && is_inside(area.top, area.height, self.height);
        if !fits || area.width < LEAST_SIDE || area.height < LEAST_SIDE {
            return Vec::new();
        }
        let columns: Vec<Vec<Span>> = across.iter().map(|&backwards| axis(area, area.width, backwards)).collect();
        let mut sweeps: Vec<Filter> = down
            .iter()
            .map(|&backwards| Filter::new(axis(area, area.height, backwards), &columns, area.width, self.channels()))
            .collect();
        for sweep in &mut sweeps {
            self.each(area, |strip| sweep.add(strip));
        }
        sweeps.into_iter().flat_map(Filter::finish).collect()
    }
}

impl Picture {
    /// Values a pixel.
    pub(crate) fn channels(&self) -> usize {
        if matches!(self.pixels, Pixels::Rgb(_)) { 3 } else { 1 }
    }

    /// The fingerprint of the picture as it is stored; `beside` is given its rows as they are read, while they are at hand.
    pub(crate) fn hash_beside(&self, mut beside: impl FnMut(Strip)) -> Hashed {
        let area = self.area();
        if area.width < LEAST_SIDE || area.height < LEAST_SIDE {
            self.each(area, beside);
            return Hashed::TINY;
        }
        let (rows, columns) = (axis(area, area.height, false), axis(area, area.width, false));
        let mut filter = Filter::new(rows, &[columns], area.width, self.channels());
        self.each(area, |strip| {
            filter.add(strip);
            beside(strip);
        });
        filter.finish().first().map_or(Hashed::TINY, |samples| finish(samples, Turn::None))
    }

    /// All rows of an area, two at a time where they are bytes.
    fn each(&self, area: Area, mut with: impl FnMut(Strip)) {
        let (bytes, channels) = match &self.pixels {
            Pixels::Grey(grey) => (grey, 1),
            Pixels::Rgb(rgb) => (rgb, 3),
            Pixels::Luma(luma) => {
                let rows = luma.chunks_exact(self.width).skip(area.top).take(area.height);
                rows.for_each(|row| with(Strip::Floats(&row[area.left..area.left + area.width])));
                return;
            }
        };
        let part = channels * area.left..channels * (area.left + area.width);
        let mut rows = bytes.chunks_exact(channels * self.width).skip(area.top).take(area.height);
        while let Some(first) = rows.next() {
            match rows.next() {
                Some(second) => with(Strip::Two(&first[part.clone()], &second[part.clone()])),
                None => with(Strip::One(&first[part.clone()])),
            }
        }
    }
}

fn axis(area: Area, length: usize, backwards: bool) -> Vec<Span> {
    if area.width == SAMPLES && area.height == SAMPLES { unfiltered() } else { spans(length, backwards) }
}

/// Samples in stored order, seen in another position.
pub(crate) fn finish(samples: &Samples, turn: Turn) -> Hashed {
    Hashed { pdq: samples.spectrum().turned(turn).bits(), quality: samples.quality() }
}

/// Both halves of the filter: rows of pixels in, samples out.
struct Filter {
    sweep: Sweep,
    across: Across,
}

/// The horizontal half, for one or more ways to look along it.
struct Across {
    columns: Vec<Vec<Span>>,
    channels: usize,
    luma: Vec<f32>,
    samples: Vec<Vec<[f32; SAMPLES]>>,
}

impl Filter {
    fn new(rows: Vec<Span>, columns: &[Vec<Span>], width: usize, channels: usize) -> Self {
        let across = Across {
            columns: columns.to_vec(),
            channels,
            luma: vec![0.0; width],
            samples: vec![Vec::with_capacity(SAMPLES); columns.len()],
        };
        Self { sweep: Sweep::new(rows, width * channels), across }
    }

    fn add(&mut self, strip: Strip) {
        let done = |sums: &[f32]| self.across.add(sums);
        match strip {
            Strip::One(row) => self.sweep.bytes(row, done),
            Strip::Two(first, second) => self.sweep.two_rows(first, second, done),
            Strip::Floats(row) => self.sweep.floats(row, done),
        }
    }

    /// Empty when rows are missing.
    fn finish(self) -> Vec<Samples> {
        let complete = self.across.samples.into_iter().filter(|rows| rows.len() == SAMPLES);
        complete.map(Samples::new).collect()
    }
}

impl Across {
    /// The luma is taken here, from 64 filtered rows instead of all: both steps are linear.
    fn add(&mut self, sums: &[f32]) {
        let line = if self.channels == 3 {
            for (luma, rgb) in self.luma.iter_mut().zip(sums.as_chunks::<3>().0) {
                *luma = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
            }
            &self.luma
        } else {
            sums
        };
        for (columns, samples) in self.columns.iter().zip(&mut self.samples) {
            samples.push(std::array::from_fn(|j| columns[j].apply(line)));
        }
    }
}

/// A fingerprint from rows as they come, for pictures that are never in memory whole (frames of a video, a canvas).
///
/// Holds a few rows of sums: some 40 bytes a pixel of width.
pub struct Rows {
    filter: Option<Filter>,
    channels: usize,
    width: usize,
    missing: usize,
}

impl Rows {
    /// For `height` rows of `width` pixels with `channels` bytes each: 1 (grey) or 3 (red, green, blue). `None` for
    /// another number of channels.
    pub fn new(width: usize, height: usize, channels: usize) -> Option<Self> {
        if channels != 1 && channels != 3 {
            return None;
        }
        let area = Area { left: 0, top: 0, width, height };
        let is_hashed = width >= LEAST_SIDE && height >= LEAST_SIDE;
        let filter =
            is_hashed.then(|| Filter::new(axis(area, height, false), &[axis(area, width, false)], width, channels));
        Some(Self { filter, channels, width, missing: height })
    }

    /// The fingerprint of a picture whose rows lie behind one another; `None` when their number is not `height`.
    pub fn whole(bytes: &[u8], width: usize, height: usize, channels: usize) -> Option<Hashed> {
        let mut rows = Self::new(width, height, channels)?;
        let fits = bytes.chunks((width * channels).max(1)).all(|row| rows.push(row));
        rows.finish().filter(|_| fits)
    }

    /// Adds the next row from the top. `false`, and nothing is added, when it has the wrong length or is one too many.
    pub fn push(&mut self, row: &[u8]) -> bool {
        if self.missing == 0 || row.len() != self.width * self.channels {
            return false;
        }
        self.missing -= 1;
        if let Some(filter) = &mut self.filter {
            filter.add(Strip::One(row));
        }
        true
    }

    /// The fingerprint, equal to the reference's; `None` when rows are missing.
    pub fn finish(self) -> Option<Hashed> {
        if self.missing > 0 {
            return None;
        }
        let Some(filter) = self.filter else { return Some(Hashed::TINY) };
        filter.finish().first().map(|samples| finish(samples, Turn::None))
    }
}
