"""The corpus notation is read with exact offsets, and what breaks it is refused with its place."""

import pytest

from miner.errors import GoldError
from miner.gold.notation import parse_gold

REPORT = """@id water-99
@group water
@kind summary
h1 泵站六月小结
a 本月开机31台次，其中2号泵12台次。
# 31台次 | 开机 | 31 | 台次
# 12台次 | 2号泵开机 | 12 | 台次
+p/t 格栅堵了两回，打算换细格栅。
# 两回 | 格栅堵塞 | 2 | 回
"""


def test_text_between_a_units_offsets_is_the_unit() -> None:
    report = parse_gold(REPORT)
    assert [report.text[unit.start : unit.end] for unit in report.units] == [
        "泵站六月小结",
        "本月开机31台次，其中2号泵12台次。",
        "格栅堵了两回，打算换细格栅。",
    ]
    assert [report.text[row.start : row.end] for row in report.indicators] == ["31台次", "12台次", "两回"]


def test_a_plus_keeps_a_unit_in_its_paragraph() -> None:
    report = parse_gold(REPORT)
    assert report.units[1].end == report.units[2].start
    assert (report.units[2].label, report.units[2].alternative) == ("problem", "plan")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("x 没有这样的代码", "the code is unknown"),
        ("a 完成3件。\n# 4件 | 完成 | 4 | 件", "the surface does not stand in the unit"),
        ("a 完成3件。\n# 3件 | 完成 | 三 | 件", "the value is no number"),
        ("a 完成3件。\n# 3件 | 完成", "fields are missing"),
        ("# 3件 | 完成 | 3 | 件", "an indicator before any unit"),
    ],
)
def test_what_breaks_the_notation_is_refused_with_its_line(broken: str, reason: str) -> None:
    with pytest.raises(GoldError, match=r"sample\.txt:\d+"):
        parse_gold(broken, "sample.txt")
