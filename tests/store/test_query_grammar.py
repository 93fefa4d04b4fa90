"""The grammar: what a query means, what is refused and where, and that no text does anything else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_samples import document

from miner.errors import QueryError
from miner.language.simplify import simplifier
from miner.store import Store
from miner.store.query import Query, Term, Wanted, parse

MEANINGS = [
    ("", Query(), "nothing asked"),
    ("  \u3000 ", Query(), "blanks ask nothing"),
    ("津贴", Query(((Term("津贴"),),)), "a word"),
    ("津贴 排班", Query(((Term("津贴"),), (Term("排班"),))), "both"),
    ("津贴 OR 排班 OR 工时", Query(((Term("津贴"), Term("排班"), Term("工时")),)), "one of three"),
    ("津贴|排班", Query(((Term("津贴"), Term("排班")),)), "a bar is OR"),
    ("a 津贴 OR 排班 b", Query(((Term("a"),), (Term("津贴"), Term("排班")), (Term("b"),))), "OR binds closer"),
    ("-津贴", Query((), (Term("津贴"),)), "left out"),
    ('"津贴 排班"', Query(((Term("津贴 排班", True),),)), "a phrase keeps its blanks"),
    ('津贴"排班"', Query(((Term("津贴"),), (Term("排班", True),))), "a quotation mark ends a word"),
    ('"OR"', Query(((Term("OR", True),),)), "a quoted OR is a phrase"),
    ("部门:客服部", Query((), (), (Wanted("department", ("客服部",)),)), "a field"),
    ("-部门:客服部", Query((), (), (Wanted("department", ("客服部",), True),)), "a field left out"),
    ('部门:"客服 一部"', Query((), (), (Wanted("department", ("客服 一部",)),)), "a field with a phrase"),
    ("標籤:問題", Query((), (), (Wanted("label", ("problem",)),)), "Traditional field and label"),
    ("Label:Problem", Query((), (), (Wanted("label", ("problem",)),)), "case does not matter"),
    ("比例3:1", Query(((Term("比例3:1"),),)), "a colon in a word that names no field"),
    ("NEAR(津贴, 2)", Query(((Term("NEAR(津贴,"),), (Term("2)"),))), "operators of the engine are words"),
    ("津贴*", Query(((Term("津贴*"),),)), "an asterisk is punctuation"),
    ("^津贴 NOT 排班", Query(((Term("^津贴"),), (Term("NOT"),), (Term("排班"),))), "NOT is a word"),
]


@pytest.mark.parametrize(("text", "meaning"), [row[:2] for row in MEANINGS], ids=[row[2] for row in MEANINGS])
def test_a_query_means_this(text: str, meaning: Query) -> None:
    assert parse(text, simplifier()) == meaning


REFUSED = [
    ('津贴 "排班', "第 4 个字符", "an open quotation mark"),
    ("“排班", "第 1 个字符", "an open Chinese quotation mark"),
    ("OR 津贴", "第 1 个字符", "OR with nothing before it"),
    ("津贴 OR", "第 4 个字符", "OR with nothing after it"),
    ("津贴 OR OR 排班", "第 7 个字符", "OR twice"),
    ("津贴 OR -排班", "第 7 个字符", "a word left out in a choice"),
    ("-津贴 OR 排班", "第 5 个字符", "the same the other way round"),
    ("津贴 OR 部门:客服部", "第 7 个字符", "a field in a choice"),
    ("部门:客服部 OR 津贴", "第 8 个字符", "the same the other way round"),
    ("部门:", "第 1 个字符", "a field without a value"),
    ("标签:好事", "没有“好事”这个标签", "a label that does not exist"),
    ("文种:诗", "没有“诗”这个文种", "a kind that does not exist"),
    ("津贴 -", "第 4 个字符", "a minus alone"),
    ("，。", "第 1 个字符", "nothing but punctuation"),
    ('""', "第 1 个字符", "an empty phrase"),
    ("津\ud800贴", "第 2 个字符", "half a character"),
    ("津" * 301, "301", "too long"),
    (" ".join("津贴" for _ in range(25)), "24", "too many words"),
]


@pytest.mark.parametrize(("text", "where"), [row[:2] for row in REFUSED], ids=[row[2] for row in REFUSED])
def test_a_broken_query_is_refused_with_the_place(text: str, where: str) -> None:
    with pytest.raises(QueryError, match=where):
        parse(text, simplifier())


SIGNS = st.sampled_from(
    [*"\"-|:()*^+{}\\'%_;,. \t\0～，。“”：｜－", "OR", "AND", "NOT", "NEAR(", "部门:", "标签:", "津贴", "不", "a", "9"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(text=st.lists(SIGNS | st.characters(), max_size=12).map("".join))
def test_any_text_gives_a_page_or_a_query_error(store: Store, text: str) -> None:
    store.add(*document(["津贴不到位", "NEAR AND OR NOT 9 a"]))
    try:
        page = store.search(text)
    except QueryError:
        return
    for hit in page.hits:
        assert all(0 <= span.start < span.end <= len(hit.sentence.text) for span in hit.highlights)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(line=st.text(st.sampled_from("津贴不到位人员的，。 aB9%"), min_size=1, max_size=30), data=st.data())
def test_every_stretch_of_a_sentence_finds_that_sentence_as_a_phrase(store: Store, line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    stretch = line[start : data.draw(st.integers(start + 1, len(line)))]
    if not any(char.isalnum() for char in stretch):
        return
    made, text = document([line], name=line)
    store.add(made, text)
    found = store.search(f'"{stretch}"', document=made.document.id)
    assert found.total == 1
    assert found.hits[0].highlights
