"""The packaged namer: what it chooses, that it keeps its promises, and that what is not its own is refused."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import GradientBoostingRegressor

from miner.errors import ModelMismatch, ModelMissing
from miner.gold.naming import MadeNames, Recorder, naming_lessons, with_names, worth
from miner.gold.notation import read_corpus
from miner.language.words import Words
from miner.loading import filler_words, load_miner
from miner.naming.artefact import load_chooser, packaged_names, packed, save, unpacked
from miner.naming.chooser import MOST_AT_ONCE, Chooser, parcels, parts
from miner.naming.training import (
    COLUMNS_A_SPLIT,
    LEARNING_RATE,
    LEAST_IN_LEAF,
    ROWS_A_TREE,
    TREES,
    NamingLesson,
    grown,
    train_names,
)
from miner.naming.trees import DEPTH
from miner.naming.words import Fillers
from miner.pipeline import Miner
from tests.naming.naming_samples import packaged, worded

NO_FILLERS = Fillers(frozenset(), frozenset(), frozenset())
CORPUS = Path(__file__).parents[2] / "corpus" / "reports"


@pytest.fixture(scope="module")
def chooser() -> Chooser:
    return packaged()


def test_names_are_asked_for_and_given_sentence_by_sentence(chooser: Chooser) -> None:
    wordings = [
        worded("抢修漏点46处，用户投诉3次。", "抢修漏点"),
        worded("今年没有数字。"),
        worded("检查站点12处。", "检查站点"),
    ]
    names = chooser(wordings)
    assert [len(some) for some in names] == [2, 0, 1]
    assert all(name for some in names for name in some)
    assert chooser([]) == []


def test_a_name_does_not_hang_on_how_many_are_asked_at_once(chooser: Chooser) -> None:
    wordings = [worded(f"第{n}班检查站点{n}处，整改隐患{n + 1}处。", "检查站点") for n in range(3)]
    many = wordings * (MOST_AT_ONCE // 4)
    assert [len(one) <= MOST_AT_ONCE for one in parcels(many)].count(False) == 0
    assert [wording for some in parcels(many) for wording in some] == many
    names = chooser(many)
    assert all(names[at] == names[at % 3] for at in range(len(many) - len(parcels(many)[-1])))


def test_one_sentence_with_more_figures_than_are_looked_at_at_once_is_named_whole(chooser: Chooser) -> None:
    wording = worded("检查站点12处，" * (MOST_AT_ONCE + 5), "检查站点")
    assert [len(one.figures) for one in parts(wording)] == [MOST_AT_ONCE, 5]
    for part in parts(wording):
        assert {part.text[figure.start : figure.end] for figure in part.figures} == {"12处"}
    names = chooser([wording])[0]
    assert len(names) == MOST_AT_ONCE + 5
    assert len(set(names[10:-10])) == 1


def test_the_namer_mends_what_the_rules_get_wrong_on_the_corpus() -> None:
    """On three reports of the corpus more names are right than with the rules alone, and those that were right mostly stay."""
    ruled = load_miner(names=False)
    chosen = Miner.load()
    reports = [report for report in read_corpus(CORPUS) if report.id in ("school-06", "energy-08", "union-08")]
    assert len(reports) == 3
    right = {True: 0, False: 0}
    for report in reports:
        wanted = {row.start: row.name for row in report.indicators}
        for packs, miner in ((False, ruled), (True, chosen)):
            rows = [row for one in miner.extract(report.text.encode(), name=report.id).reports for row in one.indicators]
            right[packs] += sum(worth(name, row.name) >= 1 for row in rows if (name := wanted.get(row.start)))
    assert right[True] > right[False]


def test_training_gives_the_same_bytes_and_learns_which_word_is_meant() -> None:
    """Of two nouns in front of a figure the annotators want the one behind 其: after training so does the chooser, for nouns it has not seen."""
    generator = random.Random(5)
    nouns = ["农机", "漏点", "台账", "水表", "隐患", "工单", "车辆", "管网", "网点", "泵站", "电缆", "阀门"]

    def lesson(group: str, seen: list[str]) -> NamingLesson:
        pairs = [generator.sample(seen, 2) for _ in range(60)]
        sentences = tuple(worded(f"登记{one}，核对其{other}共计{n + 2}处。", one) for n, (one, other) in enumerate(pairs))
        return NamingLesson(group, sentences, tuple(other for _, other in pairs))

    tag = Words().tag
    lessons = [lesson(group, nouns[:9]) for group in "abcde"]
    made = [train_names(lessons, tag, NO_FILLERS, worth, 7) for _ in range(2)]
    assert packed(*made[0]) == packed(*made[1])
    words, trees = made[0]
    unseen = lesson("f", nouns[9:])
    names = [name for some in Chooser(words, trees, tag, NO_FILLERS)(unseen.wordings) for name in some]
    assert sum(name == wanted for name, wanted in zip(names, unseen.names, strict=True)) > 0.9 * len(names)


def test_trees_as_arrays_say_what_scikit_learn_says() -> None:
    generator = np.random.default_rng(3)
    known = generator.normal(size=(500, 6)).astype(np.float32)
    wanted = known[:, 0] * (known[:, 1] > 0) + 0.1 * generator.normal(size=500)
    trees = grown(known, wanted, 3)
    model = GradientBoostingRegressor(
        n_estimators=TREES,
        max_depth=DEPTH,
        learning_rate=LEARNING_RATE,
        min_samples_leaf=LEAST_IN_LEAF,
        subsample=ROWS_A_TREE,
        max_features=COLUMNS_A_SPLIT,
        random_state=3,
    ).fit(known, wanted)
    assert np.allclose(trees.predict(known), model.predict(known), atol=1e-4)


def test_an_artefact_that_does_not_keep_to_its_manifest_is_refused(tmp_path: Path) -> None:
    tag, fillers = Words().tag, filler_words()
    with pytest.raises(ModelMissing, match="找不到"):
        load_chooser(tag, fillers, tmp_path / "none")
    folder = tmp_path / "names"
    shutil.copytree(packaged_names(), folder)
    assert load_chooser(tag, fillers, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    data = (folder / "weights.npz").read_bytes()
    (folder / "weights.npz").write_bytes(data[:-1])
    with pytest.raises(ModelMismatch, match="摘要"):
        load_chooser(tag, fillers, folder)
    save(folder, data, {**manifest, "columns": manifest["columns"][1:]})
    with pytest.raises(ModelMismatch, match="特征"):
        load_chooser(tag, fillers, folder)
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelMismatch, match="JSON"):
        load_chooser(tag, fillers, folder)
    with pytest.raises(ModelMismatch, match="数组"):
        unpacked(b"PK", folder)


def test_lessons_take_the_names_of_annotators_and_each_only_once() -> None:
    report = next(report for report in read_corpus(CORPUS) if report.id == "school-06")
    lessons = naming_lessons([report], load_miner(names=False))
    names = [name for lesson in lessons for name in lesson.names if name]
    assert len(names) > 10
    assert len(names) <= len([row for row in report.indicators if not row.optional])
    assert all(len(lesson.names) == sum(len(one.figures) for one in lesson.wordings) for lesson in lessons)


def test_a_recorder_keeps_the_names_of_the_rules() -> None:
    recorder = Recorder()
    miner = load_miner(names=False)
    text = "本月抢修漏点46处，水质合格率达到99.8%。"
    plain = miner.extract(text).reports[0].indicators
    assert with_names(miner, recorder).extract(text).reports[0].indicators == plain
    assert [figure.name for wording in recorder.asked for figure in wording.figures] == [row.name for row in plain]


def test_what_is_made_holds_what_is_loaded() -> None:
    chooser = packaged()
    made = MadeNames(chooser, packed(chooser.words, chooser.worth), {})
    words, trees = unpacked(made.data, Path("names"))
    assert np.array_equal(words.weights, chooser.words.weights)
    assert np.array_equal(trees.values, chooser.worth.values)
