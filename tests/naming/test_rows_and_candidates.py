"""Words around a figure, and the names that they could form."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miner.language.words import Words
from miner.naming.candidates import HEAD, LEAST, LONGEST, NEGATIONS, find_candidates, weigh
from miner.naming.rows import make_rows, settled
from miner.naming.traits import NAMES, traits
from miner.naming.weights import BUCKETS, CROSSINGS, buckets
from miner.naming.words import REACH_LEFT, REACH_RIGHT, Fillers
from tests.naming.naming_samples import worded

TAG = Words().tag
NO_FILLERS = Fillers(frozenset(), frozenset(), frozenset())
SENTENCE = "本月抢修漏点46处，其中城南21处，用户投诉下降12%，客户满意度达到98.5%。"
PIECES = st.lists(
    st.sampled_from(["抢修漏点", "，", "其中", "46处", "的", "没有", "客户满意度", "12%", "（", "）", "、", "\n", "a", "𠮷", "3天", " "]),
    max_size=60,
)  # fmt: skip


def likely(rows, wanted: dict[str, float]):  # type: ignore[no-untyped-def]
    """Evidence in which the words of `wanted` have these probabilities, all others next to none."""
    odds = np.array([np.log(p / (1 - p)) for p in (wanted.get(text, 0.001) for text in rows.texts)])
    return weigh(rows, odds, NO_FILLERS)


def test_rows_are_the_words_near_their_figure_and_of_the_heading() -> None:
    rows = make_rows([worded(SENTENCE, heading="一、抢修情况")], TAG)
    first = rows.texts[rows.edges[0] : rows.edges[1]]
    assert "漏点" in first
    assert "抢修" in first[:4], "the heading's words come in front of the sentence's"
    assert not [text for text in rows.texts if any(mark in text for mark in "，。（）")]
    assert len(rows.figures) == 4
    assert rows.edges[-1] == len(rows.texts)


@given(PIECES, st.sampled_from(["", "一、概况", "第三季度\n"]))
@settings(max_examples=150, deadline=None)
def test_every_row_holds_the_characters_it_points_at(pieces: list[str], heading: str) -> None:
    wordings = [worded("".join(pieces), heading=heading), worded("".join(reversed(pieces)))]
    rows = make_rows(wordings, TAG)
    assert sum(len(wording.figures) for wording in wordings) == len(rows.figures)
    offset = [0, len(wordings[0].text) + 1]
    for at, text in enumerate(rows.texts):
        wording, index = rows.figures[rows.figure[at]]
        if rows.columns["outside"][at]:
            continue
        begin = rows.columns["begin"][at] - offset[wording is wordings[1]]
        assert wording.text[begin : begin + len(text)] == text
        figure = wording.figures[index]
        assert begin >= figure.start - REACH_LEFT
        assert begin + len(text) <= figure.end + REACH_RIGHT


@given(PIECES)
@settings(max_examples=100, deadline=None)
def test_each_figure_has_candidates_and_the_name_of_the_rules_among_them(pieces: list[str]) -> None:
    wordings = [worded("".join(pieces), rule="规则名")]
    rows = make_rows(wordings, TAG)
    odds = np.sin(np.arange(len(rows.texts), dtype=np.float64))
    evidence = weigh(rows, odds, NO_FILLERS)
    candidates = find_candidates(evidence)
    assert sorted(set(candidates.figure.tolist())) == list(range(len(rows.figures)))
    assert candidates.ruled.sum() == len(rows.figures)
    known = traits(evidence, candidates)
    assert known.shape == (len(candidates.names), len(NAMES))
    assert np.isfinite(known).all()


def test_buckets_stay_inside_the_table_and_change_with_any_of_their_columns() -> None:
    rows = make_rows([worded(SENTENCE)], TAG)
    found = buckets(rows)
    assert found.shape == (len(rows.texts), len(CROSSINGS))
    assert 0 <= found.min() <= found.max() < BUCKETS
    rows.columns["tag"][:] += 1
    changed = (buckets(rows) != found).mean(axis=0)
    assert [name for name, share in zip(CROSSINGS, changed, strict=True) if "tag" in name and share < 0.99] == []
    assert [name for name, share in zip(CROSSINGS, changed, strict=True) if "tag" not in name and share > 0] == []


def test_a_name_is_never_cut_in_front_of_its_head() -> None:
    rows = make_rows([worded("客户满意度达到98%。", rule="客户")], TAG)
    candidates = find_candidates(likely(rows, {"客户": 0.9, "满意度": HEAD + 0.1}))
    spans = ["".join(rows.texts[a:b]) for a, b in zip(candidates.spans.start, candidates.spans.stop, strict=True)]
    assert "客户满意度" in spans
    assert "客户" not in spans


@pytest.mark.parametrize("denial", sorted(NEGATIONS & {"未", "没有", "不"}))
def test_a_name_never_begins_behind_a_negation(denial: str) -> None:
    text = f"用户{denial}缴费3人。"
    rows = make_rows([worded(text)], TAG)
    assert denial in rows.texts, "the tokenizer takes the negation for a word"
    names = find_candidates(likely(rows, {"用户": 0.9, denial: LEAST + 0.1, "缴费": 0.9})).names
    assert "缴费" not in names
    assert "用户缴费" not in names


def test_what_the_rules_call_a_rate_is_not_asked_for() -> None:
    wording = worded("设备完好率98%，检查站点12处。", "检查站点")
    figures = (wording.figures[0]._replace(name="设备完好率"), wording.figures[1])
    rows = make_rows([wording._replace(figures=figures)], TAG)
    assert [index for _, index in rows.figures] == [1]
    assert settled("粮食产量")
    assert not settled("检查站点")


def test_no_candidate_is_longer_than_a_name_may_be() -> None:
    rows = make_rows([worded("市场监督管理局食品安全协调科综合行政执法大队检查经营主体46处。", rule="检查")], TAG)
    names = find_candidates(likely(rows, dict.fromkeys(rows.texts, 0.9))).names
    assert max(map(len, names)) <= LONGEST
