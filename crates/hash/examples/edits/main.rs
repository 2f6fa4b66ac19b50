//! How often an edited picture is still found, and how often a different one is taken for it: `docs/fingerprints.md`.
//!
//! `cargo run --release -p vigie-hash --example edits` makes 200 pictures by arithmetic, takes the ordinary photographs of
//! the reference when they lie beside the project, edits all of them in every way below, and prints a table. Each edit
//! is saved as a file and read again, as it would come in. `-- --crops` prints what decides the steps of a family instead,
//! `-- --reduced` how far variants of large pictures are from those of all their pixels.

// Sizes and brightness of made-up pictures are small by construction.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss
)]

mod crops;
mod edits;
mod reduced;
mod scenes;
mod table;

use image::RgbImage;
use std::path::Path;
use std::sync::Mutex;
use vigie_hash::{Fingerprint, Hashed, Options, Pdq, hash_image};

/// A picture with everything that may be put on a list.
pub struct Original {
    /// Its pixels.
    pub image: RgbImage,
    /// As it is.
    pub stored: Hashed,
    /// Usable ones of its family, beside the stored one.
    pub family: Vec<Pdq>,
    /// Usable ones with which it would look.
    pub query: Vec<Pdq>,
    /// Whether a camera made it.
    pub is_photograph: bool,
}

fn main() {
    if std::env::args().any(|argument| argument == "--reduced") {
        reduced::print();
        return;
    }
    let originals = originals();
    let photographs = originals.iter().filter(|original| original.is_photograph).count();
    println!("{} pictures, {photographs} of them photographs\n", originals.len());
    if std::env::args().any(|argument| argument == "--crops") {
        crops::print(&originals);
        return;
    }
    let edits = edits::all();
    let found = in_two_threads(&originals, |index, original| {
        let other = &originals[(index + 1) % originals.len()].image;
        let of = |edit: &edits::Edit| {
            let bytes = (edit.apply)(&original.image, other, index as u64);
            table::Found::of(&originals, index, &fingerprint(&bytes, false))
        };
        edits.iter().map(of).collect::<Vec<_>>()
    });
    table::print(&edits, &originals, &found);
}

fn fingerprint(bytes: &[u8], family: bool) -> Fingerprint {
    let options = Options { query: true, family, ..Options::default() };
    hash_image(bytes, &options).unwrap_or_else(|error| panic!("an edit that cannot be read: {error}"))
}

/// Those whose fingerprint may be matched at all.
fn originals() -> Vec<Original> {
    let made = (0..200).map(|number| (scenes::make(number), false));
    let all: Vec<_> = made.chain(photographs().into_iter().map(|image| (image, true))).collect();
    let hashed = in_two_threads(&all, |_, (image, is_photograph)| {
        let found = fingerprint(&edits::png(image), true);
        let is_family = |name: &str| name.starts_with("crop-");
        let of = |wanted: bool| {
            let usable = found.variants.iter().filter(|variant| variant.hashed.is_usable());
            let these = usable.filter(|variant| is_family(&variant.name) == wanted);
            these.map(|variant| variant.hashed.pdq).collect()
        };
        Original {
            image: image.clone(),
            stored: found.hashed,
            family: of(true),
            query: of(false),
            is_photograph: *is_photograph,
        }
    });
    let count = hashed.len();
    let usable: Vec<_> = hashed.into_iter().filter(|original| original.stored.is_usable()).collect();
    println!("{} pictures left out: too little to see in them", count - usable.len());
    usable
}

fn photographs() -> Vec<RgbImage> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/pdq");
    let names = [
        "bridge-mods/aaa-orig.jpg",
        "labelme/q0122.jpg",
        "labelme/q0291.jpg",
        "labelme/q0746.jpg",
        "labelme/q1050.jpg",
        "labelme/q2821.jpg",
        "misc-images/c.png",
        "pen-and-coaster.png",
        "rgb.jpeg",
        "LA.png",
        "exif/exif-rotn-1.jpg",
        "exif/exif-rotn-6.jpg",
        "exif/exif-rotn-8.jpg",
    ];
    let open = |name: &&str| Some(image::open(folder.join(name)).ok()?.thumbnail(1000, 1000).to_rgb8());
    names.iter().filter_map(open).collect()
}

/// Applies to each item, on two threads, and keeps the order.
fn in_two_threads<T: Sync, R: Send>(items: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let (next, done) = (Mutex::new(0..items.len()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    // Cannot fail: a thread that panicked ends the program first.
                    let Some(index) = next.lock().unwrap().next() else { break };
                    let result = work(index, &items[index]);
                    // Cannot fail: a thread that panicked ends the program first.
                    done.lock().unwrap().push((index, result));
                }
            });
        }
    });
    // Cannot fail: a thread that panicked ends the program first.
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
