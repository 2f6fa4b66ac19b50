#!/usr/bin/env python3
"""vigie-index beside faiss and threatexchange: the same codes, the same questions, in turns, one thread each.

    python3 -m venv VENV && VENV/bin/pip install faiss-cpu threatexchange numpy
    VENV/bin/python bench/compare_index.py 1000000 [--clustered] [--rounds 5] [--no-multihash]

Times are CPU time of one thread, medians over rounds; a round asks every program in turn. Every answer is counted:
the programs have to find the same number of hits. Needs some 6 GB at ten million. Not part of ./test.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import faiss
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
BITS = 31
# Questions of a round for ours: at a million a tenth of a second, as long as the 64 that the slow ones get take them or longer.
QUESTIONS = 8192


def codes_of(size, clustered, rng):
    """Random codes, or families of up to fifty that differ in up to 60 bits."""
    if not clustered:
        return rng.integers(0, 256, (size, 32), dtype=np.uint8)
    seeds = rng.integers(0, 256, (size // 50 + 1, 32), dtype=np.uint8)
    codes = seeds[rng.integers(0, len(seeds), size)]
    return turned(codes, rng.integers(0, 61, size), rng)


def turned(codes, bits, rng):
    """Each code with about so many bits turned."""
    codes = codes.copy()
    for turn in range(int(bits.max(initial=0))):
        rows = np.flatnonzero(bits > turn)
        at = rng.integers(0, 256, len(rows))
        codes[rows, at // 8] ^= (1 << (at % 8)).astype(np.uint8)
    return codes


class Ours:
    """The benchmark program, answering line by line."""

    def __init__(self, codes, folder):
        (folder / "codes").write_bytes(codes.tobytes())
        command = ["cargo", "bench", "-q", "-p", "vigie-index", "--bench", "index", "--", "--serve", str(folder / "codes")]
        self.folder = folder
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return [float(word) for word in self.process.stdout.readline().split()]

    def build(self):
        return self.ask("build")

    def file(self, name, asked):
        path = self.folder / name
        path.write_bytes(asked.tobytes())
        return path

    def single(self, name, asked):
        median, _, hits = self.ask(f"single {self.file(name, asked)} {BITS}")
        return median, int(hits)

    def batch(self, name, asked):
        each, hits = self.ask(f"batch {self.file(name, asked)} {BITS}")
        return each, int(hits)


class Peer:
    """A faiss index: microseconds of CPU for each question, and the hits."""

    def __init__(self, index):
        self.index = index

    def single(self, _, asked):
        times, hits = [], 0
        for code in asked:
            before = time.thread_time_ns()
            limits, _, _ = self.index.range_search(code[None], BITS + 1)
            times.append((time.thread_time_ns() - before) / 1000)
            hits += int(limits[-1])
        return statistics.median(times), hits

    def batch(self, _, asked):
        before = time.thread_time_ns()
        limits, _, _ = self.index.range_search(asked, BITS + 1)
        return (time.thread_time_ns() - before) / 1000 / len(asked), int(limits[-1])


class Exchange:
    """The PDQ index of threatexchange, through its own interface."""

    def __init__(self, codes):
        from threatexchange.signal_type.pdq.pdq_index import PDQIndex

        entries = [(bytes(code).hex(), at) for at, code in enumerate(codes)]
        self.index = PDQIndex.build(entries)

    def single(self, _, asked):
        times, hits = [], 0
        for code in asked:
            text = bytes(code).hex()
            before = time.thread_time_ns()
            found = self.index.query(text)
            times.append((time.thread_time_ns() - before) / 1000)
            hits += len(found)
        return statistics.median(times), hits


def timed(work):
    before = time.thread_time()
    result = work()
    return time.thread_time() - before, result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", type=int)
    parser.add_argument("--clustered", action="store_true")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-multihash", action="store_true")
    parser.add_argument("--exchange", action="store_true", help="also PDQIndex of threatexchange (slow to build)")
    options = parser.parse_args()
    faiss.omp_set_num_threads(1)
    rng = np.random.default_rng(1)
    codes = codes_of(options.size, options.clustered, rng)
    stored = codes[rng.integers(0, options.size, QUESTIONS)]
    questions = {
        "no match": rng.integers(0, 256, (QUESTIONS, 32), dtype=np.uint8),
        "match": turned(stored, rng.integers(0, 32, QUESTIONS), rng),
    }
    with tempfile.TemporaryDirectory() as folder:
        run(options, codes, questions, Path(folder))


def run(options, codes, questions, folder):
    ours = Ours(codes, folder)
    seconds, bytes_each = ours.build()
    print(f"{options.size} codes, {'clustered' if options.clustered else 'random'}, within {BITS} bits, {options.rounds} rounds")
    print(f"vigie-index: built in {seconds:.2f} s CPU, {bytes_each:.1f} bytes each", flush=True)
    peers = {}
    flat = faiss.IndexBinaryFlat(256)
    flat.add(codes)
    peers["IndexBinaryFlat"] = Peer(flat)
    if not options.no_multihash:
        multi = faiss.IndexBinaryMultiHash(256, 16, 16)
        multi.nflip = BITS // 16
        built, _ = timed(lambda: multi.add(codes))
        print(f"IndexBinaryMultiHash: built in {built:.1f} s CPU, {built / seconds:.1f} times as long", flush=True)
        peers["IndexBinaryMultiHash"] = Peer(multi)
    if options.exchange:
        built, peer = timed(lambda: Exchange(codes))
        print(f"threatexchange PDQIndex: built in {built:.1f} s CPU, {built / seconds:.1f} times as long", flush=True)
        peers["threatexchange PDQIndex"] = peer
    for kind, asked in questions.items():
        compare(f"{kind}, single", ours, peers, "single", kind.replace(" ", "-"), asked, options.rounds)
        compare(f"{kind}, batch", ours, peers, "batch", kind.replace(" ", "-"), asked, options.rounds)


def compare(title, ours, peers, way, name, asked, rounds):
    times, hits = {}, {}
    for turn in range(rounds):
        # The slow ones get fewer of the questions, the same for all of them; ours is asked all of them each time.
        few = asked[(turn * 64) % len(asked) :][:64]
        for peer, index in {"vigie-index": ours, **peers}.items():
            if not hasattr(index, way):
                continue
            each, _ = getattr(index, way)(name, asked if index is ours else few)
            times.setdefault(peer, []).append(each)
            if turn == 0:
                hits[peer] = getattr(index, way)(name + "-few", few)[1] if index is ours else _
    base = statistics.median(times["vigie-index"])
    for peer, each in times.items():
        middle = statistics.median(each)
        ratio = "" if peer == "vigie-index" else f", {middle / base:.0f} times as long"
        print(f"{title}: {peer} {middle:.1f} us{ratio}, {hits[peer]} hits", flush=True)
    if len(set(hits.values())) != 1:
        sys.exit(f"{title}: they do not find the same: {hits}")


if __name__ == "__main__":
    main()
