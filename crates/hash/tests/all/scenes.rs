//! Pictures made up by arithmetic, the same on every machine: they need no file and show nobody.

/// Height and width are any; the number chooses the picture.
pub struct Scene {
    pub width: usize,
    pub height: usize,
    pub rgb: Vec<u8>,
}

/// Small whole-number randomness (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end as u64) as usize
    }
}

/// Hills of noise in layers: a coarse grid of whole numbers, interpolated, then finer ones.
pub fn landscape(number: u64, width: usize, height: usize) -> Scene {
    let mut rgb = vec![0_u8; 3 * width * height];
    let mut planes = [vec![0_i64; width * height], vec![0; width * height]];
    for (p, plane) in planes.iter_mut().enumerate() {
        let mut dice = Dice(number * 2 + p as u64);
        for layer in 0..5 {
            let cells = 2 << layer;
            let grid: Vec<i64> = (0..(cells + 1) * (cells + 1)).map(|_| dice.below(256) as i64).collect();
            for y in 0..height {
                for x in 0..width {
                    let (gx, gy) = (x * cells * 256 / width, y * cells * 256 / height);
                    let (cx, cy, fx, fy) = (gx >> 8, gy >> 8, (gx & 255) as i64, (gy & 255) as i64);
                    let g = |x: usize, y: usize| grid[y * (cells + 1) + x];
                    let top = g(cx, cy) * (256 - fx) + g(cx + 1, cy) * fx;
                    let low = g(cx, cy + 1) * (256 - fx) + g(cx + 1, cy + 1) * fx;
                    plane[y * width + x] += (top * (256 - fy) + low * fy) >> (16 + layer);
                }
            }
        }
    }
    for (at, pixel) in rgb.chunks_exact_mut(3).enumerate() {
        let (a, b) = (planes[0][at] / 2, planes[1][at] / 2);
        pixel.copy_from_slice(&[a, i64::midpoint(a, b), b].map(|v| v.clamp(0, 255) as u8));
    }
    Scene { width, height, rgb }
}

/// Rectangles and discs of plain colours.
pub fn shapes(number: u64, width: usize, height: usize) -> Scene {
    let mut dice = Dice(number);
    let mut scene = Scene { width, height, rgb: vec![0; 3 * width * height] };
    for shape in 0..14 {
        let colour = [dice.below(256) as u8, dice.below(256) as u8, dice.below(256) as u8];
        let (cx, cy) = (dice.below(width) as i64, dice.below(height) as i64);
        let size = if shape == 0 { 4 * width.max(height) } else { 2 + dice.below(width.max(height) / 3 + 1) } as i64;
        let is_disc = dice.below(2) == 0 && shape > 0;
        for y in 0..height as i64 {
            for x in 0..width as i64 {
                let (dx, dy) = (x - cx, y - cy);
                let inside =
                    if is_disc { dx * dx + dy * dy < size * size } else { dx.abs() < size && dy.abs() < size * 2 / 3 };
                if inside {
                    let at = 3 * (y as usize * width + x as usize);
                    scene.rgb[at..at + 3].copy_from_slice(&colour);
                }
            }
        }
    }
    scene
}
