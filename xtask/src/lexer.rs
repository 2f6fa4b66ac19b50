//! Telling code, strings and comments of a Rust file apart.
//!
//! Only as much of the language as the checks need: a word in a comment is no call, a brace in a string closes nothing.

/// A piece of text and where it begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    /// Byte offset of its first character in the file.
    pub at: usize,
    pub text: String,
}

pub struct Lexed {
    /// The file with every comment, string and character blanked: same length, same lines.
    pub code: String,
    /// The inside of every string literal, raw and byte strings too, escapes not resolved.
    pub strings: Vec<Piece>,
}

pub fn lex(source: &str) -> Lexed {
    let mut lexer =
        Lexer { source, bytes: source.as_bytes(), at: 0, code: source.to_owned().into_bytes(), strings: Vec::new() };
    while lexer.at < lexer.bytes.len() {
        lexer.step();
    }
    Lexed { code: String::from_utf8_lossy(&lexer.code).into_owned(), strings: lexer.strings }
}

struct Lexer<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    code: Vec<u8>,
    strings: Vec<Piece>,
}

impl Lexer<'_> {
    fn step(&mut self) {
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b"//") {
            self.blank_to(self.at + rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len()));
        } else if rest.starts_with(b"/*") {
            self.blank_to(self.at + block_comment(rest));
        } else if let Some((opening, hashes)) = self.raw_string() {
            self.string(opening, raw_end(&rest[opening..], hashes), hashes + 1);
        } else if rest[0] == b'"' {
            self.string(1, quoted_end(&rest[1..], b'"'), 1);
        } else if rest[0] == b'\'' {
            match character(&self.source[self.at + 1..]) {
                Some(length) => self.blank_to(self.at + 1 + length),
                None => self.at += 1, // a lifetime or a loop label
            }
        } else {
            self.at += 1;
            while !self.source.is_char_boundary(self.at) {
                self.at += 1;
            }
        }
    }

    /// Length of the opening (`r"`, `br##"` …) and number of hashes, when a raw string starts here.
    fn raw_string(&self) -> Option<(usize, usize)> {
        if self.at > 0 && is_word(self.bytes[self.at - 1]) {
            return None;
        }
        let rest = &self.bytes[self.at..];
        let prefix = [&b"r"[..], b"br", b"cr"].into_iter().find(|prefix| rest.starts_with(prefix))?;
        let hashes = rest[prefix.len()..].iter().take_while(|&&b| b == b'#').count();
        let opening = prefix.len() + hashes + 1;
        (rest.get(opening - 1) == Some(&b'"')).then_some((opening, hashes))
    }

    fn string(&mut self, opening: usize, inside: usize, closing: usize) {
        let start = self.at + opening;
        let end = (start + inside).min(self.bytes.len());
        self.strings.push(Piece { at: start, text: self.source[start..end].to_owned() });
        self.blank_to((end + closing).min(self.bytes.len()));
    }

    fn blank_to(&mut self, end: usize) {
        for byte in &mut self.code[self.at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        self.at = end;
    }
}

/// Part of a name: used to see where a word begins and ends.
pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Length of a block comment; they nest.
fn block_comment(rest: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// Offset of the closing quote, stepping over escapes.
fn quoted_end(inside: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while at < inside.len() && inside[at] != quote {
        at += if inside[at] == b'\\' { 2 } else { 1 };
    }
    at.min(inside.len())
}

/// Offset of the quote that is followed by enough hashes.
fn raw_end(inside: &[u8], hashes: usize) -> usize {
    let mut closing = vec![b'#'; hashes + 1];
    closing[0] = b'"';
    inside.windows(closing.len()).position(|window| window == closing).unwrap_or(inside.len())
}

/// Length of what follows the quote of a character literal, with its closing quote; `None` for a lifetime.
fn character(after: &str) -> Option<usize> {
    let first = after.chars().next()?;
    if first == '\\' {
        return Some(quoted_end(after.as_bytes(), b'\'') + 1).filter(|&length| length <= after.len());
    }
    after[first.len_utf8()..].starts_with('\'').then_some(first.len_utf8() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_keeps_its_length_and_its_lines() {
        let source = "let a = \"é{\"; // }\nlet b = '{'; /* { /* } */ */ let c = 1;\n";
        let code = lex(source).code;
        assert_eq!(code.len(), source.len());
        assert_eq!(code.matches('\n').count(), source.matches('\n').count());
        assert!(!code.contains(['{', '}']), "{code}");
        assert!(code.contains("let c = 1;"));
    }

    #[test]
    fn strings_of_every_kind_are_found() {
        let texts = |source| lex(source).strings.into_iter().map(|piece| piece.text).collect::<Vec<_>>();
        assert_eq!(
            texts(r##"a("x\"y", r"raw\", r#"with " quote"#, b"bytes", br"b", c"c")"##),
            ["x\\\"y", "raw\\", "with \" quote", "bytes", "b", "c"]
        );
        assert_eq!(texts("let r = var\"text\""), ["text"]);
        assert_eq!(texts("// \"not this\"\n/* \"nor this\" */"), Vec::<String>::new());
    }

    #[test]
    fn a_lifetime_opens_no_character() {
        let code = lex("fn f<'a>(x: &'a str, q: char) -> bool { q == '\\'' || q == 'a' || q == '\"' }").code;
        assert!(code.contains("fn f<'a>(x: &'a str"));
        assert!(code.ends_with('}'), "{code}");
    }

    #[test]
    fn an_unfinished_string_ends_with_the_file() {
        assert_eq!(lex("let a = \"abc\\").strings[0].text, "abc\\");
        assert_eq!(lex("let a = r#\"abc").strings[0].text, "abc");
        assert_eq!(lex("/* open").code, "       ");
        assert_eq!(lex("'\\").code.len(), 2);
    }
}
