//! The eight ways a rectangular picture can lie: turned by quarters, mirrored or not.

/// What is done to the stored picture. Names say what a person sees happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// As it is.
    None,
    /// A quarter against the clock.
    Left,
    /// Upside down by turning.
    Half,
    /// A quarter with the clock.
    Right,
    /// Left and right change places, as in a mirror.
    Mirror,
    /// Top and bottom change places.
    Flip,
    /// Rows become columns: mirrored along the diagonal from top left to bottom right.
    Transpose,
    /// Mirrored along the other diagonal.
    Transverse,
}

impl Turn {
    /// All eight, the unchanged one first.
    pub const ALL: [Self; 8] =
        [Self::None, Self::Left, Self::Half, Self::Right, Self::Mirror, Self::Flip, Self::Transpose, Self::Transverse];

    /// What brings a picture with this EXIF orientation upright. Anything but 2 to 8 leaves it as it is.
    pub fn from_exif(orientation: u16) -> Self {
        match orientation {
            2 => Self::Mirror,
            3 => Self::Half,
            4 => Self::Flip,
            5 => Self::Transpose,
            6 => Self::Right,
            7 => Self::Transverse,
            8 => Self::Left,
            _ => Self::None,
        }
    }

    /// Whether rows become columns. Done after the flips.
    pub fn transposes(self) -> bool {
        matches!(self, Self::Left | Self::Right | Self::Transpose | Self::Transverse)
    }

    /// Whether the stored rows are taken from the bottom.
    pub fn flips_rows(self) -> bool {
        matches!(self, Self::Half | Self::Flip | Self::Right | Self::Transverse)
    }

    /// Whether the stored columns are taken from the right.
    pub fn flips_columns(self) -> bool {
        matches!(self, Self::Half | Self::Mirror | Self::Left | Self::Transverse)
    }

    /// The word in variants: `left`, `half`, `right`, `mirror`, `flip`, `transpose`, `transverse`; `stored` for none.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "stored",
            Self::Left => "left",
            Self::Half => "half",
            Self::Right => "right",
            Self::Mirror => "mirror",
            Self::Flip => "flip",
            Self::Transpose => "transpose",
            Self::Transverse => "transverse",
        }
    }
}
