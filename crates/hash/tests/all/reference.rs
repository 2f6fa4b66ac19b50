//! Equal to the reference, bit for bit, on the same pixels.

use crate::naive;
use crate::scenes::{self, Scene};
use vigie_hash::{Hashed, Picture, Pixels, Rows, Turn};

const SIZES: &[(usize, usize)] =
    &[(5, 5), (7, 300), (63, 64), (64, 64), (100, 129), (128, 128), (257, 100), (512, 512), (640, 427), (1023, 771)];

fn picture(scene: &Scene) -> Picture {
    Picture::new(scene.width, scene.height, Pixels::Rgb(scene.rgb.clone())).unwrap()
}

fn made_up() -> impl Iterator<Item = Scene> {
    let sizes = SIZES.iter().enumerate();
    sizes.flat_map(|(n, &(w, h))| {
        // Plain shapes a few pixels wide are all ties: there the order of additions decides, and no two programs agree.
        let third = if w < 63 { scenes::landscape(200 + n as u64, w, h) } else { scenes::shapes(n as u64, w, h) };
        [scenes::landscape(n as u64, w, h), scenes::landscape(100 + n as u64, h, w), third]
    })
}

#[test]
fn streaming_is_equal_to_the_whole_filter_bit_for_bit() {
    for scene in made_up() {
        let expected = naive::hash(&scene.rgb, scene.width, scene.height);
        assert_eq!(picture(&scene).hash(), expected, "{} x {}", scene.width, scene.height);
    }
}

/// Worked out with `bench/pdq_reference.py`: `<hash> <quality>`, one line a picture.
const EXPECTED: &str = include_str!("made_up.txt");

#[test]
fn made_up_pictures_have_the_hashes_of_the_reference() {
    assert_eq!(EXPECTED.lines().count(), made_up().count());
    for (scene, line) in made_up().zip(EXPECTED.lines()) {
        let found = picture(&scene).hash();
        assert_eq!(format!("{} {}", found.pdq, found.quality), line, "{} x {}", scene.width, scene.height);
    }
}

#[test]
fn rows_as_they_come_give_the_same() {
    for scene in made_up() {
        let mut rows = Rows::new(scene.width, scene.height, 3).unwrap();
        assert!(scene.rgb.chunks_exact(3 * scene.width).all(|row| rows.push(row)));
        assert!(!rows.push(&scene.rgb[..3 * scene.width]), "one row too many");
        assert_eq!(rows.finish(), Some(picture(&scene).hash()));
    }
    assert!(Rows::new(9, 9, 4).is_none());
    assert_eq!(Rows::new(9, 9, 1).unwrap().finish(), None, "rows are missing");
}

/// Copies pixels one by one: nothing to get wrong.
pub fn turned(scene: &Scene, turn: Turn) -> Scene {
    let (w, h) = if turn.transposes() { (scene.height, scene.width) } else { (scene.width, scene.height) };
    let mut rgb = Vec::new();
    for y in 0..h {
        for x in 0..w {
            let (fx, fy) = match turn {
                Turn::None => (x, y),
                Turn::Left => (scene.width - 1 - y, x),
                Turn::Half => (scene.width - 1 - x, scene.height - 1 - y),
                Turn::Right => (y, scene.height - 1 - x),
                Turn::Mirror => (scene.width - 1 - x, y),
                Turn::Flip => (x, scene.height - 1 - y),
                Turn::Transpose => (y, x),
                Turn::Transverse => (scene.width - 1 - y, scene.height - 1 - x),
            };
            let at = 3 * (fy * scene.width + fx);
            rgb.extend_from_slice(&scene.rgb[at..at + 3]);
        }
    }
    Scene { width: w, height: h, rgb }
}

#[test]
fn eight_positions_are_those_of_really_turned_pictures() {
    for scene in made_up() {
        let hashes = picture(&scene).hash_turns(picture(&scene).area());
        for (turn, found) in Turn::ALL.into_iter().zip(hashes) {
            let real = turned(&scene, turn);
            let expected = naive::hash(&real.rgb, real.width, real.height);
            assert_eq!(found, expected, "{} of {} x {}", turn.name(), scene.width, scene.height);
        }
    }
}

#[test]
fn tiny_pictures_have_the_zero_fingerprint() {
    let scene = scenes::shapes(1, 4, 90);
    assert_eq!(picture(&scene).hash(), Hashed::TINY);
    assert!(Hashed::TINY.pdq.is_degenerate() && !Hashed::TINY.is_usable());
}

/// For `bench/pdq_reference.py`, which prints what the reference makes of them.
#[test]
#[ignore = "writes files: target/made-up/*.ppm"]
fn write_the_made_up_pictures() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("../made-up");
    std::fs::create_dir_all(&folder).unwrap();
    for (number, scene) in made_up().enumerate() {
        let head = format!("P6 {} {} 255\n", scene.width, scene.height);
        std::fs::write(folder.join(format!("{number:02}.ppm")), [head.as_bytes(), &scene.rgb].concat()).unwrap();
    }
}
