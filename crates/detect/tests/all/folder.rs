//! Lexicons read from a folder.

use std::fs;
use std::path::{Path, PathBuf};
use vigie_detect::coercion::State;
use vigie_detect::{Detector, RULES_VERSION};

const OWN: &str = "../../data/lexicons";

/// A copy of the shipped lexicons that goes with it.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let to = std::env::temp_dir().join(format!("vigie-lexicons-{name}-{}", std::process::id()));
        copy(Path::new(OWN), &to);
        Self(to)
    }

    fn error(&self) -> String {
        Detector::from_folder(&self.0).err().map(|error| error.to_string()).unwrap_or_default()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
fn a_folder_reads_as_what_is_built_in_and_says_which_files_it_was() {
    let (built_in, folder) = (Detector::embedded().unwrap(), Detector::from_folder(Path::new(OWN)).unwrap());
    assert_eq!(built_in.version(), RULES_VERSION);
    assert!(folder.version().starts_with(&format!("{RULES_VERSION}+")), "{}", folder.version());
    // Read from text there, packed here.
    let held = fs::read_to_string(Path::new(OWN).join("../examples/es.held.jsonl")).unwrap();
    let sentences = held.split('"').filter(|part| part.contains(' '));
    let own = ["pay 300 by friday or your friends get the video", "see you at the pool", "je veux mourir", ""];
    for text in own.into_iter().chain(sentences) {
        let (mut one, other) = (built_in.message(text, "en"), folder.message(text, "en"));
        one.version.clone_from(&other.version);
        assert_eq!(one, other, "{text}");
    }
    let hint = "bonita. seguro que a tu padre tambien le gusta";
    let talk = [
        ("A", "mandame una foto"),
        ("B", "[foto]"),
        ("A", hint),
        ("B", "que dices, por favor no"),
        ("A", "50 y no la ve"),
    ];
    let (mut one, mut other) = (State::default(), State::default());
    for (speaker, text) in talk {
        let (mut one, other) = (one.turn(&built_in, speaker, text, "en"), other.turn(&folder, speaker, text, "en"));
        for reading in [Some(&mut one.reading), one.pieces.as_mut()].into_iter().flatten() {
            reading.version.clone_from(&other.reading.version);
        }
        assert_eq!(one, other, "{text}");
    }
    assert!(one.summary().alarm && one == other, "else it says little");
    let changed = Copy::new("changed");
    fs::write(changed.0.join("en/more.toml"), "reviewed_by = []\n").unwrap();
    assert_ne!(Detector::from_folder(&changed.0).unwrap().version(), folder.version());
}

#[test]
fn an_error_names_the_file_and_the_line() {
    let bad = Copy::new("bad");
    let rule = "# one\n[[rule]]\nid = \"en-co-999\"\nphrase = \"a (b\"\ncue = \"plea\"\nwhy = \"\"\nhits = []\n";
    fs::write(bad.0.join("en/bad.toml"), rule).unwrap();
    assert!(bad.error().starts_with("en/bad.toml, line 3: rule en-co-999: "), "{}", bad.error());
    fs::write(bad.0.join("en/bad.toml"), "[concepts]\nnew_thing = \"a [b\"\n").unwrap();
    assert!(bad.error().starts_with("en/bad.toml, line 2: "), "{}", bad.error());
    fs::write(bad.0.join("en/bad.toml"), "[concepts\n").unwrap();
    assert!(bad.error().starts_with("en/bad.toml: ") && bad.error().contains("line 1"), "{}", bad.error());
    fs::remove_file(bad.0.join("en/bad.toml")).unwrap();
    fs::write(bad.0.join("wording.tsv"), "word\tpay\t1\t2\n").unwrap();
    assert_eq!(bad.error(), "wording.tsv, line 1: seventeen weights belong here");
    fs::write(bad.0.join("wording.tsv"), "letter\tpay\t1\n").unwrap();
    assert_eq!(bad.error(), "wording.tsv, line 1: a family is word, run, concept or pair");
    fs::write(bad.0.join("wording.tsv"), "").unwrap();
    fs::write(bad.0.join("places.tsv"), "w pay\t1\t2\n").unwrap();
    assert_eq!(bad.error(), "places.tsv, line 1: twenty weights belong here");
    fs::remove_file(bad.0.join("places.tsv")).unwrap();
    assert!(bad.error().starts_with("places.tsv: is missing: "), "{}", bad.error());
}

#[test]
fn a_folder_without_lexicons_and_none_at_all_are_told_apart() {
    let nothing = std::env::temp_dir().join(format!("vigie-lexicons-none-{}", std::process::id()));
    fs::create_dir_all(nothing.join("en")).unwrap();
    let error = Detector::from_folder(&nothing).err().unwrap().to_string();
    assert!(error.contains("holds no lexicon"), "{error}");
    fs::remove_dir_all(&nothing).unwrap();
    let error = Detector::from_folder(&nothing).err().unwrap().to_string();
    assert!(error.contains("No such file"), "{error}");
}

#[test]
fn without_weights_of_conversations_each_turn_speaks_for_itself() {
    let bare = Copy::new("bare");
    let file = bare.0.join("weights.tsv");
    let weights = fs::read_to_string(&file).unwrap();
    let of_talks = ["turn ", "whole ", "onset ", "wanted "];
    let rest = weights.lines().filter(|line| !of_talks.iter().any(|head| line.starts_with(head)));
    fs::write(&file, rest.flat_map(|line| [line, "\n"]).collect::<String>()).unwrap();
    let detector = Detector::from_folder(&bare.0).unwrap();
    let threat = "pay 300 in gift cards by friday or your friends get the video";
    let turns = [("A", "hi"), ("B", "hi"), ("A", threat), ("B", "who is this"), ("A", "see you at the pool")];
    let (sum, reads) = detector.conversation(&turns, "en");
    assert_eq!(sum.onset, Some(2), "{sum:?}");
    assert_eq!(reads.iter().map(|read| read.alarm).collect::<Vec<_>>(), [false, false, true, false, false]);
    let mut state = State::default();
    for (speaker, text) in turns {
        state.turn(&detector, speaker, text, "en");
        state = State::from_bytes(&state.to_bytes()).unwrap();
    }
    assert_eq!(state.summary(), sum);
}
