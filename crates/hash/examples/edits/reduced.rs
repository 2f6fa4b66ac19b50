//! How far a variant that was made from a reduced picture is from the one of all its pixels.

use crate::scenes::{self, Dice, fill, grain};
use image::RgbImage;
use image::imageops::{self, FilterType};
use std::collections::BTreeMap;
use vigie_hash::{Area, Decoded, Kind, Mode, Picture, Pixels, Turn, Variants};

/// Sizes and how many pictures of each.
const SIZES: [((u32, u32), u64); 4] = [((1920, 1080), 100), ((1080, 1920), 50), ((1366, 769), 50), ((4032, 3024), 25)];

/// Prints median, 95 and 99 of 100, and the most.
pub fn print() {
    let all: Vec<(u64, (u32, u32))> =
        SIZES.iter().flat_map(|&(size, count)| (0..count).map(move |number| (number, size))).collect();
    let found = crate::in_two_threads(&all, |_, &(number, size)| {
        let plain = large(number, size);
        let edge = 1 + (number * 37 % 150) as u32;
        let mut framed = RgbImage::from_pixel(size.0 + 2 * edge, size.1 + edge + 7, image::Rgb([0; 3]));
        imageops::replace(&mut framed, &plain, i64::from(edge), i64::from(edge));
        let inside = Area { left: edge as usize, top: edge as usize, width: size.0 as usize, height: size.1 as usize };
        let mut found = distances(&plain, None);
        found.extend(distances(&framed, Some(inside)));
        found
    });
    let mut groups: BTreeMap<(String, &str), Vec<u16>> = BTreeMap::new();
    for ((_, (width, height)), found) in all.iter().zip(found) {
        for (group, distance) in found {
            groups.entry((format!("{width} x {height}"), group)).or_default().push(distance);
        }
    }
    println!("| picture | variants | number | median | 95 of 100 | 99 of 100 | most |\n|---|---|---|---|---|---|---|");
    for ((size, group), mut bits) in groups {
        bits.sort_unstable();
        let at = |share: usize| bits[(bits.len() - 1) * share / 100];
        println!("| {size} | {group} | {} | {} | {} | {} | {} |", bits.len(), at(50), at(95), at(99), at(100));
    }
}

/// A picture enlarged, smoothly or not at all, with grain, and every third with lines a pixel wide over a part of it.
fn large(number: u64, (width, height): (u32, u32)) -> RgbImage {
    let mut dice = Dice(number + 99);
    let filter = if number.is_multiple_of(2) { FilterType::Triangle } else { FilterType::Nearest };
    let mut image = imageops::resize(&scenes::make(number), width, height, filter);
    if number.is_multiple_of(3) {
        let (left, top) = (dice.below(width / 2), dice.below(height / 2));
        for line in (0..height / 3).step_by(2) {
            fill(&mut image, (left, top + line, width / 3, 1), [20; 3]);
        }
    }
    grain(&mut image, &mut dice, if number.is_multiple_of(5) { 40.0 } else { 6.0 });
    image
}

/// Those of usable variants: of the whole picture, its halves, and of what is within bars.
fn distances(image: &RgbImage, inside: Option<Area>) -> Vec<(&'static str, u16)> {
    let (width, height) = (image.width() as usize, image.height() as usize);
    // Cannot fail: as many pixels as its sides say.
    let picture = Picture::new(width, height, Pixels::Rgb(image.as_raw().clone())).unwrap();
    let all = picture.area();
    let (half_width, half_height) = (width / 2, height / 2);
    let mut exact: Vec<(String, &str, vigie_hash::Hashed)> = Vec::new();
    let mut turns = |part: &str, group: &'static str, area: Area| {
        for (turn, hashed) in Turn::ALL.into_iter().zip(picture.hash_turns(area)) {
            let name = match (part, turn) {
                ("", turn) => turn.name().to_owned(),
                (part, Turn::None) => part.to_owned(),
                (part, turn) => format!("{part}-{}", turn.name()),
            };
            exact.push((name, group, hashed));
        }
    };
    if let Some(inside) = inside {
        turns("trim", "within bars", inside);
    } else {
        turns("", "positions", all);
        for (name, area) in [
            ("half-left", Area { width: half_width, ..all }),
            ("half-right", Area { left: width - half_width, width: half_width, ..all }),
            ("half-top", Area { height: half_height, ..all }),
            ("half-bottom", Area { top: height - half_height, height: half_height, ..all }),
        ] {
            exact.push((name.to_owned(), "halves", picture.hash_area(area)));
        }
    }
    let (kind, mode) = (Kind::Png, Mode::Exact);
    let found = Variants::query(&Decoded { kind, picture, mode, upright: Turn::None, others: Vec::new() });
    let near = |(name, group, hashed): (String, &'static str, vigie_hash::Hashed)| {
        let variant = found.iter().find(|variant| variant.name == name)?;
        (hashed.is_usable()).then(|| (group, hashed.pdq.distance(&variant.hashed.pdq).0))
    };
    exact.into_iter().filter_map(near).collect()
}
