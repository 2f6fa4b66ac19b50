//! `vigie scan`: from bytes to answers, whatever the bytes.

use std::io::Write as _;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::node::program;

/// The program with these words on its standard input.
fn scan(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = program();
    command.arg("scan").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut to = child.stdin.take().expect("its input");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || to.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    // Who reads no further has seen enough.
    let _ = writer.join().expect("a thread");
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

const THREATS: [&str; 4] = [
    "pay 300 in gift cards or i send the video to your mother",
    "paie 300 euros en coupons ou j'envoie la vidéo à ta mère",
    "paga 300 euros en tarjetas o le mando el video a tu madre",
    "حول 300 بطاقات أو أرسل المقطع لأمك",
];

#[test]
fn a_threat_is_found_in_four_languages_with_its_parts_in_code_points() {
    let output = scan(&["--jsonl"], THREATS.map(|t| format!("{{\"id\": 7, \"text\": \"{t}\"}}\n")).concat().as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let read = lines(&output);
    assert_eq!(read.len(), 4);
    for (text, one) in THREATS.iter().zip(&read) {
        assert_eq!((&one["id"], &one["alarm"], &one["role"]), (&7.into(), &true.into(), &"offender".into()), "{one}");
        assert_eq!(one["motive"], "financial");
        let letters: Vec<char> = text.chars().collect();
        let part = |label: &str| -> String {
            let all = one["elements"].as_array().expect("elements");
            let found = all.iter().find(|e| e["label"] == label).unwrap_or_else(|| panic!("{label} in {one}"));
            let at = |key: &str| usize::try_from(found[key].as_u64().expect("a number")).expect("small");
            letters[at("start")..at("end")].iter().collect()
        };
        assert!(part("demand_money").contains("300"), "{one}");
        assert!(part("threat_distribution").chars().count() > 8, "{one}");
    }
}

#[test]
fn the_same_bytes_come_out_again_and_the_language_of_the_reason_is_chosen() {
    let input = THREATS.join("\n");
    let first = scan(&["--lang", "fr"], input.as_bytes());
    assert_eq!(first.stdout, scan(&["--lang", "fr"], input.as_bytes()).stdout);
    let english = lines(&scan(&[], input.as_bytes()));
    for (one, other) in lines(&first).iter().zip(&english) {
        assert!(!one["reason"].as_str().expect("a sentence").is_empty());
        assert_ne!(one["reason"], other["reason"]);
        assert_eq!(one["elements"], other["elements"]);
    }
}

#[test]
fn a_conversation_tells_where_it_begins() {
    let line = r#"{"id":"c","turns":[{"speaker":"A","text":"hi there"},{"speaker":"B","text":"hello"},
        {"speaker":"A","text":"send 200 in vouchers"},{"speaker":"A","text":"or i send the video to all your friends"}]}"#
        .replace('\n', " ");
    let read = lines(&scan(&["--conversations"], line.as_bytes()));
    assert_eq!((&read[0]["id"], &read[0]["alarm"]), (&"c".into(), &true.into()), "{}", read[0]);
    assert!([2, 3].contains(&read[0]["onset"].as_u64().expect("a turn")), "{}", read[0]);
    assert!(!read[0]["evidence"].as_array().expect("evidence").is_empty());
}

#[test]
fn what_cannot_be_read_is_named_by_its_place_and_its_words_are_not_repeated() {
    let output = scan(&["--jsonl"], b"{\"text\": \"fine\"}\nzqheron\n{\"id\": 1}\n\n");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), lines(&output).len()), (Some(1), 1), "{said}");
    assert!(said.contains("line 2") && said.contains("line 3") && !said.contains("zqheron"), "{said}");

    let output = scan(&[], b"pay \xff\xfe 300 or i post it\n\x80\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(lines(&output).iter().all(|one| one["lossy"] == true));
    assert!(String::from_utf8_lossy(&output.stderr).contains("2 lines are not UTF-8"));
    assert_eq!(scan(&["no-such-file"], b"").status.code(), Some(1));
}

#[test]
fn what_exports_and_editors_leave_in_a_file_is_no_reason_to_leave_a_conversation_out() {
    let line = "\u{feff}{\"turns\": [{\"speaker\": \"A\", \"text\": null}, {\"speaker\": \"A\", \"text\": \"200 in gift cards or i \
                send the video to all your friends\"}, {\"text\": \"ok\"}]}\r\n";
    let output = scan(&["--conversations"], line.as_bytes());
    let read = lines(&output);
    assert_eq!((output.status.code(), &read[0]["alarm"], &read[0]["onset"]), (Some(0), &true.into(), &1.into()));

    let output = scan(&["--jsonl"], b"\xef\xbb\xbf{\"id\": 1, \"text\": \"fine\"}\n[]\n");
    assert_eq!((output.status.code(), lines(&output).len()), (Some(1), 1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 line was left out"));
    let other = scan(&["--conversations"], b"{\"turns\": [{\"from\": \"A\", \"body\": \"zqheron\"}]}\n");
    let said = String::from_utf8_lossy(&other.stderr);
    assert_eq!(
        (other.status.code(), lines(&other).len()),
        (Some(1), 0),
        "other names of fields are no empty turns: {said}"
    );
    assert!(said.contains("line 1, a turn has neither a speaker nor a text") && !said.contains("zqheron"), "{said}");
    let folder = scan(&["."], b"");
    assert!(String::from_utf8_lossy(&folder.stderr).contains("vigie: .: "), "the folder is named");
}

#[test]
fn for_people_the_parts_are_marked_and_nothing_hides_behind_signs_that_turn_the_writing() {
    let output = scan(&["--explain"], "pay 300 or i post \u{202e}it\u{1b}[2J online\n".as_bytes());
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("ALARM") && said.contains("<U+202E>") && said.contains("<U+001B>"), "{said}");
    assert!(!said.contains('\u{202e}') && !said.contains('\u{1b}'), "{said}");

    let output = scan(&["--explain"], b"pay 300 in gift cards or your friends get the video\n");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("[your friends get the video]"), "the people lie inside the threat: {said}");
}

#[test]
fn fifty_megabytes_in_one_line_are_read_in_bounded_memory() {
    let piece = "see you at the pool tomorrow, bring towels and a ball. ";
    let mut input = piece.repeat(50_000_000 / piece.len());
    input.push_str(THREATS[0]);
    let output = scan(&[], input.as_bytes());
    let read = lines(&output);
    assert_eq!((output.status.code(), read.len()), (Some(0), 1));
    assert_eq!(read[0]["alarm"], true, "the end of a long line is read like its beginning");
}
