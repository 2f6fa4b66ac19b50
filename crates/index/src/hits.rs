//! What a question is answered with.

/// Something known that is near enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The number it was put in with.
    pub id: u64,
    /// Bits between the code asked for and the nearest code of this number, 0 to 256.
    pub distance: u16,
}

/// All hits of one question, nearest first, then by number; each number once, with its nearest code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    found: Vec<Hit>,
    left_out: usize,
}

impl Hits {
    /// Orders what was found and keeps the nearest `most`.
    pub(crate) fn of(mut found: Vec<Hit>, most: usize) -> Self {
        if found.len() > 1 {
            found.sort_unstable_by_key(|hit| (hit.id, hit.distance));
            found.dedup_by_key(|hit| hit.id);
            found.sort_unstable_by_key(|hit| (hit.distance, hit.id));
        }
        let left_out = found.len().saturating_sub(most);
        found.truncate(most);
        Self { found, left_out }
    }

    /// The hits, nearest first.
    pub fn as_slice(&self) -> &[Hit] {
        &self.found
    }

    /// How many more there were beyond the cap that the caller asked for; 0 without a cap.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The nearest hit, `None` when nothing was near enough.
    pub fn nearest(&self) -> Option<Hit> {
        self.found.first().copied()
    }

    /// Nothing was near enough.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty() && self.left_out == 0
    }
}

impl IntoIterator for Hits {
    type Item = Hit;
    type IntoIter = std::vec::IntoIter<Hit>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}
