#!/usr/bin/env python3
"""Processor time of Python's pdqhash with Pillow on one picture, against `examples/hash` of crates/hash: same file, same
machine, one after the other, the median of rounds.

    pip install pdqhash pillow
    cargo build --release -p vigie-hash --example hash
    python3 bench/pdq_speed.py PICTURE.jpg
"""
import resource
import statistics
import subprocess
import sys
import time

import numpy
import pdqhash
from PIL import Image

PROGRAM = "target/release/examples/hash"
ROUNDS, REPEAT = 5, 10


def ours(path, *flags):
    """Milliseconds a picture."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([PROGRAM, *flags, "--repeat", str(REPEAT), path], check=True, stdout=subprocess.DEVNULL)
    return (resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before) / REPEAT * 1000


def reference(path):
    """Milliseconds: decoding, and all of it."""
    start = time.process_time()
    array = numpy.asarray(Image.open(path))
    decoded = time.process_time()
    pdqhash.compute(array)
    return (decoded - start) * 1000, (time.process_time() - start) * 1000


path = sys.argv[1]
ways = {
    "decode": ["--decode"],
    "decode and PDQ, exact": ["--pixels"],
    "grey plane": ["--decode", "--fast"],
    "grey plane and PDQ": ["--pixels", "--fast"],
    "PDQ and digests": ["--plain"],
    "PDQ, digests and variants for looking": ["--query"],
    "all variants and family": [],
}
rows = {name: [] for name in ways}
theirs = []
for _ in range(ROUNDS):
    theirs.append(reference(path))
    for name, flags in ways.items():
        rows[name].append(ours(path, *flags))
decoding, whole = (statistics.median(column) for column in zip(*theirs))
print(f"| Pillow, decode | {decoding:.0f} ms | |\n| Pillow and pdqhash | {whole:.0f} ms | 1.0 |")
for name, times in rows.items():
    middle = statistics.median(times)
    print(f"| {name} | {middle:.1f} ms | {whole / middle:.1f} |")
