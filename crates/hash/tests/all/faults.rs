//! Whatever the bytes: an error with a reason, never a panic, and never more memory or work than allowed.

use crate::scenes;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, RgbImage};
use proptest::prelude::*;
use std::io::Cursor;
use vigie_hash::{Distance, HashError, Kind, Limits, Look, Mode, Options, Pdq, Room, decode, hash_image};

const FORMATS: &[(Kind, ImageFormat)] = &[
    (Kind::Jpeg, ImageFormat::Jpeg),
    (Kind::Png, ImageFormat::Png),
    (Kind::Gif, ImageFormat::Gif),
    (Kind::WebP, ImageFormat::WebP),
    (Kind::Bmp, ImageFormat::Bmp),
    (Kind::Tiff, ImageFormat::Tiff),
];

pub fn image(scene: scenes::Scene) -> DynamicImage {
    RgbImage::from_raw(scene.width as u32, scene.height as u32, scene.rgb).unwrap().into()
}

fn file(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image(scenes::shapes(3, 90, 70)).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn all() -> Options {
    Options { query: true, family: true, ..Options::default() }
}

#[test]
fn every_format_is_read_and_shows_the_same() {
    let reference = hash_image(&file(ImageFormat::Png), &Options::default()).unwrap();
    for (kind, format) in FORMATS {
        let found = hash_image(&file(*format), &all()).unwrap();
        let distance = found.hashed.pdq.distance(&reference.hashed.pdq);
        assert_eq!((found.kind, found.width, found.height), (*kind, 90, 70));
        assert!(distance <= Distance(10), "{kind}: {distance}");
    }
}

#[test]
fn what_is_no_picture_says_so() {
    let error = |bytes: &[u8]| hash_image(bytes, &all()).unwrap_err().to_string();
    assert_eq!(error(b""), "the file is empty");
    assert!(error(b"a letter").starts_with("no picture"));
    assert!(error(b"\0\0\0\x18ftypheic\0\0\0\0").contains("save it as JPEG first"));
    assert!(error(b"\0\0\0\x18ftypavif\0\0\0\0").contains("PNG or JPEG"));
    assert!(error(b"\0\0\0\x18ftypisom\0\0\0\0").contains("a film"));
}

#[test]
fn a_file_that_was_cut_off_is_an_error_with_a_reason() {
    for (kind, format) in FORMATS {
        let whole = file(*format);
        for share in [1, 2, 5] {
            match hash_image(&whole[..whole.len() * share / 10], &all()) {
                Err(HashError::Damaged { reason, .. }) => assert!(!reason.is_empty(), "{kind}"),
                other => panic!("{kind} at {share}0 %: {other:?}"),
            }
        }
    }
}

#[test]
fn a_jpeg_that_lost_its_last_bytes_is_still_the_picture() {
    let mut whole = Vec::new();
    JpegEncoder::new_with_quality(&mut whole, 90).encode_image(&image(scenes::shapes(5, 300, 200))).unwrap();
    let expected = hash_image(&whole, &Options::default()).unwrap();
    let found = hash_image(&whole[..whole.len() - 20], &Options::default()).unwrap();
    assert!(found.hashed.pdq.distance(&expected.hashed.pdq).is_same());
}

/// JPEGs of kinds that are decoded in different ways: whole ones, and some that end before their last row.
fn jpegs() -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for (seed, width, height) in [(1, 300, 200), (2, 64, 48), (3, 9, 7), (4, 333, 125), (5, 1, 1)] {
        let picture = image(scenes::shapes(seed, width, height));
        for picture in [picture.to_luma8().into(), picture] {
            let mut whole = Vec::new();
            JpegEncoder::new_with_quality(&mut whole, 90).encode_image(&picture).unwrap();
            let pass = whole.windows(2).position(|two| two == [0xFF, 0xDA]).unwrap();
            let again = &whole[pass..pass + 2 + usize::from(whole[pass + 3])];
            for tenths in [1, 5, 9] {
                let kept = &whole[..pass + again.len() + (whole.len() - pass - again.len()) * tenths / 10];
                files.push(kept.to_vec());
                // A strict decoder finds no fault in these, and leaves the rows out that are missing.
                files.push([kept, again, &[0xFF, 0xD9]].concat());
                files.push([kept, &[0xFF, 0xFE, 0, 2, 0xFF, 0xD9]].concat());
            }
            files.push(whole);
        }
    }
    files
}

#[test]
fn what_was_decoded_in_a_room_before_is_never_seen_in_the_next_picture() {
    let mut room = Room::default();
    let mut read = 0;
    for bytes in jpegs() {
        let alone = Look::of(&bytes, &all(), &mut Room::default());
        assert_eq!(Look::of(&bytes, &all(), &mut room), alone);
        read += usize::from(alone.is_ok());
        // White from edge to edge, and larger than any of them.
        let mut white = Vec::new();
        JpegEncoder::new(&mut white).encode_image(&RgbImage::from_pixel(400, 300, [255; 3].into())).unwrap();
        Look::of(&white, &all(), &mut room).unwrap();
        assert!(room.size() >= 400 * 300 * 3);
    }
    assert!(read >= 10, "whole ones at least");
}

/// A PNG that says it is so large, with rows of nothing: a few hundred kilobytes.
fn bomb(width: u32, height: u32, color: png::ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().unwrap();
    let row = vec![0; width as usize * color.samples()];
    let mut stream = writer.stream_writer().unwrap();
    (0..height).for_each(|_| std::io::Write::write_all(&mut stream, &row).unwrap());
    stream.finish().unwrap();
    drop(writer);
    bytes
}

#[test]
fn a_bomb_is_refused_by_what_it_says_of_itself() {
    let limits = Limits { pixels: 1 << 20, memory: 2 << 20, ..Limits::default() };
    let decode = |bytes: &[u8]| decode(bytes, Mode::Exact, &limits).map(|_| ()).unwrap_err();
    assert!(matches!(decode(&bomb(2000, 2000, png::ColorType::Rgb)), HashError::TooManyPixels { .. }));
    assert!(matches!(decode(&bomb(1000, 1000, png::ColorType::Rgb)), HashError::TooMuchMemory { .. }));
    // Few pixels, but a side that no box is made for.
    for (width, height) in [(70_000, 5), (5, 70_000), (1 << 27, 1)] {
        let refused = hash_image(&bomb(width, height, png::ColorType::Grayscale), &all()).unwrap_err();
        assert_eq!(refused, HashError::TooLong { side: u64::from(width.max(height)), limit: 1 << 16 });
    }
    assert!(hash_image(&bomb(1 << 16, 5, png::ColorType::Grayscale), &all()).is_ok(), "the longest that is read");
    // A JPEG of 65,500 x 65,500 in 20 bytes of header.
    let mut jpeg = file(ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    assert!(matches!(hash_image(&jpeg, &all()).unwrap_err(), HashError::TooManyPixels { .. }));
}

#[test]
fn a_jpeg_too_large_for_memory_is_read_in_grey() {
    let jpeg = file(ImageFormat::Jpeg);
    let small = Limits { memory: 80_000, ..Limits::default() };
    let found = hash_image(&jpeg, &Options { limits: small, ..Options::default() }).unwrap();
    let expected = hash_image(&jpeg, &Options::default()).unwrap();
    assert_eq!((found.mode, expected.mode), (Mode::Fast, Mode::Exact));
    assert!(found.hashed.pdq.distance(&expected.hashed.pdq) <= Distance(8));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_an_answer(kind in 0..FORMATS.len(), keep in 0..40_usize, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let start = file(FORMATS[kind].1);
        let _ = hash_image(&bytes, &all());
        let _ = hash_image(&[&start[..keep.min(start.len())], &bytes].concat(), &all());
    }

    #[test]
    fn any_damage_gives_an_answer(kind in 0..FORMATS.len(), places in prop::collection::vec((any::<usize>(), any::<u8>()), 1..12)) {
        let mut bytes = file(FORMATS[kind].1);
        let length = bytes.len();
        for (place, value) in places {
            bytes[place % length] = value;
        }
        let limits = Limits { pixels: 1 << 22, memory: 64 << 20, work: 1 << 24 };
        let _ = hash_image(&bytes, &Options { limits, ..all() });
    }

    #[test]
    fn a_fingerprint_is_read_as_it_is_printed(bytes: [u8; 32], other: [u8; 32], index: u8) {
        let (pdq, other) = (Pdq(bytes), Pdq(other));
        prop_assert_eq!(pdq.to_string().parse(), Ok(pdq));
        prop_assert_eq!(pdq.to_string().to_uppercase().parse(), Ok(pdq));
        prop_assert_eq!(serde_json::from_str::<Pdq>(&serde_json::to_string(&pdq).unwrap()).unwrap(), pdq);
        prop_assert_eq!(pdq.distance(&other), other.distance(&pdq));
        prop_assert_eq!(pdq.distance(&pdq), Distance(0));
        let digit = u8::from_str_radix(&pdq.to_string()[63 - usize::from(index) / 4..64 - usize::from(index) / 4], 16).unwrap();
        prop_assert_eq!(pdq.bit(index), digit >> (index % 4) & 1 == 1);
    }

    #[test]
    fn no_other_text_is_a_fingerprint(text in "[0-9a-fg]{0,66}") {
        let is_one = text.len() == 64 && !text.contains('g');
        prop_assert_eq!(text.parse::<Pdq>().is_ok(), is_one);
    }
}

#[test]
fn values_that_come_from_no_picture_are_known() {
    assert!(Pdq([0; 32]).is_degenerate() && Pdq([0xFF; 32]).is_degenerate());
    assert!(!Pdq([0xA5; 32]).is_degenerate());
    let grey = hash_image(&bomb(200, 200, png::ColorType::Grayscale), &Options::default()).unwrap();
    assert!(!grey.hashed.is_usable() && !grey.hashed.quality.is_enough());
}
