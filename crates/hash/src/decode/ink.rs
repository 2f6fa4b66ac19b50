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
        let [first, second, third, key] = raw;
        let inverted = |values: [u8; 3]| values.map(|value| 255 - value);
        let stored = [first, second, third];
        // The colours of YCCK are what is seen through three inks, inverted like the fourth or not: the same numbers.
        let [cyan, magenta, yellow] = match (self.is_ycck, self.is_inverted) {
            (true, _) => inverted(ycc_to_rgb(stored)),
            (false, true) => inverted(stored),
            (false, false) => stored,
        };
        [cyan, magenta, yellow, if self.is_inverted { 255 - key } else { key }]
    }

    /// Red, green and blue as they look on paper.
    pub fn seen(&self, raw: &[u8]) -> Vec<u8> {
        let pixels = raw.as_chunks::<4>().0.iter();
        pixels
            .flat_map(|&pixel| {
                let [red, green, blue, key] = self.of(pixel).map(|ink| 255 - u32::from(ink));
                [red, green, blue].map(|light| u8::try_from((light * key + 127) / 255).unwrap_or(u8::MAX))
            })
            .collect()
    }

    /// What the reference takes for red, green and blue: cyan, magenta and yellow.
    pub fn reference(&self, raw: &[u8]) -> Vec<u8> {
        let pixels = raw.as_chunks::<4>().0.iter();
        pixels
            .flat_map(|&pixel| {
                let [cyan, magenta, yellow, _] = self.of(pixel);
                [cyan, magenta, yellow]
            })
            .collect()
    }
}

fn ycc_to_rgb(stored: [u8; 3]) -> [u8; 3] {
    let [y, cb, cr] = stored.map(f32::from);
    let (cb, cr) = (cb - 128.0, cr - 128.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
    let byte = |value: f32| (value + 0.5).clamp(0.0, 255.0) as u8;
    [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb].map(byte)
}
