//! What several small types of this crate have in common, written once: keys of 32 bytes, sealed bytes, and secrets
//! that never print.

/// `Debug` that says only that there is a secret.
macro_rules! hidden {
    ($name:ident) => {
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(Secret(..))"))
            }
        }
    };
}
pub(crate) use hidden;

/// What a key of 32 bytes that never prints can do.
macro_rules! key_of_32_bytes {
    ($name:ident) => {
        impl $name {
            /// A new key.
            pub fn random(rng: &mut impl CryptoRng) -> Self {
                Self($crate::bytes::random_bytes(rng))
            }

            /// The key with these bytes.
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The key's bytes, as they were given.
            pub const fn expose(&self) -> &[u8; 32] {
                &self.0
            }
        }

        $crate::shapes::hidden!($name);
    };
}
pub(crate) use key_of_32_bytes;

/// Sealed bytes on their way into a row and out of it. Of them `Debug` says only how many there are.
macro_rules! stored {
    ($name:ident) => {
        impl $name {
            /// Takes bytes from a row or a form. Nothing is checked before they are opened.
            pub const fn from_bytes(bytes: Vec<u8>) -> Self {
                Self(bytes)
            }

            /// What to store.
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }

            /// What to store, without a copy.
            pub fn into_bytes(self) -> Vec<u8> {
                self.0
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({} bytes)"), self.0.len())
            }
        }
    };
}
pub(crate) use stored;
