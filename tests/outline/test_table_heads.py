"""Tables that follow one another: each has its own head, and a blank line between the rows of one does not part them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from miner.outline import split
from miner.records import Clean, Outline, Row

Outlined = Callable[..., tuple[Clean, Outline]]
COSTS = ["项目\t1月\t2月", "办公费\t3\t4", "差旅费\t5\t6"]
STAFF = ["科室\t在编\t其中：女\t外聘\t总人数", "内科\t20\t12\t5\t25", "外科\t18\t6\t4\t22"]


def table(outlined: Outlined, lines: list[str]) -> list[tuple[str, Row]]:
    """The rows of a text, each with its first cell."""
    clean, outline = outlined("\n".join(["经费和人员统计表", *lines]))
    found = [unit.row for unit in split(clean, outline.pieces[0]) if unit.row is not None]
    return [(clean.text[slice(*row.cells[0])], row) for row in found]


TWO = [
    (["单位：万元", *COSTS, "", *STAFF], "a blank line parts them"),
    (["单位：万元", *COSTS, *STAFF], "nothing parts them but a row without a digit"),
    ([*COSTS, "", "班组\t3月\t4月", "一班\t2\t9"], "the second is as wide and headed by months"),
    ([*COSTS, "班组\t3月\t4月", "一班\t2\t9"], "the same without a blank line"),
    ([" | ".join(row.split("\t")) for row in COSTS] + [""] + [" | ".join(row.split("\t")) for row in STAFF], "pipes"),
    (["项目\t1月\t2月", "", "办公费\t3\t4", "", "差旅费\t5\t6", "", *"\n\n".join(STAFF).split("\n")], "every row stands apart"),
]


@pytest.mark.parametrize("lines", [row[0] for row in TWO], ids=[row[1] for row in TWO])
def test_a_second_table_has_its_own_head(outlined: Outlined, lines: list[str]) -> None:
    rows = table(outlined, lines)
    assert sorted({row.table for _, row in rows}) == [0, 1]
    heads = [name for name, row in rows if row.header]
    assert len(heads) == 2
    assert heads[1] in ("科室", "班组")
    assert all(row.heads[0] == heads[row.table] for _, row in rows)
    assert {row.caption for _, row in rows if row.table == 1} == {""}


ONE = [
    (["项目\t1月\t2月", "", "办公费\t3\t4", "", "差旅费\t5\t6"], "a blank line above each row"),
    ([*COSTS, "", "招待费\t1\t2", "合计\t9\t12"], "a blank line above more figures of the same columns"),
    ([*COSTS, "招待费\t未报\t未报", "合计\t8\t10"], "a row that says nothing was handed in"),
    ([*COSTS, "招待费\t—\t—", "合计\t8\t10"], "a row of dashes"),
    (["事项\t进展\t备注", "采购\t完成80%\t按期", "培训\t已完成\t良好", "检修\t完成3台\t按期"], "rows of words"),
]


@pytest.mark.parametrize("lines", [row[0] for row in ONE], ids=[row[1] for row in ONE])
def test_a_blank_line_or_a_row_of_words_inside_a_table_does_not_part_it(outlined: Outlined, lines: list[str]) -> None:
    rows = table(outlined, lines)
    assert {row.table for _, row in rows} == {0}
    assert [name for name, row in rows if row.header] == [lines[0].split("\t")[0]]


def test_rows_of_another_width_below_a_blank_line_do_not_take_the_head_above(outlined: Outlined) -> None:
    rows = table(outlined, [*COSTS, "", "内科\t20\t12\t5\t25", "外科\t18\t6\t4\t22"])
    assert [(name, row.heads) for name, row in rows if row.table == 1] == [("内科", ("",) * 5), ("外科", ("",) * 5)]
