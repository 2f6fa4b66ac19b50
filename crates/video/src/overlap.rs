//! How much of two films is the same.

use vigie_hash::{Distance, Pdq, Quality};

use crate::text::Frame;

/// When two frames are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// Bits of 256 that may differ. Default 31.
    ///
    /// The reference's C++ asks for *fewer* than its number, so its 31 is 30 here; its Python index asks for 31 or fewer.
    /// Fingerprints with 128 set bits, as nearly all have, differ in an even number of bits: then both say the same.
    pub distance: Distance,
    /// Frames of less are left out of both films. Default 50.
    pub quality: Quality,
}

impl Default for Tolerance {
    fn default() -> Self {
        Self { distance: Distance::SAME, quality: Quality::ENOUGH }
    }
}

/// Shares of two films, in percent, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlap {
    /// Of the frames of the film that is asked about, those that the other has too.
    pub query: f64,
    /// Of the frames of the film that it is compared with, those that the first has too.
    pub compared: f64,
}

/// Compares each frame with each, without regard to order or time, as the reference does.
///
/// Both shares are 0 when a film has no frame of enough quality.
pub fn overlap(query: &[Frame], compared: &[Frame], tolerance: Tolerance) -> Overlap {
    let (query, compared) = (usable(query, tolerance), usable(compared, tolerance));
    Overlap { query: share(&query, &compared, tolerance), compared: share(&compared, &query, tolerance) }
}

fn usable(film: &[Frame], tolerance: Tolerance) -> Vec<Pdq> {
    film.iter().filter(|frame| frame.hashed.quality >= tolerance.quality).map(|frame| frame.hashed.pdq).collect()
}

fn share(of: &[Pdq], within: &[Pdq], tolerance: Tolerance) -> f64 {
    let found = of.iter().filter(|one| within.iter().any(|other| one.distance(other) <= tolerance.distance)).count();
    // Counts of frames are far below 2^52.
    #[expect(clippy::cast_precision_loss)]
    if of.is_empty() { 0.0 } else { found as f64 * 100.0 / of.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_hash::Hashed;

    /// A frame whose fingerprint has that many set bits.
    fn frame(ones: usize, quality: u8) -> Frame {
        let mut pdq = Pdq::ZERO;
        (0..ones).for_each(|bit| pdq.0[bit / 8] |= 1 << (bit % 8));
        Frame { number: 0, hashed: Hashed { pdq, quality: Quality(quality) }, seconds: 0.0 }
    }

    #[test]
    fn each_side_has_its_own_share() {
        let (query, compared) = ([frame(0, 100), frame(100, 50)], [frame(31, 50), frame(200, 100), frame(250, 100)]);
        let found = overlap(&query, &compared, Tolerance::default());
        assert!((found.query - 50.0).abs() < 1e-9 && (found.compared - 100.0 / 3.0).abs() < 1e-9, "{found:?}");
        let nearer = Tolerance { distance: Distance(30), ..Tolerance::default() };
        assert_eq!(overlap(&query, &compared, nearer), Overlap { query: 0.0, compared: 0.0 });
    }

    #[test]
    fn frames_with_too_little_to_see_do_not_count() {
        let found = overlap(&[frame(0, 49), frame(9, 50)], &[frame(0, 49), frame(9, 100)], Tolerance::default());
        assert_eq!(found, Overlap { query: 100.0, compared: 100.0 });
        let nothing = Overlap { query: 0.0, compared: 0.0 };
        assert_eq!(overlap(&[frame(0, 49)], &[frame(0, 49)], Tolerance::default()), nothing);
        assert_eq!(overlap(&[], &[frame(0, 99)], Tolerance::default()), nothing);
    }
}
