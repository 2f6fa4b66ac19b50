//! Labelled sentences: our own, with their spans marked in the text, and the development set's.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// A labelled part of a text, in code points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Span {
    pub label: String,
    pub start: usize,
    pub end: usize,
}

/// A labelled message.
#[derive(Debug, Clone, Deserialize)]
pub struct Message {
    pub id: String,
    #[serde(default)]
    pub lang: String,
    pub text: String,
    pub role: String,
    pub motive: String,
    #[serde(default)]
    pub spans: Vec<Span>,
    #[serde(default)]
    pub self_harm: bool,
    #[serde(default)]
    pub third_party_risk: bool,
    #[serde(default)]
    pub evasion: Option<String>,
    pub neg_kind: Option<String>,
    #[serde(default)]
    pub group: Option<String>,
    #[serde(default)]
    pub variant_of_seed: bool,
}

impl Message {
    fn new(id: &str, lang: &str, role: &str) -> Self {
        Self {
            id: id.to_owned(),
            lang: lang.to_owned(),
            text: String::new(),
            role: role.to_owned(),
            motive: "none".to_owned(),
            spans: Vec::new(),
            self_harm: false,
            third_party_risk: false,
            evasion: None,
            neg_kind: None,
            group: None,
            variant_of_seed: false,
        }
    }
}

/// A turn of a conversation.
#[derive(Debug, Clone, Deserialize)]
pub struct Turn {
    pub speaker: String,
    pub text: String,
}

/// A labelled conversation.
#[derive(Debug, Clone, Deserialize)]
pub struct Conversation {
    pub id: String,
    pub lang: String,
    pub label: String,
    #[serde(default)]
    pub kind: String,
    pub motive: String,
    pub onset: Option<usize>,
    pub first_risk: Option<usize>,
    pub turns: Vec<Turn>,
}

/// Reads a file of messages, one a line; marks in the text become spans.
pub fn messages(path: &Path) -> Result<Vec<Message>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lang = path.file_name().and_then(|n| n.to_str()).and_then(|n| n.get(..2)).unwrap_or_default();
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let mut message: Message =
            serde_json::from_str(line).map_err(|e| format!("{}, line {}: {e}", path.display(), at + 1))?;
        if message.lang.is_empty() {
            lang.clone_into(&mut message.lang);
            let (text, spans) = unmark(&message.text).map_err(|e| format!("{}: {e}", message.id))?;
            message.text = text;
            message.spans = spans;
        }
        all.push(message);
    }
    Ok(all)
}

/// Reads a file of sentences without marks: role, motive, kind, self-harm, somebody else's, text, parted by tabs.
pub fn lines(path: &Path) -> Result<Vec<Message>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lang = path.file_name().and_then(|n| n.to_str()).and_then(|n| n.get(..2)).unwrap_or_default();
    let read = |(at, line): (usize, &str)| {
        let place = format!("{}, line {}", path.display(), at + 1);
        let [role, motive, kind, own, other, text] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("{place}: six fields parted by tabs belong here"));
        };
        Ok(Message {
            text: text.to_owned(),
            motive: motive.to_owned(),
            self_harm: own == "1",
            third_party_risk: other == "1",
            neg_kind: Some(kind.to_owned()).filter(|k| k != "-"),
            ..Message::new(&place, lang, role)
        })
    };
    text.lines().enumerate().map(read).collect()
}

/// Reads a file of ordinary sentences, one a line.
pub fn ordinary(path: &Path) -> Result<Vec<Message>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lang = path.file_name().and_then(|n| n.to_str()).and_then(|n| n.get(..2)).unwrap_or_default();
    let read = |line: &str| Message {
        text: line.to_owned(),
        neg_kind: Some("ordinary".to_owned()),
        ..Message::new("ordinary", lang, "none")
    };
    Ok(text.lines().map(read).collect())
}

/// The level of a sentence in which somebody is told to hurt themselves.
pub const DEMANDED: &str = "demanded";

/// A sentence of [`harms`].
#[derive(Deserialize)]
struct Harm {
    id: String,
    text: String,
    level: String,
}

/// Reads a file of sentences that are labelled for self-harm alone.
pub fn harms(path: &Path) -> Result<Vec<Message>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let read = |(at, line)| {
        let harm: Harm = serde_json::from_str(line).map_err(|e| format!("{}, line {}: {e}", path.display(), at + 1))?;
        Ok(Message {
            text: harm.text,
            self_harm: harm.level == "own",
            third_party_risk: harm.level == "other",
            neg_kind: (harm.level == DEMANDED).then(|| DEMANDED.to_owned()),
            ..Message::new(&harm.id, harm.id.get(..2).unwrap_or_default(), "none")
        })
    };
    text.lines().enumerate().map(read).collect()
}

/// Reads a file of conversations, one a line.
pub fn conversations(path: &Path) -> Result<Vec<Conversation>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let read = |(at, line)| serde_json::from_str(line).map_err(|e| format!("{}, line {}: {e}", path.display(), at + 1));
    text.lines().enumerate().map(read).collect()
}

/// The turns of conversations in which nobody is coerced yet, each once: ordinary messages.
pub fn small_talk(all: &[Conversation]) -> Vec<Message> {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::new();
    for one in all.iter().filter(|c| c.label == "sextortion" || c.kind != "help_seeking") {
        let until = one.first_risk.or(one.onset).unwrap_or(one.turns.len());
        for turn in one.turns.iter().take(until) {
            if seen.insert((&one.lang, &turn.text)) {
                out.push(Message {
                    text: turn.text.clone(),
                    neg_kind: Some("chat".to_owned()),
                    ..Message::new(&one.id, &one.lang, "none")
                });
            }
        }
    }
    out
}

/// Takes `<label>…</label>` out of a text; the spans are of what is left.
fn unmark(text: &str) -> Result<(String, Vec<Span>), String> {
    let (mut plain, mut spans, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut count = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mark = if c == '<' { rest.find('>').map(|end| (&rest[1..end], end + 1)) } else { None };
        match mark {
            Some((name, after))
                if name.trim_start_matches('/').bytes().all(|b| b.is_ascii_lowercase() || b == b'_') =>
            {
                if let Some(name) = name.strip_prefix('/') {
                    let (label, start): (String, usize) = open.pop().ok_or("a mark is closed that was not opened")?;
                    if label != name {
                        return Err(format!("{label} is closed as {name}"));
                    }
                    spans.push(Span { label, start, end: count });
                } else {
                    open.push((name.to_owned(), count));
                }
                rest = &rest[after..];
            }
            _ => {
                plain.push(c);
                count += 1;
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    if !open.is_empty() {
        return Err("a mark is not closed".to_owned());
    }
    spans.sort();
    Ok((plain, spans))
}

/// All files of a folder that end so, by name.
pub fn files(folder: &Path, ending: &str) -> Vec<std::path::PathBuf> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.to_str().is_some_and(|p| p.ends_with(ending)) {
            found.insert(path.clone(), path);
        }
    }
    found.into_values().collect()
}
