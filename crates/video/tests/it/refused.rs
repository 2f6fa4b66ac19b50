//! What is no film, what would cost too much, and what would reach for something else.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use vigie_video::{FilmError, Limits, Options, Programs};

use crate::made::{CLOCK, Folder, hashed, programs};

/// One minute of the clock without the work of making it.
fn long(folder: &Folder, name: &str, how: &[&str]) -> std::path::PathBuf {
    let short = folder.film("short.mkv", CLOCK, &["-c:v", "mpeg4", "-q:v", "3"]);
    let from = ["-stream_loop", "9", "-i", short.to_str().unwrap(), "-c", "copy"];
    let to = folder.path(name);
    crate::made::ffmpeg(&[&from[..], how, &[to.to_str().unwrap()]].concat());
    to
}

fn refused(film: &Path, limits: Limits) -> FilmError {
    hashed(film, &Options { every: 0.0, limits }).expect_err("it is refused")
}

#[test]
fn a_file_that_names_other_files_is_refused() {
    let folder = Folder::new("names");
    let film = folder.film("film.ts", CLOCK, &["-c:v", "mpeg2video", "-q:v", "3"]);
    let playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nfilm.ts\n#EXT-X-ENDLIST\n";
    let list = "ffconcat version 1.0\nfile film.ts\n";
    for (name, text, is_followed) in
        [("list.m3u8", playlist, true), ("list.mp4", list, true), ("list.mov", playlist, false)]
    {
        let path = folder.file(name, text);
        // Whoever lets ffmpeg choose gets the film in it.
        let mut plain = Command::new(programs().ffmpeg);
        let plain = plain.args(["-v", "quiet", "-nostdin", "-i"]).arg(&path).args(["-f", "null", "-"]);
        assert!(!is_followed || plain.status().unwrap().success(), "{name} is a list that is followed");
        let error = hashed(&path, &Options::default()).expect_err(name);
        assert!(matches!(error, FilmError::NoFilm(_)), "{name}: {error}");
    }
    assert_eq!(hashed(&film, &Options::default()).unwrap().len(), 6);
}

#[test]
fn a_name_is_a_name_and_nothing_else() {
    let folder = Folder::new("odd");
    let film = folder.film("film.avi", CLOCK, &["-c:v", "mpeg4", "-q:v", "3"]);
    let expected = hashed(&film, &Options::default()).unwrap();
    for name in ["-y.avi", "http:film.avi", "concat:a|b", "frame%03d.avi", "a film, 'quoted' [x]; $(id).avi"] {
        let odd = folder.path(name);
        std::fs::copy(&film, &odd).unwrap();
        assert_eq!(hashed(&odd, &Options::default()).unwrap(), expected, "{name}");
    }
}

#[test]
fn what_is_no_film_is_said_to_be_none() {
    let folder = Folder::new("none");
    let sound = folder.film("sound.mp4", "sine=duration=1", &["-c:a", "aac"]);
    let picture = folder.film("picture.png", CLOCK, &["-frames:v", "1"]);
    let film = folder.film("film.mp4", CLOCK, &["-c:v", "mpeg4"]);
    let bytes = std::fs::read(film).unwrap();
    let cut = folder.file("cut.mp4", &bytes[..bytes.len() / 2]);
    for path in [&sound, &picture, &cut, &folder.file("words.mp4", "no film"), &folder.file("empty.mp4", "")] {
        let error = hashed(path, &Options::default()).expect_err("no film");
        assert!(matches!(error, FilmError::NoFilm(_)), "{}: {error}", path.display());
        assert!(!error.to_string().contains("vigie-video"), "the name of the file is not in it: {error}");
    }
    assert!(matches!(hashed(&folder.path(""), &Options::default()), Err(FilmError::NoFile)));
    assert!(matches!(hashed(Path::new("/dev/zero"), &Options::default()), Err(FilmError::NoFile)));
    assert!(matches!(hashed(&folder.path("gone.mp4"), &Options::default()), Err(FilmError::Unread(_))));
}

#[test]
fn a_film_that_was_cut_off_is_read_as_far_as_it_goes() {
    let folder = Folder::new("cut");
    let film = folder.film("film.mkv", CLOCK, &["-c:v", "mpeg4", "-q:v", "3"]);
    let whole = hashed(&film, &Options::default()).unwrap();
    let bytes = std::fs::read(film).unwrap();
    let half = hashed(&folder.file("half.mkv", &bytes[..bytes.len() / 2]), &Options::default()).unwrap();
    assert!(half.len() >= 2 && half.len() < whole.len(), "{} of {}", half.len(), whole.len());
    assert_eq!(half[..2], whole[..2]);
}

#[test]
fn frames_are_bounded_by_what_is_said_and_by_what_comes() {
    let folder = Folder::new("frames");
    let said = long(&folder, "said.mkv", &[]);
    let silent = long(&folder, "silent.mkv", &["-live", "1"]);
    for film in [&said, &silent] {
        let limits = Limits { frames: 1499, ..Limits::default() };
        let error = refused(film, limits);
        assert!(matches!(error, FilmError::TooLong { limit: 1499 }), "{error}");
        let options = Options { every: 10.0, limits: Limits { frames: 6, ..Limits::default() } };
        assert_eq!(hashed(film, &options).unwrap().len(), 6);
    }
}

#[test]
fn a_frame_beyond_the_limit_is_refused() {
    let folder = Folder::new("pixels");
    let film = folder.film("film.mkv", CLOCK, &["-c:v", "mpeg4", "-frames:v", "3"]);
    let error = refused(&film, Limits { pixels: 640 * 360 - 1, ..Limits::default() });
    assert!(matches!(error, FilmError::TooManyPixels { width: 640, height: 360, .. }), "{error}");
    let limits = Limits { pixels: 640 * 360, ..Limits::default() };
    assert_eq!(hashed(&film, &Options { every: 0.0, limits }).unwrap().len(), 3);
}

#[test]
fn time_and_memory_are_bounded() {
    let folder = Folder::new("time");
    let film = long(&folder, "long.mkv", &[]);
    let error = refused(&film, Limits { memory: 100 << 20, ..Limits::default() });
    assert!(matches!(error, FilmError::TooMuchMemory(_)), "{error}");

    let began = Instant::now();
    let error = refused(&film, Limits { wall: Duration::from_millis(400), ..Limits::default() });
    assert!(matches!(error, FilmError::TooSlow(_)), "{error}");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());

    let big = folder.again("big.mkv", &film, &["-vf", "scale=1280:720", "-frames:v", "50", "-c:v", "mpeg4"]);
    let film = folder.path("bigger.mkv");
    let loops = ["-stream_loop", "199", "-i", big.to_str().unwrap(), "-c", "copy", film.to_str().unwrap()];
    crate::made::ffmpeg(&loops);
    let error = refused(&film, Limits { processor: Duration::from_secs(1), ..Limits::default() });
    assert!(matches!(error, FilmError::TooDear(_)), "{error}");
}

#[test]
fn without_ffmpeg_it_is_said_what_to_do() {
    for named in ["/nowhere/ffmpeg", "no-such-ffmpeg"] {
        let error = Programs::find(Some(named.as_ref())).expect_err("not there");
        assert!(matches!(error, FilmError::Missing("ffmpeg")));
        let said = error.to_string();
        assert!(said.contains("apt install ffmpeg") && said.contains("VIGIE_FFMPEG"), "{said}");
    }
    let folder = Folder::new("gone");
    let film = folder.film("film.mkv", CLOCK, &["-c:v", "mpeg4", "-frames:v", "3"]);
    let gone = Programs { ffmpeg: "/nowhere/ffmpeg".into(), ..programs() };
    let error = vigie_video::hash_film(&gone, &film, &Options::default()).expect_err("not there");
    assert!(matches!(error, FilmError::Missing("ffmpeg")), "{error}");
    let found = Programs::find(Some(&programs().ffmpeg)).unwrap();
    assert_eq!(found.ffprobe.parent(), found.ffmpeg.parent(), "both from one place");
}
