"""The API hands out what the line and the store give, byte for byte."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from service_samples import REPORTS

from miner import Miner, Source
from miner.cli import cli
from miner.exports import schema_text, to_json
from miner.records import Document
from miner.store import Store

NAME, TEXT = next(iter(REPORTS.items()))


def upload(data: bytes, filename: str, **fields: str) -> dict[str, Any]:
    """The form of a file."""
    return {"data": {"file": (io.BytesIO(data), filename), **fields}, "content_type": "multipart/form-data"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_api_and_command_line_give_the_same_bytes_for_the_same_file(
    client: FlaskClient, tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAME).write_bytes(TEXT.encode(encoding))
    printed = CliRunner().invoke(cli, ["extract", NAME])
    answered = client.post("/api/v1/extract", **upload(TEXT.encode(encoding), NAME))
    assert (printed.exit_code, answered.status_code) == (0, 200)
    assert answered.data == printed.stdout_bytes


def test_a_text_gives_the_document_that_the_library_gives(client: FlaskClient, miner: Miner) -> None:
    answered = client.post("/api/v1/extract", json={"text": TEXT, "name": NAME})
    assert answered.get_data(as_text=True) == to_json(miner.extract(TEXT, name=NAME))


def test_the_text_comes_only_when_asked_for(client: FlaskClient) -> None:
    bare = client.post("/api/v1/extract", json={"text": TEXT}).get_json()
    full = client.post("/api/v1/extract", **upload(TEXT.encode(), NAME, with_text="true")).get_json()
    assert "text" not in bare["document"]
    assert full["document"]["text"] == TEXT


def test_a_file_can_be_given_another_name_and_an_encoding(client: FlaskClient) -> None:
    form = upload(TEXT.encode("gb18030"), "a.txt", name="乙.txt", encoding="gb18030")
    found = client.post("/api/v1/extract", **form).get_json()
    assert (found["document"]["name"], found["document"]["encoding"]) == ("乙.txt", "gb18030")


def test_of_an_uploaded_path_only_the_name_is_kept(client: FlaskClient) -> None:
    # Written by hand, since a form made by werkzeug would escape the backslashes.
    head = '--x\r\nContent-Disposition: form-data; name="file"; filename="C:/报告\\\\甲.txt"\r\n\r\n'
    body = head.encode() + TEXT.encode() + b"\r\n--x--\r\n"
    found = client.post("/api/v1/extract", data=body, content_type="multipart/form-data; boundary=x").get_json()
    assert found["document"]["name"] == "甲.txt"


def test_extracting_stores_nothing(client: FlaskClient, store: Store) -> None:
    client.post("/api/v1/extract", json={"text": TEXT})
    assert store.documents().total == 0


def test_a_stored_document_is_found_at_its_location(client: FlaskClient, miner: Miner) -> None:
    made = client.post("/api/v1/documents", **upload(TEXT.encode(), NAME))
    again = client.post("/api/v1/documents", **upload(TEXT.encode(), "另名.txt"))
    assert (made.status_code, made.get_json()["status"]) == (201, "stored")
    assert (again.status_code, again.get_json()["status"]) == (200, "duplicate")
    assert made.headers["Location"] == again.headers["Location"]
    assert client.get(made.headers["Location"]).get_data(as_text=True) == to_json(miner.extract(Source(TEXT.encode(), NAME)))


def test_ordered_department_and_period_go_before_the_text(client: FlaskClient) -> None:
    client.post("/api/v1/documents", json={"text": TEXT, "name": NAME, "department": "总部", "period": "2023年"})
    (row,) = client.get("/api/v1/documents").get_json()["documents"]
    assert [(one["department"], one["period"]) for one in row["reports"]] == [("总部", "2023年")]


def test_a_document_comes_in_every_format(client: FlaskClient, stocked: list[str]) -> None:
    path = f"/api/v1/documents/{stocked[0]}"
    assert client.get(f"{path}?text=true").get_json()["document"]["text"] == TEXT
    assert client.get(f"{path}?format=html").mimetype == "text/html"
    rows = [json.loads(line) for line in client.get(f"{path}?format=jsonl").get_data(as_text=True).splitlines()]
    assert {row["row"] for row in rows} == {"sentence", "indicator", "check"}
    table = client.get(f"{path}?format=csv&table=indicators")
    assert table.data.startswith(b"\xef\xbb\xbf") and "98.6%" in table.get_data(as_text=True)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{path}?format=xlsx").data))
    assert book.sheetnames == ["句子", "指标", "核对"]


def test_a_saved_file_keeps_its_chinese_name(client: FlaskClient, stocked: list[str]) -> None:
    header = client.get(f"/api/v1/documents/{stocked[0]}?format=xlsx").headers["Content-Disposition"]
    assert "filename*=UTF-8''%E5%AE%A2" in header and header.endswith(".xlsx")


def test_problems_are_found_across_departments(client: FlaskClient, stocked: list[str]) -> None:
    page = client.get("/api/v1/search", query_string={"q": "人员不足", "label": "problem"}).get_json()
    assert page["total"] == 2
    assert set(page["facets"]["department"]) == {"客服部", "检修部"}
    hit = page["hits"][0]
    assert [hit["sentence"]["text"][one["start"] : one["end"]] for one in hit["highlights"]] == ["人员不足"]


def test_a_filter_may_be_given_several_times(client: FlaskClient, stocked: list[str]) -> None:
    chosen = "/api/v1/search?q=不足&department=客服部&department=仓储部"
    assert {hit["department"] for hit in client.get(chosen).get_json()["hits"]} == {"客服部", "仓储部"}


def test_pages_follow_each_other_to_the_end(client: FlaskClient, stocked: list[str]) -> None:
    seen: list[tuple[str, int]] = []
    cursor: str | None = None
    for _ in range(50):
        page = client.get("/api/v1/search", query_string={"limit": 3, **({"cursor": cursor} if cursor else {})}).get_json()
        seen += [(hit["document_id"], hit["sentence"]["id"]) for hit in page["hits"]]
        if (cursor := page["next"]) is None:
            break
    assert len(seen) == len(set(seen)) == page["total"]


def test_failing_checks_are_listed_with_their_figures(client: FlaskClient, stocked: list[str]) -> None:
    failing = client.get("/api/v1/checks").get_json()["checks"]
    listed = client.get("/api/v1/documents?failing=true").get_json()
    assert [(one["department"], one["check"]["kind"]) for one in failing] == [("检修部", "sum")]
    assert [one["id"] for one in listed["documents"]] == [failing[0]["document_id"]]
    met = client.get("/api/v1/checks?verdict=met").get_json()["checks"]
    assert [one["department"] for one in met] == ["客服部"]


def test_health_says_which_versions_answer(client: FlaskClient, stocked: list[str], miner: Miner) -> None:
    found = client.get("/api/v1/health").get_json()
    assert (found["status"], found["documents"]) == ("ok", len(stocked))
    assert found["made_with"] == miner.made_with.model_dump()


def test_the_schema_is_the_one_in_the_repository(client: FlaskClient) -> None:
    published = Path(__file__).parents[2] / "docs" / "document.schema.json"
    assert client.get("/api/v1/schema").get_data(as_text=True) == schema_text() == published.read_text("utf-8")


def test_the_description_names_every_operation_and_how_it_is_refused(client: FlaskClient) -> None:
    described = client.get("/openapi/openapi.json").get_json()
    operations = {
        (method, path): operation for path, methods in described["paths"].items() for method, operation in methods.items()
    }
    assert described["openapi"].startswith("3.1")
    assert {path for _, path in operations} == {
        f"/api/v1/{name}"
        for name in (
            "extract",
            "explain",
            "documents",
            "documents/{document_id}",
            "documents/{document_id}/reports/{report}/sentences/{sentence}/reasons",
            "search",
            "checks",
            "corrections",
            "review",
            "health",
            "schema",
        )
    }
    body = operations["post", "/api/v1/extract"]["requestBody"]["content"]
    assert set(body) == {"application/json", "multipart/form-data"}
    assert "application/problem+json" in operations["post", "/api/v1/extract"]["responses"]["422"]["content"]


def test_every_reference_of_the_description_leads_somewhere(client: FlaskClient) -> None:
    described = client.get("/openapi/openapi.json").get_json()
    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}

    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
            return own.union(*map(references, value.values()))
        return set().union(*map(references, value)) if isinstance(value, list) else set()

    assert references(described) <= known


def test_an_answer_keeps_to_the_description(client: FlaskClient) -> None:
    answered = client.post("/api/v1/extract", json={"text": TEXT, "name": NAME, "with_text": True})
    document = Document.model_validate_json(answered.data)
    text = document.document.text or ""
    for report in document.reports:
        assert all(text[one.start : one.end] == one.text for one in (*report.sentences, *report.indicators))


def test_half_a_character_in_a_text_is_lost_one_for_one(client: FlaskClient) -> None:
    body = '{"text": "夜班人员不足\\ud83d，备件到货偏慢。", "with_text": true}'
    answer = client.post("/api/v1/extract", data=body, content_type="application/json")
    assert answer.get_json()["document"]["text"] == "夜班人员不足\ufffd，备件到货偏慢。"
    assert "garbled" in [one["code"] for one in answer.get_json()["warnings"]]
