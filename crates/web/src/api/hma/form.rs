//! A form with one file in it (`multipart/form-data`), read in memory.

use axum::body::Bytes;

/// Longest line that parts two parts, by the standard.
const BOUNDARY_MAX: usize = 70;

/// The one part of a form that has one of these names; `None` when it has none or more, or is no such form.
pub fn file(kind: &str, body: &Bytes, names: &[&'static str]) -> Option<(&'static str, Bytes)> {
    let mark = format!("--{}", boundary(kind)?);
    let mark = mark.as_bytes();
    let mut found = None;
    let mut from = find(body, mark, 0)? + mark.len();
    while body.get(from..from + 2) == Some(b"\r\n") {
        let head_end = find(body, b"\r\n\r\n", from)?;
        let begin = head_end + 4;
        let end = find_end(body, mark, begin)?;
        let head = String::from_utf8_lossy(&body[from..head_end]);
        if let Some(name) = named(&head).and_then(|name| names.iter().find(|one| **one == name)) {
            if found.is_some() {
                return None;
            }
            found = Some((*name, body.slice(begin..end)));
        }
        from = end + 2 + mark.len();
    }
    found
}

/// What stands between the parts, from the header.
fn boundary(kind: &str) -> Option<&str> {
    let mut parts = kind.split(';').map(str::trim);
    let form = parts.next()?.eq_ignore_ascii_case("multipart/form-data");
    let mark = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then(|| value.trim_matches('"'))
    })?;
    (form && !mark.is_empty() && mark.len() <= BOUNDARY_MAX).then_some(mark)
}

/// The name in the head of a part.
fn named(head: &str) -> Option<&str> {
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let name = line.split(';').map(str::trim).find_map(|part| part.strip_prefix("name="))?;
    Some(name.trim_matches('"'))
}

/// Where `needle` begins, at `from` or later.
fn find(hay: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = from;
    loop {
        at += hay.get(at..)?.iter().position(|byte| *byte == first)?;
        if hay[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
}

/// Where a part ends: before the line break and the mark.
fn find_end(hay: &[u8], mark: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    // An empty part ends where its head does.
    loop {
        let end = find(hay, b"\r\n", at)?;
        if hay[end + 2..].starts_with(mark) {
            return Some(end);
        }
        at = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: &str = "multipart/form-data; boundary=\"xx\"";

    fn read(kind: &str, body: &[u8]) -> Option<(&'static str, Vec<u8>)> {
        file(kind, &Bytes::copy_from_slice(body), &["photo", "video"]).map(|(name, bytes)| (name, bytes.to_vec()))
    }

    #[test]
    fn the_one_file_of_a_form_is_found_as_it_was_sent() {
        let part = |name: &str, bytes: &str| {
            format!(
                "--xx\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a\"\r\nContent-Type: image/png\r\n\r\n{bytes}\r\n"
            )
        };
        let whole = format!("{}{}--xx--\r\n", part("note", "n"), part("photo", "a\r\n--x\r\r\nb"));
        assert_eq!(read(KIND, whole.as_bytes()), Some(("photo", b"a\r\n--x\r\r\nb".to_vec())));
        assert_eq!(read("multipart/form-data; boundary=xx", whole.as_bytes()), read(KIND, whole.as_bytes()));
        let empty = format!("{}--xx--", part("video", ""));
        assert_eq!(read(KIND, empty.as_bytes()), Some(("video", Vec::new())));
        let two = format!("{}{}--xx--", part("photo", "a"), part("video", "b"));
        for bad in [
            two.as_bytes(),
            part("none", "a").as_bytes(),
            &whole.as_bytes()[..whole.len() - 20],
            b"--xx\r\n",
            b"--xx",
            b"",
        ] {
            assert_eq!(read(KIND, bad), None);
        }
        for kind in ["", "text/plain; boundary=xx", "multipart/form-data", "multipart/form-data; boundary="] {
            assert_eq!(read(kind, whole.as_bytes()), None);
        }
    }
}
