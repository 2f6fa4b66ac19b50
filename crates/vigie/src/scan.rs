//! `vigie scan`: reads messages or conversations and says who coerces, what they want, and where it stands.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};
use vigie_detect::Detector;
use vigie_detect::coercion::Reading;

use crate::{FOUND, OK};

/// What some editors put before the first line.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Flags of `scan`.
#[derive(Debug, Args)]
pub struct ScanArgs {
    /// Files to read; standard input when there are none, or for -
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Each line is JSON: {"id": "…", "text": "…"}; without it each line is one message
    #[arg(long)]
    jsonl: bool,
    /// Each line is JSON: {"id": "…", "turns": [{"speaker": "A", "text": "…"}]}
    #[arg(long, conflicts_with = "jsonl")]
    conversations: bool,
    /// For people: the text with its parts underlined, and why
    #[arg(long)]
    explain: bool,
    /// Language of the reasons
    #[arg(long, value_name = "en|fr|es|ar", default_value = "en", value_parser = ["en", "fr", "es", "ar"])]
    lang: String,
}

/// A line of `--jsonl`. Other fields are left alone.
#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    id: Value,
    text: String,
}

/// A line of `--conversations`.
#[derive(Deserialize)]
struct Conversation {
    #[serde(default)]
    id: Value,
    turns: Vec<Turn>,
}

/// Exports leave out what they have no words for: that says nothing.
#[derive(Deserialize)]
struct Turn {
    #[serde(default)]
    speaker: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

impl Turn {
    fn said(&self) -> (&str, &str) {
        (self.speaker.as_deref().unwrap_or_default(), self.text.as_deref().unwrap_or_default())
    }
}

/// Where the lines go, and how.
struct Out<'a> {
    to: BufWriter<io::StdoutLock<'static>>,
    args: &'a ScanArgs,
    detector: Detector,
    colour: bool,
    lossy: u64,
    wrong: u64,
}

/// Reads everything; ends with 1 when a line could not be read.
///
/// # Errors
/// A sentence that says what to do, when a file cannot be opened or read.
pub fn scan(args: &ScanArgs, lexicons: Option<&Path>) -> Result<u8, String> {
    let detector = match lexicons {
        None => Detector::embedded(),
        Some(folder) => Detector::from_folder(folder),
    };
    let detector = detector.map_err(|error| error.to_string())?;
    let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let to = BufWriter::new(io::stdout().lock());
    let mut out = Out { to, args, detector, colour, lossy: 0, wrong: 0 };
    let done = out.files();
    match done {
        // Who reads no further has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(OK),
        Err(error) => return Err(error.to_string()),
        Ok(()) => {}
    }
    if out.lossy > 0 {
        let are = if out.lossy == 1 { "line is" } else { "lines are" };
        eprintln!("vigie: {} {are} not UTF-8; what could not be read stands as U+FFFD.", out.lossy);
    }
    if out.wrong > 0 {
        let shape =
            if args.conversations { "{\"id\", \"turns\": [{\"speaker\", \"text\"}]}" } else { "{\"id\", \"text\"}" };
        let were = if out.wrong == 1 { "line was" } else { "lines were" };
        eprintln!("vigie: {} {were} left out; each has to be JSON of the shape {shape}.", out.wrong);
    }
    Ok(if out.wrong > 0 { FOUND } else { OK })
}

impl Out<'_> {
    fn files(&mut self) -> io::Result<()> {
        if self.args.files.is_empty() {
            return self.lines("-", BufReader::new(io::stdin()));
        }
        for path in &self.args.files {
            if path == Path::new("-") {
                self.lines("-", BufReader::new(io::stdin()))?;
                continue;
            }
            let name = path.display().to_string();
            let said = |error: io::Error| io::Error::new(error.kind(), format!("{name}: {error}"));
            self.lines(&name, BufReader::with_capacity(1 << 16, File::open(path).map_err(said)?))?;
        }
        Ok(())
    }

    fn lines(&mut self, name: &str, mut from: impl BufRead) -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut number = 0_u64;
        loop {
            bytes.clear();
            let said = |error: io::Error| io::Error::new(error.kind(), format!("{name}: {error}"));
            if from.read_until(b'\n', &mut bytes).map_err(said)? == 0 {
                return self.to.flush();
            }
            number += 1;
            if number == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
                bytes.drain(..BYTE_ORDER_MARK.len());
            }
            while bytes.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
                bytes.pop();
            }
            let line = String::from_utf8_lossy(&bytes);
            let lossy = matches!(line, std::borrow::Cow::Owned(_));
            self.lossy += u64::from(lossy);
            self.line(name, number, &line, lossy)?;
        }
    }

    fn line(&mut self, name: &str, number: u64, line: &str, lossy: bool) -> io::Result<()> {
        let place = || Value::from(format!("{name}:{number}"));
        let or_place = |id: Value| if id.is_null() { place() } else { id };
        if self.args.conversations {
            match serde_json::from_str::<Conversation>(line) {
                Ok(one) if one.turns.iter().any(|turn| turn.speaker.is_none() && turn.text.is_none()) => {
                    return self.named_wrong(name, number, "a turn has neither a speaker nor a text");
                }
                Ok(one) => return self.conversation(&or_place(one.id), &one.turns),
                Err(_) if line.trim().is_empty() => return Ok(()),
                Err(error) => return self.left_out(name, number, &error),
            }
        }
        if self.args.jsonl {
            match serde_json::from_str::<Message>(line) {
                Ok(one) => return self.message(&or_place(one.id), &one.text, lossy),
                Err(_) if line.trim().is_empty() => return Ok(()),
                Err(error) => return self.left_out(name, number, &error),
            }
        }
        self.message(&place(), line, lossy)
    }

    /// What is wrong is said by its place; what the line holds is not repeated.
    fn left_out(&mut self, name: &str, number: u64, error: &serde_json::Error) -> io::Result<()> {
        let what = match error.classify() {
            serde_json::error::Category::Data => "a field is missing or is no text",
            serde_json::error::Category::Eof => "the line ends too early",
            _ => "this is not JSON",
        };
        self.named_wrong(name, number, &format!("column {}: {what}", error.column()))
    }

    fn named_wrong(&mut self, name: &str, number: u64, what: &str) -> io::Result<()> {
        self.wrong += 1;
        self.to.flush()?;
        eprintln!("vigie: {name}, line {number}, {what}.");
        Ok(())
    }

    fn message(&mut self, id: &Value, text: &str, lossy: bool) -> io::Result<()> {
        let reading = self.detector.message(text, &self.args.lang);
        if self.args.explain {
            return self.explain(id, text, &reading);
        }
        let mut line = document(&reading, text);
        line["id"] = id.clone();
        if lossy {
            line["lossy"] = true.into();
        }
        writeln!(self.to, "{line}")
    }

    fn conversation(&mut self, id: &Value, turns: &[Turn]) -> io::Result<()> {
        let said: Vec<(&str, &str)> = turns.iter().map(Turn::said).collect();
        let (sum, reads) = self.detector.conversation(&said, &self.args.lang);
        if self.args.explain {
            for ((speaker, text), reading) in said.iter().zip(&reads) {
                let mark = if reading.alarm { "!" } else { " " };
                let name = harmless(speaker);
                writeln!(
                    self.to,
                    "{mark} {:>3} {name}: {}",
                    reading.turn,
                    marked(text, &reading.reading, self.colour)
                )?;
            }
            let turn = |turn: Option<u32>| turn.map_or("none".to_owned(), |t| t.to_string());
            return writeln!(
                self.to,
                "  {}: alarm {}, begins at turn {}, first risk at turn {}, motive {}, urgency {}\n",
                harmless(&name(id)),
                if sum.alarm { "yes" } else { "no" },
                turn(sum.onset),
                turn(sum.first_risk),
                sum.motive.as_str(),
                sum.urgency
            );
        }
        let evidence: Vec<Value> =
            sum.evidence.iter().map(|(turn, label)| json!({"turn": turn, "label": label.as_str()})).collect();
        let line = json!({
            "id": id, "alarm": sum.alarm, "onset": sum.onset, "first_risk": sum.first_risk,
            "motive": sum.motive.as_str(), "urgency": sum.urgency, "evidence": evidence, "version": self.detector.version(),
        });
        writeln!(self.to, "{line}")
    }

    fn explain(&mut self, id: &Value, text: &str, reading: &Reading) -> io::Result<()> {
        writeln!(self.to, "{}: {}", harmless(&name(id)), marked(text, reading, self.colour))?;
        let alarm = if reading.alarm { "ALARM, " } else { "" };
        writeln!(
            self.to,
            "  {alarm}{} ({} per mille), motive {}, urgency {}. {}",
            reading.role.as_str(),
            reading.score,
            reading.motive.as_str(),
            reading.urgency,
            reading.reason
        )?;
        for element in &reading.elements {
            let words = harmless(&text[element.start..element.end]);
            writeln!(self.to, "  {:<20} {words}  [{}]", element.label.as_str(), element.rule)?;
        }
        for sign in &reading.signs {
            let words = harmless(&text[sign.start..sign.end]);
            writeln!(self.to, "  {:<20} {words}  [{}]", format!("self-harm, {}", sign.level.as_str()), sign.rule)?;
        }
        if !reading.evasions.is_empty() {
            writeln!(self.to, "  undone: {}", reading.evasions.join(", "))?;
        }
        writeln!(self.to)
    }
}

/// The answer for one message; offsets count code points.
fn document(reading: &Reading, text: &str) -> Value {
    let mut points = Points { text, byte: 0, point: 0 };
    let elements: Vec<Value> = reading
        .elements
        .iter()
        .map(|e| {
            let start = points.at(e.start);
            let mut end = Points { text, ..points };
            json!({"label": e.label.as_str(), "start": start, "end": end.at(e.end), "rule": e.rule})
        })
        .collect();
    json!({
        "id": null,
        "alarm": reading.alarm,
        "role": reading.role.as_str(),
        "motive": reading.motive.as_str(),
        "motives": {
            "financial": per_mille(reading.motives[0]),
            "content": per_mille(reading.motives[1]),
            "humiliation": per_mille(reading.motives[2]),
        },
        "elements": elements,
        "self_harm": reading.self_harm,
        "coerced_self_harm": reading.coerced_self_harm,
        "third_party_risk": reading.third_party_risk,
        "urgency": reading.urgency,
        "score": per_mille(reading.score),
        "evasions": reading.evasions,
        "reason": reading.reason,
        "version": reading.version,
    })
}

fn per_mille(share: u16) -> f64 {
    f64::from(share) / 1000.0
}

fn name(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// Counts code points on the way through a text; elements come in the order of their beginnings.
#[derive(Clone, Copy)]
struct Points<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl Points<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.point += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.point
    }
}

/// The text with its parts underlined; without colour between brackets.
fn marked(text: &str, reading: &Reading, colour: bool) -> String {
    let mut edges: Vec<(usize, bool)> = Vec::new();
    let mut reached = 0;
    let spans = reading.elements.iter().map(|e| (e.start, e.end)).chain(reading.signs.iter().map(|s| (s.start, s.end)));
    let mut spans: Vec<(usize, usize)> = spans.collect();
    // Where parts lie in each other the outer one is marked.
    spans.sort_unstable_by_key(|(start, end)| (*start, Reverse(*end)));
    for (start, end) in spans {
        let start = start.max(reached);
        if start < end {
            edges.extend([(start, true), (end, false)]);
            reached = end;
        }
    }
    let (open, close) = if colour { ("\u{1b}[1;4;33m", "\u{1b}[0m") } else { ("[", "]") };
    let (mut out, mut at) = (String::new(), 0);
    for (edge, opens) in edges {
        out.push_str(&harmless(&text[at..edge]));
        out.push_str(if opens { open } else { close });
        at = edge;
    }
    out.push_str(&harmless(&text[at..]));
    out
}

/// Signs that steer a terminal or turn the direction of writing, written out: nothing hides behind them.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let steers = c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if steers {
            // Cannot fail: writing to a string.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}
