//! Finding words in stolen bytes, however they are written: plain, wide, in base64, in hexadecimal, escaped, packed.

use std::io::Read;

use aho_corasick::{AhoCorasick, MatchKind};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Shorter than this, chance alone would find it.
const SHORTEST: usize = 7;
/// Longest text that a packed piece is unpacked to, in bytes.
const UNPACKED: u64 = 1 << 20;

/// How packed pieces begin: gzip, then zlib at each of its levels.
const PACKED: [[u8; 2]; 5] = [[0x1f, 0x8b], [0x78, 0x01], [0x78, 0x5e], [0x78, 0x9c], [0x78, 0xda]];

/// What was looked for and how it was written.
pub struct Search {
    forms: AhoCorasick,
    magic: AhoCorasick,
    names: Vec<(String, &'static str)>,
}

impl Search {
    /// A search for these words in every form, capitals or not.
    pub fn new(secrets: &[String]) -> Self {
        let mut forms = Vec::new();
        let mut names = Vec::new();
        for secret in secrets {
            for (name, bytes) in writings(secret) {
                assert!(bytes.len() >= SHORTEST, "{secret} as {name} is too short to mean anything");
                forms.push(bytes);
                names.push((secret.clone(), name));
            }
        }
        let forms =
            AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(forms);
        let magic = AhoCorasick::new(PACKED).expect("a search");
        Self { forms: forms.expect("a search"), magic, names }
    }

    /// Every secret that stands in the bytes, and how.
    pub fn find(&self, bytes: &[u8]) -> Vec<(String, &'static str)> {
        let mut found = self.plain(bytes);
        for magic in self.magic.find_overlapping_iter(bytes) {
            let (rest, mut unpacked) = (&bytes[magic.start()..], Vec::new());
            // A broken stream gives what came before its break.
            if magic.pattern().as_usize() == 0 {
                drop(flate2::read::GzDecoder::new(rest).take(UNPACKED).read_to_end(&mut unpacked));
            } else {
                drop(flate2::read::ZlibDecoder::new(rest).take(UNPACKED).read_to_end(&mut unpacked));
            }
            found.extend(self.plain(&unpacked).into_iter().map(|(secret, _)| (secret, "packed")));
        }
        found.sort();
        found.dedup();
        found
    }

    /// The same, without looking into packed pieces.
    pub fn plain(&self, bytes: &[u8]) -> Vec<(String, &'static str)> {
        let mut found: Vec<_> =
            self.forms.find_iter(bytes).map(|found| self.names[found.pattern().as_usize()].clone()).collect();
        found.sort();
        found.dedup();
        found
    }
}

/// A secret in every form that a careless program could leave it in.
pub fn writings(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut forms = Vec::new();
    let mut cases = vec![secret.to_owned(), secret.to_lowercase(), secret.to_uppercase()];
    cases.sort();
    cases.dedup();
    for text in &cases {
        forms.push(("UTF-8", text.clone().into_bytes()));
        forms.push(("UTF-16 LE", text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
        forms.push(("UTF-16 BE", text.encode_utf16().flat_map(u16::to_be_bytes).collect()));
        forms.push(("hexadecimal", hex(text.as_bytes()).into_bytes()));
        forms.push(("form", form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().into_bytes()));
        forms.push(("JSON", json(text).into_bytes()));
        for shift in 0..3 {
            forms.push(("base64", shifted(&STANDARD_NO_PAD, text.as_bytes(), shift)));
            forms.push(("base64url", shifted(&URL_SAFE_NO_PAD, text.as_bytes(), shift)));
        }
    }
    // What is random is shown in letters and kept in bytes.
    if let Some(bytes) = unhex(secret) {
        forms.push(("bytes", bytes));
    }
    if let Ok(bytes) = URL_SAFE_NO_PAD.decode(secret)
        && bytes.len() >= 16
    {
        forms.push(("bytes", bytes));
    }
    if let Ok(number) = secret.replace(' ', "").parse::<u64>() {
        forms.push(("number", number.to_be_bytes().to_vec()));
        forms.push(("number", number.to_le_bytes().to_vec()));
    }
    forms
}

/// What base64 makes of the text when it begins `shift` bytes after a multiple of three; the letters that depend on
/// neighbours are left out.
fn shifted(alphabet: &impl Engine, text: &[u8], shift: usize) -> Vec<u8> {
    let padded = [&[0; 2][..shift], text].concat();
    let whole = padded.len() / 3 * 4;
    let encoded = alphabet.encode(&padded).into_bytes();
    let begin = if shift == 0 { 0 } else { shift + 1 };
    encoded[begin..whole].to_vec()
}

fn json(text: &str) -> String {
    let unit = |unit: u16| {
        char::from_u32(u32::from(unit)).filter(char::is_ascii).map_or(format!("\\u{unit:04x}"), String::from)
    };
    text.encode_utf16().map(unit).collect()
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let fits = text.len() >= 32 && text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    fits.then(|| {
        (0..text.len() / 2).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).expect("digits")).collect()
    })
}

#[test]
fn the_search_finds_a_control_in_every_form() {
    use std::io::Write;
    let control = "Contrôle ?~ÿ> Marsh-lantern 48151";
    let search = Search::new(&[control.to_owned()]);
    let noise: Vec<u8> = (0_u32..5000).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let around = |bytes: &[u8]| [&noise, bytes, &noise].concat();
    assert_eq!(search.find(&around(b"")), []);
    for (name, bytes) in writings(control) {
        assert!(!search.find(&around(&bytes)).is_empty(), "{name}");
    }
    for text in [control.to_uppercase(), control.to_lowercase()] {
        for shift in 0..3 {
            let long = [&noise[..shift], text.as_bytes(), b"and more"].concat();
            assert!(!search.find(&around(STANDARD_NO_PAD.encode(&long).as_bytes())).is_empty(), "base64 at {shift}");
            assert!(!search.find(&around(URL_SAFE_NO_PAD.encode(&long).as_bytes())).is_empty(), "base64url at {shift}");
        }
        assert!(!search.find(&around(hex(text.as_bytes()).to_uppercase().as_bytes())).is_empty());
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&[control, control, "and more"].concat().into_bytes()).unwrap();
    let packed = |stream: Vec<u8>| search.find(&around(&stream)).contains(&(control.to_owned(), "packed"));
    assert!(packed(gzip.finish().unwrap()));
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(control.as_bytes()).unwrap();
    assert!(packed(zlib.finish().unwrap()));
}
