//! Reading Fluent files as text: which messages they hold, where, and with which variables.
//!
//! Parsing proper is `fluent-bundle`'s. This only finds what it does not tell: line numbers and variable names.

/// One message as it is written in its file.
pub(crate) struct Entry {
    pub(crate) id: String,
    /// Line of the id, from 1.
    pub(crate) line: usize,
    /// Everything after `=`, continuation lines included.
    pub(crate) body: String,
}

/// The messages of a Fluent file, in order. A message starts in the first column; its other lines are indented
/// (or close a placeable).
pub(crate) fn entries(source: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut inside = false;
    for (index, line) in source.lines().enumerate() {
        match line.chars().next() {
            Some(c) if c.is_ascii_alphabetic() || c == '-' => {
                inside = false;
                if let Some((id, body)) = line.split_once('=') {
                    inside = true;
                    entries.push(Entry { id: id.trim().to_owned(), line: index + 1, body: body.trim().to_owned() });
                }
            }
            Some('#') => inside = false,
            _ => {
                if let Some(entry) = entries.last_mut().filter(|_| inside) {
                    entry.body.push('\n');
                    entry.body.push_str(line);
                }
            }
        }
    }
    entries
}

/// The names of the variables (`$name`) in a message, sorted, each once.
pub(crate) fn variables(body: &str) -> Vec<String> {
    let name = |part: &str| {
        part.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
    };
    let mut names: Vec<String> = body.split('$').skip(1).map(name).filter(|n| !n.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

/// The line, from 1, of a byte position.
pub(crate) fn line_of(source: &str, position: usize) -> usize {
    let before = &source.as_bytes()[..position.min(source.len())];
    before.split(|b| *b == b'\n').count()
}
