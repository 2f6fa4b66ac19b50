//! Rows of colours, with or without transparency, as pixels and as the picture looks over white and over black.

use super::{Kind, Other, picture};
use crate::error::HashError;
use crate::picture::{Picture, Pixels, Rows};

/// Takes rows from the top. Transparency is left out of the picture itself, as the reference does.
pub struct Scribe {
    kind: Kind,
    width: usize,
    height: usize,
    channels: usize,
    seen: Vec<u8>,
    over: Option<Over>,
}

struct Over {
    white: Rows,
    black: Rows,
    is_clear: bool,
    line: Vec<u8>,
}

impl Scribe {
    /// `channels` is 1 (grey) or 3 (red, green, blue).
    pub fn new(kind: Kind, width: usize, height: usize, channels: usize, has_alpha: bool) -> Self {
        let rows = || Rows::new(width, height, channels);
        let over = rows().zip(rows()).filter(|_| has_alpha);
        let over = over.map(|(white, black)| Over { white, black, is_clear: false, line: Vec::new() });
        Self { kind, width, height, channels, seen: Vec::with_capacity(width * height * channels), over }
    }

    /// A row of colours; `alpha` has one byte a pixel, 255 where nothing shines through.
    pub fn row(&mut self, colours: &[u8], alpha: &[u8]) {
        self.seen.extend_from_slice(colours);
        let Some(over) = &mut self.over else { return };
        over.is_clear |= alpha.iter().any(|&alpha| alpha < 255);
        for (rows, ground) in [(&mut over.white, 255), (&mut over.black, 0)] {
            over.line.clear();
            for (colour, &alpha) in colours.chunks_exact(self.channels).zip(alpha) {
                over.line.extend(colour.iter().map(|&light| blend(light, alpha, ground)));
            }
            rows.push(&over.line);
        }
    }

    /// A row of `[colour…, alpha]` pixels.
    pub fn mixed_row(&mut self, row: &[u8], colours: &mut Vec<u8>, alpha: &mut Vec<u8>) {
        colours.clear();
        alpha.clear();
        for pixel in row.chunks_exact(self.channels + 1) {
            colours.extend_from_slice(&pixel[..self.channels]);
            alpha.push(pixel[self.channels]);
        }
        self.row(colours, alpha);
    }

    /// The picture, and how it looks over white and over black when something shines through.
    pub fn finish(self) -> Result<(Picture, Vec<Other>), HashError> {
        let pixels = if self.channels == 3 { Pixels::Rgb(self.seen) } else { Pixels::Grey(self.seen) };
        let seen = picture(self.kind, self.width, self.height, pixels)?;
        let over = self.over.filter(|over| over.is_clear);
        let others = over.map_or_else(Vec::new, |over| {
            let pairs = [("over-white", over.white), ("over-black", over.black)];
            pairs.into_iter().filter_map(|(name, rows)| Some(Other { name, hashed: rows.finish()? })).collect()
        });
        Ok((seen, others))
    }
}

fn blend(light: u8, alpha: u8, ground: u8) -> u8 {
    let (light, alpha, ground) = (u32::from(light), u32::from(alpha), u32::from(ground));
    u8::try_from((light * alpha + ground * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
}
