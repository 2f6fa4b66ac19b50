//! What is written into the program when it is built and read when it runs: numbers lowest byte first, before texts and lists
//! how long they are. Not for files: nothing says which version it is, and only the shape is looked at when it is read.

use std::collections::BTreeSet;

/// What can be packed.
pub(crate) trait Pack: Sized {
    /// Writes it behind what is there.
    fn pack(&self, out: &mut Vec<u8>);
    /// Takes it from the front; `None` where bytes are cut off or say something else.
    fn unpack(from: &mut &[u8]) -> Option<Self>;
}

macro_rules! numbers {
    ($($number:ident)*) => { $(
        impl Pack for $number {
            fn pack(&self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }

            #[inline]
            fn unpack(from: &mut &[u8]) -> Option<Self> {
                let (bytes, rest) = from.split_first_chunk()?;
                *from = rest;
                Some(Self::from_le_bytes(*bytes))
            }
        }
    )* };
}

numbers!(u8 u16 u32 u64);

/// Packs the fields of a struct in the order they are named.
macro_rules! packed {
    ($name:ty { $($field:ident),* }) => {
        impl Pack for $name {
            fn pack(&self, out: &mut Vec<u8>) {
                $(self.$field.pack(out);)*
            }

            #[inline]
            fn unpack(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: Pack::unpack(from)?),* })
            }
        }
    };
}
pub(crate) use packed;

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn pack(&self, out: &mut Vec<u8>) {
        self.0.pack(out);
        self.1.pack(out);
    }

    #[inline]
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some((A::unpack(from)?, B::unpack(from)?))
    }
}

impl Pack for [u16; 3] {
    fn pack(&self, out: &mut Vec<u8>) {
        for one in self {
            one.pack(out);
        }
    }

    #[inline]
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some([u16::unpack(from)?, u16::unpack(from)?, u16::unpack(from)?])
    }
}

impl Pack for bool {
    fn pack(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        match u8::unpack(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        self.is_some().pack(out);
        if let Some(one) = self {
            one.pack(out);
        }
    }

    #[inline]
    fn unpack(from: &mut &[u8]) -> Option<Self> {
        if bool::unpack(from)? { T::unpack(from).map(Some) } else { Some(None) }
    }
}

fn length(of: usize, out: &mut Vec<u8>) {
    // Cannot fail: what is packed fits in the program.
    u32::try_from(of).unwrap_or(u32::MAX).pack(out);
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        length(self.len(), out);
        for one in self {
            one.pack(out);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let length = u32::unpack(from)? as usize;
        // Everything takes a byte at least.
        let mut all = Self::with_capacity(length.min(from.len()));
        for _ in 0..length {
            all.push(T::unpack(from)?);
        }
        Some(all)
    }
}

impl Pack for String {
    fn pack(&self, out: &mut Vec<u8>) {
        length(self.len(), out);
        out.extend(self.bytes());
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let length = u32::unpack(from)? as usize;
        let (text, rest) = from.split_at_checked(length)?;
        *from = rest;
        Some(std::str::from_utf8(text).ok()?.to_owned())
    }
}

impl Pack for BTreeSet<String> {
    fn pack(&self, out: &mut Vec<u8>) {
        length(self.len(), out);
        for one in self {
            one.pack(out);
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Vec::unpack(from).map(Vec::into_iter).map(Self::from_iter)
    }
}
