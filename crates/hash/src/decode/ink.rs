//! Four inks, as a person sees them on paper and as the reference takes them for light.

/// What four channels mean. Adobe's programs store ink as 255 - ink, and everybody does as they do.
pub struct Inks {
    /// Whether the first three are brightness and two colours.
    pub is_ycck: bool,
    /// Whether 255 is no ink.
    pub is_inverted: bool,
}

impl Inks {
    /// Cyan, magenta, yellow, black; 255 is full ink.
    fn of(&self, raw: [u8; 4]) -> [u8; 4] {
        let [a, b, c, k] = raw;
        let [c, m, y] = if self.is_ycck { ycc_to_rgb(a, b, c).map(|v| 255 - v) } else { [a, b, c] };
        // In YCCK the colours are those of inverted inks, or of ink seen as colour: the same numbers.
        match (self.is_ycck, self.is_inverted) {
            (false, true) => [255 - c, 255 - m, 255 - y, 255 - k],
            (true, true) => [c, m, y, 255 - k],
            (_, false) => [c, m, y, k],
        }
    }

    /// Red, green and blue as they look on paper.
    pub fn seen(&self, raw: &[u8]) -> Vec<u8> {
        let pixels = raw.as_chunks::<4>().0.iter();
        pixels
            .flat_map(|&pixel| {
                let [c, m, y, k] = self.of(pixel).map(|ink| 255 - u16::from(ink));
                [c, m, y].map(|light| ((light * k + 127) / 255) as u8)
            })
            .collect()
    }

    /// What the reference takes for red, green and blue: cyan, magenta and yellow.
    pub fn reference(&self, raw: &[u8]) -> Vec<u8> {
        let pixels = raw.as_chunks::<4>().0.iter();
        pixels
            .flat_map(|&pixel| {
                let [c, m, y, _] = self.of(pixel);
                [c, m, y]
            })
            .collect()
    }
}

fn ycc_to_rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb].map(|v| (v + 0.5).clamp(0.0, 255.0) as u8)
}
