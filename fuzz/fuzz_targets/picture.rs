//! Any bytes as a picture of any of the six formats: hashed or refused within its limits.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_hash::{Digests, Limits, Look, Mode, Options, Room, hash_image};

fuzz_target!(|bytes: &[u8]| {
    let Some((how, bytes)) = bytes.split_first() else { return };
    // Small limits: what is looked for are panics, and large pictures only take longer.
    let limits = Limits { pixels: 1 << 20, memory: 64 << 20, work: 1 << 22 };
    let mode = if how & 1 == 0 { Mode::default() } else { Mode::Fast };
    let options = Options { mode, limits, query: how & 2 != 0, ..Options::default() };
    let once = hash_image(bytes, &options);
    assert_eq!(once, hash_image(bytes, &options), "the same bytes have the same fingerprint");
    for fill in [0, 255] {
        let seen = Look::of(bytes, &options, &mut Room::filled(fill, 4 << 20));
        assert_eq!(seen.map(|look| look.with(Digests::of(bytes))), once, "whatever was in memory before");
    }
});
