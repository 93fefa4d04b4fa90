"""Cues: the words around a number that decide whether it measures, from `miner/language/data/figure_cues.tsv`.

Each place of the file becomes one pattern: an alternation of its words, so linear, anchored where it is used.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.units import DATA, read_table

COLUMNS = ("word", "place", "reason")


class FigureCues(NamedTuple):
    """One pattern a place; those of `one_…` decide about 一, `zero` is what is told with 零."""

    abstract: re.Pattern[str]
    service: re.Pattern[str]
    numbered: re.Pattern[str]
    zero: re.Pattern[str]
    one_time: re.Pattern[str]
    one_held: re.Pattern[str]
    one_touched: re.Pattern[str]
    one_abstract: re.Pattern[str]
    one_event: re.Pattern[str]
    one_basis: re.Pattern[str]
    festivals: frozenset[str]


def load_figure_cues() -> FigureCues:
    """The cues of the product."""
    places: dict[str, list[str]] = {}
    for row in read_table(DATA / "figure_cues.tsv", COLUMNS):
        places.setdefault(row["place"], []).append(row["word"])
    words = {place: "|".join(map(re.escape, sorted(found, key=len, reverse=True))) for place, found in places.items()}
    return FigureCues(
        abstract=re.compile(rf"(?:基本|主要|重要|明显|突出|显著|不同|新|大)?的?(?:{words['abstract']})"),
        service=re.compile(words["service"]),
        numbered=re.compile(rf"(?:{words['numbered']})\s?$"),
        zero=re.compile(rf"零(?:{words['zero']}|[\u4e00-\u9fff]{{0,4}}(?:事故|事件|投诉|差错|失窃|违规|伤亡|案件))"),
        one_time=re.compile(rf"(?:{words['one_time']})了?$"),
        one_held=re.compile(rf"(?:{words['one_held']})了?[\u4e00-\u9fff]{{0,3}}$"),
        one_touched=re.compile(rf"(?:{words['one_touched']})了?$"),
        one_abstract=re.compile(words["one_abstract"]),
        one_event=re.compile(rf"[\u4e00-\u9fff]{{0,8}}?(?:{words['one_event']})"),
        one_basis=re.compile(rf"(?:{words['one_basis']})[\u4e00-\u9fff]{{0,2}}$"),
        festivals=frozenset(places["festival"]),
    )
