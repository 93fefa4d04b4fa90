"""Whole small reports: what their outline is, said as rows with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miner.outline import split
from miner.records import Clean, Mark, Outline, Piece

Outlined = Callable[..., tuple[Clean, Outline]]
CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "documents.jsonl").read_text("utf-8").splitlines()]


def shown(piece: Piece) -> list[str]:
    """A piece's headings as “level number title”."""
    return [" ".join(str(part) for part in (one.level, one.number, one.title) if part != "") for one in piece.headings]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in CASES])
def test_a_report_has_the_outline_that_its_row_says(case: dict[str, Any], outlined: Outlined) -> None:
    clean, outline = outlined("\n".join(case["text"]), case.get("name", ""))
    if "titles" in case:
        assert [piece.facts.title for piece in outline.pieces] == case["titles"]
    dropped: dict[str, list[str]] = {}
    for one in outline.dropped:
        dropped.setdefault(one.reason, []).append(clean.text[one.start : one.end])
    if "dropped" in case:
        assert dropped == case["dropped"]
    if outline.pieces:
        check_piece(case, clean, outline.pieces[0])


def check_piece(case: dict[str, Any], clean: Clean, piece: Piece) -> None:
    """What a row says of the first piece."""
    units = split(clean, piece)
    facts = piece.facts
    period = None if facts.period is None else [facts.period.text, facts.period.from_, facts.period.to]
    found = {
        "headings": shown(piece),
        "sentences": [unit.text for unit in units],
        "rows": [[clean.text[start:end] for start, end in unit.row.cells] for unit in units if unit.row is not None],
        "heads": next((list(unit.row.heads) for unit in units if unit.row is not None), []),
        "title": facts.title,
        "kind": facts.kind,
        "department": facts.department,
        "author": facts.author,
        "date": facts.date,
        "period": period,
    }
    for key in case.keys() & found.keys():
        assert found[key] == case[key], key
    paths = {unit.text: list(unit.path) for unit in units}
    for sentence, path in case.get("paths", {}).items():
        assert paths[sentence] == path


def test_a_readers_headings_keep_their_own_levels(outlined: Outlined) -> None:
    text = "年度总结\n巡检\n巡检二十次。\n夜间\n夜巡八次。\n维修\n维修三台。"
    marks = tuple(
        Mark(text.index(title), text.index(title) + len(title), "heading", level)
        for title, level in (("年度总结", 1), ("巡检", 2), ("夜间", 3), ("维修", 2))
    )
    _, outline = outlined(text, "", marks)
    assert shown(outline.pieces[0]) == ["1 年度总结", "2 巡检", "3 夜间", "2 维修"]


def test_a_paragraph_in_bold_is_a_heading_unless_it_states(outlined: Outlined) -> None:
    text = "年度总结\n重点项目推进\n推进三项。\n我们没有停工。\n全部完成。"
    bold = [Mark(text.index(part), text.index(part) + len(part), "bold") for part in ("重点项目推进", "我们没有停工。")]
    _, outline = outlined(text, "", tuple(bold))
    assert shown(outline.pieces[0]) == ["1 年度总结", "2 重点项目推进"]


def test_marked_rows_are_a_table_even_alone(outlined: Outlined) -> None:
    text = "月报\n漏损率\t9.8\n说明见下。"
    clean, outline = outlined(text, "", (Mark(3, 10, "row"),))
    rows = [block.row for block in outline.pieces[0].blocks if block.row is not None]
    assert [[clean.text[start:end] for start, end in row.cells] for row in rows] == [["漏损率", "9.8"]]


def test_place_runs_from_the_start_of_a_piece_to_its_end(outlined: Outlined) -> None:
    clean, outline = outlined("月报\n" + "检修一台。\n" * 20)
    places = [unit.place for unit in split(clean, outline.pieces[0])]
    assert places == sorted(places)
    assert places[0] < 0.1
    assert 0.9 < places[-1] <= 1
