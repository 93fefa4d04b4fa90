"""Small judgements of the outline as rows: furniture, numbers, sentences, kinds, names, periods."""

from __future__ import annotations

import csv
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from miner.language.announcing import announced
from miner.language.partings import parting_blanks
from miner.outline.building import plain_title
from miner.outline.glued import glued_end
from miner.outline.kinds import find_kind
from miner.outline.lines import find_lines
from miner.outline.names import names_in
from miner.outline.numbering import number_at
from miner.outline.periods import find_period
from miner.outline.sentences import sentence_spans
from miner.records import Clean, Outline
from miner.repair.widths import HALF_WIDTH

Outlined = Callable[..., tuple[Clean, Outline]]
CASES = Path(__file__).parent / "cases"
REPORT = """后勤科上半年工作总结
{top}上半年，后勤科围绕保障供应开展了各项工作。
一、完成情况
检修水泵二十台，清洗水池四次。
更换照明灯具三百盏，安装节水龙头八十个。
{middle}食堂每天供应午餐四百份，满意率保持稳定。
二、存在问题
部分设备使用年限较长，故障较多。
人员年龄偏大，夜班排不开。
三、下半年打算
对老旧水泵逐台更换。
补充夜班人员两名。
{bottom}后勤科"""


def rows(name: str) -> list[list[str]]:
    with (CASES / f"{name}.tsv").open(encoding="utf-8") as lines:
        return list(csv.reader((line for line in lines if line[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE))


def cases(name: str, whole: bool = False) -> list[object]:
    return [pytest.param(*([row] if whole else row), id=f"{name}-{at}") for at, row in enumerate(rows(name))]


@pytest.mark.parametrize(("place", "line", "wanted", "why"), cases("furniture"))
def test_furniture_goes_and_work_stays(place: str, line: str, wanted: str, why: str, outlined: Outlined) -> None:
    for spot in ("top", "bottom") if place == "edge" else ("middle",):
        clean, outline = outlined(REPORT.format(**{"top": "", "middle": "", "bottom": ""} | {spot: line + "\n"}))
        at = clean.text.index(clean.text.split("\n")[{"top": 1, "middle": 5, "bottom": -2}[spot]])
        found = next((one.reason for one in outline.dropped if one.start <= at < one.end), "kept")
        assert found == wanted, spot
        assert len(outline.dropped) == (found != "kept")


@pytest.mark.parametrize(("line", "style", "value", "number", "why"), cases("numbers"))
def test_the_number_that_opens_a_line_is_known_by_style_and_value(
    line: str, style: str, value: str, number: str, why: str
) -> None:
    found = number_at(line.translate(HALF_WIDTH))
    if style:
        assert found is not None
        assert (found.style, str(found.value), found.text) == (style, value, number.translate(HALF_WIDTH))
    else:
        assert found is None


@pytest.mark.parametrize(("block", "sentences", "why"), cases("sentences"))
def test_a_block_falls_into_its_sentences(block: str, sentences: str, why: str) -> None:
    text, wanted = block.replace("：", ":"), sentences.replace("：", ":")
    assert [text[start:end] for start, end in sentence_spans(text)] == (wanted.split("‖") if wanted else [])


@pytest.mark.parametrize(("title", "headings", "lines", "kind", "why"), cases("kinds"))
def test_the_kind_of_a_piece_follows_title_headings_and_lines(
    title: str, headings: str, lines: str, kind: str, why: str
) -> None:
    text = lines.replace("|", "\n").translate(HALF_WIDTH)
    assert find_kind(title.translate(HALF_WIDTH), headings.split("|"), find_lines(text, ())) == kind


@pytest.mark.parametrize(("text", "title", "why"), cases("titles"))
def test_what_a_site_adds_falls_off_a_title(text: str, title: str, why: str) -> None:
    assert plain_title(text) == title


@pytest.mark.parametrize(("style", "rest", "heading", "why"), cases("glued"))
def test_a_heading_glued_to_its_text_ends_where_a_sentence_opens(style: str, rest: str, heading: str, why: str) -> None:
    assert rest[: glued_end(style, rest)] == heading


@pytest.mark.parametrize(("line", "parts", "why"), cases("partings"))
def test_single_blanks_part_paragraphs_only_where_most_do(line: str, parts: str, why: str) -> None:
    edges = [0, *parting_blanks(line), len(line)]
    assert [line[start:end].strip() for start, end in pairwise(edges)] == parts.split("‖")


@pytest.mark.parametrize(("title", "organization", "department", "why"), cases("names"))
def test_names_are_taken_only_where_a_title_names_a_unit(title: str, organization: str, department: str, why: str) -> None:
    assert names_in(title.translate(HALF_WIDTH)) == (organization or None, department or None)


@pytest.mark.parametrize("row", cases("periods", whole=True))
def test_a_period_is_read_as_written_with_dates_where_digits_allow(row: list[str]) -> None:
    text, written, start, end, grain, masked, _why = row
    found = find_period(text)
    if not written:
        assert found is None
        return
    assert found is not None
    assert (found.text, found.from_ or "", found.to or "", found.grain) == (written, start, end, grain)
    assert found.masked == (masked == "masked")


@pytest.mark.parametrize(
    "name", ["furniture", "numbers", "sentences", "kinds", "names", "periods", "titles", "glued", "partings"]
)
def test_every_row_gives_its_reason(name: str) -> None:
    width = len((CASES / f"{name}.tsv").read_text(encoding="utf-8").split("\n", 1)[0].split("\t"))
    assert all(len(row) == width and row[-1] for row in rows(name))


@pytest.mark.parametrize(("heading", "role", "why"), cases("announced"))
def test_a_heading_in_english_announces_what_it_says(heading: str, role: str, why: str) -> None:
    assert (announced(heading) or "-") == role
