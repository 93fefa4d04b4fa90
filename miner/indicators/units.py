"""Units: the table of measure words and units, and the longest one that stands at a place.

The table is `miner/language/data/units.tsv`; a user's own file of the same columns adds to it or replaces its rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from miner.errors import SettingError

DATA = Path(__file__).parent.parent / "language" / "data"
COMPOUND = re.compile(
    r"\s?/\s?(?:百|千|万|\d{1,4})?(?:[A-Za-z][A-Za-z0-9²³]{0,5}|[\u4e00-\u9fff]{1,3}(?:·[\u4e00-\u9fff]{1,2})?)"
)
# What only stands behind a stroke: 33元/时, 75吨/工.
HOURS = frozenset("时工季桌晚夜")
# 14个点 are spots, 14个点 behind a word of change are points.
TENS_WRITTEN = re.compile(r"(?<![\d.点])(?:[1-9]\d{1,3}|[一二三四五六七八九]?[十百][一二三四五六七八九十百]{0,4})$")
MOVING = re.compile(r"[高低升降涨跌差抬提增减幅拔砍掉回超多少优落率占比]")
# 四大本 and 三整天 are counts; 三大件, 四大家 and 八大员 are set phrases.
SIZES = frozenset("大小整")
ESTABLISHED = frozenset("件家员口家块片")
VESSELS = frozenset("罐袋箱车筐桶包捆盆本张摞堆")
SIZED_ENDS = frozenset('，,。；;、：:！!？?（()）)】”"\n的') | {""}
STUFF = frozenset(("chem", "mass", "volume", "area", "energy", "length"))
ONE = (1,)
COLUMNS = ("unit", "canonical", "kind", "factor", "use", "reason")


class UnitRow(NamedTuple):
    """A unit: `factor` leads to the canonical unit; `use` is `plain`, `symbol` (Latin, ends at a letter), `weak` or `noun`.

    A weak unit is also an ordinary noun (村, 面, 线): it counts after Arabic digits, with more evidence after Chinese ones.
    A noun only begins like a unit (平台, 个点位): its `canonical` is the unit to take instead, or nothing.
    """

    unit: str
    canonical: str
    kind: str
    factor: float
    use: str


def read_table(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a rule file, with or without the mark that Notepad and Excel put first.

    SettingError names the file and what is missing: everything, the head line, or a column of a row.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            head = table.fieldnames
            rows = list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingError(f"规则文件读不出来：{path}（{error}）。请检查路径，并存为 UTF-8。") from error
    if not head:
        raise SettingError(f"规则文件是空的：{path}。第一行应是表头，各列以制表符分隔，依次为 {'、'.join(columns)}。")
    if missing := [column for column in columns if column not in head]:
        raise SettingError(
            f"规则文件 {path} 的第一行不是表头，或表头里没有“{'”“'.join(missing)}”。"
            f"请在第一行写上表头，各列以制表符分隔，依次为 {'、'.join(columns)}。"
        )
    for column in columns:
        if any(row.get(column) is None for row in rows):
            raise SettingError(f"规则文件 {path} 有一行缺少“{column}”列。各列以制表符分隔，依次为 {'、'.join(columns)}。")
    return rows


class Units:
    """The table, with the lengths of units by their first character so that a look-up takes no search."""

    def __init__(self, rows: Iterable[UnitRow]) -> None:
        self.rows = {row.unit: row for row in rows}
        by_first: dict[str, list[UnitRow]] = {}
        for row in self.rows.values():
            by_first.setdefault(row.unit[0], []).append(row)
        # A look-up a length is cheaper than a comparison a unit.
        self.lengths = {char: tuple(sorted({len(row.unit) for row in found}, reverse=True)) for char, found in by_first.items()}
        self.longer = _lengths_by_pair(self.rows)

    def find(self, text: str, start: int) -> UnitRow | None:
        """The longest unit that begins at `start`; a Latin symbol must not run on into another letter."""
        for length in self.longer.get(text[start : start + 2], ONE):
            row = self.rows.get(text[start : start + length])
            if row is None or len(row.unit) != length:
                continue
            if row.use == "noun":
                return self.rows.get(row.canonical)
            if row.use != "symbol":
                return row
            after = text[start + length : start + length + 1]
            if not (after.isascii() and (after.isalpha() or after.isdigit())):
                return row
        return None

    def after_number(self, text: str, end: int) -> tuple[UnitRow | None, int]:
        """The unit behind a number, a blank allowed between, and where it ends (with what it is divided by)."""
        at = end + 1 if text[end : end + 1] == " " else end
        if text[end - 1 : end] in "Ww" and text[at : at + 1] == "":
            return None, end
        half = text[at : at + 2] == "个半" and text[at + 2 : at + 3] != "天"
        if half and text[at + 2 : at + 3] == "月" and text[at + 3 : at + 4] not in ("份", "末", "底"):
            return self.rows.get("个月"), at + 3
        unit = self.find(text, at + 2 if half else at)
        if unit is None:
            return self.after_size(text, at, end)
        tail = at + len(unit.unit) + (2 if half else 0)
        if unit.unit == "个点" and not half and is_spot(text, at, end):
            return self.rows.get("个"), tail - 1
        behind = text[tail : tail + 1]
        if behind == "/":
            compound = COMPOUND.match(text, tail)
            if compound:
                tail = self.trim_compound(text, tail, compound.end())
        elif behind in ("（", "("):
            tail = self.after_variant(text, tail)
        elif (
            behind == "每" and unit.kind in STUFF and (bottom := self.find(text, tail + 1)) is not None and bottom.kind in STUFF
        ):
            tail += 1 + len(bottom.unit)
        return unit, tail

    def after_size(self, text: str, at: int, end: int) -> tuple[UnitRow | None, int]:
        """The measure word behind 大, 小 or 整, and where it ends (8大类64小项, 一整天, 两大罐); `end` is where the number does."""
        unit = self.find(text, at + 1) if text[at : at + 1] in SIZES else None
        if unit is None or unit.unit in ESTABLISHED:
            return None, end
        tail = at + 1 + len(unit.unit)
        if unit.unit in VESSELS or text[tail : tail + 1] in SIZED_ENDS or text[tail : tail + 1].isdecimal():
            return unit, tail
        return None, end

    def after_variant(self, text: str, at: int) -> int:
        """Where a unit with another in brackets behind it ends (47台（套）); `at` is the bracket."""
        other = self.find(text, at + 1)
        end = at + 1 + len(other.unit) if other is not None else at
        return end + 1 if other is not None and text[end : end + 1] in ("）", ")") else at

    def trim_compound(self, text: str, slash: int, end: int) -> int:
        """Where a divided unit ends: at the unit behind the stroke, or where there is none the stroke is no part of it."""
        at = slash + 1
        while at < end and (text[at].isdigit() or text[at] in "百千万"):
            at += 1
        if text[at : at + 1] == "月":
            return at + 1
        bottom = self.find(text, slash + 1) or self.find(text, at)
        if bottom is not None and text.startswith(bottom.unit, slash + 1):
            at = slash + 1
        if text[at : at + 1] in HOURS and bottom is None:
            return at + 1
        if bottom is not None and at > slash + 1 and text.endswith(bottom.unit, 0, slash):
            return slash
        if bottom is not None and bottom.kind == "count" and text[slash + 1 : at].strip().isdigit() and self.spans(text, slash):
            return slash
        if bottom is None:
            return end if text[at : at + 1].isascii() else slash
        tail = at + len(bottom.unit)
        if text[tail : tail + 1] == "·":
            more = self.find(text, tail + 1)
            tail = tail + 1 + len(more.unit) if more else tail + 2 if text[tail + 1 : tail + 2] == "月" else tail
        return tail

    def spans(self, text: str, slash: int) -> bool:
        """Whether a length or an area stands before the stroke: 812.5m/3座 says how long all are and how many."""
        rows = (self.rows.get(text[slash - length : slash].strip()) for length in (1, 2, 3))
        return any(row is not None and row.kind in ("length", "area") for row in rows)

    def kind(self, unit: str) -> str:
        """The kind of a unit as written; of a compound the kind `compound`, of an unknown one an empty string."""
        row = self.rows.get(unit)
        if row is None:
            return "compound" if "/" in unit else ""
        return row.kind


def is_spot(text: str, at: int, end: int) -> bool:
    """Whether 个点 behind a number that ends at `end` counts spots (测土四百一十个点) and is no point of a percentage."""
    written = TENS_WRITTEN.search(text[max(0, end - 6) : end])
    return written is not None and MOVING.search(text[max(0, written.start() + max(0, end - 6) - 8) : at]) is None


def _lengths_by_pair(units: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the units that two characters open, the longest first; last that of the first character alone."""
    lengths: dict[str, set[int]] = {}
    for unit in units:
        if len(unit) > 1:
            lengths.setdefault(unit[:2], {1}).add(len(unit))
    return {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()}


def load_units(extra: Path | None = None) -> Units:
    """The units of the product, with those of a user's file added."""
    rows = read_table(DATA / "units.tsv", COLUMNS)
    if extra is not None:
        rows += read_table(extra, COLUMNS[:4])
    return Units(_unit_row(row, extra) for row in rows)


def _unit_row(row: dict[str, str], extra: Path | None) -> UnitRow:
    try:
        factor = float(row["factor"])
    except ValueError as error:
        raise SettingError(f"单位“{row['unit']}”的换算系数不是数字：{row['factor']}（{extra or '内置表'}）。") from error
    if not (isfinite(factor) and factor > 0):
        raise SettingError(
            f"单位“{row['unit']}”的换算系数是 {row['factor']}（{extra or '内置表'}）；请写大于 0 的数，如 1 或 10000。"
        )
    if not row["unit"]:
        raise SettingError(f"单位表里有一行没有写单位（{extra or '内置表'}）。请补上或删去这一行。")
    return UnitRow(
        row["unit"],
        row["canonical"] or ("" if row["kind"] == "noun" else row["unit"]),
        row["kind"],
        factor,
        row.get("use") or "plain",
    )
