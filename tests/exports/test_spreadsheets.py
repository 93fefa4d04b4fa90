"""Tables hold every row and field, in Chinese words, and nothing in them runs."""

from __future__ import annotations

import csv
import io
from typing import get_args

import openpyxl
import pytest
from export_samples import REPORT, TWO_REPORTS, dangerous

from miner import Miner, records, titles
from miner.exports import TABLES, Table
from miner.records import Check, Document, Indicator, Public, Sentence
from miner.tables import columns, frame, to_csv, to_xlsx

HELD: dict[str, tuple[str, type[Public]]] = {
    "sentences": ("Sentence", Sentence),
    "indicators": ("Indicator", Indicator),
    "checks": ("Check", Check),
}


@pytest.fixture(scope="module")
def made(miner: Miner) -> list[Document]:
    """Two documents, one of them with two reports."""
    return [miner.extract(TWO_REPORTS, name="甲.txt"), miner.extract(REPORT, name="乙.txt")]


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_a_row_for_each_record_of_all_documents(made: list[Document], table: Table) -> None:
    assert len(read(to_csv(made, table))) == sum(len(getattr(one, table)) for document in made for one in document.reports)


@pytest.mark.parametrize("table", TABLES)
def test_every_field_of_the_model_has_a_column_and_a_title(table: Table) -> None:
    group, record = HELD[table]
    kind = group.lower()
    own = {name.removeprefix(f"{kind}_").removeprefix("scores_") for name in columns(table)}
    fields = set(record.model_fields) - {"scores"}
    assert fields <= own
    heads = [titles.title("context", name) for name in titles.titles("context")]
    assert len(set(heads)) == len(heads)


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("Label", get_args(records.SentenceLabel)),
        ("Kind", get_args(records.Kind)),
        ("Role", get_args(records.Role)),
        ("Comparator", get_args(records.Comparator)),
        ("Flag", get_args(records.Flag)),
        ("CheckKind", get_args(Check.model_fields["kind"].annotation)),
        ("Verdict", get_args(Check.model_fields["verdict"].annotation)),
    ],
)
def test_every_value_of_a_closed_set_has_a_chinese_word(group: str, values: tuple[str, ...]) -> None:
    assert set(titles.titles(group)) == set(values)


def test_csv_opens_in_excel_with_its_encoding(made: list[Document]) -> None:
    content = to_csv(made, "sentences")
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    assert read(content)[0]["文件"] == "甲.txt"


def test_values_are_words_and_whole_numbers_stay_whole(made: list[Document]) -> None:
    sentences, indicators = read(to_csv(made, "sentences")), read(to_csv(made, "indicators"))
    assert {row["归类"] for row in sentences} <= set(titles.titles("Label").values())
    assert all(row["章节号"].isdigit() or not row["章节号"] for row in sentences)
    assert {"实际", "目标", "增减"} == {row["性质"] for row in indicators}
    assert any(row["数值"] == "12000.0" and row["计量单位"] == "件" for row in indicators)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＠"])
def test_a_cell_that_looks_like_a_formula_is_text(start: str) -> None:
    document = dangerous(f"{start}cmd|' /C calc'!A0")
    for table in TABLES:
        (row,) = read(to_csv([document], table))
        assert not [cell for cell in row.values() if cell and cell.startswith(start)]
    for sheet in openpyxl.load_workbook(io.BytesIO(to_xlsx([document]))):
        assert {cell.data_type for cell in sheet[2] if isinstance(cell.value, str)} == {"s"}


def test_negative_numbers_stay_numbers(made: list[Document]) -> None:
    row = made[0].reports[0].indicators[0].model_copy(update={"value": -5.0})
    report = made[0].reports[0].model_copy(update={"indicators": (row,)})
    changed = made[0].model_copy(update={"reports": (report,)})
    assert read(to_csv([changed], "indicators"))[0]["数值"] == "-5.0"


@pytest.mark.parametrize("odd", ["\x00\x01\x0b\x1f", "\ufffe\uffff", "_x0041_", "甲" * 40_000, "=HYPERLINK(1)", "http://a.b"])
def test_any_text_gives_a_workbook_that_opens(odd: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([dangerous(f"文{odd}")])))
    assert book.sheetnames == ["句子", "指标", "核对"]
    assert str(book["句子"].cell(2, 2).value).startswith("文")


def test_a_workbook_has_a_frozen_head_and_filters(made: list[Document]) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(to_xlsx(made))):
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
        assert sheet.column_dimensions["B"].width > 20


def test_the_same_documents_give_the_same_bytes(made: list[Document]) -> None:
    assert to_xlsx(made) == to_xlsx(made)
    assert to_csv(made, "indicators") == to_csv(made, "indicators")


def test_a_document_without_rows_gives_a_head_alone(miner: Miner) -> None:
    empty = miner.extract("上一篇：无\n下一篇：无")
    assert [len(frame([empty], table)) for table in ("indicators", "checks")] == [0, 0]
    assert to_csv([empty], "checks").decode("utf-8-sig").startswith("文档编号,文件")
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx([empty]))).sheetnames == ["句子", "指标", "核对"]
