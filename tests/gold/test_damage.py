"""Damage made on purpose carries labels and offsets along, and the same seed makes the same damage."""

from pathlib import Path

import pytest

from miner.gold.damage import DAMAGES, damaged
from miner.gold.notation import GoldReport, parse_gold, read_corpus
from miner.gold.variants import variants
from miner.language.simplify import simplifier

CORPUS = Path(__file__).parents[2] / "corpus"

REPORT = parse_gold(
    """@id road-99
@group road
h1 养护站2023年“清沟行动”小结
h2 一、干了什么
a 全年清理边沟86.5公里，修补坑槽1,240平方米；
# 86.5公里 | 清理边沟 | 86.5 | 公里
# 1,240平方米 | 修补坑槽 | 1240 | 平方米
+a 群众满意率98%，比上年提高2.5、3个百分点不等。
# 98% | 群众满意率 | 98 | %
h2 二、还差什么
p 机械老旧——两台压路机停了一个多月，进度受到影响。
# 两台 | 停用压路机 | 2 | 台
"""
)


def squeezed(text: str) -> str:
    """Without blanks, so that wrapped and joined units compare."""
    return "".join(text.split())


@pytest.mark.parametrize("kind", DAMAGES)
def test_units_and_indicators_follow_their_text(kind: str) -> None:
    hurt = damaged(REPORT, kind, 3)
    assert [hurt.text[row.start : row.end] for row in hurt.indicators] == [row.surface for row in hurt.indicators]
    if kind in ("wrapped", "one_line", "glued", "renumbered", "spaced"):
        before = [squeezed(REPORT.text[unit.start : unit.end]) for unit in REPORT.units]
        assert [squeezed(hurt.text[unit.start : unit.end]) for unit in hurt.units] == before


@pytest.mark.parametrize(
    "kind", ["masked", "traditional", "glossed", "wrapped", "one_line", "full_width", "entities", "half_width"]
)
def test_every_kind_does_harm(kind: str) -> None:
    assert any(damaged(REPORT, kind, seed).text != REPORT.text for seed in range(5))


@pytest.mark.parametrize("kind", DAMAGES)
def test_the_same_seed_makes_the_same_damage(kind: str) -> None:
    assert damaged(REPORT, kind, 11) == damaged(REPORT, kind, 11)


def test_traditional_text_simplifies_back_to_itself() -> None:
    assert simplifier()(damaged(REPORT, "traditional", 0).text) == REPORT.text


def test_masked_figures_lose_their_value() -> None:
    hurt = [row for seed in range(40) for row in damaged(REPORT, "masked", seed).indicators if row.masked]
    assert hurt
    assert all(row.value is None for row in hurt)


def test_variants_keep_every_unit_whole() -> None:
    reports: list[GoldReport] = read_corpus(CORPUS / "reports")[:9]
    for variant in variants(reports, 1):
        assert variant.units
        assert all(variant.text[unit.start : unit.end].strip() for unit in variant.units)
