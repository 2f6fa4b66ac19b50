//! The reference's own films and texts, when they lie beside the project. They are not part of it.

use std::path::{Path, PathBuf};

use vigie_video::{Options, Programs, Tolerance, hash_film, overlap, read, write};

/// The folder, or a loud word that it is missing.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/vpdq");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "\n*** NOT CHECKED against the reference's vectors: ../shared/vectors/vpdq is not beside the project ***\n"
    );
    None
}

#[test]
fn films_have_the_published_fingerprints() {
    let Some(folder) = folder() else { return };
    let programs = Programs::find(None).unwrap();
    let options = Options { every: 0.0, ..Options::default() };
    let mut count = 0;
    for film in std::fs::read_dir(folder.join("videos")).unwrap().map(|entry| entry.unwrap().path()) {
        let text = folder.join(film.file_name().unwrap()).with_extension("txt");
        let expected = read(&std::fs::read_to_string(text).unwrap()).unwrap();
        let found = hash_film(&programs, &film, &options).unwrap();
        assert_eq!(found.len(), expected.len(), "{}", film.display());
        let distances = found.iter().zip(&expected).map(|(a, b)| a.hashed.pdq.distance(&b.hashed.pdq).0);
        let (sum, most) = distances.fold((0, 0), |(sum, most), one| (sum + u32::from(one), most.max(one)));
        println!("{}: {} frames, {sum} bits differ, {most} at most", film.display(), found.len());
        count += 1;
    }
    assert_eq!(count, 7);
}
