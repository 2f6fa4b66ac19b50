//! Pictures made by arithmetic, in five kinds: hills under a sky, shapes, a page of text, a figure, clouds.

use image::{Rgb, RgbImage};

/// Small whole-number randomness (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 up to 1.
    pub fn share(&mut self) -> f32 {
        (self.roll() >> 40) as f32 / (1_u64 << 24) as f32
    }

    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.share()
    }

    pub fn below(&mut self, end: u32) -> u32 {
        (self.roll() % u64::from(end.max(1))) as u32
    }

    fn colour(&mut self) -> [f32; 3] {
        [self.between(0.0, 255.0), self.between(0.0, 255.0), self.between(0.0, 255.0)]
    }
}

/// Picture number `number`: its kind is the number modulo five, its size and all else come from the number.
pub fn make(number: u64) -> RgbImage {
    let mut dice = Dice(number * 7919 + 17);
    let sizes = [(640, 480), (480, 640), (720, 540), (600, 600), (768, 432), (450, 800)];
    let (width, height) = sizes[dice.below(6) as usize];
    let mut image = RgbImage::new(width, height);
    match number % 5 {
        0 => hills(&mut image, &mut dice),
        1 => shapes(&mut image, &mut dice),
        2 => page(&mut image, &mut dice),
        3 => figure(&mut image, &mut dice),
        _ => clouds(&mut image, &mut dice, 190.0),
    }
    grain(&mut image, &mut dice, 6.0);
    image
}

/// Smooth noise in layers, -1 to 1, `first` cells across in the coarsest.
struct Noise {
    layers: Vec<(usize, Vec<f32>)>,
}

impl Noise {
    fn new(dice: &mut Dice, first: usize, layers: usize) -> Self {
        let layer = |number| {
            let cells = first << number;
            (cells, (0..(cells + 2) * (cells + 2)).map(|_| dice.between(-1.0, 1.0)).collect())
        };
        Self { layers: (0..layers).map(layer).collect() }
    }

    /// At a place given as shares of the sides, 0 to 1.
    fn at(&self, x: f32, y: f32) -> f32 {
        let mut sum = 0.0;
        for (number, (cells, grid)) in self.layers.iter().enumerate() {
            let (gx, gy) = (x * *cells as f32, y * *cells as f32);
            let (cx, cy) = (gx as usize, gy as usize);
            let smooth = |t: f32| t * t * (3.0 - 2.0 * t);
            let (fx, fy) = (smooth(gx - cx as f32), smooth(gy - cy as f32));
            let value = |x: usize, y: usize| grid[y.min(cells + 1) * (cells + 2) + x.min(cells + 1)];
            let top = value(cx, cy) * (1.0 - fx) + value(cx + 1, cy) * fx;
            let low = value(cx, cy + 1) * (1.0 - fx) + value(cx + 1, cy + 1) * fx;
            // Cannot fail: there are six layers.
            sum += (top * (1.0 - fy) + low * fy) * 0.62_f32.powi(i32::try_from(number).unwrap());
        }
        sum / 1.6
    }
}

fn paint(image: &mut RgbImage, colour: impl Fn(f32, f32) -> Option<[f32; 3]>) {
    let (width, height) = (image.width() as f32, image.height() as f32);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        if let Some(colour) = colour(x as f32 / width, y as f32 / height) {
            *pixel = Rgb(colour.map(|light| light.clamp(0.0, 255.0) as u8));
        }
    }
}

fn mixed(a: [f32; 3], b: [f32; 3], share: f32) -> [f32; 3] {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * share)
}

fn clouds(image: &mut RgbImage, dice: &mut Dice, contrast: f32) {
    let planes = [Noise::new(dice, 3, 6), Noise::new(dice, 2, 5)];
    let tint = dice.colour();
    paint(image, |x, y| {
        let (light, hue) = (planes[0].at(x, y) * contrast, planes[1].at(x, y) * 60.0);
        Some([tint[0] * 0.3 + 90.0 + light + hue, tint[1] * 0.3 + 90.0 + light, tint[2] * 0.3 + 90.0 + light - hue])
    });
}

fn hills(image: &mut RgbImage, dice: &mut Dice) {
    let (zenith, horizon) = ([80.0, 130.0, 220.0], [dice.between(180.0, 255.0), 210.0, 190.0]);
    let cloud = Noise::new(dice, 3, 5);
    paint(image, |x, y| Some(mixed(mixed(zenith, horizon, y), [250.0; 3], cloud.at(x, y).max(0.0))));
    let ranges = 3 + dice.below(3);
    for range in 0..ranges {
        let (ridge, ground) = (Noise::new(dice, 2, 6), Noise::new(dice, 6, 6));
        let level = 0.3 + 0.55 * range as f32 / ranges as f32 + dice.between(-0.06, 0.06);
        let colour = mixed(dice.colour(), [60.0, 90.0, 50.0], 0.5);
        paint(image, |x, y| {
            let top = level + 0.22 * ridge.at(x, 0.3);
            (y > top).then(|| colour.map(|light| light + 110.0 * ground.at(x, y)))
        });
    }
}

fn shapes(image: &mut RgbImage, dice: &mut Dice) {
    let contrast = dice.between(20.0, 80.0);
    clouds(image, dice, contrast);
    for _ in 0..8 + dice.below(14) {
        let (cx, cy) = (dice.share(), dice.share());
        let (rx, ry) = (dice.between(0.03, 0.25), dice.between(0.03, 0.25));
        let (colour, other) = (dice.colour(), dice.colour());
        let is_disc = dice.below(2) == 0;
        paint(image, |x, y| {
            let (dx, dy) = ((x - cx) / rx, (y - cy) / ry);
            let is_inside = if is_disc { dx * dx + dy * dy < 1.0 } else { dx.abs() < 1.0 && dy.abs() < 1.0 };
            is_inside.then(|| mixed(colour, other, f32::midpoint(dx, 1.0)))
        });
    }
}

fn page(image: &mut RgbImage, dice: &mut Dice) {
    let paper = [dice.between(200.0, 255.0), dice.between(200.0, 255.0), dice.between(200.0, 255.0)];
    paint(image, |_, _| Some(paper));
    let boxes = 1 + dice.below(3);
    for _ in 0..boxes {
        let (left, top) = (dice.between(0.0, 0.6), dice.between(0.0, 0.7));
        let (width, height) = (dice.between(0.2, 0.5), dice.between(0.1, 0.35));
        let (noise, tint) = (Noise::new(dice, 4, 5), dice.colour());
        paint(image, |x, y| {
            let is_inside = (left..left + width).contains(&x) && (top..top + height).contains(&y);
            is_inside.then(|| tint.map(|light| light + 120.0 * noise.at(x, y)))
        });
    }
    let size = 6 + dice.below(16);
    let mut y = size;
    while y + 2 * size < image.height() {
        let end = image.width() * (40 + dice.below(60)) / 100;
        text_line(image, dice, (size, y, end), size, [20; 3]);
        y += size * (if dice.below(6) == 0 { 4 } else { 2 });
    }
}

/// Something like a line of letters from (left, top) up to a column.
pub fn text_line(image: &mut RgbImage, dice: &mut Dice, (left, top, end): (u32, u32, u32), size: u32, ink: [u8; 3]) {
    let stroke = (size / 6).max(1);
    let mut x = left;
    while x + size < end.min(image.width()) {
        if dice.below(6) > 0 {
            for part in [(0, 0, stroke, size), (size / 2, 0, stroke, size), (0, dice.below(size), size / 2, stroke)] {
                let (dx, dy, width, height) = part;
                fill(image, (x + dx, top + dy, width, height), ink);
            }
        }
        x += size * 3 / 4 + 1;
    }
}

/// A rectangle (left, top, width, height) in one colour, cut off at the edges.
pub fn fill(image: &mut RgbImage, (left, top, width, height): (u32, u32, u32, u32), colour: [u8; 3]) {
    for y in top..(top + height).min(image.height()) {
        for x in left..(left + width).min(image.width()) {
            image.put_pixel(x, y, Rgb(colour));
        }
    }
}

fn figure(image: &mut RgbImage, dice: &mut Dice) {
    let contrast = dice.between(60.0, 140.0);
    clouds(image, dice, contrast);
    let (cx, skin) = (dice.between(0.3, 0.7), [dice.between(90.0, 240.0), dice.between(70.0, 190.0), 120.0]);
    let (cloth, pattern) = (dice.colour(), Noise::new(dice, 5, 6));
    let neck = dice.between(0.42, 0.6);
    let parts = [(cx, neck + 0.5, 0.33, 0.5, true), (cx, neck - 0.18, 0.14, 0.2, false)];
    for (px, py, rx, ry, is_cloth) in parts {
        paint(image, |x, y| {
            let (dx, dy) = ((x - px) / rx, (y - py) / ry);
            let base = if is_cloth { cloth.map(|light| light + 110.0 * pattern.at(x, y)) } else { skin };
            (dx * dx + dy * dy < 1.0).then(|| base.map(|light| light * (1.1 - 0.5 * f32::midpoint(dx, 1.0))))
        });
    }
    for _ in 0..4 + dice.below(5) {
        let (px, py, r) = (dice.share(), dice.share(), dice.between(0.02, 0.1));
        let colour = dice.colour();
        paint(image, |x, y| ((x - px).powi(2) + (y - py).powi(2) < r * r).then_some(colour));
    }
}

/// Noise of a camera.
pub fn grain(image: &mut RgbImage, dice: &mut Dice, most: f32) {
    for value in image.iter_mut() {
        *value = (f32::from(*value) + dice.between(-most, most)).clamp(0.0, 255.0) as u8;
    }
}
