#!/usr/bin/env python3
"""vigie's reading of messages beside two baselines, on the same sentences in one run.

    pip install scikit-learn==1.9.1
    cargo build --release
    python3 bench/detection.py [--bin target/release/vigie] [--set FILE.jsonl]

Fitted to data/examples (ours and the classifier alike), measured on the set that is named: a file of the
shape of the development set, or of data/examples. Prints precision, recall and F1 of the alarm, and alarms on ordinary
text when the development set lies beside the project. Nothing is written.
"""
import argparse
import glob
import json
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)

# The two keyword baselines: a threat and a demand; a condition, a showing and an audience.
THREAT = r"post|send|share|leak|expose|publi|envo|partag|diffus|manda|sub[eo]|filtr|أنشر|انشر|أرسل|ارسل|فضح"
DEMAND = r"pay|money|\$|€|card|crypto|bitcoin|pic|photo|pa[iy]|argent|carte|coupon|dinero|tarjeta|foto|ادفع|حول|بطاق|صور"
AUDIENCE = r"friend|famil|mother|mom|mum|father|school|every|ami|famille|mère|école|tous|amigo|famil|madre|todos|أهل|اهل|ربع|كل"
CONDITION = r"\bor\b|unless|otherwise|if you|\bou\b|sinon|si tu|\bo\b|si no|أو|او|إذا|وإلا"


def messages(path):
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        row["text"] = re.sub(r"</?[a-z_]+>", "", row["text"])
        yield row


def fitted():
    """All that vigie's weights are fitted to, except the turns of conversations: texts and roles."""
    files = lambda ending: sorted(glob.glob(os.path.join(ROOT, "data/examples/*" + ending)))
    rows = [row for path in files(".fit.jsonl") + files(".more.jsonl") + files(".terse.jsonl") for row in messages(path)]
    for path in files(".lines.tsv") + files(".hints.tsv"):
        for line in open(path, encoding="utf-8"):
            fields = line.rstrip("\n").split("\t")
            rows.append({"role": fields[0], "text": fields[5]})
    for path in files(".ordinary.txt"):
        rows += [{"role": "none", "text": line.rstrip("\n")} for line in open(path, encoding="utf-8")]
    return rows


def vigie(binary, texts):
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    out = subprocess.run([binary, "scan", "--jsonl"], input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line)["alarm"] for line in out.splitlines()]


def figures(name, found, truth, seconds, ordinary=None):
    tp = sum(f and t for f, t in zip(found, truth))
    p = tp / max(1, sum(found))
    r = tp / max(1, sum(truth))
    f1 = 2 * p * r / (p + r) if tp else 0.0
    beside = "" if ordinary is None else f"  alarms on ordinary text {sum(ordinary)} of {len(ordinary)}"
    print(f"{name:<34} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  {seconds:6.2f} s{beside}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=os.path.join(ROOT, "target/release/vigie"))
    parser.add_argument("--set", default=os.path.join(ROOT, "../shared/devset/messages.jsonl"))
    args = parser.parse_args()
    if not os.path.exists(args.set):
        sys.exit(f"{args.set} is not there: name a set with --set, for example data/examples/en.fit.jsonl")
    fit = fitted()
    rows = list(messages(args.set))
    texts, truth = [r["text"] for r in rows], [r["role"] == "offender" for r in rows]
    ordinary = []
    sms = os.path.join(ROOT, "../shared/devset/benign/sms.tsv")
    if os.path.exists(sms):
        lines = open(sms, encoding="utf-8").read().splitlines()
        ordinary += [line[4:] for line in lines if line.startswith("ham\t")]
        for path in sorted(glob.glob(os.path.join(ROOT, "../shared/devset/benign/tatoeba/tatoeba.*"))):
            ordinary += open(path, encoding="utf-8").read().splitlines()
    print(f"{len(rows)} messages, {sum(truth)} of an offender; {len(ordinary)} lines of ordinary text; fitted to {len(fit)}")

    def run(name, read):
        began = time.perf_counter()
        found = read(texts)
        seconds = time.perf_counter() - began
        figures(name, found, truth, seconds, read(ordinary) if ordinary else None)

    both = lambda *parts: lambda all: [all_in(t, parts) for t in all]
    all_in = lambda t, parts: all(re.search(p, t.lower()) for p in parts)
    run("keywords: threat and demand", both(THREAT, DEMAND))
    run("keywords: condition, showing, people", both(CONDITION, THREAT, AUDIENCE))
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        print("scikit-learn is not installed: the classifier was left out")
    else:
        grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        model = LogisticRegression(C=10, max_iter=1000)
        model.fit(grams.fit_transform([r["text"] for r in fit]), [r["role"] == "offender" for r in fit])
        chance = lambda all: model.predict_proba(grams.transform(all))[:, 1]
        run("character n-grams, from 0.5", lambda all: [bool(c >= 0.5) for c in chance(all)])
        run("character n-grams, from 0.9", lambda all: [bool(c >= 0.9) for c in chance(all)])
    run("vigie", lambda all: vigie(args.bin, all))


if __name__ == "__main__":
    main()
