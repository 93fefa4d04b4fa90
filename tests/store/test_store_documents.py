"""Documents go in once, come out as they were, and are forgotten for good."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import HALF_YEAR, document

from miner.errors import CursorError, NotStored, QueryError, StoreError, StoreVersion
from miner.records import Period
from miner.store import UNSTATED, FileVerdict, Hints, Origin, Store, take_apart
from miner.store.schema import VERSION

OCTOBER = Period(text="二〇二四年十月", **{"from": "2024-10-01"}, to="2024-10-31", grain="month")


def test_a_document_comes_out_byte_for_byte_as_it_went_in(store: Store) -> None:
    made, text = document(["窗口排队时间偏长。", ("戰(zhàn)略清晰", "战略清晰", "achievement")])
    assert store.add(made, text) == "stored"
    assert store.document(made.document.id).model_dump_json() == made.model_dump_json()


def test_the_text_is_given_only_when_asked_for(store: Store) -> None:
    made, text = document(["票据交接不及时。"])
    store.add(made, text)
    assert store.document(made.document.id).document.text is None
    assert store.document(made.document.id, with_text=True).document.text == text
    assert store.text(made.document.id) == text
    assert store.text("another") is None


def test_a_document_that_holds_its_text_is_stored_without_it_in_the_body(store: Store) -> None:
    made, text = document(["票据交接不及时。"])
    facts = made.document.model_copy(update={"text": text})
    store.add(made.model_copy(update={"document": facts}))
    assert store.document(made.document.id) == made
    assert store.document(made.document.id, with_text=True).document == facts


def test_a_document_without_any_text_is_refused(store: Store) -> None:
    made, _ = document(["票据交接不及时。"])
    with pytest.raises(StoreError, match="缺少正文"):
        store.add(made)


def test_the_same_bytes_again_are_a_duplicate_and_change_nothing(store: Store) -> None:
    made, text = document(["票据交接不及时。"])
    store.add(made, text, department="客服部")
    assert store.add(made, text, department="营运部") == "duplicate"
    assert store.departments() == {"客服部": 1}
    assert store.documents().total == 1


def test_what_is_not_stored_is_refused_by_name(store: Store) -> None:
    with pytest.raises(NotStored, match="abc"):
        store.document("abc")
    with pytest.raises(NotStored):
        store.remove("abc")


def test_a_forgotten_document_leaves_no_trace_in_search_lists_or_index(store: Store) -> None:
    kept, kept_text = document(["夜班排班太密。"], name="留.txt")
    gone, gone_text = document(["夜班津贴未发。"], name="去.txt", department="人事部", failing=True)
    store.add(kept, kept_text)
    store.add(gone, gone_text)
    store.remove(gone.document.id)
    assert store.search("津贴").total == 0
    assert store.search("夜班").total == 1
    assert store.departments() == {"客服部": 1}
    assert store.failing_checks() == []
    with sqlite3.connect(store.engine.url.database) as raw:
        raw.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, sentence_terms, row)")
        assert raw.execute("SELECT count(*) FROM temp.terms WHERE term IN ('津贴', '贴未')").fetchone() == (0,)


def test_a_forgotten_document_can_be_stored_again(store: Store) -> None:
    made, text = document(["夜班津贴未发。"])
    store.add(made, text)
    store.remove(made.document.id)
    assert store.add(made, text) == "stored"
    assert store.search("津贴").total == 1


def test_forgetting_a_document_forgets_the_verdict_on_its_file(store: Store) -> None:
    made, text = document(["夜班津贴未发。"])
    store.add(made, text)
    about = {"batch": "甲", "name": "a.txt", "status": "stored", "code": "", "message": "", "when": None}
    store.record(FileVerdict(origin="/a.txt", sha256=made.document.id, **about))
    store.record(FileVerdict(origin="/b.txt", sha256="0", **about))
    store.remove(made.document.id)
    assert [verdict.origin for verdict in store.verdicts()] == ["/b.txt"]


ORDERS = [
    (
        "order before everything",
        {"department": "法务部"},
        "财务部",
        "蓝湖公司",
        Hints("档案室", None, "后勤部"),
        ("法务部", "override"),
    ),
    ("text before organization", {}, "财务部", "蓝湖公司", Hints("档案室", None, "后勤部"), ("财务部", "text")),
    ("organization before folder", {}, None, "蓝湖公司", Hints("档案室", None, "后勤部"), ("蓝湖公司", "organization")),
    ("folder before file name", {}, None, None, Hints("档案室", None, "后勤部"), ("档案室", "folder")),
    ("file name last", {}, None, None, Hints(None, None, "后勤部"), ("后勤部", "file")),
    ("nothing says it", {}, None, None, Hints(), (UNSTATED, "none")),
    ("an order in Traditional characters", {"department": "營運部"}, "财务部", None, Hints(), ("营运部", "override")),
    ("an order of blanks is none", {"department": "  "}, "财务部", None, Hints(), ("财务部", "text")),
]


@pytest.mark.parametrize("row", ORDERS, ids=lambda row: row[0])
def test_the_effective_department_goes_by_rank_of_its_source(store, row) -> None:
    _, order, text_says, organization, hints, expected = row
    made, text = document(["夜班津贴未发。"], department=text_says, organization=organization)
    store.add(made, text, hints=hints, **order)
    listed = store.documents().documents[0].reports[0]
    assert (listed.department, listed.department_from) == expected
    assert store.departments() == {expected[0]: 1}


PERIODS = [
    ("an order as words", {"period": "2023年 第４季度"}, HALF_YEAR, Hints(), ("2023年第4季度", "override", None)),
    ("an order with dates", {"period": OCTOBER}, HALF_YEAR, Hints(), ("2024年10月", "override", "2024-10-01")),
    ("the text", {}, HALF_YEAR, Hints(folder_period=OCTOBER), ("2024年上半年", "text", "2024-01-01")),
    ("the folder", {}, None, Hints(folder_period=OCTOBER, file_period=HALF_YEAR), ("2024年10月", "folder", "2024-10-01")),
    ("the file name", {}, None, Hints(file_period=HALF_YEAR), ("2024年上半年", "file", "2024-01-01")),
    ("nothing", {}, None, Hints(), (UNSTATED, "none", None)),
]


@pytest.mark.parametrize(
    ("order", "text_says", "hints", "expected"), [row[1:] for row in PERIODS], ids=[row[0] for row in PERIODS]
)
def test_the_effective_period_goes_by_rank_of_its_source(store, order, text_says, hints, expected) -> None:
    made, text = document(["夜班津贴未发。"], period=text_says)
    store.add(made, text, hints=hints, **order)
    row = store.documents().documents[0].reports[0]
    assert (row.period, row.period_from, row.since) == expected


def test_lists_are_filtered_by_department_period_and_failing_checks(store: Store) -> None:
    for name, department, period, failing in [
        ("a", "客服部", HALF_YEAR, False),
        ("b", None, HALF_YEAR, True),
        ("c", "客服部", None, True),
    ]:
        store.add(*document([f"夜班津贴未发{name}。"], name=name, department=department, period=period, failing=failing))
    listed = lambda **filters: [one.name for one in store.documents(**filters).documents]  # noqa: E731
    assert listed() == ["a", "b", "c"]
    assert listed(departments=["客服部"]) == ["a", "c"]
    assert listed(departments=["客服部"], periods=[UNSTATED]) == ["c"]
    assert listed(departments=[UNSTATED]) == ["b"]
    assert listed(failing_checks=True) == ["b", "c"]
    assert listed(failing_checks=False) == ["a"]


def test_a_list_is_paged_by_cursor_and_a_cursor_serves_its_own_list_only(store: Store) -> None:
    for name in "abcde":
        store.add(*document([f"夜班津贴未发{name}。"], name=name))
    first = store.documents(limit=2)
    store.add(*document(["后来的一份。"], name="f"))
    second = store.documents(limit=2, cursor=first.next)
    third = store.documents(limit=2, cursor=second.next)
    assert [one.name for page in (first, second, third) for one in page.documents] == list("abcdef")
    assert third.next is None
    with pytest.raises(CursorError):
        store.documents(limit=2, departments=["客服部"], cursor=first.next)
    with pytest.raises(QueryError):
        store.documents(limit=0)


def test_failing_checks_come_with_their_figures_and_can_be_filtered(store: Store) -> None:
    store.add(*document(["夜班津贴未发。"], name="a", failing=True))
    store.add(*document(["夜班津贴已发。"], name="b"))
    found = store.failing_checks()
    assert [(one.document_name, one.check.message, one.indicators[0].name) for one in found] == [("a", "4 + 4 ≠ 9", "满意率")]
    assert store.failing_checks(departments=["别的部"]) == []
    assert [one.document_name for one in store.failing_checks(verdicts=["holds"])] == ["b"]


def test_corrections_stay_when_the_document_goes_and_the_prediction_stays_as_it_was(store: Store) -> None:
    made, text = document(["夜班津贴未发。"])
    store.add(made, text)
    number = store.correct(made.document.id, 1, 1, "plan", who="分析员", when="2024-07-01").id
    assert store.document(made.document.id) == made
    store.remove(made.document.id)
    (kept,) = store.corrections()
    assert (kept.id, kept.document_id, kept.old, kept.new, kept.when) == (
        number,
        made.document.id,
        "problem",
        "plan",
        "2024-07-01",
    )
    assert store.corrections("another") == []


@pytest.mark.parametrize(
    ("new", "who", "said", "reason"),
    [
        ("wish", "分析员", "没有“wish”", "no such label"),
        ("plan", "", "谁", "by nobody"),
        ("plan", "  ", "谁", "by blanks"),
        ("plan", "\udcff", "谁", "by half a character"),
        ("plan", "李\x1b[31m敏", "谁", "by what colours a terminal"),
        ("plan", "李" * 256, "谁", "by more than a name"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(store: Store, new: Any, who: str, said: str, reason: str) -> None:
    made, text = document(["夜班津贴未发。"])
    store.add(made, text)
    with pytest.raises(StoreError, match=said):
        store.correct(made.document.id, 1, 1, new, who=who)
    assert store.corrections() == [], reason


def places(store: Store) -> list[tuple[str, int, tuple[str, ...]]]:
    """What the queue of disagreement holds."""
    return [(one.document_name, one.sentence.id, one.other_labels) for one in store.review("disagreement")]


def test_the_queue_of_disagreement_goes_by_what_people_say_and_drops_what_they_decided(store: Store) -> None:
    same = "夜班津贴已列入计划。"
    first, text = document([same, "食堂排队过长。"], name="甲")
    store.add(first, text)
    second, other = document([(same, "plan"), "食堂排队过长。"], name="乙")
    store.add(second, other)
    assert places(store) == [("甲", 1, ("plan",)), ("乙", 1, ("problem",))]
    store.correct(second.document.id, 1, 1, "plan", who="李敏")
    assert places(store) == [("甲", 1, ("plan",))], "confirmed in one place, still otherwise in the other"
    store.correct(first.document.id, 1, 1, "plan", who="李敏")
    assert places(store) == [], "both decided, and alike"
    store.correct(first.document.id, 1, 2, "other", who="李敏")
    assert places(store) == [("乙", 2, ("other",))], "a person's word stands against the same words elsewhere"
    store.correct(first.document.id, 1, 2, "problem", who="王强")
    assert places(store) == [], "the last word counts"


def test_a_missing_store_is_refused_unless_it_may_be_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="没有资料库"):
        Store.open(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_store_of_a_newer_version_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Store.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreVersion, match="升级"):
        Store.open(path)


def test_another_programs_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE ours (a)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="别的程序"):
        Store.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all, only words" * 40, b"SQLite format 3\0" + b"\xff" * 2000])
def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="资料库"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="文件夹"):
        Store.open(tmp_path)


def test_a_failure_in_the_middle_of_storing_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made, text = document(["夜班津贴未发。"])

    def broken(*_: object) -> None:
        raise RuntimeError("lightning")

    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr("miner.store.documents._add_sentences", broken)
        store.add(made, text)
    assert not store.is_stored(made.document.id)
    assert store.departments() == {}
    assert store.add(made, text) == "stored"


@given(first=st.dates(), last=st.dates())
def test_any_pair_of_dates_has_a_name_that_only_that_pair_has_or_keeps_its_words(first, last) -> None:
    from miner.store.periods import calendar_name  # noqa: PLC0415

    name = calendar_name(first, last)
    assert name is None or str(first.year) in name


NAMES = [
    ("2024-01-01", "2024-12-31", "2024年"),
    ("2024-01-01", "2024-06-30", "2024年上半年"),
    ("2024-07-01", "2024-12-31", "2024年下半年"),
    ("2024-04-01", "2024-06-30", "2024年第二季度"),
    ("2024-02-01", "2024-02-29", "2024年2月"),
    ("2024-02-01", "2024-04-30", "2024年2-4月"),
    ("2023-01-01", "2024-12-31", "2023-2024年"),
    ("2023-07-01", "2024-06-30", "2023年7月-2024年6月"),
    ("2024-03-05", "2024-03-05", "2024年3月5日"),
    ("2024-03-05", "2024-03-11", "三月第一周"),
    ("broken", "2024-03-11", "三月第一周"),
    (None, None, "三月第一周"),
]
WORDS = [("201*年度", "201*年"), ("201*年", "201*年"), ("年度", "年度"), ("２０xx年 上半年", "20xx年上半年")]


@pytest.mark.parametrize(("first", "last", "name"), NAMES)
def test_periods_of_the_same_dates_have_one_name(first, last, name) -> None:
    from miner.store.periods import period_name  # noqa: PLC0415

    assert period_name(Period(text="三月 第一周", **{"from": first}, to=last, grain="span")) == name


@pytest.mark.parametrize(("text", "name"), WORDS)
def test_periods_without_dates_keep_their_words_tidied(text, name) -> None:
    from miner.store.periods import period_name  # noqa: PLC0415

    assert period_name(Period(text=text, grain="year", masked=True)) == name


def test_two_runs_over_one_file_at_the_same_time_do_not_make_it_a_duplicate_of_itself(store: Store) -> None:
    made, text = document(["夜班津贴未发。"])
    rows = take_apart(made, text, store.language.cut)
    verdict = FileVerdict(
        batch="", origin="/a", name="a", sha256=made.document.id, status="stored", code="", message="", when="1"
    )
    assert store.add_file(rows, Origin(), verdict) == verdict
    assert store.add_file(rows, Origin(), verdict.model_copy(update={"when": "2"})) == verdict
    assert store.add_file(rows, Origin(), verdict.model_copy(update={"origin": "/b"})).status == "duplicate"
