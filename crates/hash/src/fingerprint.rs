//! Everything about one file, as `vigie hash --json` prints it.

use crate::code::{Pdq, Quality};
use crate::decode::{Kind, Mode, decode_in};
use crate::digest::{Digest, Digests};
use crate::error::HashError;
use crate::limits::Limits;
use crate::picture::Hashed;
use crate::room::Room;
use crate::variants::{Variant, Variants};
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// What is wanted of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Options {
    /// How exactly a JPEG is read.
    pub mode: Mode,
    /// What the file may cost.
    pub limits: Limits,
    /// Whether to add the variants with which a query looks.
    pub query: bool,
    /// Whether to add the slight crops of a victim's own fingerprint.
    pub family: bool,
}

/// Fingerprints of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Of the picture as it is stored, at full resolution: what lists are made of.
    pub hashed: Hashed,
    /// Of the file.
    pub digests: Digests,
    /// Of the stored picture, in pixels.
    pub width: usize,
    /// Of the stored picture, in pixels.
    pub height: usize,
    /// What the bytes are.
    pub kind: Kind,
    /// How it was read: [`Mode::Fast`] also when it was too large to be read exactly.
    pub mode: Mode,
    /// As asked for; the likelier ones first.
    pub variants: Variants,
}

/// What of a file says what its picture looks like: a [`Fingerprint`] without digests, for who needs none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Of the picture as it is stored, at full resolution: what lists are made of.
    pub hashed: Hashed,
    /// Of the stored picture, in pixels.
    pub width: usize,
    /// Of the stored picture, in pixels.
    pub height: usize,
    /// What the bytes are.
    pub kind: Kind,
    /// How it was read: [`Mode::Fast`] also when it was too large to be read exactly.
    pub mode: Mode,
    /// As asked for; the likelier ones first.
    pub variants: Variants,
}

/// Fingerprints of the bytes of a file.
///
/// # Errors
/// [`HashError`] when it is no picture, damaged, or beyond a limit. Never panics, whatever the bytes.
pub fn hash_image(bytes: &[u8], options: &Options) -> Result<Fingerprint, HashError> {
    Ok(Look::of(bytes, options, &mut Room::default())?.with(Digests::of(bytes)))
}

impl Look {
    /// Of the bytes of a file. `room` is what the one before was decoded in; the answer does not depend on it.
    ///
    /// # Errors
    /// As [`hash_image`].
    pub fn of(bytes: &[u8], options: &Options, room: &mut Room) -> Result<Self, HashError> {
        let decoded = decode_in(bytes, options.mode, &options.limits, room)?;
        let (hashed, mut variants) =
            if options.query { Variants::looking(&decoded) } else { (decoded.picture.hash(), Variants::none()) };
        if options.family {
            variants.extend(Variants::family(&decoded));
        }
        let look = Self {
            hashed,
            width: decoded.picture.width(),
            height: decoded.picture.height(),
            kind: decoded.kind,
            mode: decoded.mode,
            variants,
        };
        if decoded.kind == Kind::Jpeg {
            room.keep(decoded.picture);
        }
        Ok(look)
    }

    /// Together with digests of the same file.
    pub fn with(self, digests: Digests) -> Fingerprint {
        let Self { hashed, width, height, kind, mode, variants } = self;
        Fingerprint { hashed, digests, width, height, kind, mode, variants }
    }
}

impl Fingerprint {
    /// As a line of JSON, under the name that the file was called by.
    pub fn line<'a>(&'a self, file: &'a str) -> Line<'a> {
        Line {
            file,
            pdq: self.hashed.pdq,
            quality: self.hashed.quality,
            md5: self.digests.md5,
            sha1: self.digests.sha1,
            sha256: self.digests.sha256,
            width: self.width,
            height: self.height,
            kind: self.kind.media_type(),
            variants: self.variants.iter().collect(),
        }
    }
}

/// One line of `vigie hash --json`, in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line<'a> {
    /// The name by which the file was given.
    pub file: &'a str,
    /// 64 hexadecimal digits.
    pub pdq: Pdq,
    /// 0 to 100.
    pub quality: Quality,
    /// 32 hexadecimal digits.
    pub md5: Digest<16>,
    /// 40 hexadecimal digits.
    pub sha1: Digest<20>,
    /// 64 hexadecimal digits.
    pub sha256: Digest<32>,
    /// In pixels, as stored.
    pub width: usize,
    /// In pixels, as stored.
    pub height: usize,
    /// The media type, such as `image/jpeg`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Empty unless asked for.
    pub variants: Vec<&'a Variant>,
}

impl Serialize for Variant {
    /// `{"name","pdq","quality"}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Variant", 3)?;
        fields.serialize_field("name", &self.name)?;
        fields.serialize_field("pdq", &self.hashed.pdq)?;
        fields.serialize_field("quality", &self.hashed.quality)?;
        fields.end()
    }
}
