//! The reference's own pictures, when they lie beside the project. They are not part of it.

use std::path::{Path, PathBuf};
use vigie_hash::{Decoded, Limits, Look, Mode, Options, Pdq, Room, Turn, decode};

/// The folder, or a loud word that it is missing.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/pdq");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "\n*** NOT CHECKED against the reference's vectors: ../shared/vectors/pdq is not beside the project ***\n"
    );
    None
}

fn read(path: &Path) -> Decoded {
    let bytes = std::fs::read(path).unwrap();
    decode(&bytes, Mode::Exact, &Limits::default()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_published_hashes_are_met() {
    let Some(folder) = folder() else { return };
    let mut wrong = Vec::new();
    for line in std::fs::read_to_string(folder.join("expected.csv")).unwrap().lines().skip(1) {
        let [file, pdq, quality, _source, most] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let decoded = read(&folder.join(file));
        // Sixteen bits are the one mode whose published value is not what a person sees.
        let reference = decoded.others.iter().find(|other| other.name == "reference" && file.starts_with("I16"));
        let found = reference.map_or(decoded.picture.hash(), |other| other.hashed);
        let distance = found.pdq.distance(&pdq.parse::<Pdq>().unwrap()).0;
        println!("{file}: distance {distance}, quality {}", found.quality);
        let is_quality_right = quality.is_empty() || quality.parse::<u8>().unwrap() == found.quality.0;
        if distance > most.parse().unwrap() || !is_quality_right {
            wrong.push(format!("{file}: distance {distance} of {most}, quality {} of {quality}", found.quality));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_colour_mode_shows_the_same_picture() {
    let Some(folder) = folder() else { return };
    let modes = folder.join("misc-images/modes");
    let original = read(&modes.join("original.jpg")).picture.hash().pdq;
    for file in std::fs::read_dir(modes).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_some_and(|end| end != "md") {
            let distance = read(&file).picture.hash().pdq.distance(&original);
            println!("{}: {distance}", file.display());
            assert!(distance.is_same(), "{}: {distance}", file.display());
        }
    }
}

/// The three pictures in `exif/` are three photographs of one desk, taken with the telephone held differently: their
/// pixels differ by more than a turn, and no fingerprint can bring them together. What can be held is that each, upright,
/// is what the reference makes of really turned pixels.
const UPRIGHT: &[(&str, &str)] = &[
    ("exif-rotn-1.jpg", "f439d924da56a1d4c63973a56acfc926cd53d9341b18367d318666cf9b142649"),
    ("exif-rotn-6.jpg", "55d1fbab9c4d73ec82727ccd013a4c1331fcc203a8cddfc0a63b35f4401d0fe9"),
    ("exif-rotn-8.jpg", "1a74374933138e2dc5a69db60ce279b4212a63c93b2666dc3cdfc33e58699a8d"),
];

#[test]
fn orientation_in_the_file_does_not_hide_a_picture() {
    let Some(folder) = folder() else { return };
    for (file, expected) in UPRIGHT {
        let decoded = read(&folder.join("exif").join(file));
        let turns = decoded.picture.hash_turns(decoded.picture.area());
        let upright = turns[Turn::ALL.iter().position(|turn| *turn == decoded.upright).unwrap()].pdq;
        let distance = upright.distance(&expected.parse().unwrap()).0;
        assert!(distance <= 2, "{file}: {distance}");
    }
}

/// Where Python's pdqhash reads other numbers than a person sees, its fingerprint is among the variants, bit for bit.
#[test]
fn what_the_reference_makes_of_a_palette_and_of_ink_is_kept() {
    let Some(folder) = folder() else { return };
    let expected = [
        ("CMYK.jpg", "07070f311f0b57b0f9c8f5ddfc70980f4c91d12a69dde1e2cc194c63b16364dd"),
        ("P.png", "70f870eee8f4ea458a178a3002cf67f0b32e27f597223e9533a4e38d4a9d9a2a"),
    ];
    for (file, expected) in expected {
        let others = read(&folder.join("misc-images/modes").join(file)).others;
        let reference = others.iter().find(|other| other.name == "reference").unwrap();
        assert_eq!(reference.hashed.pdq.to_string(), expected, "{file}");
    }
}

/// Ink, several passes, colours at half the width: whole, and with up to four bytes changed.
#[test]
fn what_was_decoded_before_is_not_seen_in_any_kind_of_jpeg() {
    let Some(folder) = folder() else { return };
    let mut left = vec![folder];
    let (mut read, mut refused) = (0, 0);
    while let Some(folder) = left.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                left.push(path);
                continue;
            }
            if !path.extension().is_some_and(|end| end == "jpg" || end == "jpeg") {
                continue;
            }
            let whole = std::fs::read(&path).unwrap();
            for step in 0..5 {
                let mut bytes = whole.clone();
                for hurt in 0..step {
                    let at = bytes.len() * (7 * step + 11 * hurt + 13) / 80;
                    bytes[at] ^= 0x55;
                }
                let options = Options::default();
                let [dark, light] =
                    [0, 255].map(|value| Look::of(&bytes, &options, &mut Room::filled(value, 16 << 20)));
                let alone = Look::of(&bytes, &options, &mut Room::default());
                assert!(dark == alone && light == alone, "{}, {step}", path.display());
                *(if alone.is_ok() { &mut read } else { &mut refused }) += 1;
            }
        }
    }
    assert!(read > 0 && refused > 0, "{read} read, {refused} refused");
}
