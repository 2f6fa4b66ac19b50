//! `vigie hash --video`, `vigie match --video`: films made here by ffmpeg, from file to answer.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::node::program;

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("vigie-films-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// A film of one of ffmpeg's own patterns.
    fn film(&self, name: &str, pattern: &str, quality: &str) -> String {
        let path = self.path(name);
        let made = Command::new("ffmpeg")
            .args([
                "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", pattern, "-c:v", "mpeg4", "-q:v", quality, &path,
            ])
            .status();
        assert!(made.expect("ffmpeg starts").success());
        path
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_film_is_hashed_and_found_by_its_text() {
    let folder = Folder::new();
    let known = folder.film("known.mkv", "testsrc2=size=320x240:rate=25:duration=4", "2");
    let again = folder.film("again.mp4", "testsrc2=size=320x240:rate=25:duration=4", "9");
    let other = folder.film("other.avi", "mandelbrot=size=320x240:rate=25,trim=duration=4", "2");

    let hashed = run(&["hash", "--video", &known]);
    assert!(hashed.status.success(), "{}", text(&hashed.stderr));
    let lines: Vec<&str> = text(&hashed.stdout).lines().collect();
    let starts: Vec<&str> = lines.iter().map(|line| line.split(',').next().expect("a number")).collect();
    assert_eq!(starts, ["0", "25", "50", "75"]);
    assert!(
        lines.iter().all(|line| line.split(',').nth(2).expect("digits").len() == 64) && lines[3].ends_with(",3.000")
    );
    let each = run(&["hash", "--video", "--every", "0", &known]);
    assert_eq!(text(&each.stdout).lines().count(), 100);

    let list = folder.path("known.txt");
    std::fs::write(&list, &hashed.stdout).expect("a text");
    let found = run(&["match", "--video", &again, &list]);
    assert_eq!(found.status.code(), Some(1), "{}", text(&found.stderr));
    let expected =
        format!("{again}: 100.0 % of its frames are in {list}\n{list}: 100.0 % of its frames are in {again}\n");
    assert_eq!(text(&found.stdout), expected);
    let found = run(&["match", "--video", "--json", &other, &known]);
    assert_eq!(found.status.code(), Some(0), "{}", text(&found.stderr));
    let told: Value = serde_json::from_slice(&found.stdout).expect("JSON");
    assert_eq!((&told["query"], &told["compared_percent"]), (&other.into(), &Value::from(0.0)));

    std::fs::write(&list, format!("{}\n75,100,abc,3.000\n", lines[0])).expect("a text");
    let wrong = run(&["match", "--video", &again, &list]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("known.txt: line 2: "), "{}", text(&wrong.stderr));
}

#[test]
fn without_ffmpeg_it_is_said_what_to_do() {
    let film = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml").display().to_string();
    let missing = program().args(["hash", "--video", &film]).env("VIGIE_FFMPEG", "/nowhere/ffmpeg").output();
    let missing = missing.expect("the program starts");
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).contains("apt install ffmpeg"), "{}", text(&missing.stderr));
    let none = run(&["hash", "--video", &film]);
    assert_eq!(none.status.code(), Some(1));
    assert!(text(&none.stderr).contains("no film that can be read here"), "{}", text(&none.stderr));
    for wrong in
        [&["match", "--video", "--list", "x", "a", "b"][..], &["match", "a"], &["hash", "--video", "--json", "a"]]
    {
        assert_eq!(run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}
