#!/usr/bin/env bash
# The tests of the index once more with every read and write of memory checked (AddressSanitizer).
#
# It is the one crate whose unsafe code itself reads what a file says. The stable compiler brings the sanitizer; the flag
# that turns it on counts as unfinished, hence RUSTC_BOOTSTRAP. Takes a few minutes; x86-64 Linux only.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Zsanitizer=address \
    cargo test --target x86_64-unknown-linux-gnu --target-dir target/sanitized -p vigie-index --lib --test it
