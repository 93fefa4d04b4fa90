"""The whole line against jieba on the same text, its growth, its start, its memory, and the share of the classifier.

    python -m tests.bench.line

All ratios are taken side by side in one run on one core; figures of different runs do not compare. The text is corpus reports, as dense in
figures as reports come, and the same without any figure.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from miner import Miner, Source, outline
from miner.gold.notation import read_corpus

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"
PROBE = """
import json, resource, sys, time
start = time.perf_counter()
from miner import Miner
document = Miner.load().extract("本月完成检修三次，备件不足。")
print(json.dumps({"seconds": time.perf_counter() - start, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def print_against_jieba(miner: Miner, name: str, texts: list[str]) -> None:
    """The line report by report, against `jieba.lcut` of the same reports."""
    ours = timed(lambda: [miner.extract(text) for text in texts])
    words = timed(lambda: [jieba.lcut(text) for text in texts])
    size = sum(map(len, texts))
    print(
        f"{name}: {size:,} characters, line {size / ours / 1e6:.2f} M/s, jieba {size / words / 1e6:.2f} M/s, line/jieba {ours / words:.2f}"
    )


def print_share_of_labels(miner: Miner, texts: list[str]) -> None:
    """Predicting labels against the whole extraction."""
    whole = timed(lambda: [miner.extract(text) for text in texts])
    pieces = []
    for text in texts:
        clean = miner.repair(miner.read(Source(text.encode(), "", "utf-8")))
        pieces += [(piece, outline.split(clean, piece)) for piece in outline.find_outline(clean).pieces]
    labels = timed(lambda: [miner.labeller(piece, units) for piece, units in pieces])
    print(f"labels: {labels / whole:.0%} of the whole extraction")


def print_growth(miner: Miner, texts: list[str]) -> None:
    """Run time at n and 4n, up to five million characters, with line breaks and on one line."""
    text = "\n".join(texts)
    whole = (text * (5_000_000 // len(text) + 1))[:5_000_000]
    for name, long in (
        ("lines", whole),
        ("one line", whole.replace("\n", "\u3000\u3000").replace("\t", " ").replace("|", " ")),
    ):
        times = []
        for size in (1_250_000, 5_000_000):
            start = time.perf_counter()
            miner.extract(long[:size])
            times.append(time.perf_counter() - start)
        print(f"growth, {name}: 1.25 M {times[0]:.1f} s, 5 M {times[1]:.1f} s, ratio {times[1] / times[0]:.2f} (linear is 4)")


def print_start() -> None:
    """A fresh process from nothing to its first document."""
    found = [
        json.loads(subprocess.run([sys.executable, "-c", PROBE], check=True, capture_output=True, env=os.environ).stdout)
        for _ in range(3)
    ]
    print(
        f"start to first result: {min(one['seconds'] for one in found):.2f} s, {min(one['mb'] for one in found):.0f} MB resident"
    )


def main() -> None:
    """Prints everything."""
    jieba.setLogLevel("ERROR")
    jieba.lcut("预热")
    miner = Miner.load()
    texts = [report.text for report in read_corpus(CORPUS)][::4]
    sparse = ["".join(line for line in re.split(r"(?<=[。；\n])", text) if not re.search(r"\d", line)) for text in texts]
    sparse = [text for text in sparse if text.strip()]
    print_start()
    print_against_jieba(miner, "corpus reports", texts)
    print_against_jieba(miner, "the same without figures", sparse)
    print_share_of_labels(miner, texts)
    print_growth(miner, texts)


if __name__ == "__main__":
    main()
