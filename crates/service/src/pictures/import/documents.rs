//! Lists that are one document: entries of NCMEC's hash sharing v2 (XML) and records of StopNCII v1 (JSON).
//!
//! Sources: `hashsharing.ncmec.org/hashsharing/v2` and the clients of `ThreatExchange` (`exchanges/clients/ncmec`,
//! `exchanges/clients/stopncii`). What their owners took back is left out.

use std::collections::HashSet;

use quick_xml::Reader as Xml;
use quick_xml::events::Event;
use serde::Deserialize;
use serde_json::Value;
use vigie_model::given::Code;
use vigie_model::signal::{Age, CodeKind};

use super::{Bad, Line, List};

/// The fingerprints of NCMEC that are read here; the others (PDNA, TMK and so on) are not matched by anything here.
const NCMEC: [(&[u8], CodeKind); 3] = [(b"pdq", CodeKind::Pdq), (b"md5", CodeKind::Md5), (b"sha1", CodeKind::Sha1)];

/// The list of a document, each entry with its number from 1; `None` when the text is no such document, but may be lines.
///
/// At most `most` entries and one more are read.
pub(super) fn read(text: &str, most: usize) -> Option<List> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return Some(ncmec(text, most));
    }
    text.starts_with(['{', '[']).then(|| stopncii(text, most)).flatten()
}

/// `queryResult` of NCMEC: images and videos, each with its fingerprints.
fn ncmec(text: &str, most: usize) -> List {
    let mut list = List::default();
    let mut xml = Xml::from_str(text);
    let (mut at, mut entry, mut field) = (0, None::<Line>, None::<CodeKind>);
    let (mut digits, mut unreadable, mut whole) = (String::new(), false, false);
    loop {
        if list.lines.len() + list.bad.len() > most {
            break;
        }
        match xml.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                b"image" | b"video" => {
                    at += 1;
                    (entry, unreadable) = (Some(Line::default()), false);
                }
                b"deletedImage" | b"deletedVideo" => at += 1,
                name => {
                    field = NCMEC.iter().find(|(word, _)| *word == name).map(|one| one.1);
                    digits.clear();
                }
            },
            Ok(Event::Text(words)) if field.is_some() => digits.push_str(&String::from_utf8_lossy(&words)),
            Ok(Event::CData(words)) if field.is_some() => digits.push_str(&String::from_utf8_lossy(&words)),
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                b"image" | b"video" => match entry.take() {
                    Some(line) if line.codes.is_empty() || unreadable => list.bad.push((at, Bad::Code)),
                    Some(line) => list.lines.push((at, line)),
                    None => {}
                },
                b"queryResult" => whole = true,
                _ => {
                    if let (Some(kind), Some(line)) = (field.take(), entry.as_mut()) {
                        match code(kind, digits.trim()) {
                            Some(code) => line.codes.push(code),
                            None => unreadable = true,
                        }
                    }
                }
            },
            Ok(Event::Eof) if whole => break,
            // Broken, cut off, or another document: what was whole stays, and the place is told.
            Ok(Event::Eof) | Err(_) => {
                list.bad.push((at.max(1), Bad::Xml));
                break;
            }
            Ok(_) => {}
        }
    }
    // A person's picture is looked for by its PDQ first.
    list.lines.iter_mut().for_each(|(_, line)| line.codes.sort_by_key(|code| code.kind != CodeKind::Pdq));
    list
}

/// What kind of code StopNCII's word for one means; `None` for those that are not matched here. Some clients write the name of
/// the type before it.
pub fn stopncii_kind(word: &str) -> Option<CodeKind> {
    match word.rsplit('.').next()? {
        "ImagePDQ" => Some(CodeKind::Pdq),
        "VideoMD5" => Some(CodeKind::Md5),
        _ => None,
    }
}

/// A record of StopNCII; what is not asked for here is not read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    signal_type: String,
    hash_value: String,
    #[serde(default)]
    hash_status: String,
    #[serde(default)]
    case_numbers: std::collections::BTreeMap<String, String>,
}

impl Record {
    /// True when whoever gave it took it back, in each case that it stands in.
    fn withdrawn(&self) -> bool {
        let ended = |word: &str| word.eq_ignore_ascii_case("withdrawn") || word.eq_ignore_ascii_case("deleted");
        if self.case_numbers.is_empty() {
            return ended(&self.hash_status);
        }
        self.case_numbers.values().all(|word| ended(word))
    }

    fn line(&self) -> Result<Line, Bad> {
        let kind = stopncii_kind(&self.signal_type).ok_or(Bad::Kind)?;
        let codes = vec![code(kind, &self.hash_value).ok_or(Bad::Code)?];
        // It is for adults alone.
        Ok(Line { codes, age: Some(Age::Adult) })
    }
}

/// Pages of StopNCII, one after the other or in a list; `None` when the first value is none.
fn stopncii(text: &str, most: usize) -> Option<List> {
    let mut list = List::default();
    // What was taken back and not given again since.
    let mut ended = HashSet::new();
    let mut at = 0;
    for page in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        let Ok(page) = page else {
            // The first value already tells lines from pages.
            if at == 0 && list.bad.is_empty() {
                return None;
            }
            list.bad.push((at + 1, Bad::Json));
            break;
        };
        let pages = match page {
            Value::Array(pages) => pages,
            page => vec![page],
        };
        for mut page in pages {
            let Some(Value::Array(records)) = page.get_mut("hashRecords").map(Value::take) else {
                if at == 0 && list.bad.is_empty() {
                    return None;
                }
                list.bad.push((at + 1, Bad::Json));
                continue;
            };
            for record in records {
                at += 1;
                if list.lines.len() + list.bad.len() > most {
                    break;
                }
                match serde_json::from_value::<Record>(record) {
                    Ok(record) => match record.line() {
                        _ if record.withdrawn() => {
                            ended.insert(record.hash_value.to_lowercase());
                        }
                        Ok(line) => {
                            ended.remove(&record.hash_value.to_lowercase());
                            list.lines.push((at, line));
                        }
                        Err(bad) => list.bad.push((at, bad)),
                    },
                    Err(_) => list.bad.push((at, Bad::Record)),
                }
            }
        }
    }
    // A later record replaces an earlier one.
    let stands = |line: &Line| line.codes.iter().all(|code| !ended.contains(&code.hex));
    list.lines.retain(|(_, line)| stands(line));
    Some(list)
}

fn code(kind: CodeKind, digits: &str) -> Option<Code> {
    let member = if kind == CodeKind::Pdq { "as_stored" } else { "" };
    Code::new(kind, member, super::UNSAID, digits)
}

#[cfg(test)]
mod tests {
    use super::super::read as any;
    use super::*;

    const ONE: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

    fn kinds(list: &List) -> Vec<(usize, Vec<CodeKind>)> {
        list.lines.iter().map(|(at, line)| (*at, line.codes.iter().map(|code| code.kind).collect())).collect()
    }

    #[test]
    fn entries_of_ncmec_are_read_with_all_their_fingerprints_and_deleted_ones_left_out() {
        let text = format!(
            r#"<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "b">]>
            <queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><images count="3" maxTimestamp="2026-10-24T15:10:00Z">
            <image><member id="4">A &amp; B</member><timestamp>2026-10-24T15:00:00Z</timestamp><id>1</id><classification>A1</classification>
            <fingerprints><md5>{md5}</md5><pdna>1,2</pdna><pdq> {ONE} </pdq></fingerprints></image>
            <deletedImage><member id="4">A</member><id>2</id><timestamp>2026-10-24T15:00:00Z</timestamp></deletedImage>
            <image><member id="4">A</member><id>3</id><fingerprints><pdna>1,2</pdna></fingerprints></image></images>
            <videos count="1"><video><id>4</id><fingerprints><sha1>{sha1}</sha1></fingerprints></video></videos></queryResult>"#,
            md5 = &ONE[..32],
            sha1 = &ONE[..40],
        );
        let list = any(&text).unwrap();
        assert_eq!(kinds(&list), [(1, vec![CodeKind::Pdq, CodeKind::Md5]), (4, vec![CodeKind::Sha1])]);
        assert_eq!(list.bad, [(3, Bad::Code)]);

        let cut = any(&text[..text.find("<deletedImage>").unwrap()]).unwrap();
        assert_eq!((kinds(&cut).len(), cut.bad), (1, vec![(1, Bad::Xml)]), "cut off between two entries");
        let unread = any(&text.replace(ONE, "nonsense")).unwrap();
        assert_eq!((kinds(&unread).len(), unread.bad), (1, vec![(1, Bad::Code), (3, Bad::Code)]));
        let data = any(&text.replace(ONE, &format!("<![CDATA[{ONE}]]>"))).unwrap();
        assert_eq!(kinds(&data)[0], (1, vec![CodeKind::Pdq, CodeKind::Md5]));
        let cut = any(&text[..text.find("<pdq>").unwrap()]).unwrap();
        assert_eq!((kinds(&cut).len(), cut.bad), (0, vec![(1, Bad::Xml)]));
        assert_eq!(any("<html><image><pdq></image>").unwrap().bad, [(1, Bad::Xml)]);
        assert_eq!(any("<html></html>").unwrap().bad, [(1, Bad::Xml)]);
    }

    #[test]
    fn records_of_stopncii_are_read_and_withdrawn_ones_left_out() {
        let record = |kind: &str, value: &str, status: &str, cases: &str| {
            format!(
                r#"{{"lastModtimestamp":1,"hashValue":"{value}","hashStatus":"{status}","caseNumbers":{{{cases}}},"signalType":"{kind}","CSPFeedbacks":[]}}"#
            )
        };
        let page = |records: &[String]| {
            format!(
                r#"{{"count":1,"nextPageToken":null,"hasMoreRecords":false,"hashRecords":[{}]}}"#,
                records.join(",")
            )
        };
        let first = page(&[
            record("ImagePDQ", ONE, "Received", r#""a":"Active""#),
            record("ImagePDQ", ONE, "Active", r#""a":"Withdrawn","b":"Deleted""#),
            record("ImagePDQ", ONE, "withdrawn", ""),
            record("ImagePDQ", ONE, "Withdrawn", r#""a":"Withdrawn","b":"Active""#),
            record("StopNCIISignalType.VideoMD5", &ONE[..32], "Received", ""),
            record("Text", "words", "Received", ""),
            record("ImagePDQ", "abc", "Received", ""),
            "{}".to_owned(),
        ]);
        let list = any(&first).unwrap();
        assert_eq!(kinds(&list), [(1, vec![CodeKind::Pdq]), (4, vec![CodeKind::Pdq]), (5, vec![CodeKind::Md5])]);
        assert_eq!(list.bad, [(6, Bad::Kind), (7, Bad::Code), (8, Bad::Record)]);
        assert!(list.lines.iter().all(|line| line.1.age == Some(Age::Adult)));

        let second = page(&[record("ImagePDQ", ONE, "Active", "")]);
        assert_eq!(kinds(&any(&format!("{first}\n{second}")).unwrap()).len(), 4, "pages in a row");
        assert_eq!(kinds(&any(&format!("[{first},{second}]")).unwrap()).len(), 4, "pages in a list");
        let ended = page(&[record("ImagePDQ", &ONE.to_uppercase(), "Withdrawn", "")]);
        assert_eq!(kinds(&any(&format!("{first}\n{ended}")).unwrap()), [(5, vec![CodeKind::Md5])], "taken back later");
        assert_eq!(any(&format!("{second}{{")).unwrap().bad, [(2, Bad::Json)]);
        assert_eq!(any(r#"{"hashRecords":7}"#).unwrap().bad, [(1, Bad::Json)]);
    }
}
