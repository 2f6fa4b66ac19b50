//! What a film says of itself, before anything of it is decoded.

use std::ffi::OsString;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use crate::child::{Call, Stop, run};
use crate::error::FilmError;
use crate::limits::Limits;
use crate::programs::Programs;

/// The longest that a film is looked at. It takes a tenth of a second.
const WALL: Duration = Duration::from_mins(1);
/// Bytes of an answer; some 120 are expected.
const ANSWER: u64 = 4096;
/// Kinds of files that may hold a film. None of them may name other files: lists to be played and the like are not here.
const KINDS: &str = "mov,matroska,avi,flv,mpeg,mpegts,mpegvideo,asf,ogg,mxf,gif";

/// What is needed to choose frames.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    pub width: u64,
    pub height: u64,
    /// Frames a second: of the whole film on average, else the lowest rate that fits all times. Above 0.
    pub rate: f64,
    /// In seconds, where it is said.
    pub length: Option<f64>,
}

/// What both programs are told of a film, up to its name.
pub fn input(film: &Path) -> Vec<OsString> {
    let words = ["-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file,pipe", "-format_whitelist", KINDS];
    let mut all: Vec<OsString> = words.into_iter().map(OsString::from).collect();
    // With the prefix no name is an option, an address or a protocol.
    let mut name = OsString::from("file:");
    name.push(film);
    all.extend([OsString::from("-i"), name]);
    all
}

/// Asks ffprobe.
pub fn probe(programs: &Programs, film: &Path, limits: &Limits) -> Result<Facts, FilmError> {
    let entries = "stream=width,height,avg_frame_rate,r_frame_rate,duration:format=duration";
    let mut arguments: Vec<OsString> = ["-threads", "1"].into_iter().map(OsString::from).collect();
    arguments.extend(input(film));
    // V, not v: a picture of the cover is no film, wherever it stands.
    let words = ["-select_streams", "V:0", "-show_entries", entries, "-of", "default=noprint_wrappers=1"];
    arguments.extend(words.map(OsString::from));
    let call = Call { name: "ffprobe", program: &programs.ffprobe, arguments: &arguments };
    let limits = Limits { wall: limits.wall.min(WALL), ..*limits };
    let read = |output: std::process::ChildStdout| {
        let mut answer = String::new();
        let read = output.take(ANSWER).read_to_string(&mut answer);
        read.map(|_| answer).map_err(|error| Stop::Cut(error.to_string()))
    };
    facts(&run(&call, &limits, read, FilmError::NoFilm)?)
}

/// Lines of the form `width=1280`; of those that come twice, the first that says something.
fn facts(answer: &str) -> Result<Facts, FilmError> {
    let values = |key: &str| {
        let found = answer.lines().filter_map(|line| line.split_once('=')).filter(|(name, _)| *name == key);
        found.map(|(_, value)| value.trim()).collect::<Vec<_>>()
    };
    let number = |key: &str| values(key).iter().find_map(|value| value.parse::<u64>().ok()).filter(|&value| value > 0);
    let (Some(width), Some(height)) = (number("width"), number("height")) else {
        return Err(FilmError::NoFilm("there are no moving pictures in it".to_owned()));
    };
    let rates = ["avg_frame_rate", "r_frame_rate"].map(values).concat();
    let Some(rate) = rates.into_iter().find_map(ratio) else {
        return Err(FilmError::NoFilm("it does not say how many frames a second it has".to_owned()));
    };
    let length =
        values("duration").iter().find_map(|value| value.parse::<f64>().ok()).filter(|length| length.is_finite());
    Ok(Facts { width, height, rate, length })
}

/// `30000/1001`; nothing for `0/0`.
fn ratio(text: &str) -> Option<f64> {
    let (above, below) = text.split_once('/')?;
    let (above, below) = (above.parse::<u32>().ok()?, below.parse::<u32>().ok()?);
    (above > 0 && below > 0).then(|| f64::from(above) / f64::from(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_average_rate_comes_first_and_the_length_may_be_missing() {
        let answer =
            "width=640\nheight=480\nr_frame_rate=60/1\navg_frame_rate=30000/1001\nduration=N/A\nduration=4.5\n";
        let found = facts(answer).unwrap();
        assert_eq!(found, Facts { width: 640, height: 480, rate: 30000.0 / 1001.0, length: Some(4.5) });
        let answer = "width=640\nheight=480\nr_frame_rate=25/2\navg_frame_rate=0/0\n";
        assert_eq!(facts(answer).unwrap(), Facts { width: 640, height: 480, rate: 12.5, length: None });
    }

    #[test]
    fn without_pictures_or_a_rate_it_is_no_film() {
        for answer in ["", "duration=3.0\n", "width=0\nheight=9\n", "width=9\nheight=9\navg_frame_rate=0/0\n"] {
            assert!(matches!(facts(answer), Err(FilmError::NoFilm(_))), "{answer}");
        }
    }
}
