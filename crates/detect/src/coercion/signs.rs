//! The names of the signs of one text.

/// A small set of names, in the order they came. Most questions are about names that are not there: bits answer those.
pub(crate) struct Signs<'a> {
    /// With the places of their bits: what has another place is another name.
    names: Vec<(u8, &'a str)>,
    bits: u128,
}

impl<'a> Signs<'a> {
    /// None yet.
    pub fn new() -> Self {
        // Few texts have more.
        Self { names: Vec::with_capacity(32), bits: 0 }
    }

    /// Whether a sign is there.
    #[inline]
    pub fn contains(&self, name: &str) -> bool {
        self.has(place(name), name)
    }

    /// Adds a sign, once.
    #[inline]
    pub fn insert(&mut self, name: &'a str) {
        self.insert_at(place(name), name);
    }

    /// Adds a sign whose [`place`] is known, once.
    pub fn insert_at(&mut self, place: u8, name: &'a str) {
        if !self.has(place, name) {
            self.bits |= 1 << place;
            self.names.push((place, name));
        }
    }

    #[inline]
    fn has(&self, place: u8, name: &str) -> bool {
        self.bits >> place & 1 != 0 && self.names.contains(&(place, name))
    }

    /// The names, each once, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.names.iter().map(|(_, name)| *name)
    }
}

/// One of 128 bits for a name.
#[inline]
pub(super) fn bit(name: &str) -> u128 {
    1 << place(name)
}

/// The place of this bit, known when the program is built where the name is.
#[inline]
pub(crate) fn place(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let length = bytes.len();
    if length == 0 {
        return 0;
    }
    let of = |at: usize, by: u32| u32::from(bytes[at]).wrapping_mul(by);
    let sum = of(0, 5) + of(length / 3, 3) + of(length / 2, 17) + of(length - 1, 29);
    // Lengths are told apart as far as a byte does.
    ((sum + u32::from(length.to_le_bytes()[0])) % 128).to_le_bytes()[0]
}
