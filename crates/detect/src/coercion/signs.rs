//! The names of the signs of one text.

/// A small set of names, in the order they came. Most questions are about names that are not there: bits answer those.
pub(crate) struct Signs<'a> {
    names: Vec<&'a str>,
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
        self.bits & bit(name) != 0 && self.names.contains(&name)
    }

    /// Adds a sign, once.
    pub fn insert(&mut self, name: &'a str) {
        if !self.contains(name) {
            self.bits |= bit(name);
            self.names.push(name);
        }
    }

    /// The names, each once, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.names.iter().copied()
    }
}

/// One of 128 bits for a name, known when the program is built where the name is.
#[inline]
pub(super) fn bit(name: &str) -> u128 {
    let bytes = name.as_bytes();
    let length = bytes.len();
    if length == 0 {
        return 1;
    }
    let of = |at: usize, by: u32| u32::from(bytes[at]).wrapping_mul(by);
    let sum = of(0, 5) + of(length / 3, 3) + of(length / 2, 17) + of(length - 1, 29);
    // Lengths are told apart as far as a byte does.
    1 << ((sum + u32::from(length.to_le_bytes()[0])) % 128)
}
