"""Quantities: every number of a sentence that comes with a unit, a scale, a rank or a comparator, read into values.

A `Quantity` holds offsets into the sentence it was found in. The scanner jumps from numeral to numeral; at each one the
exclusions come first, then fractions, masks and ordinary numbers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.comparators import Comparators
from miner.indicators.exclusions import LIST_NUMBER, FixedPhrases, find_excluded, find_roofs, follows_code
from miner.indicators.numbers import ARABIC, CHINESE, HAN, MIXED, read_number
from miner.indicators.units import UnitRow, Units
from miner.records import Comparator


class Quantity(NamedTuple):
    """A number with its unit: `start`/`end` with comparator, `number`/`tail` without; `kind` is the kind of the unit."""

    start: int
    end: int
    number: int
    tail: int
    value: float | None
    high: float | None
    unit: str
    kind: str
    comparator: Comparator
    masked: bool


class Numeral(NamedTuple):
    """A number without its unit: where it ends, its two ends of value, whether it is about, and how it is written."""

    end: int
    value: float | None
    high: float | None
    about: bool
    chinese: bool
    scaled: bool
    masked: bool = False


START = re.compile(r"[0-9零〇一壹二两贰俩三叁仨四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿廿卅几半倍番折_*＊×XxN○□-]")
NUMBER = re.compile(rf"[-−+＋]?(?P<arabic>{MIXED})|(?P<chinese>{CHINESE})")
ABOUT = re.compile(r"(?:[多余来几])(?P<scale>[十百千]?[万亿]|[千百](?![瓦克米伏分]))?[多余]?")
SPREAD = re.compile(
    rf"(?P<head>[{HAN}]{{0,6}})(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<tail>[十百千万亿]{{0,3}})(?![{HAN}])"
)
SEPARATOR = re.compile(rf"\s?(?:[-—–－~～]{{1,2}}|至|到)\s?(?=[\d{HAN}])")
FRACTION = re.compile(rf"(?P<whole>十|百|千|万|百万|[{HAN}]{{1,4}}|\d{{1,4}})分之(?P<part>{ARABIC}|[一二两三四五六七八九十百零〇千]{{1,8}}(?:点[零〇一二三四五六七八九]{{1,6}})?|[*＊_×Xx]{{1,6}})")
MASKED = re.compile(r"\d{0,6}(?:[*＊_×○□]{1,12}|[XxN]{1,8}|\.[*＊_×Xx]{1,4})(?:[\d*＊_×XxN○□]{0,8})(?:\.[\d*＊_×Xx]{1,4})?")
RATIO = re.compile(rf"(?P<left>{ARABIC})\s?[:：]\s?(?P<right>{ARABIC})(?![\d:：])")
HALF = re.compile(r"半(?P<unit>个?小时|个?月|年|天|日|个?钟头|个工作日|个?季度|学期|个?学期|斤|公里|公斤|里|个班)|半数")
PERCENT_OF = {"百": ("%", 1.0), "千": ("‰", 1.0), "万": ("‱", 1.0), "十": ("%", 10.0), "百万": ("", 1e-6)}
MEASURED_HALF = frozenset(("time", "times", "share", "length", "mass"))
EMPTY_SCALES = "百千万亿"


class Scanner:
    """Finds the quantities of a sentence; built once from the rule tables."""

    def __init__(self, units: Units, comparators: Comparators, phrases: FixedPhrases) -> None:
        self.units = units
        self.comparators = comparators
        self.phrases = phrases
