"""Scores are what the definitions say, on cases small enough to check by hand."""

import pytest

from miner.gold.evaluation import calibration_error, coverage_at, label_scores, macro_f1, match_indicators, same_name, same_unit
from miner.gold.notation import GoldIndicator
from miner.gold.statistics import agreement
from miner.records import Indicator


def gold(start: int, value: float | None, unit: str, **changes: object) -> GoldIndicator:
    fields: dict[str, object] = {
        "start": start,
        "end": start + 3,
        "unit_index": 0,
        "surface": "",
        "name": "检查",
        "value": value,
        "high": None,
        "unit": unit,
    }
    return GoldIndicator(**(fields | {"comparator": "=", "role": "actual", "masked": False, "optional": False} | changes))  # type: ignore[arg-type]


def found(start: int, value: float | None, unit: str, name: str = "检查", role: str = "actual") -> Indicator:
    return Indicator.model_validate(
        {
            "id": 1,
            "sentence": 1,
            "start": start,
            "end": start + 3,
            "text": "",
            "name": name,
            "canonical": name,
            "value": value,
            "high": None,
            "unit": unit,
        }
        | {"comparator": "=", "role": role, "masked": False, "actual": None, "period": None, "base": None, "subject": None}
    )


def test_f1_by_hand() -> None:
    scores = label_scores(
        [("problem", "problem"), ("problem", "achievement"), ("achievement", "achievement"), ("plan", "plan")]
    )
    assert scores["problem"].recall == 0.5
    assert scores["achievement"].precision == 0.5
    assert macro_f1(scores) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_an_absent_label_does_not_count_in_the_mean() -> None:
    assert macro_f1(label_scores([("plan", "plan")])) == 1.0


def test_overlap_value_and_unit_make_a_hit() -> None:
    counts = match_indicators([gold(0, 3, "个"), gold(10, 5, "%")], [found(1, 3, "个"), found(10, 5, "个百分点")])
    assert (counts["found"], counts["missed"], counts["false"]) == (1, 1, 1)


def test_an_optional_row_is_forgiven_both_ways() -> None:
    for rows in ([], [found(0, 1, "次")]):
        counts = match_indicators([gold(0, 1, "次", optional=True)], rows)
        assert counts["missed"] == counts["false"] == counts["found"] == 0


def test_a_masked_figure_with_a_value_is_counted() -> None:
    assert match_indicators([gold(0, None, "%", masked=True)], [found(0, 8, "%")])["valued_masks"] == 1


def test_units_agree_across_scripts_and_a_leading_measure_word() -> None:
    assert same_unit("個", "个")
    assert same_unit("个工作日", "工作日")
    assert not same_unit("%", "个百分点")


def test_names_agree_when_one_holds_the_other() -> None:
    assert same_name("设备完好率", "主要设备完好率")
    assert not same_name("设备完好率", "客户投诉")


def test_calibration_error_of_a_certain_coin() -> None:
    assert calibration_error([(0.95, True), (0.95, False)]) == pytest.approx(0.45)


def test_coverage_stops_where_precision_falls() -> None:
    share, least = coverage_at([(0.9, True), (0.8, True), (0.7, False), (0.6, True)], 0.9)
    assert (share, least) == (0.5, 0.8)


def test_kappa_is_nought_for_chance_and_one_for_agreement() -> None:
    assert agreement(["a", "a", "b", "b"], ["a", "b", "a", "b"])["kappa"] == 0.0
    assert agreement(["a", "b"], ["a", "b"])["kappa"] == 1.0
