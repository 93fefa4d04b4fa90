"""How repair, outline and split scale: ratios of run times at n and 4n characters, and characters a second on the corpus.

    python tests/bench/bench_repair_outline.py [n]

A linear step has a ratio near 4. Timings below a few milliseconds say nothing. Hostile texts come first, the corpus last.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from miner.gold.notation import read_corpus
from miner.language.simplify import simplifier
from miner.language.words import Words
from miner.outline import find_outline, split
from miner.records import Text
from miner.repair import Repair

REPORTS = Path(__file__).resolve().parents[2] / "corpus" / "reports"
UNITS: dict[str, str] = {
    "one line": "本月完成检修任务，共计处理故障十二起。",
    "no punctuation": "检",
    "opening brackets": "（",
    "closing brackets": "）",
    "quotes left open": "“。）",
    "digits": "7",
    "spaced digits": "7 ",
    "line breaks": "\n",
    "endless one": "一、",
    "ones behind stops": "。一、",
    "ones on lines": "一、\n",
    "short lines": "检修\n",
    "broken lines": "本次排查涉及老旧小区的电梯消防通道二次供水设施和\n",
    "blanks": " ",
    "blanks between": "检 ",
    "glosses": "戰(zhàn)",
    "cut glosses": "?shù)\n",
    "masks": "20*年_",
    "stars": "*",
    "pipes": "|",
    "pipe rows": "|检|修|\n",
    "tab rows": "检\t修\n",
    "table rules": "|---|\n",
    "separators": "篇一：总结\n完成检修。\n",
    "one title again": "某某站工作总结\n",
    "furniture": "上一篇：检修\n",
    "torn numbers": "2\n02、",
    "entities": "&nbsp;",
    "wrong decoding": "涓€銆佹湁",
    "replacement": "�",
    "subtitles": "——检\n",
    "headings": "一、总体情况\n完成检修二十次，情况良好。\n",
}


def timed(repair: Repair, text: str) -> tuple[float, float, float]:
    """Seconds that repair, outline and split take."""
    marks = [time.perf_counter()]
    clean = repair(Text(text, "text/plain"))
    marks.append(time.perf_counter())
    outline = find_outline(clean)
    marks.append(time.perf_counter())
    for piece in outline.pieces:
        split(clean, piece)
    marks.append(time.perf_counter())
    return marks[1] - marks[0], marks[2] - marks[1], marks[3] - marks[2]


def print_ratios(repair: Repair, size: int, say: Callable[[str], None] = print) -> None:
    """A line for each hostile text: seconds at 4n and their ratio to those at n."""
    say(f"{'text':20}{'repair':>16}{'outline':>16}{'split':>16}   seconds at {4 * size:,} characters (ratio to {size:,})")
    for name, unit in UNITS.items():
        small, large = (timed(repair, (unit * (length // len(unit) + 1))[:length]) for length in (size, 4 * size))
        cells = (f"{b:9.3f} ({b / max(a, 1e-6):4.1f})" for a, b in zip(small, large, strict=True))
        say(f"{name:20}" + "".join(f"{cell:>16}" for cell in cells))


def print_corpus(repair: Repair, say: Callable[[str], None] = print) -> None:
    """Characters a second over the reports of the corpus."""
    texts = [gold.text for gold in read_corpus(REPORTS)]
    size = sum(map(len, texts))
    spent = [sum(parts) for parts in zip(*(timed(repair, text) for text in texts), strict=True)]
    rates = ", ".join(
        f"{name} {size / part / 1e6:.2f}" for name, part in zip(("repair", "outline", "split"), spent, strict=True)
    )
    say(f"corpus: {size:,} characters, {rates}, together {size / sum(spent) / 1e6:.2f} million a second")


if __name__ == "__main__":
    made = Repair(simplifier(), Words().cut)
    print_ratios(made, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    print_corpus(made)
