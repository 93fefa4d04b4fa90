"""Reasons are given in words, are the whole sum, and come for stored documents as for files."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from miner import Miner
from miner.labels.classifier import Classifier, column_names
from miner.labels.explain import weightiest
from miner.labels.readings import reading
from miner.records import LABELS
from miner.restored import restored

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
REPORT = (
    "客服部2024年上半年工作总结\n一、主要成绩\n受理来电1.2万件。\n二、存在的问题\n1、夜班人员不足。\n2、系统老旧，时常卡顿。\n"
)
EXACT = 0.01
"""Over 5,167 sentences of samples and corpus, two scores were further off and no label was another."""


def test_every_column_reads_differently_and_in_words() -> None:
    read = [reading(name, more) for name in (*column_names(), "rule:header") for more in (True, False)]
    said = [one for one in read if one]
    assert len(said) == len(set(said)) == 2 * len(column_names()) + 1
    assert not [one for one in said if re.search(r"[A-Za-z_{}]", one)]


@pytest.mark.parametrize(
    ("column", "said"), [("cue:novel", "有提示词：novel"), ("novel:done", "novel:done"), ("novel", "novel")]
)
def test_a_column_without_a_row_keeps_its_name(column: str, said: str) -> None:
    assert reading(column) == said


def test_the_reasons_name_the_heading_and_the_lack(miner: Miner) -> None:
    found = miner.explain(REPORT, 1, 2)
    assert found is not None and (found.given, found.label) == ("problem", "problem")
    named = {one.what: one for one in found.reasons}
    assert named["heading:problem"].reading == "所在标题预示问题" and named["heading:problem"].weight > 0
    assert "不足" in {one.what for one in found.words}
    weights = [abs(one.weight) for one in found.reasons]
    assert weights == sorted(weights, reverse=True)


def test_what_speaks_for_a_label_speaks_for_it_less_elsewhere(miner: Miner) -> None:
    asked = {label: miner.explain(REPORT, 1, 2, label) for label in LABELS}
    assert {one.given for one in asked.values() if one} == {"problem"}
    assert sum(one.score for one in asked.values() if one) == pytest.approx(1, abs=1e-3)


def test_the_weights_of_all_columns_are_the_score(miner: Miner) -> None:
    document = miner.extract(REPORT)
    found = restored(document, 1)
    assert found is not None and isinstance(miner.labeller, Classifier)
    piece, units = found
    model = miner.labeller
    scores = model.scores(model.columns(piece, units))[1]
    relative = scores - scores.mean() - (model.bias - model.bias.mean()) / model.temperature
    for place in range(len(LABELS)):
        total = sum(one.weight for one in weightiest(model, piece, units, 1, place, most=len(column_names())))
        assert total == pytest.approx(float(relative[place]), abs=0.2)  # three decimals kept of 345 weights


def test_the_head_of_a_table_is_explained_by_its_rule(miner: Miner) -> None:
    table = "客服部2024年上半年指标完成表\n| 指标 | 上半年 |\n|---|---|\n| 接通率 | 92.4% |\n"
    report = miner.extract(table).reports[0]
    head = next(one for one in report.sentences if "指标" in one.clean and "上半年" in one.clean and "table" in one.flags)
    for label, sign in (("other", 1), ("problem", -1)):
        found = miner.explain(table, 1, head.id, label)  # type: ignore[arg-type]
        assert found is not None
        assert [(one.what, np.sign(one.weight)) for one in found.reasons] == [("rule:header", sign)]


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".xlsx", ".html", ".md"])
def test_a_stored_document_gives_the_reasons_of_its_file(miner: Miner, suffix: str) -> None:
    path = next(one for one in sorted(SAMPLES.rglob(f"*{suffix}")) if one.is_file())
    document = miner.extract(path, with_text=True)
    (report, *_) = document.reports
    for row in report.sentences[::7]:
        found = miner.explain_stored(document, report.id, row.id)
        assert found is not None
        assert (found.given, found.text) == (row.label, row.clean)
        assert found.score == pytest.approx(row.score, abs=EXACT)


@pytest.mark.parametrize(("report", "sentence"), [(0, 1), (2, 1), (1, 0), (1, 99), (-1, -1)])
def test_where_there_is_no_sentence_there_are_no_reasons(miner: Miner, report: int, sentence: int) -> None:
    assert miner.explain(REPORT, report, sentence) is None
    assert miner.explain_stored(miner.extract(REPORT), report, sentence) is None
