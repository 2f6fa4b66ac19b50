//! Any bytes as the file of an index, and files of an index with bytes changed: refused, or questions have an answer.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;
use vigie_index::Index;

fn whole() -> &'static [u8] {
    static WHOLE: OnceLock<Vec<u8>> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let index = Index::build((0..40_u8).map(|n| ([n.wrapping_mul(37); 32], u64::from(n))));
        let path = std::env::temp_dir().join(format!("vigie-fuzz-{}", std::process::id()));
        // Cannot fail: a machine that fuzzes has a folder for temporary files.
        index.save(&path, 7).expect("a folder for temporary files");
        // Cannot fail: it was just written.
        let bytes = std::fs::read(&path).expect("what was just written");
        // Cannot fail: it was just written.
        std::fs::remove_file(&path).expect("what was just written");
        bytes
    })
}

fn ask(bytes: Vec<u8>) {
    if let Ok((index, _)) = Index::from_bytes(bytes) {
        let _ = index.verify();
        let _ = index.within([0; 32], 31);
        let _ = index.within_all(&[[37; 32], [255; 32]], 64);
        index.insert([1; 32], 99);
        index.remove(3);
        let _ = index.merge();
    }
}

fuzz_target!(|bytes: &[u8]| {
    ask(bytes.to_vec());
    // Three bytes are one change: where, and to what.
    let mut changed = whole().to_vec();
    for change in bytes.chunks_exact(3).take(8) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % changed.len();
        changed[at] = change[2];
    }
    ask(changed);
});
