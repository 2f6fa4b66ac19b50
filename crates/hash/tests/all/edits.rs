//! What the variants promise: the picture is found again. How often, over 200 pictures: docs/fingerprints.md.

use crate::faults::image;
use crate::scenes;
use image::{DynamicImage, ImageFormat, RgbImage, imageops};
use std::io::Cursor;
use vigie_hash::{Fingerprint, Options, Pdq, hash_image};

fn saved(picture: &RgbImage, format: ImageFormat) -> Fingerprint {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone()).write_to(&mut bytes, format).unwrap();
    let options = Options { query: true, family: true, ..Options::default() };
    hash_image(&bytes.into_inner(), &options).unwrap()
}

fn picture() -> RgbImage {
    image(scenes::shapes(2, 400, 300)).into_rgb8()
}

fn distance(found: &Fingerprint, variant: &str, to: &Pdq) -> Option<u16> {
    let variant = found.variants.iter().find(|one| one.name == variant)?;
    Some(variant.hashed.pdq.distance(to).0)
}

#[test]
fn turned_and_mirrored_pictures_are_found_by_the_turn_that_undoes_it() {
    let original = saved(&picture(), ImageFormat::Png).hashed.pdq;
    let turned = [
        ("left", imageops::rotate90(&picture())),
        ("half", imageops::rotate180(&picture())),
        ("right", imageops::rotate270(&picture())),
        ("mirror", imageops::flip_horizontal(&picture())),
        ("flip", imageops::flip_vertical(&picture())),
    ];
    for (name, turned) in turned {
        assert_eq!(distance(&saved(&turned, ImageFormat::Png), name, &original), Some(0), "{name}");
    }
}

#[test]
fn bars_are_cut_off_to_the_pixel() {
    let original = saved(&picture(), ImageFormat::Png).hashed.pdq;
    for (x, y, colour) in [(0, 60, [0; 3]), (80, 0, [255; 3]), (30, 20, [128; 3])] {
        let mut framed = RgbImage::from_pixel(400 + 2 * x, 300 + 2 * y, image::Rgb(colour));
        imageops::replace(&mut framed, &picture(), i64::from(x), i64::from(y));
        assert_eq!(distance(&saved(&framed, ImageFormat::Png), "trim", &original), Some(0), "{x} {y}");
        let mirrored = saved(&imageops::flip_horizontal(&framed), ImageFormat::Jpeg);
        assert!(distance(&mirrored, "trim-mirror", &original).unwrap() <= 16);
    }
}

#[test]
fn a_caption_and_a_status_bar_are_left_out() {
    let original = saved(&picture(), ImageFormat::Png).hashed.pdq;
    let mut screen = RgbImage::from_pixel(400, 800, image::Rgb([250; 3]));
    imageops::replace(&mut screen, &picture(), 0, 250);
    for sign in 0..30 {
        imageops::replace(&mut screen, &RgbImage::new(6, 9), 10 + 12 * sign, 12);
        imageops::replace(&mut screen, &RgbImage::new(6, 9), 10 + 12 * sign, 760);
    }
    // Found to the pixel, but 800 rows are looked at in pairs.
    assert!(distance(&saved(&screen, ImageFormat::Png), "inner", &original).unwrap() <= 4);
}

#[test]
fn a_family_foresees_crops() {
    let family = saved(&picture(), ImageFormat::Png);
    let cropped = imageops::crop_imm(&picture(), 20, 15, 360, 270).to_image(); // 5 % off each side
    let plain = saved(&cropped, ImageFormat::Jpeg).hashed.pdq;
    assert!(!plain.distance(&family.hashed.pdq).is_same(), "today's tools lose it");
    assert!(family.variants.iter().any(|one| one.hashed.pdq.distance(&plain).is_same()));
    let right = imageops::crop_imm(&picture(), 0, 0, 364, 300).to_image(); // 9 % off the right side
    assert_eq!(distance(&family, "crop-0-0-90-0", &saved(&right, ImageFormat::Png).hashed.pdq), Some(0));
}

#[test]
fn a_line_of_json_has_these_keys_in_this_order() {
    let found = saved(&picture(), ImageFormat::Png);
    let line = serde_json::to_string(&found.line("a.png")).unwrap();
    let keys: Vec<usize> = ["file", "pdq", "quality", "md5", "sha1", "sha256", "width", "height", "type", "variants"]
        .iter()
        .map(|key| line.find(&format!("\"{key}\":")).unwrap())
        .collect();
    assert!(keys.is_sorted(), "{line}");
    assert!(line.contains(r#""width":400,"height":300,"type":"image/png","variants":[{"name":"#), "{line}");
    assert!(line.contains(&format!("\"pdq\":\"{}\"", found.hashed.pdq)));
}

#[test]
fn digests_are_those_of_the_standards() {
    let found = vigie_hash::Digests::of(b"abc");
    assert_eq!(found.md5.to_string(), "900150983cd24fb0d6963f7d28e17f72");
    assert_eq!(found.sha1.to_string(), "a9993e364706816aba3e25717850c26c9cd0d89d");
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(found.sha256.to_string(), sha256);
}
