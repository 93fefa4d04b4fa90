"""Hostile and random text: always an answer, always spans inside the text, masked figures without a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indicator_samples import measure

from miner.errors import SettingError
from miner.indicators import load_measurer
from miner.indicators.measurer import FigureMeasurer

MEASURER = load_measurer()
ALPHABET = (
    "0123456789.,%‰*_Xx-—~至到第前一二三四五六七八九十百千万亿两半几约近超不低于以上内个件元分年月日时点"
    "成倍折番率占比合计其中同比，。；（）《》“” \tAaGk/:"
)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 1_000_000,
        "亿" * 300_000,
        "一二三" * 200_000,
        "（" * 200_000,
        "《" * 200_000 + "3件",
        "1.1" * 200_000,
        "1," * 300_000,
        "*_X" * 200_000,
        "第一" * 200_000,
        "百分之" * 200_000,
        "1-2-" * 200_000,
        "半个" * 200_000,
        "不低于" * 200_000,
        "A1" * 200_000,
    ],
    ids=lambda text: text[:6],
)
def test_endless_text_comes_back(text: str) -> None:
    """Every pattern is bounded, so that a million characters are a matter of seconds; a quadratic one would never end."""
    assert all(figure.end <= len(text) for figure in measure(MEASURER, text).figures)


@pytest.mark.parametrize("text", ["合计3件，", "增长3%，", "“3件”4件，", "其中3件，其余4件，", "由3件升到4件，", "2023年3件，"])
def test_endless_figures_come_back(text: str) -> None:
    assert measure(MEASURER, text * 4_000, label="other").figures


@given(st.text(alphabet=ALPHABET, max_size=80))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_figures_in_order_inside_it(text: str) -> None:
    figures = measure(MEASURER, text).figures
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures)
    assert [figure.start for figure in figures] == sorted(figure.start for figure in figures)
    assert all(figure.value is None for figure in figures if figure.masked)
    assert all(figure.high is None or figure.comparator == "range" for figure in figures)


@given(st.integers(min_value=2, max_value=99_999_999))
def test_an_arabic_count_is_read_as_written(number: int) -> None:
    (figure,) = measure(MEASURER, f"清运淤泥{number}吨。").figures
    assert (figure.value, figure.unit) == (float(number), "吨")


@given(st.integers(min_value=2, max_value=99_999_999))
def test_a_chinese_count_is_read_as_the_same_number(number: int) -> None:
    (figure,) = measure(MEASURER, f"清运淤泥{in_chinese(number)}吨。").figures
    assert (figure.value, figure.unit) == (float(number), "吨")


def in_chinese(number: int) -> str:
    """A number below a hundred million in Chinese, by the school rules."""
    high, low = divmod(number, 10_000)
    if high:
        return in_chinese(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + below_ten_thousand(low))
    return below_ten_thousand(low)


def below_ten_thousand(number: int) -> str:
    digits, text, gap = str(number), "", False
    for place, digit in enumerate(digits):
        scale = ("", "十", "百", "千")[len(digits) - place - 1]
        if digit == "0":
            gap = True
        else:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[int(digit)] + scale
            gap = False
    return text


def test_a_measurer_gives_the_same_twice(measurer: FigureMeasurer) -> None:
    text = "抢修漏点46处，其中城南21处，同比下降12%。"
    assert measure(measurer, text) == measure(measurer, text)


def test_a_file_of_units_adds_to_the_table(tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_text("unit\tcanonical\tkind\tfactor\n滤芯单元\t滤芯单元\tcount\t1\n", encoding="utf-8")
    assert [figure.unit for figure in measure(load_measurer(extra_units=path), "更换12滤芯单元。").figures] == ["滤芯单元"]


@pytest.mark.parametrize(
    ("content", "said"),
    [("unit\tcanonical\n塔\t塔\n", "kind"), ("unit\tcanonical\tkind\tfactor\n塔\t塔\tcount\t多\n", "换算系数")],
)
def test_a_broken_file_of_units_is_refused_with_its_fault(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "units.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingError, match=said):
        load_measurer(extra_units=path)


def test_a_missing_file_of_units_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="读不出来"):
        load_measurer(extra_units=tmp_path / "none.tsv")
