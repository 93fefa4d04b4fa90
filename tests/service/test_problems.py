"""Whatever is wrong with a request, the answer is a problem that says so, and nothing of our insides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_openapi3.openapi import OpenAPI

from miner import errors
from miner.errors import MinerError
from miner.records import Document
from miner.settings import Settings
from miner.store import Store
from service import problems
from service.app import create_app
from service.problems import HIDDEN_DETAIL, MEDIA_TYPE, STATUS, Problem, catalogue, problem_of

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "refused.jsonl").read_text("utf-8").splitlines()]


def below(kind: type[MinerError]) -> Iterator[type[MinerError]]:
    """A class and all its subclasses that the product defines."""
    yield kind
    for one in kind.__subclasses__():
        if one.__module__ in (errors.__name__, problems.__name__):
            yield from below(one)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["reason"])
def test_a_bad_request_is_refused_with_a_problem(client: FlaskClient, case: dict[str, Any]) -> None:
    body = bytes.fromhex(case["hex"]) if "hex" in case else (case.get("body", "") * case.get("times", 1)).encode()
    response = client.open(
        case["path"], method=case["method"], data=body, content_type=case.get("type"), headers=case.get("headers", {})
    )
    found = Problem.model_validate_json(response.data)
    assert (response.status_code, response.content_type) == (case["status"], MEDIA_TYPE)
    assert (found.status, found.code, found.type) == (case["status"], case["code"], f"/problems#{case['code']}")
    assert found.instance.startswith("urn:uuid:")
    if "pointer" in case:
        assert case["pointer"] in [one.pointer for one in found.errors or ()]


def test_a_wrong_method_is_told_the_right_ones(client: FlaskClient) -> None:
    assert "POST" in client.get("/api/v1/extract").headers["Allow"]


def test_the_table_knows_every_error_by_itself_and_nothing_else() -> None:
    assert set(STATUS) == set(below(MinerError))


@pytest.mark.parametrize("kind", list(below(MinerError)), ids=lambda kind: kind.code)
def test_every_error_has_a_body_that_keeps_faults_to_itself(kind: type[MinerError]) -> None:
    found = problem_of(kind("内部路径 /srv/secret"))
    assert (found.title, found.code, found.status) == (kind.title, kind.code, STATUS[kind])
    if found.status >= 500 and kind is not problems.Busy:
        assert found.detail == HIDDEN_DETAIL
    else:
        assert found.detail == "内部路径 /srv/secret"


def test_codes_are_never_used_twice() -> None:
    codes = [kind.code for kind in below(MinerError)]
    assert len(codes) == len(set(codes)) == len(list(catalogue()))


def test_every_type_leads_to_a_line_of_the_page_of_problems(client: FlaskClient) -> None:
    page = client.get("/problems").get_data(as_text=True)
    assert all(f'id="{code}"' in page for code, _, _ in catalogue())


class Broken:
    """An extractor with a fault in it."""

    made_with = None

    def extract(self, *_: object, **__: object) -> Document:
        """Fails in a way that nobody foresaw."""
        raise ZeroDivisionError("secret of the house")


@pytest.fixture
def broken(store: Store) -> OpenAPI:
    """An application whose extractor is at fault."""
    return create_app(Broken(), store, Settings())  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/api/v1/extract", "/api/v1/documents"])
def test_a_fault_of_ours_shows_no_trace(broken: OpenAPI, path: str) -> None:
    response = broken.test_client().post(path, json={"text": "甲"})
    assert (response.status_code, response.get_json()["code"]) == (500, "internal")
    assert b"secret" not in response.data and b"Traceback" not in response.data


def test_people_get_a_page_where_machines_get_json(client: FlaskClient) -> None:
    response = client.get("/documents/nothing")
    assert (response.status_code, response.mimetype) == (404, "text/html")
    assert "资料库中没有" in response.get_data(as_text=True)


def test_every_problem_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    rows = [f"| `{code}` | {status} | {title} |" for code, title, status in catalogue()]
    assert [line for line in page.splitlines() if line in rows] == rows


def test_every_operation_is_documented(client: FlaskClient) -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    described = client.get("/openapi/openapi.json").get_json()["paths"]
    named = {
        f"`{method.upper()} {path}`".replace("document_id", "id") for path, methods in described.items() for method in methods
    }
    assert not [one for one in named if f"| {one} |" not in page]
