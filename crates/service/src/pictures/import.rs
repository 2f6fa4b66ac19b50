//! Lists of fingerprints as others write them: hexadecimal lines, `pdq <hex>`, CSV with a column `pdq`, NDJSON, and the
//! documents of NCMEC v2 and `StopNCII` v1. Pure: text in, codes or a reason out. What becomes of them is `lists`.

mod documents;

pub use documents::stopncii_kind;

use serde_json::Value;
use thiserror::Error;
use vigie_model::given::Code;
use vigie_model::signal::{Age, CodeKind};

/// Most lines that are read at once.
pub const LINES_MAX: usize = 100_000;
/// What a list that says nothing of quality is taken to mean: whoever made it answers for it.
const UNSAID: i64 = 100;
/// Digests of a file that a line may hold beside or instead of `pdq`.
const DIGESTS: [CodeKind; 3] = [CodeKind::Sha256, CodeKind::Sha1, CodeKind::Md5];

/// A picture of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its codes, PDQ first.
    pub codes: Vec<Code>,
    /// How old whoever is in it was said to be, where the list says so.
    pub age: Option<Age>,
}

/// Why a line holds no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Bad {
    /// It holds no fingerprint of 64 hexadecimal digits.
    #[error("no fingerprint of 64 hexadecimal digits")]
    Code,
    /// It has fewer fields than the head of the file names.
    #[error("the line has too few fields")]
    Fields,
    /// It begins like JSON and is none, or an object without `pdq`.
    #[error("not a JSON object with a field \"pdq\", nor a page with \"hashRecords\"")]
    Json,
    /// XML that is no `queryResult` of NCMEC, is broken or ends too early.
    #[error("not a whole queryResult of NCMEC's hash sharing v2")]
    Xml,
    /// A record of a page that lacks `signalType` or `hashValue`.
    #[error("a record without \"signalType\" or \"hashValue\"")]
    Record,
    /// A record of a kind that is not matched here.
    #[error("a kind of signal that is not matched here; ImagePDQ and VideoMD5 are")]
    Kind,
}

/// Reads a list line by line; the first line that says something decides what kind of list it is.
#[derive(Debug, Default)]
pub struct Reader(Shape);

#[derive(Debug, Default)]
enum Shape {
    #[default]
    Unknown,
    /// `hex`, `pdq hex`, or a line as `vigie hash` writes it: `hex quality name`.
    Alone,
    /// CSV.
    Fields(Columns),
    /// An object a line.
    Objects,
}

/// Where the fields of a CSV file stand, from 0.
#[derive(Debug)]
struct Columns {
    pdq: usize,
    quality: Option<usize>,
    age: Option<usize>,
    digests: [Option<usize>; 3],
}

impl Reader {
    /// The picture of a line; `None` for an empty line, a comment and the head of a CSV file.
    ///
    /// # Errors
    /// [`Bad`].
    pub fn line(&mut self, line: &str) -> Result<Option<Line>, Bad> {
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        if matches!(self.0, Shape::Unknown) {
            self.0 = shape(line);
            if matches!(self.0, Shape::Fields(_)) {
                return Ok(None);
            }
        }
        match &self.0 {
            Shape::Fields(columns) => columns.line(line),
            Shape::Objects => object(line),
            Shape::Alone | Shape::Unknown => alone(line),
        }
        .map(Some)
    }
}

fn shape(line: &str) -> Shape {
    if line.starts_with('{') {
        return Shape::Objects;
    }
    let place = |name: &str| fields(line).position(|field| field.eq_ignore_ascii_case(name));
    // "pdq <hex>" has no comma.
    match place("pdq").filter(|_| line.contains(',') || line.eq_ignore_ascii_case("pdq")) {
        Some(pdq) => Shape::Fields(Columns {
            pdq,
            quality: place("quality"),
            age: place("age"),
            digests: DIGESTS.map(|kind| place(kind.word())),
        }),
        None => Shape::Alone,
    }
}

/// Fields of a line of CSV. A fingerprint needs no quotes inside, so the fields before it may not hold a comma.
fn fields(line: &str) -> impl Iterator<Item = &str> {
    line.split(',').map(|field| field.trim().trim_matches('"'))
}

fn alone(line: &str) -> Result<Line, Bad> {
    let mut words = line.strip_prefix("pdq ").unwrap_or(line).split_whitespace();
    let digits = words.next().ok_or(Bad::Code)?;
    let quality = match words.next() {
        None => UNSAID,
        Some(word) => word.parse().map_err(|_| Bad::Code)?,
    };
    picture(digits, quality, [""; 3], None)
}

impl Columns {
    fn line(&self, line: &str) -> Result<Line, Bad> {
        let all: Vec<&str> = fields(line).collect();
        let at = |place: Option<usize>| place.and_then(|place| all.get(place)).copied().unwrap_or_default();
        let pdq = all.get(self.pdq).ok_or(Bad::Fields)?;
        let quality = match at(self.quality) {
            "" => UNSAID,
            word => word.parse().map_err(|_| Bad::Code)?,
        };
        picture(pdq, quality, self.digests.map(at), Age::parse(at(self.age)))
    }
}

fn object(line: &str) -> Result<Line, Bad> {
    let Ok(Value::Object(object)) = serde_json::from_str(line) else { return Err(Bad::Json) };
    let text = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
    let quality = match object.get("quality") {
        None | Some(Value::Null) => UNSAID,
        Some(quality) => quality.as_i64().ok_or(Bad::Json)?,
    };
    let digests = DIGESTS.map(|kind| text(kind.word()));
    picture(text("pdq"), quality, digests, Age::parse(text("age"))).map_err(|_| Bad::Json)
}

/// A picture has its PDQ, or at least the digest of its file.
fn picture(pdq: &str, quality: i64, digests: [&str; 3], age: Option<Age>) -> Result<Line, Bad> {
    let mut codes = Vec::new();
    if !pdq.is_empty() {
        codes.push(Code::new(CodeKind::Pdq, "as_stored", quality, pdq).ok_or(Bad::Code)?);
    }
    for (kind, digits) in DIGESTS.into_iter().zip(digests) {
        if !digits.is_empty() {
            codes.push(Code::new(kind, "", 100, digits).ok_or(Bad::Code)?);
        }
    }
    if codes.is_empty() { Err(Bad::Code) } else { Ok(Line { codes, age }) }
}

/// A list that was read whole.
#[derive(Debug, Default)]
pub struct List {
    /// Its pictures, each with the number of its line, or of its entry in a document, from 1.
    pub lines: Vec<(usize, Line)>,
    /// The lines that hold none, and why.
    pub bad: Vec<(usize, Bad)>,
}

/// Reads a list; `None` when it has more than [`LINES_MAX`] lines.
pub fn read(text: &str) -> Option<List> {
    let list = read_all(text, LINES_MAX);
    (list.lines.len() + list.bad.len() <= LINES_MAX).then_some(list)
}

/// Reads a list, of lines at most `most` and one more.
pub fn read_all(text: &str, most: usize) -> List {
    if let Some(list) = documents::read(text, most) {
        return list;
    }
    let (mut reader, mut list) = (Reader::default(), List::default());
    for (at, line) in (1..).zip(text.lines()) {
        if list.lines.len() + list.bad.len() > most {
            break;
        }
        match reader.line(line) {
            Ok(Some(line)) => list.lines.push((at, line)),
            Ok(None) => {}
            Err(bad) => list.bad.push((at, bad)),
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

    fn found(text: &str) -> (Vec<usize>, Vec<(usize, Bad)>) {
        let list = read(text).unwrap();
        (list.lines.iter().map(|line| line.0).collect(), list.bad)
    }

    #[test]
    fn each_shape_of_list_is_read() {
        let upper = ONE.to_uppercase();
        assert_eq!(found(&format!("# head\n{ONE}\n\n{upper}\r\n")), (vec![2, 4], vec![]));
        assert_eq!(found(&format!("pdq {ONE}\nPDQ {ONE}")), (vec![1], vec![(2, Bad::Code)]));
        assert_eq!(found(&format!("\u{feff}id,PDQ,note\n7,\"{ONE}\",x\n8")), (vec![2], vec![(3, Bad::Fields)]));
        let object = format!("{{\"pdq\":\"{ONE}\",\"quality\":80,\"file\":\"a.jpg\",\"age\":\"under_18\"}}");
        let list = read(&format!("{object}\n{{\"pdq\":7}}\n{ONE}")).unwrap();
        assert_eq!((list.lines[0].1.codes[0].quality, list.lines[0].1.age), (80, Some(Age::Minor)));
        assert_eq!(list.bad, [(2, Bad::Json), (3, Bad::Json)]);
    }

    #[test]
    fn quality_and_digests_come_with_their_picture() {
        let of = |text: &str| read(text).unwrap().lines[0].1.clone();
        assert_eq!(of(&format!("{ONE} 31 photo of mine.jpg")).codes[0].quality, 31);
        let csv = of(&format!("pdq,quality,md5,age\n{ONE},77,{},adult", &ONE[..32]));
        assert_eq!(
            csv.codes.iter().map(|code| (code.kind, code.quality)).collect::<Vec<_>>(),
            [(CodeKind::Pdq, 77), (CodeKind::Md5, 100)]
        );
        assert_eq!(csv.age, Some(Age::Adult));
        assert_eq!(of(&format!("pdq,sha256\n,{ONE}")).codes[0].kind, CodeKind::Sha256);
    }

    #[test]
    fn what_is_no_fingerprint_is_named_by_its_line_and_nothing_panics() {
        for bad in ["abc", &ONE[1..], &format!("{ONE}0"), &format!("{ONE} x"), &format!("{ONE} 101"), "é", ",,,", "[1]"]
        {
            assert_eq!(found(&format!("{ONE}\n{bad}")), (vec![1], vec![(2, Bad::Code)]), "{bad}");
        }
        for bad in ["{", "{}", "{\"pdq\":\"\"}", "{\"pdq\":\"é\"}"] {
            assert_eq!(found(bad).1, [(1, Bad::Json)], "{bad}");
        }
        assert_eq!(found(""), (vec![], vec![]));
        assert!(read(&"x\n".repeat(LINES_MAX + 1)).is_none());
    }
}
