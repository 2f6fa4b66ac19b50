//! The codes of the reference implementation, when its folder lies beside the project.

use std::path::Path;

use vigie_index::{Code, Index};

use crate::linear::Linear;

fn codes(file: &Path) -> Vec<Code> {
    let text = std::fs::read_to_string(file).unwrap();
    let byte = |line: &str, at: usize| u8::from_str_radix(&line[2 * at..2 * at + 2], 16).unwrap();
    text.lines().map(|line| std::array::from_fn(|at| byte(line, at))).collect()
}

#[test]
fn the_haystack_of_the_reference_is_answered_as_by_a_scan() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/hamming");
    if !folder.exists() {
        eprintln!("\n*** NOT TESTED: no reference codes at {} ***\n", folder.display());
        return;
    }
    let linear = Linear(codes(&folder.join("haystack.txt")).into_iter().zip(0..).collect());
    let index = Index::build(linear.0.iter().copied());
    let needles = codes(&folder.join("needles.txt"));
    let mut found = 0;
    for needle in &needles {
        for most in [0, 30, 31, 32, 48, 64] {
            linear.check(&index, needle, most);
        }
        found += index.within(*needle, 31).unwrap().as_slice().len();
    }
    println!("{} needles, {} codes, {found} hits at 31", needles.len(), linear.0.len());
    assert!(found > 0);
}
