"""A pipeline for the tests of ingestion: the real parts but for the labels, failing in the ways that files make it fail.

It is built in worker processes, so everything here must be importable by name.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from miner.errors import ModelMissing
from miner.language.simplify import simplifier
from miner.language.words import Words
from miner.pipeline import Miner
from miner.reading import read
from miner.records import Label, MadeWith, Measured, Piece, Source, Text, Unit, Verdict
from miner.repair import Repair

PROBLEM, OTHER = (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0)


def label(piece: Piece, units: Sequence[Unit]) -> list[Verdict]:
    """Whatever has 不 or 未 in it is a problem."""
    return [
        Verdict("problem", PROBLEM) if "不" in unit.text or "未" in unit.text else Verdict("other", OTHER) for unit in units
    ]


def measure(piece: Piece, units: Sequence[Unit], labels: Sequence[Label]) -> Measured:
    """No figures."""
    return Measured()


def misbehave(source: Source) -> Text:
    """Reads a file, unless a word in it says to hang, crash, eat memory or stumble."""
    text = read(source)
    if "挂起" in text.text:
        while True:
            pass
    if "崩溃" in text.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "吃内存" in text.text:
        eaten = [bytearray(1 << 28) for _ in range(1 << 10)]
        raise AssertionError(len(eaten))
    if "绊倒" in text.text:
        raise KeyError("stumbled")
    if "慢慢" in text.text:
        time.sleep(0.3)
    return text


def load() -> Miner:
    """The pipeline."""
    made_with = MadeWith(miner="0.1.0", model="labels-test", model_sha256="0" * 64)
    return Miner(misbehave, Repair(simplifier(), Words().cut), label, measure, made_with)


def load_nothing() -> Miner:
    """A pipeline whose model is missing."""
    raise ModelMissing("找不到模型；请先训练")


def die() -> Miner:
    """A pipeline that cannot even start."""
    os._exit(3)


def report(topic: str, lines: int = 4) -> str:
    """A small report of our own; two topics never give the same text."""
    body = "\n".join(f"{topic}第{at}项进展平稳，个别环节衔接不畅。" for at in range(1, lines + 1))
    return f"{topic}情况说明\n一、基本情况\n{body}\n"


def die_at_first(marks: str, deaths: int) -> Miner:
    """A pipeline whose first `deaths` starts are killed; each leaves a mark in a folder."""
    folder = Path(marks)
    for at in range(deaths):
        with contextlib.suppress(FileExistsError):
            (folder / str(at)).touch(exist_ok=False)
            os.kill(os.getpid(), signal.SIGKILL)
    return load()
