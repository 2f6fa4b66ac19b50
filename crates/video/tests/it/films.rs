//! What is made of a film, and which films are the same.

use vigie_hash::Rows;
use vigie_video::{Options, Overlap, Tolerance, overlap, read, write};

use crate::made::{CLOCK, FRACTAL, Folder, every, ffmpeg, hashed};

#[test]
fn a_film_saved_otherwise_is_the_same_and_another_is_not() {
    let folder = Folder::new("again");
    let stored = folder.film("stored.mkv", FRACTAL, &["-c:v", "mpeg4", "-q:v", "2"]);
    let query = hashed(&stored, &Options::default()).unwrap();
    for (name, how) in [
        ("poor.mp4", &["-c:v", "mpeg4", "-b:v", "300k"][..]),
        ("half.mov", &["-vf", "scale=320:180", "-c:v", "mjpeg", "-q:v", "6"]),
        ("wide.avi", &["-vf", "scale=1000:360", "-c:v", "mpeg4", "-q:v", "5"]),
        ("other.flv", &["-c:v", "flv", "-q:v", "5"]),
        ("old.mpg", &["-c:v", "mpeg1video", "-q:v", "5"]),
        ("few.mkv", &["-vf", "fps=5", "-c:v", "mpeg4", "-q:v", "5"]),
    ] {
        let found = overlap(
            &query,
            &hashed(&folder.again(name, &stored, how), &Options::default()).unwrap(),
            Tolerance::default(),
        );
        println!("{name}: {found:?}");
        assert!(found.query >= 80.0 && found.compared >= 80.0, "{name}: {found:?}");
    }
    for pattern in [
        CLOCK,
        "life=size=320x180:rate=25:seed=3,scale=640:360:flags=neighbor,trim=duration=6",
        "cellauto=size=640x360:rate=25:seed=7,trim=duration=6",
    ] {
        let other = folder.film("other.mkv", pattern, &["-c:v", "mpeg4", "-q:v", "3"]);
        let other = hashed(&other, &Options::default()).unwrap();
        assert!(other.iter().all(|frame| frame.hashed.quality.is_enough()), "{pattern}");
        let found = overlap(&query, &other, Tolerance::default());
        assert_eq!(found, Overlap { query: 0.0, compared: 0.0 }, "{pattern}");
    }
}

#[test]
fn a_part_of_a_film_is_found_in_it() {
    let folder = Folder::new("part");
    let whole = folder.film("whole.mkv", CLOCK, &["-c:v", "mpeg4", "-q:v", "3"]);
    let part = folder.again("part.mp4", &whole, &["-ss", "4", "-c:v", "mpeg4", "-q:v", "5"]);
    let (whole, part) = (hashed(&whole, &every(0.2)).unwrap(), hashed(&part, &every(0.2)).unwrap());
    let found = overlap(&part, &whole, Tolerance::default());
    println!("{found:?}");
    assert!(found.query >= 99.0 && found.compared < 80.0, "{found:?}");
}

#[test]
fn frames_are_those_of_the_film_to_the_pixel() {
    let folder = Folder::new("pixel");
    let pattern = "testsrc2=size=322x181:rate=30000/1001:duration=3,format=rgb24";
    let film = folder.film("film.avi", pattern, &["-c:v", "rawvideo", "-pix_fmt", "bgr24"]);
    let pixels = ffmpeg(&["-f", "lavfi", "-i", pattern, "-f", "rawvideo", "pipe:1"]);
    let expected: Vec<_> = pixels.chunks(322 * 181 * 3).map(|frame| Rows::whole(frame, 322, 181, 3).unwrap()).collect();
    let all = hashed(&film, &every(0.0)).unwrap();
    assert_eq!(all.iter().map(|frame| frame.hashed).collect::<Vec<_>>(), expected);

    let some = hashed(&film, &Options::default()).unwrap();
    // Of 29.97 frames a second, 29 are whole.
    let lines: Vec<String> = some.iter().map(ToString::to_string).collect();
    let expected: Vec<String> = [(0, "0.000"), (29, "0.968"), (58, "1.935"), (87, "2.903")]
        .map(|(at, time)| format!("{at},{},{},{time}", expected[at].quality, expected[at].pdq))
        .to_vec();
    assert_eq!(lines, expected);

    let mut text = Vec::new();
    write(&some, &mut text).unwrap();
    let again = read(str::from_utf8(&text).unwrap()).unwrap();
    assert!(again.iter().zip(&some).all(|(a, b)| a.number == b.number && a.hashed == b.hashed) && again.len() == 4);
}

#[test]
fn a_picture_of_the_cover_is_not_taken_for_the_film() {
    let folder = Folder::new("cover");
    let film = folder.film("film.mp4", CLOCK, &["-c:v", "mpeg4", "-q:v", "3"]);
    let cover = folder.film("cover.png", FRACTAL, &["-frames:v", "1"]);
    let (film, cover) = (film.to_str().unwrap(), cover.to_str().unwrap());
    let both = folder.path("both.mp4");
    let maps =
        ["-map", "1", "-map", "0", "-c", "copy", "-disposition:v:0", "attached_pic", "-disposition:v:1", "default"];
    ffmpeg(&[&["-i", film, "-i", cover], &maps[..], &[both.to_str().unwrap()]].concat());
    assert_eq!(hashed(&both, &Options::default()).unwrap(), hashed(film.as_ref(), &Options::default()).unwrap());
}
