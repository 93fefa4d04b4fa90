"""The pages show what is stored and extracted, and escape all of it."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from service_samples import HOSTILE, HOSTILE_REPORT, REPORTS
from werkzeug.test import TestResponse

from miner import Miner, Source
from miner.store import Store

NAME, TEXT = next(iter(REPORTS.items()))


def submit(client: FlaskClient, text: str = "", files: dict[str, bytes] | None = None, store: bool = False) -> TestResponse:
    """Fills in and sends the form of the first page."""
    (token,) = re.findall(r'form_token" value="([^"]+)', client.get("/").get_data(as_text=True))
    form: dict[str, Any] = {"form_token": token, "text": text, "files": [(io.BytesIO(d), n) for n, d in (files or {}).items()]}
    if store:
        form["store"] = "1"
    return client.post("/extract", data=form, content_type="multipart/form-data")


def text_of(response: TestResponse) -> str:
    """What a page says."""
    return response.get_data(as_text=True)


def test_a_pasted_report_is_shown_coloured_with_its_indicators(client: FlaskClient) -> None:
    page = text_of(submit(client, TEXT))
    assert re.search(r'<span class="s problem"[^>]*>夜班人员不足', page)
    assert "指标一览" in page and ">98.6%<" in page
    assert page.count("<h1") == 1


def test_pasting_stores_only_when_asked(client: FlaskClient, store: Store) -> None:
    submit(client, TEXT)
    assert store.documents().total == 0
    answer = submit(client, TEXT, store=True)
    (row,) = store.documents().documents
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/documents/{row.id}?stored=stored")
    assert "已存入资料库" in text_of(client.get(answer.headers["Location"]))


def test_several_files_are_shown_together_and_one_bad_file_takes_only_itself(client: FlaskClient) -> None:
    files = {NAME: TEXT.encode("gb18030"), "空.txt": b"", "程序.docx": b"\x7fELF" + bytes(300)}
    page = text_of(submit(client, files=files))
    assert "共 3 份：成功 1，失败 2" in page
    assert "文件是空的" in page and "不是文字文件" in page
    assert 'id="d1-s1-1"' in page or 'id="d1-h1-1"' in page


@pytest.mark.parametrize("text", ["", "  \n ", "\u3000"])
def test_an_empty_form_is_explained(client: FlaskClient, text: str) -> None:
    answer = submit(client, text)
    assert answer.status_code == 422
    assert "还没有内容" in text_of(answer)


def test_too_many_files_are_refused(client: FlaskClient) -> None:
    assert "一次最多提交 50 个文件" in text_of(submit(client, files={f"{at}.txt": b"1" for at in range(51)}))


def test_a_result_that_is_reloaded_leads_back_to_the_form(client: FlaskClient) -> None:
    assert client.get("/extract").headers["Location"] == "/"


def test_the_first_search_shows_all_problems(client: FlaskClient, stocked: list[str]) -> None:
    page = text_of(client.get("/search"))
    assert re.search(r'value="problem" checked', page)
    assert "夜班" in page and "招聘客服专员" not in page


def test_search_marks_what_was_looked_for_and_links_to_the_sentence(client: FlaskClient, stocked: list[str]) -> None:
    page = text_of(client.get("/search?q=人员不足&department=检修部"))
    assert "<mark>人员不足</mark>" in page
    (link,) = set(re.findall(r'href="(/documents/[0-9a-f]{64}\?at=s1-\d+#s1-\d+)"', page))
    path, anchor = link.split("#")
    assert f'id="{anchor}"' in text_of(client.get(path))


def test_pages_of_hits_keep_the_filters(client: FlaskClient, miner: Miner, store: Store) -> None:
    lines = "\n".join(f"第{at}号库房人员不足，照明损坏。" for at in range(1, 31))
    store.add(miner.extract(Source(f"仓储部2024年工作总结\n二、存在的问题\n{lines}".encode(), "仓.txt"), with_text=True))
    page = text_of(client.get("/search?q=人员不足&label=problem"))
    (following,) = re.findall(r'href="([^"]+)" rel="next"', page)
    second = text_of(client.get(following.replace("&amp;", "&")))
    numbers = [re.findall(r"第(\d+)号库房", one) for one in (page, second)]
    assert len(numbers[0]) == 20 and numbers[1] and not set(numbers[0]) & set(numbers[1])
    assert "回到第一页" in second and re.search(r'value="problem" checked', second)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('"没有收尾', "引号没有收尾"),
        ("量子纠缠", "没有符合条件的句子"),
        ("标签:喜讯", "没有“喜讯”这个标签"),
        ("-", "没有可检索的文字"),
    ],
)
def test_a_search_without_result_says_why(client: FlaskClient, stocked: list[str], query: str, said: str) -> None:
    assert said in text_of(client.get("/search", query_string={"q": query}))


@pytest.mark.parametrize("path", ["/search", "/documents", "/checks"])
def test_an_empty_store_is_no_error(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert 'class="empty"' in text_of(answer)


def test_names_of_arguments_are_only_names(client: FlaskClient, miner: Miner, store: Store) -> None:
    lines = "\n".join(f"第{at}号库房人员不足，照明损坏。" for at in range(1, 31))
    store.add(miner.extract(Source(f"仓储部2024年工作总结\n二、存在的问题\n{lines}".encode(), "仓.txt"), with_text=True))
    for name in ("endpoint", "_external", "_scheme", "_anchor", "_method", "values", "self", "filename"):
        answer = client.get("/search", query_string={"q": "人员不足", name: "javascript"})
        assert answer.status_code == 200
        assert re.findall(r'href="(/search\?[^"]+)" rel="next"', text_of(answer))


def test_documents_are_listed_and_filtered(client: FlaskClient, stocked: list[str]) -> None:
    assert all(name in text_of(client.get("/documents")) for name in REPORTS)
    page = text_of(client.get("/documents?department=仓储部"))
    assert "仓储部计划.txt" in page and NAME not in page
    page = text_of(client.get("/documents?failing=1"))
    assert "检修部一季度总结.txt" in page and NAME not in page


def test_a_failing_check_leads_to_its_figure(client: FlaskClient, stocked: list[str]) -> None:
    page = text_of(client.get("/checks"))
    (link,) = set(re.findall(r'href="(/documents/[0-9a-f]{64}\?at=f1-\d+#f1-\d+)"', page))
    path, anchor = link.split("#")
    assert f'id="{anchor}"' in text_of(client.get(path))


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=a%00b",
        "/documents?department=%00",
        "/checks?department=%00",
        "/search?department=%ED%A0%80",
        "/documents?cursor=x",
    ],
)
def test_hostile_arguments_are_refused_calmly(client: FlaskClient, stocked: list[str], path: str) -> None:
    assert client.get(path).status_code in (200, 400)


def test_nothing_that_was_submitted_becomes_markup(client: FlaskClient, store: Store, miner: Miner) -> None:
    name = f"{HOSTILE.replace('/', '')}.txt"
    document = miner.extract(Source(HOSTILE_REPORT.encode(), name), with_text=True)
    store.add(document, department=HOSTILE, period=HOSTILE, when=HOSTILE)
    pages = [
        submit(client, HOSTILE_REPORT),
        submit(client, files={name: HOSTILE_REPORT.encode(), f"2{name}": b""}),
        *(
            client.get(path, query_string=arguments)
            for path, arguments in (
                ("/search", {}),
                ("/search", {"q": HOSTILE, "department": HOSTILE, "period": HOSTILE, "label": "problem"}),
                ("/search", {"q": f'"{HOSTILE}'}),
                ("/search", {"label": HOSTILE}),
                ("/documents", {"department": HOSTILE, "period": HOSTILE}),
                ("/checks", {"department": HOSTILE, "verdict": HOSTILE}),
                (f"/documents/{document.document.id}", {"stored": HOSTILE}),
                (f"/documents/{HOSTILE}", {}),
                (f"/{HOSTILE}", {}),
                (f"/api/v1/documents/{document.document.id}", {"format": "html"}),
            )
        ),
    ]
    for page in pages:
        assert HOSTILE.encode() not in page.data
        assert not re.findall(rb"<script(?![^>]{0,200}\bsrc=)|\"'>", page.data)
    assert b"&lt;script&gt;" in pages[0].data


def test_a_long_report_is_shown_by_pages_with_every_sentence_on_one(
    client: FlaskClient, stocked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/documents/{stocked[0]}"
    whole = text_of(client.get(path))
    assert "下一页" not in whole
    monkeypatch.setattr("service.pages.documents.PAGE_CHARACTERS", 40)
    pages = [text_of(client.get(f"{path}?page={number}")) for number in (1, 2)]
    assert "第 1 页，共 2 页" in pages[0] and "第 2 页，共 2 页" in pages[1]
    for pattern in (r'id="s1-\d+"', r'id="f1-\d+"', r'id="i1-\d+"', r'id="h1-\d+"'):
        assert sorted(found for page in pages for found in re.findall(pattern, page)) == sorted(re.findall(pattern, whole))
        assert re.findall(pattern, pages[0]) and re.findall(pattern, pages[1])
    for at, page in enumerate(pages):
        for place in re.findall(r'id="([sf]1-\d+)"', page):
            assert f"第 {at + 1} 页" in text_of(client.get(f"{path}?at={place}"))
    assert "第 1 页" in text_of(client.get(f"{path}?at=r1"))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("page=0", 1),
        ("page=99", 2),
        ("page=-1", 1),
        ("page=x", 1),
        ("page=²", 1),
        ("page=" + "9" * 99, 2),
        ("at=s9-9", 1),
        ("at=s1-99&page=2", 2),
        ("at=%00", 1),
    ],
)
def test_a_page_that_is_not_there_is_the_nearest(
    client: FlaskClient, stocked: list[str], monkeypatch: pytest.MonkeyPatch, asked: str, shown: int
) -> None:
    monkeypatch.setattr("service.pages.documents.PAGE_CHARACTERS", 40)
    assert f"第 {shown} 页" in text_of(client.get(f"/documents/{stocked[0]}?{asked}"))
