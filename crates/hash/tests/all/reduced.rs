//! Variants for looking come from a reduced picture: near those of all pixels. The stored fingerprint stays exact.

use crate::naive;
use crate::reference::turned;
use crate::scenes::{Dice, Scene, landscape, shapes};
use image::{DynamicImage, ImageFormat, RgbImage, imageops};
use std::io::Cursor;
use vigie_hash::{Fingerprint, Options, Pdq, Turn, hash_image};

/// Bits that a variant may be away from what it stands for.
const NEAR: u16 = 6;

/// Large pictures with noise and with lines that are one pixel wide.
fn large() -> Vec<Scene> {
    let mut scenes = vec![
        landscape(1, 1920, 1080),
        shapes(2, 1080, 1920),
        landscape(3, 1921, 1083),
        shapes(4, 3001, 1500),
        landscape(5, 729, 4000),
    ];
    for (number, scene) in scenes.iter_mut().enumerate() {
        let mut dice = Dice(number as u64);
        for (at, value) in scene.rgb.iter_mut().enumerate() {
            let line = if at / 3 / scene.width % 2 == 0 && at % 5000 < 900 { 20 } else { 0 };
            *value = value.saturating_add(dice.below(25) as u8 + line);
        }
    }
    scenes
}

fn image(scene: &Scene) -> RgbImage {
    RgbImage::from_raw(scene.width as u32, scene.height as u32, scene.rgb.clone()).unwrap()
}

fn looked(picture: &RgbImage) -> Fingerprint {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture.clone()).write_to(&mut bytes, ImageFormat::Bmp).unwrap();
    hash_image(&bytes.into_inner(), &Options { query: true, ..Options::default() }).unwrap()
}

fn exact(picture: &RgbImage) -> Pdq {
    naive::hash(picture.as_raw(), picture.width() as usize, picture.height() as usize).pdq
}

fn distance(found: &Fingerprint, name: &str, to: &Pdq) -> u16 {
    let variant = found.variants.iter().find(|variant| variant.name == name);
    variant.unwrap_or_else(|| panic!("no {name}")).hashed.pdq.distance(to).0
}

#[test]
fn large_pictures_are_turned_nearly_as_their_pixels_are_and_stored_exactly() {
    for scene in large() {
        let found = looked(&image(&scene));
        assert_eq!(found.hashed, naive::hash(&scene.rgb, scene.width, scene.height));
        for turn in Turn::ALL.into_iter().skip(1) {
            let bits = distance(&found, turn.name(), &exact(&image(&turned(&scene, turn))));
            assert!(bits <= NEAR, "{} of {} x {}: {bits}", turn.name(), scene.width, scene.height);
        }
    }
}

#[test]
fn halves_of_large_pictures_are_nearly_those_of_their_pixels() {
    for scene in large() {
        let (all, found) = (image(&scene), looked(&image(&scene)));
        let (width, height) = all.dimensions();
        let halves = [
            ("half-left", (0, 0, width / 2, height)),
            ("half-right", (width - width / 2, 0, width / 2, height)),
            ("half-top", (0, 0, width, height / 2)),
            ("half-bottom", (0, height - height / 2, width, height / 2)),
        ];
        for (name, (x, y, width, height)) in halves {
            let half = imageops::crop_imm(&all, x, y, width, height).to_image();
            let bits = distance(&found, name, &exact(&half));
            assert!(bits <= 2 * NEAR, "{name} of {} x {}: {bits}", scene.width, scene.height);
        }
    }
}

#[test]
fn bars_of_large_pictures_are_cut_off_to_the_pixel() {
    for scene in large() {
        let picture = image(&scene);
        for (x, y, colour) in [(0, 61, [0; 3]), (83, 0, [255; 3]), (37, 25, [128; 3])] {
            let (width, height) = picture.dimensions();
            let mut framed = RgbImage::from_pixel(width + 2 * x, height + y + y / 2, image::Rgb(colour));
            imageops::replace(&mut framed, &picture, i64::from(x), i64::from(y));
            let bits = distance(&looked(&framed), "trim", &exact(&picture));
            assert!(bits <= NEAR, "{x} {y} of {width} x {height}: {bits}");
            let mirrored = distance(&looked(&imageops::flip_horizontal(&framed)), "trim-mirror", &exact(&picture));
            assert!(mirrored <= NEAR, "{x} {y} of {width} x {height}, mirrored: {mirrored}");
        }
    }
}

#[test]
fn a_picture_in_a_large_screenshot_is_found_between_thin_bars() {
    let scene = landscape(7, 1080, 800);
    let picture = image(&scene);
    for (top, bar) in [(301, 24), (302, 25), (303, 26), (304, 31)] {
        let mut screen = RgbImage::from_pixel(1080, 2340, image::Rgb([250; 3]));
        // Above and below are other pictures, less high, with bars of a hundredth of the height between.
        let other = image(&shapes(9, 1080, top - bar));
        imageops::replace(&mut screen, &other, 0, 0);
        imageops::replace(&mut screen, &picture, 0, top as i64);
        imageops::replace(&mut screen, &image(&landscape(8, 1080, 700)), 0, (top + 800 + bar) as i64);
        let bits = distance(&looked(&screen), "inner", &exact(&picture));
        assert!(bits <= NEAR, "{top}: {bits}");
    }
}

#[test]
fn a_small_part_of_a_large_picture_is_looked_at_in_all_its_pixels() {
    let picture = image(&landscape(11, 450, 340));
    let mut framed = RgbImage::from_pixel(2200, 1600, image::Rgb([0; 3]));
    imageops::replace(&mut framed, &picture, 801, 703);
    assert_eq!(distance(&looked(&framed), "trim", &exact(&picture)), 0);
}
