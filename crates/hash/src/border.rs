//! Where the picture is within a picture: bars cut off, and what lies between the bars of a screenshot.

use crate::picture::{Area, Picture, Pixels};

/// Pixels looked at along a line at most.
const LOOKS: usize = 512;
/// Steps of brightness; two neighbouring ones are one tone, so that noise does not split it.
const STEPS: usize = 64;
/// Share of a line that has one tone when it belongs to a bar, in per cent. The rest is noise and small signs.
const ONE_TONE: usize = 97;
/// Tones further apart than this, in levels of 0 to 255, are different bars. A bar is drawn, not photographed: its tone
/// stays, while white paper beside a white bar is a little darker.
const SAME_TONE: usize = 3;
/// A part smaller than a fifth of a side is no picture.
const LEAST_SHARE: usize = 5;
/// Share of the height that a plain strip must have to be a bar within a screenshot, as one part of this many.
const BAR_SHARE: usize = 100;

/// Parts that may be the picture itself, with a name for each; the likelier ones first, at most six.
///
/// `trim` is without one bar at each side; `trim-rows` and `trim-columns` without those of two sides only, for pictures with
/// a plain ground of their own; `trim2` without what was behind; `strip` and `inner` see [`strip`]. Empty when there are no
/// bars. Bars are found in the pixels as they are, to the pixel; `is_busy` says which rows need not be looked at for a strip.
pub fn parts(picture: &Picture, is_busy: &dyn Fn(usize) -> bool) -> Vec<(&'static str, Area)> {
    let all = picture.area();
    // Columns lie far apart in memory: none is looked at twice.
    let rows = without_rows(picture, all);
    let columns = without_columns(picture, all);
    // A bar at the side may run up to the edge.
    let trimmed = if rows == all { without_rows(picture, columns) } else { without_columns(picture, rows) };
    let mut parts = vec![("trim", trimmed), ("trim-rows", rows), ("trim-columns", columns)];
    if trimmed != all && is_worth(picture, &trimmed) {
        let inside = without_columns(picture, without_rows(picture, trimmed));
        parts.push(("trim2", inside));
    }
    if let Some(strip) = strip(picture, is_busy) {
        let inner = if strip == all { columns } else { without_columns(picture, strip) };
        parts.push(("inner", without_rows(picture, inner)));
        parts.push(("strip", strip));
    }
    parts.retain(|(_, area)| *area != all && is_worth(picture, area));
    parts
}

/// The highest strip between plain bars across the whole width, without bars of its own: what a screenshot, a caption or a
/// status bar leaves of the picture.
fn strip(picture: &Picture, is_busy: &dyn Fn(usize) -> bool) -> Option<Area> {
    let all = picture.area();
    let tone = |row| if is_busy(row) { None } else { row_tone(picture, all, row) };
    let tones: Vec<Option<usize>> = (0..all.height).map(tone).collect();
    let least_bar = (all.height / BAR_SHARE).max(2);
    let (mut best, mut start) = (0..0, 0);
    let mut row = 0;
    while row < all.height {
        let bar = plain_run(tones[row..].iter().copied());
        if bar < least_bar {
            row += bar.max(1);
            continue;
        }
        if row - start > best.len() {
            best = start..row;
        }
        row += bar;
        start = row;
    }
    if row - start > best.len() {
        best = start..row;
    }
    (!best.is_empty()).then_some(Area { top: best.start, height: best.len(), ..all })
}

fn is_worth(picture: &Picture, area: &Area) -> bool {
    let least = |side: usize| (side / LEAST_SHARE).max(16);
    area.width >= least(picture.width()) && area.height >= least(picture.height())
}

/// Lines at the beginning that belong to one bar. No more of them are looked at than it takes.
fn plain_run(mut tones: impl Iterator<Item = Option<usize>>) -> usize {
    let Some(Some(first)) = tones.next() else { return 0 };
    1 + tones.take_while(|tone| tone.is_some_and(|tone| tone.abs_diff(first) <= SAME_TONE)).count()
}

/// Without the bar at the top and the one at the bottom.
fn without_rows(picture: &Picture, area: Area) -> Area {
    let (top, height) = cut(area.top, area.height, |row| row_tone(picture, area, row));
    Area { top, height, ..area }
}

/// Without the bar at the left and the one at the right.
fn without_columns(picture: &Picture, area: Area) -> Area {
    let (left, width) = cut(area.left, area.width, |column| column_tone(picture, area, column));
    Area { left, width, ..area }
}

/// Start and length of a side without the bars at its ends.
fn cut(start: usize, length: usize, tone: impl Fn(usize) -> Option<usize>) -> (usize, usize) {
    let front = plain_run((0..length).map(&tone));
    let back = plain_run((front..length).rev().map(&tone));
    (start + front, length - front - back)
}

fn row_tone(picture: &Picture, area: Area, row: usize) -> Option<usize> {
    tone(area.width, |column| picture.light(area.left + column, area.top + row))
}

fn column_tone(picture: &Picture, area: Area, column: usize) -> Option<usize> {
    tone(area.height, |row| picture.light(area.left + column, area.top + row))
}

/// The tone of a line, 0 to 255: the mean of what has it; `None` when there is more than one.
fn tone(length: usize, light: impl Fn(usize) -> u8) -> Option<usize> {
    let (mut counts, mut sums) = ([0_usize; STEPS], [0_usize; STEPS]);
    let step = length.div_ceil(LOOKS).max(1);
    for at in (0..length).step_by(step) {
        let light = usize::from(light(at));
        counts[light * STEPS / 256] += 1;
        sums[light * STEPS / 256] += light;
    }
    let looks: usize = counts.iter().sum();
    let pairs = (0..STEPS - 1).map(|at| (sums[at] + sums[at + 1], counts[at] + counts[at + 1]));
    let (sum, count) = pairs.max_by_key(|(_, count)| *count)?;
    (count > 0 && count * 100 >= looks * ONE_TONE).then(|| sum / count)
}

impl Picture {
    /// Brightness of a pixel, 0 to 255, in whole numbers: for looking, not for hashing.
    fn light(&self, x: usize, y: usize) -> u8 {
        let at = y * self.width() + x;
        match self.pixels() {
            Pixels::Grey(grey) => grey[at],
            Pixels::Rgb(rgb) => {
                let light =
                    77 * u32::from(rgb[3 * at]) + 150 * u32::from(rgb[3 * at + 1]) + 29 * u32::from(rgb[3 * at + 2]);
                u8::try_from(light >> 8).unwrap_or(u8::MAX)
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 255 by construction
            Pixels::Luma(luma) => luma[at] as u8,
        }
    }
}
