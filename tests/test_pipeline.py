"""The straight line keeps what the product promises: offsets, determinism, clear refusals for anything at all."""

import json
import shutil
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miner import Miner, Source
from miner.errors import EmptySource, MinerError
from miner.gold.damage import DAMAGES, damaged
from miner.gold.notation import read_corpus
from miner.labels.artefact import packaged_model
from miner.records import Document

CORPUS = Path(__file__).parents[1] / "corpus" / "reports"
REPORTS = read_corpus(CORPUS)


def assert_offsets_hold(document: Document) -> None:
    text = document.document.text
    assert text is not None
    for report in document.reports:
        for row in (*report.sentences, *report.indicators):
            assert text[row.start : row.end] == row.text
        spans = [(row.start, row.end) for row in report.sentences]
        assert spans == sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert all(row.sentence <= len(report.sentences) for row in report.indicators)
        assert all(section.parent is None or section.parent < section.id for section in report.sections)
    for stretch in document.dropped:
        assert 0 <= stretch.start < stretch.end <= len(text)


@given(st.integers(0, len(REPORTS) - 1), st.lists(st.sampled_from(sorted(DAMAGES)), max_size=4), st.integers(0, 999))
@settings(max_examples=80)
def test_offsets_hold_over_random_mixtures_of_damage(miner: Miner, index: int, kinds: list[str], seed: int) -> None:
    report = REPORTS[index]
    for kind in kinds:
        report = damaged(report, kind, seed)
    assert_offsets_hold(miner.extract(report.text, with_text=True))


@given(st.text(alphabet="一二、(1)完成了3.5%万元*_XX年月日，。；：\n\t |“”《》(zhàn)&nbsp;第篇【】①", max_size=300))
@settings(max_examples=150)
def test_offsets_hold_over_nonsense(miner: Miner, text: str) -> None:
    try:
        document = miner.extract(text, with_text=True)
    except MinerError:
        return
    assert_offsets_hold(document)


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_any_bytes_give_a_document_or_one_of_our_errors(miner: Miner, data: bytes) -> None:
    try:
        document = miner.extract(data, with_text=True)
    except MinerError as error:
        assert str(error)
        return
    assert_offsets_hold(document)


def test_the_same_bytes_give_the_same_json(miner: Miner) -> None:
    data = REPORTS[5].text.encode("gb18030")
    assert miner.extract(data).model_dump_json() == miner.extract(data).model_dump_json()


def test_order_and_workers_change_nothing(miner: Miner) -> None:
    sources = [Source(report.text.encode(), f"{report.id}.txt") for report in Random(3).sample(REPORTS, 6)]
    alone = [miner.extract(source).model_dump_json() for source in sources]
    together = [document.model_dump_json() for document in miner.extract_many(sources, workers=2)]
    assert together == alone


def test_a_document_survives_its_own_json(miner: Miner) -> None:
    document = miner.extract(REPORTS[2].text, name="报告.txt")
    again = Document.model_validate(json.loads(document.model_dump_json()))
    assert again.model_dump_json() == document.model_dump_json()


def test_half_characters_of_a_text_are_lost_one_for_one_and_flagged(miner: Miner) -> None:
    document = miner.extract("本月检修水泵三台。\ud83d备件不\udc00足。", with_text=True, name="月报\ud800.txt")
    assert_offsets_hold(document)
    assert (document.document.text, document.document.name) == ("本月检修水泵三台。\ufffd备件不\ufffd足。", "月报\ufffd.txt")
    assert ["garbled" in row.flags for row in document.reports[0].sentences] == [False, True]


def test_text_is_included_only_when_asked_for(miner: Miner) -> None:
    assert miner.extract("完成检修三次。").document.text is None
    assert miner.extract("完成检修三次。", with_text=True).document.text == "完成检修三次。"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9" * 200_000, "endless digits"),
        ("亿" * 100_000, "endless scales"),
        ("（" * 50_000, "opening brackets"),
        ("（" * 20_000 + "）" * 20_000, "nested brackets"),
        ("一二三" * 40_000, "endless numerals"),
        ("一、" * 40_000, "endless list numbers"),
        ("“" * 30_000, "opening quotation marks"),
        ("\n" * 200_000, "empty lines"),
        ("|" * 100_000, "pipes"),
        ("\t" * 100_000 + "完成", "tabs"),
        ("*" * 100_000, "masks"),
        ("&" * 100_000, "ampersands"),
        ("1.1." * 40_000, "decimal numbers"),
        ("，" * 100_000, "commas"),
        ("完成了" * 60_000, "one endless sentence"),
    ],
)
def test_hostile_text_comes_through(miner: Miner, text: str, reason: str) -> None:
    try:
        assert_offsets_hold(miner.extract(text, with_text=True))
    except MinerError as error:
        assert str(error)


def test_a_file_name_in_no_encoding_does_not_stop_a_document(miner: Miner, tmp_path: Path) -> None:
    path = tmp_path / "b\udcffad.txt"
    path.write_text("本月检修水泵三台。", encoding="utf-8")
    document = miner.extract(path)
    assert document.document.name == "b\ufffdad.txt"
    assert json.loads(document.model_dump_json())


@pytest.mark.parametrize("workers", [1, 2])
def test_the_first_failure_is_raised_in_its_turn_as_it_was(miner: Miner, workers: int) -> None:
    found = miner.extract_many(["本月检修水泵三台。", b"", "备件储备不足。"], workers=workers)
    assert next(found).document.characters == 9
    with pytest.raises(EmptySource, match="空"):
        next(found)
    with pytest.raises(FileNotFoundError):
        list(miner.extract_many([Path("没有这个文件.txt")], workers=workers))


@pytest.mark.parametrize("workers", [1, 2])
def test_many_are_extracted_from_a_stream_with_a_least_score(miner: Miner, workers: int) -> None:
    texts = [f"本月检修水泵{at}台。备件储备不足。" for at in range(2, 20)]
    found = list(miner.extract_many(iter(texts), workers=workers, min_score=1.0))
    assert found == [miner.extract(text, min_score=1.0) for text in texts]
    assert {row.label for row in found[0].reports[0].sentences} == {"unsure"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("收/甲/总结.txt", "总结.txt"),
        ("C:\\收\\总结.txt", "总结.txt"),
        ("../../总结.txt", "总结.txt"),
        ("总结", "总结"),
        ("", ""),
    ],
)
def test_of_a_name_only_what_stands_behind_the_folders_is_kept(miner: Miner, name: str, kept: str) -> None:
    for made in (miner.extract("备件储备不足。", name=name), miner.extract(Source("备件储备不足。".encode(), name))):
        assert made.document.name == kept


def test_workers_use_the_model_that_was_loaded(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(packaged_model(), tmp_path / "other"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"name": "labels-of-this-house"}), encoding="utf-8")
    texts = ["备件储备不足。", "本月检修水泵三台。"]
    documents = list(Miner.load(folder).extract_many(texts, workers=2))
    assert [document.document.made_with.model for document in documents] == ["labels-of-this-house"] * 2
