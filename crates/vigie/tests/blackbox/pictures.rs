//! `vigie hash`, `vigie match`, `vigie index`: pictures made here, from file to answer.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::http::Browser;
use crate::node::{Engine, Home, program};
use crate::stolen::sign_in;

/// A folder that goes with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("vigie-pictures-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

const SIDE: usize = 160;

/// Hills and a few discs, another landscape for each number, as a BMP of 24 bits.
fn landscape(number: u32, mirrored: bool) -> Vec<u8> {
    let mut seed = number.wrapping_mul(2_654_435_761).max(1);
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        f64::from(seed % 1000) / 1000.0
    };
    let waves: Vec<[f64; 4]> = (0..7).map(|_| [next() * 0.2, next() * 0.2, next() * 6.0, next() * 30.0]).collect();
    let discs: Vec<[f64; 4]> =
        (0..5).map(|_| [next() * 160.0, next() * 160.0, next() * 40.0, next() * 120.0]).collect();
    let light = |x: usize, y: usize| {
        let (x, y) = (x as f64, y as f64);
        let hills: f64 = waves.iter().map(|[a, b, c, d]| d * (a * x + b * y + c).sin()).sum();
        let spots: f64 = discs.iter().filter(|[a, b, r, _]| (x - a).hypot(y - b) < *r).map(|[.., d]| d - 60.0).sum();
        let light = (128.0 + hills + spots).clamp(0.0, 255.0);
        (0_u8..=255).rfind(|level| f64::from(*level) <= light).unwrap_or(0)
    };
    let mut out = Vec::new();
    let bytes = u32::try_from(54 + SIDE * SIDE * 3).expect("small").to_le_bytes();
    let side = u32::try_from(SIDE).expect("small").to_le_bytes();
    out.extend(b"BM");
    out.extend(bytes);
    out.extend([0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]);
    out.extend(side);
    out.extend(side);
    out.extend([1, 0, 24, 0]);
    out.extend([0; 24]);
    for y in (0..SIDE).rev() {
        for x in 0..SIDE {
            out.extend([light(if mirrored { SIDE - 1 - x } else { x }, y); 3]);
        }
    }
    out
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut command = program();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn files_are_hashed_in_their_order_and_what_is_no_picture_is_named() {
    let folder = Folder::new("hash");
    let files: Vec<String> = (1..=9).map(|n| folder.file(&format!("{n}.bmp"), &landscape(n, false))).collect();
    let wrong = folder.file("words.txt", b"no picture");
    let missing = folder.path("missing.png");
    let mut names: Vec<&str> = files.iter().map(String::as_str).collect();
    names.insert(4, &wrong);
    names.push(&missing);
    let output = run(&[&["hash"][..], &names[..]].concat(), "");
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let told: Vec<&str> = text(&output.stdout).lines().collect();
    assert_eq!(told.len(), 9);
    for (line, file) in told.iter().zip(&files) {
        let [hex, quality, name] = line.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(hex.len() == 64 && quality.parse::<u8>().expect("a number") >= 50 && name == file, "{line}");
    }
    let said = text(&output.stderr);
    assert!(said.contains("words.txt: no picture that can be read here") && said.contains("missing.png"), "{said}");

    let output = run(&["hash", "--json", "--family", "-"], &names.join("\n"));
    assert_eq!(output.status.code(), Some(1));
    let told: Vec<Value> = text(&output.stdout).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(told.iter().map(|one| one["file"].as_str().expect("a name")).collect::<Vec<_>>(), names);
    assert!(told[4]["error"].is_string() && told[10]["error"].is_string() && told[4]["pdq"].is_null());
    let one = &told[0];
    assert_eq!((&one["width"], &one["height"], &one["type"]), (&160.into(), &160.into(), &"image/bmp".into()));
    assert_eq!(one["sha256"].as_str().map(str::len), Some(64));
    let variants = one["variants"].as_array().expect("variants");
    assert!(variants.iter().any(|v| v["name"].as_str().is_some_and(|n| n.starts_with("crop-"))), "{one}");
}

#[test]
fn a_mirrored_picture_is_found_on_a_list_and_in_its_index() {
    let folder = Folder::new("match");
    let known: Vec<String> = (1..=30).map(|n| folder.file(&format!("k{n}.bmp"), &landscape(n, false))).collect();
    let hashed = run(&["hash", "-"], &known.join("\n"));
    let rows: Vec<String> = text(&hashed.stdout)
        .lines()
        .map(|line| format!("{},x", line.split(' ').next().expect("a fingerprint")))
        .collect();
    let list = folder.file("list.csv", format!("pdq,note\n{}\nnonsense,x\n", rows.join("\n")).as_bytes());
    let query = folder.file("q.bmp", &landscape(17, true));
    let other = folder.file("o.bmp", &landscape(99, false));

    let output = run(&["match", "--list", &list, "--json", &query, &other, &rows[2][..64]], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("line 32"), "{}", text(&output.stderr));
    let told: Vec<Value> = text(&output.stdout).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    // The head is line 1, so the 17th picture stands on line 18.
    let first = &told[0]["matches"][0];
    assert_eq!((&first["line"], &first["variant"]), (&18.into(), &"mirror".into()), "{}", told[0]);
    assert_eq!(first["pdq"], rows[16][..64]);
    assert!(first["distance"].as_u64().expect("a number") <= 31);
    assert_eq!(told[1]["matches"], serde_json::json!([]));
    assert_eq!((&told[2]["matches"][0]["line"], &told[2]["matches"][0]["distance"]), (&4.into(), &0.into()));

    let stored = run(&["match", "--list", &list, "--variants", "none", &query], "");
    assert_eq!(text(&stored.stdout).trim(), format!("{query}: nothing near"));

    let index = folder.path("list.index");
    let built = run(&["index", "build", "--list", &list, &index], "");
    assert!(text(&built.stdout).starts_with("30 fingerprints"), "{}", text(&built.stderr));
    let output = run(&["match", "--list", &index, "--json", &query], "");
    let one: Value = serde_json::from_str(text(&output.stdout)).expect("JSON");
    assert_eq!((&one["matches"][0]["line"], &one["matches"][0]["pdq"]), (&18.into(), &Value::Null));
    let mut bytes = fs::read(Path::new(&index)).expect("the index");
    bytes.truncate(bytes.len() - 9);
    fs::write(&index, bytes).expect("cut off");
    let output = run(&["match", "--list", &index, &query], "");
    assert!(output.status.code() == Some(1) && text(&output.stderr).contains("cut off"), "{}", text(&output.stderr));
}

#[test]
fn a_bank_of_a_node_at_work_takes_a_list_and_gives_it_out_again() {
    let _alone = crate::alone();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (home, folder) = (Home::new(engine, true), Folder::new(&format!("bank-{engine:?}")));
        let mut node = home.serve().log("warn").start();
        let bank = |arguments: &[&str]| home.output(&[&["bank"], arguments].concat());
        assert!(text(&bank(&["list"]).stdout).contains("no bank yet"));
        let logins = node.logins();
        let cookie = format!("Cookie: {}\r\n", sign_in(node.visitor(), &logins[0].0, &logins[0].1));
        let desk = Browser { headers: &cookie, ..node.visitor() };
        let fields =
            [("name", "Heron list"), ("purpose", "a test"), ("source", "herons"), ("near", "31"), ("on", "yes")];
        let made = desk.post("/console/banks", &[&fields[..], &[("most", "1000")]].concat()).expect("an answer");
        assert_eq!(made.status, 303, "{made}");

        let known: Vec<String> = (1..=3).map(|n| folder.file(&format!("k{n}.bmp"), &landscape(n, false))).collect();
        let hashed = run(&["hash", "--json", "-"], &known.join("\n"));
        let list = folder.file("list.ndjson", &[&hashed.stdout[..], b"{}\n"].concat());
        let import = |more: &[&str]| bank(&[&["import", "heron list", list.as_str(), "--json"], more].concat());
        let told = |output: &Output| -> Value { serde_json::from_slice(&output.stdout).expect("JSON") };
        for (more, done) in [(&["--dry-run"][..], false), (&[], false), (&["--skip-bad"], true)] {
            let output = import(more);
            assert_eq!(output.status.code(), Some(1), "a line is bad");
            let told = told(&output);
            assert_eq!((&told["done"], &told["added"], &told["bad"][0]["line"]), (&done.into(), &3.into(), &4.into()));
        }
        assert_eq!(told(&import(&["--skip-bad"]))["there"], 3, "again it changes nothing");
        let listed = bank(&["list", "--json"]);
        assert_eq!(told(&listed)["banks"][0]["standing"], 3);

        let out = bank(&["export", "Heron list"]);
        assert!(out.status.success(), "{}", text(&out.stderr));
        let out = folder.file("out.csv", &out.stdout);
        let again = bank(&["import", "Heron list", &out, "--dry-run"]);
        assert!(again.status.success() && text(&again.stdout).contains("There already: 3."), "{}", text(&again.stdout));
        let found = run(&["match", "--list", &out, &known[1]], "");
        assert_eq!(found.status.code(), Some(1), "{}", text(&found.stderr));
        assert_eq!(bank(&["export", "No list"]).status.code(), Some(1));
        assert_eq!(bank(&["import"]).status.code(), Some(2), "not understood");
        assert!(node.stop().success());
    }
}
