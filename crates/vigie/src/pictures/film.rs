//! Films: `vigie hash --video` and `vigie match --video`.

use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use vigie_hash::Distance;
use vigie_video::{Frame, Options, Programs, Tolerance};

use crate::{FOUND, OK};

/// Percent of a film that has to be in the other for the two to be called the same: what the reference's index asks for.
const SAME: f64 = 80.0;
/// Bytes of a text of fingerprints that are read at most: those of 14,400 frames are 1.3 million.
const LARGEST: u64 = 64 << 20;

/// Films, and how they are read.
#[derive(Debug, Args)]
pub struct FilmArgs {
    /// Films instead of pictures, through ffmpeg: vPDQ, a line `<number>,<quality>,<pdq>,<second>` for each frame taken. To
    /// match, each of the two is a film or a file of such lines
    #[arg(long)]
    pub video: bool,
    /// With --video: seconds from one frame to the next; 0 takes every frame
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds, requires = "video")]
    every: f64,
    /// With --video: where ffmpeg is, with ffprobe beside it [default: on PATH]
    #[arg(long, env = "VIGIE_FFMPEG", value_name = "FILE")]
    ffmpeg: Option<PathBuf>,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.0..=86_400.0).contains(seconds));
    seconds.ok_or_else(|| "a number of seconds from 0, as in --every 0.5".to_owned())
}

/// Prints the fingerprints of one film.
///
/// # Errors
/// A sentence that says what to do.
pub fn hash(files: &[PathBuf], args: &FilmArgs) -> Result<u8, String> {
    let [film] = files else {
        return Err("one film at a time: a line of a film does not say of which".to_owned());
    };
    let frames = frames(film, args).map_err(|error| format!("{}: {error}", film.display()))?;
    let mut to = io::BufWriter::new(io::stdout().lock());
    match vigie_video::write(&frames, &mut to).and_then(|()| to.flush()) {
        // Who reads no further has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(OK),
    }
}

fn frames(film: &Path, args: &FilmArgs) -> Result<Vec<Frame>, String> {
    let programs = Programs::find(args.ffmpeg.as_deref()).map_err(|error| error.to_string())?;
    let options = Options { every: args.every, ..Options::default() };
    vigie_video::hash_film(&programs, film, &options).map_err(|error| error.to_string())
}

/// Says which share of each of two films is in the other; ends with 1 when one is for the most part in the other.
///
/// # Errors
/// A sentence that says what to do.
pub fn compare(inputs: &[PathBuf], args: &FilmArgs, within: Distance, as_json: bool) -> Result<u8, String> {
    let [query, compared] = inputs else {
        return Err("--video compares two films, as in vigie match --video upload.mp4 known.txt".to_owned());
    };
    let tolerance = Tolerance { distance: within, ..Tolerance::default() };
    let seen = |film: &PathBuf| {
        let frames = known(film, args).map_err(|error| format!("{}: {error}", film.display()))?;
        let is_usable = frames.iter().any(|frame| frame.hashed.quality >= tolerance.quality);
        let too_little = || format!("{}: there is too little to see in it (no frame of quality 50)", film.display());
        is_usable.then_some(frames).ok_or_else(too_little)
    };
    let found = vigie_video::overlap(&seen(query)?, &seen(compared)?, tolerance);
    let (one, other) = (query.display(), compared.display());
    if as_json {
        let (one, other) = (one.to_string(), other.to_string());
        let line = json!({
            "query": one, "compared": other, "query_percent": found.query, "compared_percent": found.compared,
        });
        println!("{line}");
    } else {
        println!("{one}: {:.1} % of its frames are in {other}", found.query);
        println!("{other}: {:.1} % of its frames are in {one}", found.compared);
    }
    Ok(if found.query >= SAME || found.compared >= SAME { FOUND } else { OK })
}

/// The frames of a film, or of the text that was made of one. No film begins with a digit and a comma soon after.
fn known(path: &Path, args: &FilmArgs) -> Result<Vec<Frame>, String> {
    let said = |error: io::Error| format!("it cannot be read: {error}");
    let mut head = [0; 24];
    let length =
        if path.is_file() { std::fs::File::open(path).and_then(|mut file| file.read(&mut head)) } else { Ok(0) };
    let head = &head[..length.map_err(said)?];
    let digits = head.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || head.get(digits) != Some(&b',') {
        return frames(path, args);
    }
    let mut text = String::new();
    std::fs::File::open(path).and_then(|file| file.take(LARGEST).read_to_string(&mut text)).map_err(said)?;
    vigie_video::read(&text).map_err(|error| error.to_string())
}
