//! Where the picture is within a picture: bars cut off, and what lies between the bars of a screenshot.

use crate::picture::{Area, Picture, Pixels};

/// Pixels looked at along a line at most.
const LOOKS: usize = 512;
/// Steps of brightness; two neighbouring ones are one tone, so that noise does not split it.
const STEPS: usize = 32;
/// Share of a line that has one tone when it belongs to a bar, in per cent. The rest is noise and small signs.
const ONE_TONE: usize = 97;
/// Tones further apart than this, in levels of 0 to 255, are different bars. A bar is drawn, not photographed: its tone
/// stays, while white paper beside a white bar is a little darker.
const SAME_TONE: usize = 3;
/// Bars behind one another that are cut off.
const MOST_BARS: usize = 2;
/// A part smaller than a fifth of a side is no picture.
const LEAST_SHARE: usize = 5;
/// Share of the height that a plain strip must have to be a bar within a screenshot, as one part of this many.
const BAR_SHARE: usize = 100;

/// The picture without plain bars along its edges: first without one bar a side, then without those that were behind them,
/// which may be the picture's own plain ground. Empty when there are none, or nothing but bars.
pub fn trimmed(picture: &Picture) -> Vec<Area> {
    let mut areas = Vec::new();
    let mut area = picture.area();
    for _ in 0..MOST_BARS {
        let inside = trim(picture, area);
        if inside == area || !is_worth(picture, &inside) {
            break;
        }
        areas.push(inside);
        area = inside;
    }
    areas
}

/// The highest strip between plain bars across the whole width, without bars of its own: what a screenshot, a caption or a
/// status bar leaves of the picture. `None` when there are no bars within.
pub fn inner(picture: &Picture) -> Option<Area> {
    let all = picture.area();
    let tones: Vec<Option<usize>> = (0..all.height).map(|row| row_tone(picture, all, row)).collect();
    let least_bar = (all.height / BAR_SHARE).max(2);
    let (mut best, mut start) = (0..0, 0);
    let mut row = 0;
    while row < all.height {
        let bar = plain_run(&tones[row..]);
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
    if best.is_empty() {
        return None;
    }
    let strip = Area { top: best.start, height: best.len(), ..all };
    let area = trim(picture, trim(picture, strip));
    (area != all).then_some(area).filter(|area| is_worth(picture, area))
}

fn is_worth(picture: &Picture, area: &Area) -> bool {
    let least = |side: usize| (side / LEAST_SHARE).max(16);
    area.width >= least(picture.width()) && area.height >= least(picture.height())
}

/// Lines at the beginning that belong to one bar.
fn plain_run(tones: &[Option<usize>]) -> usize {
    let Some(Some(first)) = tones.first() else { return 0 };
    tones.iter().take_while(|tone| tone.is_some_and(|tone| tone.abs_diff(*first) <= SAME_TONE)).count()
}

/// One bar at each of the four sides cut off. Bars at the sides are looked for between those at top and bottom, and the
/// latter once more between them: a bar at the side may run up to the edge.
fn trim(picture: &Picture, area: Area) -> Area {
    let across = |area: Area| (0..area.height).map(|row| row_tone(picture, area, row)).collect::<Vec<_>>();
    let mut inside = area;
    (inside.top, inside.height) = cut(area.top, &across(area));
    let columns: Vec<_> = (0..inside.width).map(|column| column_tone(picture, inside, column)).collect();
    (inside.left, inside.width) = cut(inside.left, &columns);
    if (inside.top, inside.height) == (area.top, area.height) && inside.width > 0 {
        (inside.top, inside.height) = cut(inside.top, &across(inside));
    }
    inside
}

/// Start and length of a side without the bars at its ends.
fn cut(start: usize, tones: &[Option<usize>]) -> (usize, usize) {
    let front = plain_run(tones);
    let rest: Vec<_> = tones[front..].iter().rev().copied().collect();
    (start + front, rest.len() - plain_run(&rest))
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
