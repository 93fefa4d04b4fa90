"""The bank of numbers: each row a sentence of our own with one figure, or with a number that measures nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from indicator_samples import read_rows

from miner.indicators.quantity import Quantity

Scan = Callable[[str], list[Quantity]]


def with_gaps(rows: list[dict[str, str]]) -> list[object]:
    """The rows as parameters; a row whose reason opens with 已知缺口 is a strict expected failure."""
    return [
        pytest.param(
            row,
            id=f"{row['kind']}-{number}",
            marks=[pytest.mark.xfail(reason=row["reason"], strict=True)] if row["reason"].startswith("已知缺口") else [],
        )
        for number, row in enumerate(rows, 2)
    ]


@pytest.mark.parametrize("row", with_gaps(read_rows("numbers.tsv")))
def test_a_written_number_is_read_with_value_unit_and_comparator(scan: Scan, row: dict[str, str]) -> None:
    found = [
        (quantity.value, quantity.high, quantity.unit, quantity.comparator, quantity.masked) for quantity in scan(row["text"])
    ]
    value = float(row["value"]) if row["value"] else None
    high = float(row["high"]) if row["high"] else None
    assert found == [(pytest.approx(value), high, row["unit"], row["comparator"], row["masked"] == "1")]


@pytest.mark.parametrize("row", with_gaps(read_rows("not_indicators.tsv")))
def test_a_number_that_measures_nothing_is_no_figure(scan: Scan, row: dict[str, str]) -> None:
    assert [row["text"][quantity.start : quantity.end] for quantity in scan(row["text"])] == []


def test_the_bank_holds_eight_hundred_rows_with_a_reason_each() -> None:
    rows = read_rows("numbers.tsv") + read_rows("not_indicators.tsv")
    assert len(read_rows("numbers.tsv")) >= 800
    assert all(row["reason"] for row in rows)
    assert len({row["text"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("涵洞 812.5m/9 道，箱梁 96m/4 座。", [(812.5, "m"), (9, "道"), (96, "m"), (4, "座")]),
        ("新客:3120老客:265成交数412客单价 58.6退货率:3.1%", [(3120, ""), (265, ""), (412, ""), (58.6, ""), (3.1, "%")]),
        ("五年新开车间二十六个。", [(26, "个")]),
        ("出水浊度0.3NTU，余铁0.05，限值0.2。", [(0.3, "NTU"), (0.05, "NTU"), (0.2, "NTU")]),
        ("氨氮0.4mg/L，得分95.5。", [(0.4, "mg/L"), (95.5, "")]),
        ("传送带由一条加到四条。", [(1, "条"), (4, "条")]),
        ("仓里有六台旧风机和一台样机。", [(6, "台"), (1, "台")]),
    ],
    ids=["length-and-count", "labels-in-a-line", "span-in-front", "readings", "reading-and-score", "one-to-many", "listed-one"],
)
def test_a_line_with_several_figures_gives_each_its_own(scan: Scan, text: str, figures: list[tuple[float, str]]) -> None:
    assert [(quantity.value, quantity.unit) for quantity in scan(text)] == figures


@pytest.mark.parametrize("row", read_rows("signs.tsv"), ids=lambda row: row["reason"])
def test_a_sign_before_digits_multiplies_and_any_other_blanks_out(scan: Scan, row: dict[str, str]) -> None:
    found = [
        f"{None if quantity.value is None else format(quantity.value, 'g')}{quantity.unit}" for quantity in scan(row["text"])
    ]
    assert found == row["figures"].split()
