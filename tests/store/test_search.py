"""Search finds what a reader would, counts it by facet, and pages without repeating or losing a hit."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import HALF_YEAR, document

from miner.errors import CursorError, QueryError
from miner.records import Period
from miner.store import UNSTATED, Store

MARCH = Period(text="三月", **{"from": "2024-03-01"}, to="2024-03-31", grain="month")


@pytest.fixture
def filled(store: Store) -> Store:
    """Three departments, three periods, all labels."""
    store.add(
        *document(
            [
                "前台人员不足，换班困难。",
                "夜间人员配备明显不足。",
                ("全员通过技能考核", "achievement"),
                ("拟增设两个窗口", "plan"),
            ],
            name="a.txt",
        )
    )
    store.add(
        *document(
            ["検修人手不足", ("人员培训三期", "achievement"), ("会计资料齐全", "achievement")],
            name="b.txt",
            department="检修部",
            period=MARCH,
        )
    )
    store.add(
        *document(
            [("社会计划与规划汇编", "other"), "KPI系统不稳定", "老旧设备占35.27%"],
            name="c.txt",
            department=None,
            period=None,
            kind="plan",
        )
    )
    return store


def texts(store: Store, query: str = "", **filters: object) -> list[str]:
    """The sentences found, best first."""
    return [hit.sentence.text for hit in store.search(query, **filters).hits]  # type: ignore[arg-type]


CASES = [
    (
        "人员不足",
        ["前台人员不足，换班困难。", "夜间人员配备明显不足。", "検修人手不足"],
        "characters in a row first, then pieces near each other, then the rest of the theme",
    ),
    (
        "人員不足",
        ["前台人员不足，换班困难。", "夜间人员配备明显不足。", "検修人手不足"],
        "a Traditional query finds Simplified text",
    ),
    ("“人员不足”", ["前台人员不足，换班困难。"], "a phrase in Chinese quotation marks"),
    ('"人员不足，换班"', ["前台人员不足，换班困难。"], "punctuation in a phrase parts runs"),
    ("“人手不足”", ["検修人手不足"], "a compound that the tokenizer keeps whole, without the rest of its theme"),
    ("人手不足", ["検修人手不足", "前台人员不足，换班困难。"], "other expressions of a theme, after what was asked for"),
    ("人手", ["検修人手不足"], "a part of such a compound"),
    ("不足 -配备", ["検修人手不足", "前台人员不足，换班困难。"], "a word left out"),
    ("不足 －“人员不足”", ["検修人手不足", "夜间人员配备明显不足。"], "a phrase left out, full-width minus"),
    ("人手 OR 换班", ["検修人手不足", "前台人员不足，换班困难。"], "a choice"),
    ("不足 夜间 | 换班", ["前台人员不足，换班困难。", "夜间人员配备明显不足。"], "a choice binds closer than the blank"),
    ("不足 部门:检修部", ["検修人手不足"], "a field"),
    ("不足 部门：“检修部”", ["検修人手不足"], "a field with full-width colon and quotation marks"),
    ("不足 -部门:检修部", ["前台人员不足，换班困难。", "夜间人员配备明显不足。"], "a field left out"),
    ("人员 标签:成绩", ["人员培训三期"], "a label by its Chinese name"),
    ("人员 label:achievement", ["人员培训三期"], "a label by its name in the contract"),
    ("标签:计划 标签:其他", ["拟增设两个窗口", "社会计划与规划汇编"], "several values of a field are alternatives"),
    ("期间:2024年3月 不足", ["検修人手不足"], "a period by its one name"),
    ("部门:未注明 设备", ["老旧设备占35.27%"], "reports that name no department"),
    ("文种:计划 kpi", ["KPI系统不稳定"], "the kind of report; case does not matter"),
    ("ＫＰＩ", ["KPI系统不稳定"], "full-width letters"),
    ("35.27", ["老旧设备占35.27%"], "a number with its point"),
    ("会计", ["会计资料齐全", "社会计划与规划汇编"], "the word before the chance neighbours"),
    ("齐", ["会计资料齐全"], "a single character"),
    ("全", ["会计资料齐全", "全员通过技能考核"], "a single character at either end of a sentence"),
    ("or", [], "a small or is a word"),
    ("没有这样的话", [], "nothing found is an empty page"),
]


@pytest.mark.parametrize(("query", "expected"), [row[:2] for row in CASES], ids=[row[2] for row in CASES])
def test_a_query_finds_these_sentences(filled: Store, query: str, expected: list[str]) -> None:
    assert sorted(texts(filled, query)) == sorted(expected)


@pytest.mark.parametrize("query", ["人员不足", "人員不足", "人手不足", "会计"])
def test_closer_matches_stand_first(filled: Store, query: str) -> None:
    (expected,) = [row[1] for row in CASES if row[0] == query]
    assert texts(filled, query) == expected


def test_a_hit_says_where_it_stands(filled: Store) -> None:
    (hit,) = filled.search("“人手不足”").hits
    stored = filled.document(hit.document_id)
    assert hit.sentence == stored.reports[0].sentences[0]
    assert (hit.document_name, hit.report_id, hit.department, hit.period, hit.path) == (
        "b.txt",
        1,
        "检修部",
        "2024年3月",
        ("存在的困难",),
    )


def test_facets_count_under_all_the_other_filters(filled: Store) -> None:
    page = filled.search("不足", labels=["problem"], departments=["检修部"])
    assert page.total == 1
    assert page.facets.department == {"客服部": 2, "检修部": 1}
    assert page.facets.label == {"problem": 1}
    assert page.facets.period == {"2024年3月": 1}


def test_facets_of_everything_name_what_is_not_stated(filled: Store) -> None:
    page = filled.search()
    assert page.total == 10
    assert page.facets.department == {"客服部": 4, UNSTATED: 3, "检修部": 3}
    assert page.facets.label == {"problem": 5, "achievement": 3, "other": 1, "plan": 1}
    assert page.facets.period == {"2024年上半年": 4, "2024年3月": 3, UNSTATED: 3}


TIMES = [
    ({"since": "2024-04-01"}, {"a.txt"}, "periods that end before are out, undated ones too"),
    ({"until": "2024-02-28"}, {"a.txt"}, "periods that begin after are out"),
    ({"since": "2024-03-31", "until": "2024-03-31"}, {"a.txt", "b.txt"}, "any overlap counts"),
    ({"since": "2025-01-01"}, set(), "nothing is that late"),
]


@pytest.mark.parametrize(("filters", "expected"), [row[:2] for row in TIMES], ids=[row[2] for row in TIMES])
def test_a_stretch_of_time_keeps_the_reports_whose_period_overlaps_it(filled: Store, filters, expected) -> None:
    assert {hit.document_name for hit in filled.search(**filters).hits} == expected


def test_filters_and_fields_must_both_hold(filled: Store) -> None:
    assert texts(filled, "部门:检修部", departments=["客服部"]) == []
    assert len(texts(filled, "部门:检修部 部门:客服部", departments=["客服部"])) == 4


def test_one_document_can_be_searched_alone(filled: Store) -> None:
    identity = filled.search("KPI").hits[0].document_id
    assert len(texts(filled, document=identity)) == 3


WRONG = [
    ({"labels": ["wish"]}, "wish"),
    ({"kinds": ["poem"]}, "poem"),
    ({"since": "2024-6-1"}, "2024-6-1"),
    ({"until": "yesterday"}, "yesterday"),
    ({"limit": 0}, "0"),
    ({"limit": 201}, "201"),
    ({"departments": ["\ud800"]}, "代理码"),
]


@pytest.mark.parametrize(("filters", "named"), WRONG)
def test_a_filter_that_cannot_be_is_named_in_the_refusal(filled: Store, filters, named) -> None:
    with pytest.raises(QueryError, match=named):
        filled.search("不足", **filters)


def pages(store: Store, query: str, limit: int, between: object = None) -> list[tuple[str, int]]:
    """All hits, a page at a time; `between` is called after each page."""
    found, cursor = [], None
    while True:
        page = store.search(query, limit=limit, cursor=cursor)
        found += [(hit.document_id, hit.sentence.id) for hit in page.hits]
        if page.next is None:
            return found
        cursor = page.next
        if callable(between):
            between()


@pytest.mark.parametrize("query", ["津贴", "津贴 OR 排班", ""])
def test_pages_join_to_the_whole_while_documents_come_in(store: Store, query: str) -> None:
    for at in range(8):
        lines = [f"第{at}班津贴{'没有' * (at % 3)}发放", "排班表贴出来了", "津贴与排班都晚了" + "，还要等" * at]
        store.add(*document(lines, name=f"{at}.txt"))
    whole = [(hit.document_id, hit.sentence.id) for hit in store.search(query, limit=200).hits]
    added = iter(range(1000))

    def more() -> None:
        at = next(added)
        store.add(*document([f"津贴{'再' * at}议", "无关的长句子" * 9], name=f"late{at}.txt"))

    assert pages(store, query, 3, more) == whole
    assert next(added) > 2


def test_pages_skip_what_is_forgotten_meanwhile_and_nothing_else(store: Store) -> None:
    made = [document([f"第{at}班津贴没有发放"], name=f"{at}.txt") for at in range(6)]
    for one in made:
        store.add(*one)
    whole = [hit.document_id for hit in store.search("津贴", limit=200).hits]
    first = store.search("津贴", limit=2)
    store.remove(whole[3])
    second = store.search("津贴", limit=10, cursor=first.next)
    assert [hit.document_id for page in (first, second) for hit in page.hits] == [*whole[:3], *whole[4:]]


def test_a_cursor_serves_its_own_search_only(store: Store) -> None:
    for at in range(4):
        store.add(*document([f"第{at}班津贴没有发放"], name=f"{at}.txt"))
    cursor = store.search("津贴", limit=1).next
    assert cursor is not None
    for other in ({"query": "排班"}, {"query": "津贴", "labels": ["problem"]}):
        with pytest.raises(CursorError):
            store.search(**other, cursor=cursor)  # type: ignore[arg-type]


def test_a_cursor_of_another_store_is_refused(store: Store, tmp_path) -> None:
    with Store.open(tmp_path / "other.db") as other:
        for at in range(3):
            store.add(*document([f"第{at}班津贴没有发放"], name=f"{at}.txt"))
            other.add(*document([f"第{at}班津贴没有发放"], name=f"{at}.txt"))
        with pytest.raises(CursorError):
            store.search("津贴", cursor=other.search("津贴", limit=1).next)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.data())
def test_a_cursor_with_any_character_changed_is_refused(store: Store, data: st.DataObject) -> None:
    for at in range(3):
        store.add(*document([f"第{at}班津贴没有发放"], name=f"{at}.txt"))
    cursor = store.search("津贴", limit=1).next
    assert cursor is not None
    at = data.draw(st.integers(0, len(cursor) - 1))
    char = data.draw(st.characters().filter(lambda one: one != cursor[at]))
    with pytest.raises(CursorError):
        store.search("津贴", limit=1, cursor=cursor[:at] + char + cursor[at + 1 :])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(cursor=st.text(max_size=200))
def test_any_text_as_a_cursor_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(CursorError):
        store.search("津贴", cursor=cursor)


def test_the_answer_is_the_same_each_time_and_after_opening_again(filled: Store) -> None:
    before = filled.search("不足 OR 人员").model_dump_json()
    filled.close()
    with Store.open(filled.engine.url.database or "") as again:
        assert again.search("不足 OR 人员").model_dump_json() == before


def test_the_half_year_of_the_samples_has_its_usual_name(filled: Store) -> None:
    assert filled.periods() == {"2024年3月": 1, "2024年上半年": 1, UNSTATED: 1}
    assert HALF_YEAR.text == "2024年上半年"
