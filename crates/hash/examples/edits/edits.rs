//! The edits: each takes a picture and gives the bytes of a file.

use crate::scenes::{Dice, fill, grain, text_line};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// One way to change a picture.
pub struct Edit {
    pub name: String,
    /// Rows of one group have one goal.
    pub group: &'static str,
    pub apply: Box<Apply>,
}

/// From the picture, another one and a seed to a file.
type Apply = dyn Fn(&RgbImage, &RgbImage, u64) -> Vec<u8> + Sync;
type Write = fn(&RgbImage) -> Vec<u8>;
type Curve = fn(f32) -> f32;
type Change = fn(&RgbImage) -> RgbImage;

pub fn all() -> Vec<Edit> {
    let mut edits = formats();
    edits.extend(geometry());
    edits.extend(frames());
    edits.extend(light());
    edits
}

fn saved(
    group: &'static str,
    name: impl Into<String>,
    change: impl Fn(&RgbImage, u64) -> RgbImage + Sync + 'static,
) -> Edit {
    Edit { name: name.into(), group, apply: Box::new(move |image, _, seed| jpeg(&change(image, seed), 85)) }
}

fn formats() -> Vec<Edit> {
    let mut edits = Vec::new();
    for quality in [30, 50, 70, 85, 95] {
        let apply = Box::new(move |image: &RgbImage, _: &RgbImage, _| jpeg(image, quality));
        edits.push(Edit { name: format!("JPEG {quality}"), group: "format", apply });
    }
    let writers: [(&str, Write); 11] = [
        ("PNG", png),
        ("WebP without loss", |image| written(&DynamicImage::from(image.clone()), ImageFormat::WebP)),
        ("BMP", |image| written(&DynamicImage::from(image.clone()), ImageFormat::Bmp)),
        ("TIFF", |image| written(&DynamicImage::from(image.clone()), ImageFormat::Tiff)),
        ("GIF, 216 colours", gif_file),
        ("PNG with a palette", palette_png),
        ("CMYK (TIFF)", cmyk),
        ("PNG, 16 bits", |image| written(&DynamicImage::from(image.clone()).into_rgb16().into(), ImageFormat::Png)),
        ("PNG, grey, 16 bits", |image| {
            written(&DynamicImage::from(image.clone()).into_luma16().into(), ImageFormat::Png)
        }),
        ("PNG, grey with alpha", |image| {
            written(&DynamicImage::from(image.clone()).into_luma_alpha8().into(), ImageFormat::Png)
        }),
        ("grey JPEG", |image| written(&DynamicImage::from(image.clone()).into_luma8().into(), ImageFormat::Jpeg)),
    ];
    for (name, write) in writers {
        let apply = Box::new(move |image: &RgbImage, _: &RgbImage, _| write(image));
        edits.push(Edit { name: name.to_owned(), group: "format", apply });
    }
    for orientation in [3, 6, 8] {
        let apply = Box::new(move |image: &RgbImage, _: &RgbImage, _| exif(image, orientation));
        edits.push(Edit { name: format!("EXIF orientation {orientation}"), group: "EXIF", apply });
    }
    edits
}

fn geometry() -> Vec<Edit> {
    let mut edits = Vec::new();
    for percent in [25_u32, 50, 75, 150] {
        edits.push(saved("resize", format!("resize to {percent} %"), move |image, _| {
            let side = |side: u32| (side * percent / 100).max(1);
            imageops::resize(image, side(image.width()), side(image.height()), FilterType::CatmullRom)
        }));
    }
    edits.push(saved("resize", "resize to 512 x 512", |image, _| {
        imageops::resize(image, 512, 512, FilterType::Triangle)
    }));
    let turns: [(&str, &str, Change); 5] = [
        ("rotate", "rotate 90°", imageops::rotate90),
        ("rotate", "rotate 180°", imageops::rotate180),
        ("rotate", "rotate 270°", imageops::rotate270),
        ("mirror", "mirror", imageops::flip_horizontal),
        ("mirror", "upside down", imageops::flip_vertical),
    ];
    edits.extend(turns.map(|(group, name, turn)| saved(group, name, move |image, _| turn(image))));
    for degrees in [-2.0_f32, 2.0] {
        edits.push(saved("tilt", format!("rotate {degrees:+}°"), move |image, _| tilted(image, degrees)));
    }
    let sides = [("left", [1, 0, 0, 0]), ("top", [0, 1, 0, 0]), ("right", [0, 0, 1, 0]), ("bottom", [0, 0, 0, 1])];
    for (percent, group) in [(2_u32, "crop 2 %"), (5, "crop 5 %"), (10, "crop 10 %"), (15, "crop 15 %")] {
        for (side, shares) in sides.into_iter().chain([("each side", [1, 1, 1, 1])]) {
            edits.push(saved(group, format!("crop {percent} % {side}"), move |image, _| {
                cropped(image, shares.map(|share| (share * percent) as f32 / 100.0))
            }));
        }
    }
    // Crops by hand are on no grid: shares drawn for each picture.
    for most in [0.03, 0.05, 0.1] {
        let name = format!("crop 0-{} % drawn, each side alike", most * 100.0);
        edits
            .push(saved("drawn crop", name, move |image, seed| cropped(image, [Dice(seed + 5).between(0.0, most); 4])));
        let name = format!("crop 0-{} % drawn, one side", most * 100.0);
        edits.push(saved("drawn crop", name, move |image, seed| {
            let mut shares = [0.0; 4];
            shares[seed as usize % 4] = Dice(seed + 6).between(0.0, most);
            cropped(image, shares)
        }));
        let name = format!("crop 0-{} % drawn, four sides", most * 100.0);
        edits.push(saved("drawn crop", name, move |image, seed| {
            let mut dice = Dice(seed + 7);
            cropped(image, [(); 4].map(|()| dice.between(0.0, most)))
        }));
    }
    edits
}

fn frames() -> Vec<Edit> {
    let mut edits = vec![
        saved("border", "white border 5 %", |image, _| bordered(image, 0.05, 0.05, [255; 3])),
        saved("border", "black border 10 %", |image, _| bordered(image, 0.1, 0.1, [0; 3])),
        saved("border", "letterbox 20 %", |image, _| bordered(image, 0.0, 0.2, [0; 3])),
        saved("border", "pillarbox 20 %, grey", |image, _| bordered(image, 0.2, 0.0, [120; 3])),
        saved("screenshot", "screenshot, dark, status bar", |image, seed| screenshot(image, seed, [0; 3], [235; 3])),
        saved("screenshot", "screenshot, light, status bar", |image, seed| screenshot(image, seed, [250; 3], [30; 3])),
        saved("caption", "meme caption above", captioned),
        saved("cover", "line of text over it", |image, seed| {
            let mut image = image.clone();
            let (size, top) = (image.height() / 14, image.height() * 3 / 4);
            let end = image.width() * 9 / 10;
            text_line(&mut image, &mut Dice(seed), (end / 9, top, end), size, [255; 3]);
            image
        }),
        saved("cover", "emoji over it, 1/6 wide", |image, _| emoji(image, 6)),
        saved("cover", "emoji over it, 1/3 wide", |image, _| emoji(image, 3)),
        saved("cover", "date stamp in the corner", |image, seed| {
            let mut image = image.clone();
            let (width, height) = image.dimensions();
            text_line(
                &mut image,
                &mut Dice(seed),
                (width * 2 / 3, height * 93 / 100, width),
                height / 25,
                [255, 150, 0],
            );
            image
        }),
    ];
    edits.push(Edit {
        name: "collage of two, half each".to_owned(),
        group: "collage",
        apply: Box::new(|image, other, _| jpeg(&collage(image, other), 85)),
    });
    edits
}

fn light() -> Vec<Edit> {
    let each = |change: fn(f32) -> f32| {
        move |image: &RgbImage| {
            let mut image = image.clone();
            image.iter_mut().for_each(|value| *value = change(f32::from(*value)).clamp(0.0, 255.0) as u8);
            image
        }
    };
    let mut edits = vec![
        saved("light", "blur, radius 1", |image, _| imageops::fast_blur(image, 1.0)),
        saved("light", "blur, radius 3", |image, _| imageops::fast_blur(image, 3.0)),
        saved("light", "noise ±25", |image, seed| {
            let mut image = image.clone();
            grain(&mut image, &mut Dice(seed), 25.0);
            image
        }),
        saved("light", "greyscale", |image, _| DynamicImage::from(imageops::grayscale(image)).into_rgb8()),
        saved("light", "sharpen", |image, _| imageops::unsharpen(image, 2.0, 2)),
    ];
    let curves: [(&str, Curve); 6] = [
        ("brightness +40", |light| light + 40.0),
        ("brightness -40", |light| light - 40.0),
        ("contrast x 0.6", |light| 128.0 + (light - 128.0) * 0.6),
        ("contrast x 1.5", |light| 128.0 + (light - 128.0) * 1.5),
        ("gamma 0.6", |light| 255.0 * (light / 255.0).powf(0.6)),
        ("gamma 1.6", |light| 255.0 * (light / 255.0).powf(1.6)),
    ];
    edits.extend(curves.map(|(name, curve)| saved("light", name, move |image, _| each(curve)(image))));
    edits
}

pub fn png(image: &RgbImage) -> Vec<u8> {
    written(&DynamicImage::from(image.clone()), ImageFormat::Png)
}

pub fn jpeg(image: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Cannot fail: written to memory, with sizes that the format holds.
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(image).unwrap();
    bytes
}

fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    // Cannot fail: written to memory, with sizes that the format holds.
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The six levels of a channel that 216 colours have, spread by a 4 x 4 pattern.
fn indices(image: &RgbImage) -> Vec<u8> {
    const PATTERN: [f32; 16] = [0., 8., 2., 10., 12., 4., 14., 6., 3., 11., 1., 9., 15., 7., 13., 5.];
    let index = |(x, y, pixel): (u32, u32, &Rgb<u8>)| {
        let shift = PATTERN[(y % 4 * 4 + x % 4) as usize] / 16.0;
        let [r, g, b] = pixel.0.map(|light| ((f32::from(light) / 51.0 + shift) as u8).min(5));
        r * 36 + g * 6 + b
    };
    image.enumerate_pixels().map(index).collect()
}

/// In an order that says nothing about brightness, as in most files.
fn palette() -> Vec<u8> {
    (0..216_u8).flat_map(|index| [index / 36 * 51, index / 6 % 6 * 51, index % 6 * 51]).collect()
}

fn gif_file(image: &RgbImage) -> Vec<u8> {
    let (width, height) = (image.width() as u16, image.height() as u16);
    let mut bytes = Vec::new();
    // Cannot fail: written to memory, with sizes that the format holds.
    let mut encoder = gif::Encoder::new(&mut bytes, width, height, &palette()).unwrap();
    let frame = gif::Frame { width, height, buffer: indices(image).into(), ..gif::Frame::default() };
    // Cannot fail: written to memory, with sizes that the format holds.
    encoder.write_frame(&frame).unwrap();
    drop(encoder);
    bytes
}

fn palette_png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, image.width(), image.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette());
    // Cannot fail: written to memory, with sizes that the format holds.
    encoder.write_header().unwrap().write_image_data(&indices(image)).unwrap();
    bytes
}

fn cmyk(image: &RgbImage) -> Vec<u8> {
    let ink = |pixel: &Rgb<u8>| {
        let key = 255 - pixel.0.into_iter().max().unwrap_or_default();
        let light = u32::from(255 - key).max(1);
        let [c, m, y] = pixel.0.map(|value| (255 - u32::from(value) * 255 / light) as u8);
        [c, m, y, key]
    };
    let inks: Vec<u8> = image.pixels().flat_map(ink).collect();
    let mut bytes = Cursor::new(Vec::new());
    // Cannot fail: written to memory, with sizes that the format holds.
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    encoder.write_image::<tiff::encoder::colortype::CMYK8>(image.width(), image.height(), &inks).unwrap();
    bytes.into_inner()
}

/// A JPEG whose pixels lie otherwise than it is to be shown.
fn exif(image: &RgbImage, orientation: u8) -> Vec<u8> {
    let turned = match orientation {
        3 => imageops::rotate180(image),
        6 => imageops::rotate270(image),
        _ => imageops::rotate90(image),
    };
    let plain = jpeg(&turned, 85);
    let mut block = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0]);
    // Cannot fail: written to memory, with sizes that the format holds.
    let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &block, &plain[2..]].concat()
}

/// Shares cut off at left, top, right and bottom.
pub fn cropped(image: &RgbImage, [left, top, right, bottom]: [f32; 4]) -> RgbImage {
    let part = |side: u32, share: f32| (side as f32 * share).round() as u32;
    let (width, height) = image.dimensions();
    let (x, y) = (part(width, left), part(height, top));
    imageops::crop_imm(image, x, y, width - x - part(width, right), height - y - part(height, bottom)).to_image()
}

/// Turned about its middle and cut to what stays inside.
fn tilted(image: &RgbImage, degrees: f32) -> RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = (image.width() as f32, image.height() as f32);
    let turned = RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let (dx, dy) = (x as f32 - width / 2.0, y as f32 - height / 2.0);
        let (sx, sy) = (width / 2.0 + dx * cos - dy * sin, height / 2.0 + dx * sin + dy * cos);
        imageops::interpolate_bilinear(image, sx.clamp(0.0, width - 1.0), sy.clamp(0.0, height - 1.0))
            .unwrap_or(Rgb([0; 3]))
    });
    let margin = degrees.to_radians().sin().abs() / 2.0;
    cropped(
        &turned,
        [margin * height / width, margin * width / height, margin * height / width, margin * width / height],
    )
}

fn bordered(image: &RgbImage, across: f32, down: f32, colour: [u8; 3]) -> RgbImage {
    let (width, height) = image.dimensions();
    let (x, y) = ((width as f32 * across) as u32, (height as f32 * down) as u32);
    let mut framed = RgbImage::from_pixel(width + 2 * x, height + 2 * y, Rgb(colour));
    imageops::replace(&mut framed, image, i64::from(x), i64::from(y));
    framed
}

/// As a telephone of 720 x 1560 shows it: as wide as the screen, a clock and signs above, a bar below.
fn screenshot(image: &RgbImage, seed: u64, ground: [u8; 3], ink: [u8; 3]) -> RgbImage {
    let mut screen = RgbImage::from_pixel(720, 1560, Rgb(ground));
    let height = (720 * image.height() / image.width()).min(1240);
    let shown =
        imageops::resize(image, 720 * height / (720 * image.height() / image.width()), height, FilterType::Triangle);
    let (x, y) = ((720 - shown.width()) / 2, (1560 - height) / 2);
    imageops::replace(&mut screen, &shown, i64::from(x), i64::from(y));
    let mut dice = Dice(seed);
    text_line(&mut screen, &mut dice, (30, 24, 170), 26, ink);
    for sign in 0..3 {
        fill(&mut screen, (560 + 45 * sign, 26, 30, 22), ink);
    }
    text_line(&mut screen, &mut dice, (40, 1450, 680), 30, ink);
    fill(&mut screen, (240, 1535, 240, 8), ink);
    screen
}

fn captioned(image: &RgbImage, seed: u64) -> RgbImage {
    let (width, height) = image.dimensions();
    let bar = height / 5;
    let mut meme = RgbImage::from_pixel(width, height + bar, Rgb([255; 3]));
    imageops::replace(&mut meme, image, 0, i64::from(bar));
    let (size, mut dice) = (bar / 4, Dice(seed));
    for line in 0..2 {
        text_line(&mut meme, &mut dice, (width / 20, bar / 6 + line * bar * 2 / 5, width * 19 / 20), size, [0; 3]);
    }
    meme
}

fn emoji(image: &RgbImage, share: u32) -> RgbImage {
    let mut image = image.clone();
    let radius = (image.width() / share / 2) as i32;
    let (cx, cy) = ((image.width() / 2) as i32, (image.height() / 3) as i32);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let (dx, dy) = (x as i32 - cx, y as i32 - cy);
        let is_eye = (dx.abs() - radius / 3).pow(2) + (dy + radius / 4).pow(2) < (radius / 7).pow(2);
        if dx * dx + dy * dy < radius * radius {
            *pixel = if is_eye { Rgb([60, 40, 0]) } else { Rgb([255, 204, 50]) };
        }
    }
    image
}

fn collage(image: &RgbImage, other: &RgbImage) -> RgbImage {
    let (width, height) = image.dimensions();
    let mut both = RgbImage::new(2 * width, height);
    imageops::replace(&mut both, image, 0, 0);
    imageops::replace(&mut both, &imageops::resize(other, width, height, FilterType::Triangle), i64::from(width), 0);
    both
}
