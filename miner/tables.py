"""Sentences, indicators and checks of documents as tables for spreadsheets; pandas lives here.

Columns are the context of a row and then the record's own fields, in the order of the models; lists are joined by blanks.
Heads are in Chinese (language/data/titles.tsv). Text that a spreadsheet would run as a formula is disarmed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from miner import titles
from miner.exports.rendering import TABLES, Table, flat_rows
from miner.records import Check, Document, Indicator, Public, Scores, Sentence

RECORDS: Mapping[Table, tuple[str, type[Public]]] = {
    "sentences": ("sentence", Sentence),
    "indicators": ("indicator", Indicator),
    "checks": ("check", Check),
}
SHEETS: Mapping[Table, str] = {"sentences": "句子", "indicators": "指标", "checks": "核对"}
VALUES: Mapping[str, str] = {
    "report_kind": "Kind",
    "label": "Label",
    "flags": "Flag",
    "role": "Role",
    "comparator": "Comparator",
    "base": "Base",
    "kind": "CheckKind",
    "verdict": "Verdict",
}
# What spreadsheets take for the start of a formula, or drop before they look for one (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
EXCEL_ROWS = 1_048_576 - 1
EXCEL_CHARACTERS = 32_767
# XML 1.0 has no place for these, and a spreadsheet that holds one does not open.
UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def columns(table: Table) -> list[str]:
    """The names of a table's columns: context, then the record's fields."""
    _, record = RECORDS[table]
    names: list[str] = []
    for name in record.model_fields:
        names += [f"scores_{label}" for label in Scores.model_fields] if name == "scores" else [_renamed(table, name)]
    return [*titles.titles("context"), *names]


def frame(documents: Iterable[Document], table: Table) -> pd.DataFrame:
    """A table of documents, in their order; values as in the models, without any disarming."""
    kind, _ = RECORDS[table]
    names = columns(table)
    flat = (_flat(row) for document in documents for row in flat_rows(document) if row["row"] == kind)
    return _table(([row[name] for name in names] for row in flat), names)


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """The same in words: values of closed sets in Chinese."""
    return _each(table, _in_words)


def _in_words(name: str, value: Any) -> Any:
    if name == "masked":
        return "是" if value else None
    if name not in VALUES or value is None:
        return value
    return "、".join(titles.title(VALUES[name], one) for one in value.split())


def _each(table: pd.DataFrame, change: Callable[[str, Any], Any]) -> pd.DataFrame:
    """The table with every value changed."""
    names = list(table.columns)
    rows = ([change(name, value) for name, value in zip(names, row, strict=True)] for row in table.to_numpy().tolist())
    return _table(rows, names)


def _table(rows: Iterable[list[Any]], names: list[str]) -> pd.DataFrame:
    # By columns of objects: pandas would turn whole numbers beside None into floats.
    held = list(rows)
    return pd.DataFrame({name: pd.Series([row[at] for row in held], dtype=object) for at, name in enumerate(names)})


def to_csv(documents: Iterable[Document], table: Table) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, by which Excel knows the encoding; formulas are disarmed."""
    shown = _each(readable(frame(documents, table)), lambda _, value: disarm(value))
    text: str = shown.to_csv(index=False, header=_heads(table), lineterminator="\r\n")
    return text.encode("utf-8-sig")


def to_xlsx(documents: Iterable[Document]) -> bytes:
    """A workbook with a sheet each for sentences, indicators and checks; a sheet that is full goes on in the next."""
    documents = list(documents)
    buffer = io.BytesIO()
    # Text stays text: nothing in a report may become a formula, a link or a number.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        writer.book.set_properties({"created": _no_clock()})
        for table in TABLES:
            shown = _each(readable(frame(documents, table)), lambda _, value: _for_cell(value))
            for number, start in enumerate(range(0, max(1, len(shown)), EXCEL_ROWS), 1):
                _write_sheet(writer, table, shown.iloc[start : start + EXCEL_ROWS], number)
    return buffer.getvalue()


def disarm(value: Any) -> Any:
    """A text that a spreadsheet would run is led by an apostrophe; everything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _for_cell(value: Any) -> Any:
    """A value as a cell may hold it; a cell of type text is never run, so that nothing need be put before it."""
    return value.translate(UNSEEN)[:EXCEL_CHARACTERS] if isinstance(value, str) else value


def _write_sheet(writer: pd.ExcelWriter, table: Table, shown: pd.DataFrame, number: int) -> None:
    name = SHEETS[table] if number == 1 else f"{SHEETS[table]} {number}"
    shown.to_excel(writer, sheet_name=name, index=False, header=_heads(table))
    sheet = writer.sheets[name]
    top, plain, wrapped = (
        writer.book.add_format(one)
        for one in (
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1B4F8F", "valign": "vcenter"},
            {"valign": "top"},
            {"valign": "top", "text_wrap": True},
        )
    )
    for at, column in enumerate(columns(table)):
        wide = titles.width(*_titled(table, column))
        sheet.set_column(at, at, wide, wrapped if wide >= 26 else plain)
        sheet.write_string(0, at, _heads(table)[at], top)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(shown), len(columns(table)) - 1)


def _heads(table: Table) -> list[str]:
    return [titles.title(*_titled(table, column)) for column in columns(table)]


def _titled(table: Table, column: str) -> tuple[str, str]:
    """The group and name under which a column stands in titles.tsv."""
    kind, record = RECORDS[table]
    if column in titles.titles("context"):
        return "context", column
    return record.__name__, column.removeprefix(f"{kind}_")


def _renamed(table: Table, name: str) -> str:
    return f"{RECORDS[table][0]}_{name}" if name in titles.titles("context") else name


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row with scores in columns of their own and lists as text."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            flat |= {f"{name}_{label}": score for label, score in value.items()}
        elif name == "path":
            flat[name] = " / ".join(value)
        elif isinstance(value, list):
            flat[name] = " ".join(map(str, value))
        else:
            flat[name] = value
    return flat


def _no_clock() -> Any:
    """The moment that workbooks say they were made: always the same, so that the same documents give the same bytes."""
    return pd.Timestamp("2000-01-01").to_pydatetime()
