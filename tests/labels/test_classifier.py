"""Labels come with scores that sum to one, lean on surroundings, and can be explained in full."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miner import Miner
from miner.labels.cues import cue_names
from miner.labels.features import feature_names, features, kind_columns
from miner.labels.rows import ROW_NAMES, row_columns
from miner.labels.surroundings import mean_of_neighbours, mean_of_others
from miner.labels.words import BUCKETS, WordModel, grams_of, hashed
from miner.language.rules import read_rows
from miner.records import LABELS, Facts, Piece, Row, Unit


def unit(text: str, path: tuple[str, ...] = ()) -> Unit:
    return Unit(0, len(text), text, 0 if path else None, 0, "", path, 0.5)


CASES = [
    ("一、存在的问题\n备品备件储备不足，抢修时常等货。", 1, "problem", "a plain lack under its heading"),
    ("二、下一步工作计划\n加强巡查力度，落实专人负责。", 1, "plan", "a bare act under a heading of plans"),
    (
        "一、主要工作完成情况\n加强巡查力度，落实专人负责。\n完善台账三本。\n先后开展夜间抽查，补齐了缺项。",
        1,
        "achievement",
        "the same act under a heading of things done, among things told as done",
    ),
    (
        "一、主要工作完成情况\n加强巡查力度，落实专人负责。",
        1,
        "achievement",
        "the same act alone under a heading of things done",
    ),
    ("二、存在的问题\n夜间巡查力量有待加强。", 1, "problem", "what needs doing under a heading of problems"),
    ("三、今后打算\n夜间巡查力量有待加强。", 1, "plan", "the same words under a heading of plans"),
    ("在节前调度会上的讲话\n要加强夜间巡查，落实值班责任。", 1, "plan", "called for by a leader"),
    ("下月完成泵房改造。", 1, "plan", "a lone sentence that names the time ahead"),
    ("四、意见建议\n建议总站年内再配两台抢修车。", 1, "plan", "advice to those above"),
    (
        "检修班8月小结\n| 项目 | 计划 | 实际 | 结果 |\n| 清洗水箱 | 6 | 6 | 完成 |\n| 更换水表 | 40 | 22 | 未完成 |",
        2,
        "achievement",
        "a row under heads that report",
    ),
    ("考核办法\n第三条 迟到一次扣20元，旷工一天扣200元。", 1, "other", "a rule with its penalty"),
    (
        "客服部六月工作小结\nDone\n处理来电1200件，回访全部完成。\nIssues\n夜班人员不足。\nTo do\n加强夜班排班，落实专人负责。",
        3,
        "plan",
        "a bare act under a heading of plans in English",
    ),
    (
        "二、存在问题\n针对漏水问题，已更换阀门12个，漏点全部消除。",
        1,
        "achievement",
        "a measure taken under a heading of problems",
    ),
]


@pytest.mark.parametrize(("text", "sentence", "label", "reason"), CASES)
def test_the_statement_and_its_section_decide(miner: Miner, text: str, sentence: int, label: str, reason: str) -> None:
    rows = miner.extract(text).reports[0].sentences
    assert rows[sentence - 1].label == label


@given(st.lists(st.text(alphabet="完成了计划问题不足将要3%，。扣元我们", min_size=1, max_size=40), min_size=1, max_size=12))
def test_scores_sum_to_one_for_whatever_is_written(miner: Miner, lines: list[str]) -> None:
    for report in miner.extract("\n".join(lines)).reports:
        for row in report.sentences:
            total = row.scores.achievement + row.scores.problem + row.scores.plan + row.scores.other
            assert total == pytest.approx(1.0, abs=1e-9)
            assert row.score == getattr(row.scores, row.label)


def test_features_have_a_name_each() -> None:
    piece = Piece(0, 10, Facts(), (), ())
    units = [unit("完成检修三次。", ("主要工作",)), unit("人手不足。", ("存在问题",))]
    columns = features(piece, units, np.zeros(len(cue_names()), dtype=np.float32))
    assert columns.shape == (2, len(feature_names()))


def test_a_mean_of_others_leaves_its_own_row_out() -> None:
    table = np.array([[1.0], [0.0], [0.0]], dtype=np.float32)
    means = mean_of_others(table, np.array([0, 0, 0]), np.zeros(1, dtype=np.float32), 0.0)
    assert means.ravel().tolist() == [0.0, 0.5, 0.5]


def test_neighbours_are_counted_within_reach() -> None:
    table = np.array([[1.0], [0.0], [0.0], [0.0]], dtype=np.float32)
    means = mean_of_neighbours(table, 1, np.zeros(1, dtype=np.float32), 0.0)
    assert means.ravel().tolist() == [0.0, 0.5, 0.0, 0.0]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_hashing_a_text_does_not_depend_on_its_company(texts: list[str]) -> None:
    together = hashed([f"^{text}$" for text in texts])
    for at, text in enumerate(texts):
        alone = hashed([f"^{text}$"])
        part = together.buckets[together.edges[at] : together.edges[at + 1]]
        assert part.tolist() == alone.buckets.tolist()


def test_grams_for_showing_are_those_that_count() -> None:
    text = "^人手不足$"
    assert sorted(bucket for _, bucket in grams_of(text)) == sorted(hashed([text]).buckets.tolist())
    assert {gram for gram, _ in grams_of(text)} >= {"人", "不足", "人手不"}


def test_the_first_pass_gives_probabilities() -> None:
    model = WordModel(np.zeros((BUCKETS, 4), dtype=np.float32), np.zeros(4, dtype=np.float32))
    assert model.shares(hashed(["^甲$", "^乙丙$"])).tolist() == [[0.25] * 4] * 2


def test_an_explanation_names_cue_and_heading(miner: Miner) -> None:
    found = miner.explain("一、存在的问题\n备品备件储备不足，抢修时常等货。", 1, 1)
    assert found is not None
    assert found.label == "problem"
    assert {"heading:problem", "cue:lack"} <= {reason.what for reason in found.reasons}
    assert any("不足" in reason.what for reason in found.words)


def test_the_whole_explanation_adds_up_to_the_score(miner: Miner) -> None:
    text = "一、存在的问题\n备品备件储备不足。"
    shares = miner.extract(text).reports[0].sentences[0].scores
    assert max(LABELS, key=lambda label: getattr(shares, label)) == "problem"


def test_no_such_sentence_has_no_explanation(miner: Miner) -> None:
    assert miner.explain("完成检修。", 1, 9) is None
    assert miner.explain("完成检修。", 5, 1) is None


@pytest.mark.parametrize(
    ("title", "said"),
    [("二车间三季度工作总结", True), ("货场安全管理办法", True), ("红星粮站", False), (None, False)],
)
def test_the_kind_of_a_piece_counts_only_where_its_title_says_it(title: str | None, said: bool) -> None:
    table = kind_columns(Piece(0, 10, Facts(title=title, kind="summary"), (), ()), 3)
    assert table.sum(axis=1).tolist() == [float(said)] * 3


@pytest.mark.parametrize(
    ("heads", "text", "said"),
    [
        (("项目", "计划", "实际完成"), "检修 | 12 | 15", {"row_reports"}),
        (("项目", "措施", "完成时限"), "检修 | 换阀 | 6月底", {"row_plans"}),
        (("项目", "扣分标准"), "迟到 | 2分", {"row_rules"}),
        (("项目", "目标", "实际"), "投诉率 | 1% | 1.6%未达标", {"row_reports", "row_misses"}),
    ],
)
def test_the_heads_of_a_table_tell_what_its_rows_are(heads: tuple[str, ...], text: str, said: set[str]) -> None:
    row = Row(0, (), heads, False)
    found = row_columns([replace(unit(text), row=row), replace(unit(text), row=replace(row, header=True))])
    assert {name for name, value in zip(ROW_NAMES, found[0].tolist(), strict=True) if value} == said
    assert not found[1].any()


def test_the_words_of_rows_are_data_and_every_row_of_them_has_a_column_and_a_reason() -> None:
    rows = read_rows("row_cues")
    assert {name for name, _, _ in rows} == set(ROW_NAMES)
    assert all(reason for _, _, reason in rows)
