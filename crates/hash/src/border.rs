//! Where the picture is within a picture: bars cut off, and what lies between the bars of a screenshot.

use crate::picture::{Area, Picture, Pixels};

/// Pixels looked at along a line at most.
const LOOKS: usize = 512;
/// Steps of brightness; two neighbouring ones are one tone, so that noise does not split it.
const STEPS: usize = 32;
/// Share of a line that has one tone when it belongs to a bar, in per cent. The rest is noise and small signs.
const ONE_TONE: usize = 97;
/// Tones further apart than this, in steps, are different bars.
const SAME_TONE: usize = 1;
/// A part smaller than a fifth of a side is no picture.
const LEAST_SHARE: usize = 5;
/// Share of the height that a plain strip must have to be a bar within a screenshot, as one part of this many.
const BAR_SHARE: usize = 100;

/// The picture without plain bars along its edges; `None` when there are none, or nothing but bars.
pub fn trimmed(picture: &Picture) -> Option<Area> {
    let area = trim(picture, picture.area());
    (area != picture.area()).then_some(area).filter(|area| is_worth(picture, area))
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
    let area = trim(picture, strip);
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

/// Bars at all four sides cut off, again until nothing changes: a bar at the side may end at a bar at the top.
fn trim(picture: &Picture, mut area: Area) -> Area {
    for _ in 0..3 {
        let before = area;
        let rows: Vec<_> = (0..area.height).map(|row| row_tone(picture, area, row)).collect();
        (area.top, area.height) = cut(area.top, &rows);
        let columns: Vec<_> = (0..area.width).map(|column| column_tone(picture, area, column)).collect();
        (area.left, area.width) = cut(area.left, &columns);
        if area == before {
            break;
        }
    }
    area
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

/// The tone of a line, as the number of a step; `None` when it has more than one.
fn tone(length: usize, light: impl Fn(usize) -> u8) -> Option<usize> {
    let mut counts = [0_usize; STEPS];
    let step = length.div_ceil(LOOKS).max(1);
    let looks = (0..length).step_by(step).map(|at| counts[usize::from(light(at)) * STEPS / 256] += 1).count();
    let pairs = (0..STEPS - 1).map(|at| (at, counts[at] + counts[at + 1]));
    let (at, count) = pairs.max_by_key(|(_, count)| *count)?;
    let at = if counts[at + 1] > counts[at] { at + 1 } else { at };
    (count * 100 >= looks * ONE_TONE).then_some(at)
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
