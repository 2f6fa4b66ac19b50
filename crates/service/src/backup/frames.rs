//! What stands in a backup, before it is sealed: frames, each a letter, a length and its bytes.
//!
//! `H` the head, `T` a table with its columns, `R` one row of it, `E` the end with the number of rows. Head, table and
//! end are JSON; a row is its values, each a letter and its bytes.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};
use vigie_store::dump::{Table, Value};

use super::{BackupError, Head};

/// Most bytes of one frame: many times the longest row.
const LONGEST: u32 = 64 * 1024 * 1024;

/// A piece of a backup.
#[derive(Debug)]
pub enum Frame {
    /// What stands first.
    Head(Head),
    /// The rows that follow belong to this table.
    Table(Table),
    /// One row.
    Row(Vec<Value>),
    /// Nothing comes after this: how many rows there were.
    End(u64),
}

#[derive(Serialize, Deserialize)]
struct TableLine {
    name: String,
    columns: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct EndLine {
    rows: u64,
}

impl Frame {
    pub fn head(head: &Head) -> (u8, Vec<u8>) {
        (b'H', json(head))
    }

    pub fn table(table: &Table) -> (u8, Vec<u8>) {
        (b'T', json(&TableLine { name: table.name.clone(), columns: table.columns.clone() }))
    }

    pub fn row(values: &[Value]) -> (u8, Vec<u8>) {
        let mut out = Vec::new();
        for value in values {
            match value {
                Value::Null => out.push(b'N'),
                Value::Int(number) => {
                    out.push(b'I');
                    out.extend_from_slice(&number.to_be_bytes());
                }
                Value::Text(text) => sized(&mut out, b'T', text.as_bytes()),
                Value::Bytes(bytes) => sized(&mut out, b'B', bytes),
            }
        }
        (b'R', out)
    }

    pub fn end(rows: u64) -> (u8, Vec<u8>) {
        (b'E', json(&EndLine { rows }))
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    // Cannot fail: text, numbers and lists of them.
    serde_json::to_vec(value).expect("plain values are JSON")
}

fn sized(out: &mut Vec<u8>, letter: u8, bytes: &[u8]) {
    out.push(letter);
    out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Writes one frame.
pub fn write(out: &mut impl Write, (letter, bytes): &(u8, Vec<u8>)) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| io::Error::other("a row is longer than any row can be"))?;
    out.write_all(&[*letter])?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(bytes)
}

/// Reads frames.
pub struct Reader<R> {
    from: R,
}

impl<R: Read> Reader<R> {
    pub fn new(from: R) -> Self {
        Self { from }
    }

    /// The head, which stands first.
    pub fn head(&mut self) -> Result<Head, BackupError> {
        match self.next()? {
            Frame::Head(head) => Ok(head),
            _ => Err(BackupError::Broken),
        }
    }

    /// The next frame.
    ///
    /// # Errors
    /// [`BackupError::Broken`] when there is none, or nothing that we write.
    pub fn next(&mut self) -> Result<Frame, BackupError> {
        let mut start = [0; 5];
        self.fill(&mut start)?;
        let [letter, length @ ..] = start;
        let length = u32::from_be_bytes(length);
        if length > LONGEST {
            return Err(BackupError::Broken);
        }
        let mut bytes = vec![0; length as usize];
        self.fill(&mut bytes)?;
        match letter {
            b'H' => serde_json::from_slice(&bytes).ok().map(Frame::Head),
            b'T' => serde_json::from_slice(&bytes)
                .ok()
                .map(|line: TableLine| Frame::Table(Table { name: line.name, columns: line.columns })),
            b'R' => row(&bytes).map(Frame::Row),
            b'E' => serde_json::from_slice(&bytes).ok().map(|line: EndLine| Frame::End(line.rows)),
            _ => None,
        }
        .ok_or(BackupError::Broken)
    }

    /// Makes sure that nothing comes any more: the end of an age file is checked only when it is read.
    pub fn over(&mut self) -> Result<(), BackupError> {
        match self.from.read(&mut [0]) {
            Ok(0) => Ok(()),
            _ => Err(BackupError::Broken),
        }
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), BackupError> {
        self.from.read_exact(bytes).map_err(|_| BackupError::Broken)
    }
}

fn row(mut bytes: &[u8]) -> Option<Vec<Value>> {
    let mut values = Vec::new();
    while let Some((letter, rest)) = bytes.split_first() {
        bytes = rest;
        values.push(match letter {
            b'N' => Value::Null,
            b'I' => Value::Int(i64::from_be_bytes(take(&mut bytes, 8)?.try_into().ok()?)),
            b'T' => Value::Text(String::from_utf8(long(&mut bytes)?.to_vec()).ok()?),
            b'B' => Value::Bytes(long(&mut bytes)?.to_vec()),
            _ => return None,
        });
    }
    Some(values)
}

fn long<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = u64::from_be_bytes(take(bytes, 8)?.try_into().ok()?);
    take(bytes, usize::try_from(length).ok()?)
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_as_it_was_and_a_cut_one_does_not() {
        let values = vec![Value::Null, Value::Int(-7), Value::Text("wörd".to_owned()), Value::Bytes(vec![0, 255])];
        let mut out = Vec::new();
        write(&mut out, &Frame::row(&values)).unwrap();
        assert!(matches!(Reader::new(out.as_slice()).next(), Ok(Frame::Row(row)) if row == values));
        for cut in 0..out.len() {
            assert!(matches!(Reader::new(&out[..cut]).next(), Err(BackupError::Broken)), "{cut}");
        }
    }

    #[test]
    fn a_length_that_no_row_has_is_refused_unread() {
        assert!(matches!(Reader::new([b'R', 255, 255, 255, 255].as_slice()).next(), Err(BackupError::Broken)));
    }
}
