//! What the detector promises, tested from outside.

mod alarm;
mod benign;
mod bodies;
mod changed;
mod coercion;
mod conversation;
mod evasion;
mod examples;
mod extract;
mod folder;
mod identifiers;
mod robustness;
mod self_harm;

use std::path::PathBuf;
use std::sync::OnceLock;
use vigie_detect::{Detector, Finding};

/// The shipped detector, built once for all tests.
fn detector() -> &'static Detector {
    static DETECTOR: OnceLock<Detector> = OnceLock::new();
    DETECTOR.get_or_init(|| Detector::embedded().expect("the shipped lexicons compile"))
}

fn found(text: &str) -> Vec<Finding> {
    detector().self_harm(text)
}

/// A file of the development set, when it lies beside the project.
fn devset(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/devset").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("the development set is not beside the project: {name} was not checked");
    }
    text
}
