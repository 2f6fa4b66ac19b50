//! The text of the reference: a line a frame, `number,quality,pdq,seconds`.

use std::fmt;
use std::io::{self, Write};

use vigie_hash::{Hashed, ParsePdqError, Quality};

/// The fingerprint of one frame of a film.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Which frame of the film it is, from 0.
    pub number: u64,
    /// Its fingerprint and quality.
    pub hashed: Hashed,
    /// When it is shown, in seconds from the beginning, at a steady rate.
    pub seconds: f64,
}

impl fmt::Display for Frame {
    /// As a line: quality 0 to 100, 64 lower-case hexadecimal digits, seconds with three decimals.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Hashed { pdq, quality } = self.hashed;
        write!(f, "{},{quality},{pdq},{:.3}", self.number, self.seconds)
    }
}

/// Writes each frame on a line of its own.
///
/// # Errors
/// Those of `to`.
pub fn write(frames: &[Frame], to: &mut impl Write) -> io::Result<()> {
    frames.iter().try_for_each(|frame| writeln!(to, "{frame}"))
}

/// Why a text is no vPDQ, and in which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {wrong}")]
pub struct TextError {
    /// From 1.
    pub line: usize,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// There is no line at all.
    #[error("there is no frame in it")]
    Empty,
    /// Not four parts.
    #[error("a line is number,quality,pdq,seconds; this one has {0} parts")]
    Parts(usize),
    /// The first part.
    #[error("the number of a frame is a whole number from 0")]
    Number,
    /// The second part.
    #[error("the quality is a whole number from 0 to 100")]
    Quality,
    /// The third part.
    #[error("{0}")]
    Pdq(#[from] ParsePdqError),
    /// The fourth part.
    #[error("the time is a number of seconds from 0")]
    Seconds,
}

/// Reads a text of one line a frame; empty lines are passed over.
///
/// # Errors
/// The first line that is wrong.
pub fn read(text: &str) -> Result<Vec<Frame>, TextError> {
    let lines = text.lines().map(str::trim).zip(1..).filter(|(line, _)| !line.is_empty());
    let frames = lines.map(|(line, at)| frame(line).map_err(|wrong| TextError { line: at, wrong }));
    let frames: Vec<Frame> = frames.collect::<Result<_, _>>()?;
    if frames.is_empty() { Err(TextError { line: 1, wrong: Wrong::Empty }) } else { Ok(frames) }
}

fn frame(line: &str) -> Result<Frame, Wrong> {
    let parts: Vec<&str> = line.split(',').map(str::trim).collect();
    let &[number, quality, pdq, seconds] = &parts[..] else { return Err(Wrong::Parts(parts.len())) };
    let quality = quality.parse().ok().filter(|quality| *quality <= 100).ok_or(Wrong::Quality)?;
    Ok(Frame {
        number: number.parse().map_err(|_| Wrong::Number)?,
        hashed: Hashed { pdq: pdq.parse()?, quality: Quality(quality) },
        seconds: seconds.parse().ok().filter(|at| (0.0..f64::INFINITY).contains(at)).ok_or(Wrong::Seconds)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "29,100,d6a596dd25384b697961001fbfd20493e5867d7d0129d7c89697a4b4fef4480e,0.968";

    #[test]
    fn what_is_read_is_written_again() {
        let text = format!("0,7,{},0.000\n{ONE}\n", "0".repeat(64));
        let mut written = Vec::new();
        write(&read(&text).unwrap(), &mut written).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), text);
        assert_eq!(read(&format!("\n {} \r\n\n", ONE.to_uppercase())).unwrap()[0].to_string(), ONE);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let said = |line: &str| read(&format!("{ONE}\n\n{line}\n{ONE}")).unwrap_err();
        let hash = &ONE[7..71];
        for (line, wrong) in [
            ("nonsense".to_owned(), Wrong::Parts(1)),
            (format!("{ONE},1"), Wrong::Parts(5)),
            (format!("-1,100,{hash},0"), Wrong::Number),
            (format!("1,101,{hash},0"), Wrong::Quality),
            (format!("1,100,{},0", &hash[1..]), Wrong::Pdq(ParsePdqError::Length(63))),
            (format!("1,100,g{},0", &hash[1..]), Wrong::Pdq(ParsePdqError::Digit(0))),
            (format!("1,100,{hash},NaN"), Wrong::Seconds),
            (format!("1,100,{hash},-0.1"), Wrong::Seconds),
        ] {
            assert_eq!(said(&line), TextError { line: 3, wrong }, "{line}");
        }
        assert_eq!(read(" \n").unwrap_err().wrong, Wrong::Empty);
    }
}
