"""Two tables in one text: the unit above the first is not that of the second, and what names a unit names no department."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from miner.cli import cli

COSTS = "项目\t1月\t2月\n办公费\t3\t4\n差旅费\t5\t6\n"
STAFF = "科室\t在编\t其中：女\t外聘\t总人数\n内科\t20\t12\t5\t25\n外科\t18\t6\t4\t22\n"


def extracted(folder: Path, text: str) -> dict[str, Any]:
    """The only report of a text."""
    path = folder / "统计.txt"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["extract", str(path)])
    assert result.exit_code == 0, result.output
    (report,) = json.loads(result.stdout)["reports"]
    return dict(report)


def figures(report: dict[str, Any]) -> dict[str, tuple[float, str]]:
    """Value and unit of each indicator by its name."""
    return {one["name"]: (one["value"], one["unit"]) for one in report["indicators"]}


@pytest.mark.parametrize("between", ["\n", "", "人员分布\n"], ids=["a blank line", "nothing", "a line of words"])
def test_the_unit_above_a_table_holds_for_that_table_only(tmp_path: Path, between: str) -> None:
    report = extracted(tmp_path, f"经费和人员统计\n单位：万元\n{COSTS}{between}{STAFF}")
    found = figures(report)
    assert found["办公费1月"] == (30_000.0, "元")
    assert not [name for name, (_, unit) in found.items() if name.startswith(("内科", "外科")) and unit == "元"]
    assert found["内科总人数"][0] == 25
    labels = {row["text"]: row["label"] for row in report["sentences"]}
    assert next(label for text, label in labels.items() if text.startswith("科室")) == "other"


def test_a_unit_that_a_sentence_declares_holds_for_all_tables(tmp_path: Path) -> None:
    said = "说明：本次统计的经费均按实际发生额填写，金额单位均为万元，不含税费。\n"
    report = extracted(tmp_path, f"经费统计\n{said}{COSTS}\n班组\t3月\t4月\n一班\t2\t9\n二班\t1\t8\n")
    found = figures(report)
    assert found["办公费1月"] == (30_000.0, "元")
    assert found["一班3月"] == (20_000.0, "元")
