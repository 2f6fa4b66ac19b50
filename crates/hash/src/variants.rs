//! More than one fingerprint of a picture, so that it is found although somebody changed it.
//!
//! A *query* (a picture that came in) looks with every position and without borders. A *family* (what a victim puts on a
//! list) adds slight crops: a picture that lost its edges cannot be undone, so the list has to foresee it.

use crate::border;
use crate::decode::Decoded;
use crate::picture::{Area, Hashed, Picture};
use crate::reduced::Reduced;
use crate::turn::Turn;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// What was done to the picture: `exif`, `left`, `trim-mirror`, `crop-20-0-0-0` and so on; see `docs/fingerprints.md`.
    pub name: String,
    /// Its fingerprint and quality.
    pub hashed: Hashed,
}

/// Fingerprints beside the one of the picture as it is stored. None is given twice, nor is the stored one.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Variants(Vec<Variant>);

/// Thousandths cut off at left, top, right and bottom.
type Crop = [usize; 4];

impl Variants {
    /// No variants.
    pub fn none() -> Self {
        Self::default()
    }

    /// For looking: other readings of the file, the EXIF-turned picture, eight positions, all of them without borders, and
    /// the four halves, each of which may be a picture of a collage.
    ///
    /// At most 7 x 8 + 4 fingerprints and the other readings, mostly 11. They are made from a reduced picture (of
    /// 1920 x 1080 pixels 384 x 360 points): 0 to 2 bits in the median from those of really turned or cut pixels, at most 6
    /// in 99 of 100, 10 for halves. Sides under 720 pixels are not reduced, and parts that are small in a large picture are
    /// looked at in all their pixels. Time: about as long as the hash of the picture, more with borders.
    pub fn query(decoded: &Decoded) -> Self {
        Self::looking(decoded).1
    }

    /// The fingerprint of the picture as it is stored, from all its pixels, and the variants for looking.
    pub(crate) fn looking(decoded: &Decoded) -> (Hashed, Self) {
        let picture = &decoded.picture;
        let (stored, mut reduced) = Reduced::of(picture);
        let mut found = Gathered::new(stored);
        let busy = reduced.busy_rows();
        let mut turns = |area| reduced.hash_turns(area).unwrap_or_else(|| picture.hash_turns(area));
        found.turns("", &turns(picture.area()), decoded.upright);
        for other in &decoded.others {
            found.add(other.name.to_owned(), other.hashed);
        }
        for (name, area) in border::parts(picture, &|row| busy[row]) {
            found.turns(name, &turns(area), decoded.upright);
        }
        for (name, area) in halves(picture) {
            found.add(name.to_owned(), reduced.hash_area(area).unwrap_or_else(|| picture.hash_area(area)));
        }
        (stored, Self(found.variants))
    }

    /// For a list: the upright picture, without borders of its own, and slight crops of it.
    ///
    /// Only for pictures of enough quality; the caller decides which of them are worth their place by [`Hashed::is_usable`].
    pub fn family(decoded: &Decoded) -> Self {
        let picture = &decoded.picture;
        let mut found = Gathered::new(picture.hash());
        if decoded.upright != Turn::None {
            found.add("exif".to_owned(), picture.hash_turn(picture.area(), decoded.upright));
        }
        for (name, area) in border::parts(picture, &|_| false) {
            found.add(name.to_owned(), picture.hash_turn(area, decoded.upright));
        }
        for crop in family_crops() {
            let [left, top, right, bottom] = crop;
            let name = format!("crop-{left}-{top}-{right}-{bottom}");
            found.add(name, picture.hash_turn(cropped(picture, stored(crop, decoded.upright)), decoded.upright));
        }
        Self(found.variants)
    }

    /// All of them, the likelier ones first.
    pub fn iter(&self) -> impl Iterator<Item = &Variant> {
        self.0.iter()
    }

    /// Adds those of another set that are not here yet.
    pub fn extend(&mut self, others: Self) {
        for other in others.0 {
            if !self.0.iter().any(|known| known.hashed.pdq == other.hashed.pdq) {
                self.0.push(other);
            }
        }
    }

    /// The set as a list.
    pub fn into_vec(self) -> Vec<Variant> {
        self.0
    }
}

/// Left, right, upper and lower half.
fn halves(picture: &Picture) -> [(&'static str, Area); 4] {
    let all = picture.area();
    let (width, height) = (all.width / 2, all.height / 2);
    [
        ("half-left", Area { width, ..all }),
        ("half-right", Area { left: all.width - width, width, ..all }),
        ("half-top", Area { height, ..all }),
        ("half-bottom", Area { top: all.height - height, height, ..all }),
    ]
}

/// The crops of a family, as seen upright: 40 of them.
///
/// Steps are as wide as a fingerprint forgives: of 213 pictures 95 % are within 31 bits after 1.4 % off one side or off two
/// opposite ones, and 92 % after 1 % off each side.
fn family_crops() -> Vec<Crop> {
    const EACH: [usize; 10] = [16, 32, 48, 64, 80, 96, 112, 128, 144, 160];
    const SIDES: [usize; 5] = [30, 60, 90, 120, 150];
    const SHAPES: [Crop; 6] = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1]];
    let each = EACH.into_iter().map(|share| [share; 4]);
    let sides = SIDES.into_iter().flat_map(|share| SHAPES.map(|shape| shape.map(|side| side * share)));
    each.chain(sides).collect()
}

/// The same crop in the stored picture, which `turn` brings upright.
fn stored(crop: Crop, turn: Turn) -> Crop {
    let [mut left, mut top, mut right, mut bottom] = crop;
    // Backwards: the turn flips first and transposes afterwards.
    if turn.transposes() {
        (left, top, right, bottom) = (top, left, bottom, right);
    }
    if turn.flips_columns() {
        (left, right) = (right, left);
    }
    if turn.flips_rows() {
        (top, bottom) = (bottom, top);
    }
    [left, top, right, bottom]
}

/// What is left after a crop; thousandths are rounded to whole pixels.
fn cropped(picture: &Picture, [left, top, right, bottom]: Crop) -> Area {
    let part = |side: usize, share: usize| (side * share + 500) / 1000;
    let (width, height) = (picture.width(), picture.height());
    let (left, top) = (part(width, left), part(height, top));
    Area { left, top, width: width - left - part(width, right), height: height - top - part(height, bottom) }
}

struct Gathered {
    stored: Hashed,
    variants: Vec<Variant>,
}

impl Gathered {
    fn new(stored: Hashed) -> Self {
        Self { stored, variants: Vec::new() }
    }

    fn add(&mut self, name: String, hashed: Hashed) {
        let is_known = |known: &Hashed| known.pdq == hashed.pdq;
        if !is_known(&self.stored) && !self.variants.iter().any(|variant| is_known(&variant.hashed)) {
            self.variants.push(Variant { name, hashed });
        }
    }

    /// All positions of a part; the upright one first.
    fn turns(&mut self, part: &str, hashes: &[Hashed; 8], upright: Turn) {
        let name = |turn: Turn| match (part, turn) {
            ("", turn) if turn == upright => "exif".to_owned(),
            ("", turn) => turn.name().to_owned(),
            (part, turn) if turn == upright => part.to_owned(),
            (part, turn) => format!("{part}-{}", turn.name()),
        };
        let all = Turn::ALL.into_iter().zip(hashes.iter().copied());
        let (first, rest): (Vec<_>, Vec<_>) = all.partition(|(turn, _)| *turn == upright);
        for (turn, hashed) in first.into_iter().chain(rest) {
            self.add(name(turn), hashed);
        }
    }
}
