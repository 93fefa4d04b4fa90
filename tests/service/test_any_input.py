"""Any bytes at all, by any door, give a document or a problem of ours, never a fault."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from miner import Miner
from miner.records import Document
from miner.settings import Settings
from miner.store import Page, Store
from service.api.documents import Stored
from service.app import create_app
from service.problems import MEDIA_TYPE, Problem

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
TEXTS = st.text(st.characters(), max_size=60)
ENCODINGS = ["utf-8", "idna", "zlib_codec", "rot13", "undefined", "无", "unicode_escape", "utf-16", "punycode", "big5"]


@pytest.fixture(scope="module")
def door(miner: Miner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """One application for all examples."""
    with Store.open(tmp_path_factory.mktemp("store") / "a.db") as store:
        yield create_app(miner, store, Settings()).test_client()


def hold(response: Any, model: Any) -> None:
    """An answer is the model, or a problem that blames the request."""
    if response.status_code in (200, 201):
        model.model_validate_json(response.data)
    else:
        assert response.content_type == MEDIA_TYPE
        assert 400 <= Problem.model_validate_json(response.data).status < 500


@given(data=st.binary(max_size=200))
def test_any_body(door: FlaskClient, data: bytes) -> None:
    hold(door.post("/api/v1/extract", data=data, content_type="application/json"), Document)


@given(fields=st.fixed_dictionaries({"text": TEXTS | JSON_VALUES}, optional={"name": JSON_VALUES, "with_text": JSON_VALUES}))
def test_any_fields(door: FlaskClient, fields: dict[str, Any]) -> None:
    hold(door.post("/api/v1/extract", data=json.dumps(fields), content_type="application/json"), Document)


@given(data=st.binary(max_size=200), name=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_file(door: FlaskClient, data: bytes, name: str) -> None:
    form = {"file": (io.BytesIO(data), name)}
    hold(door.post("/api/v1/extract", data=form, content_type="multipart/form-data"), Document)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_any_encoding(door: FlaskClient, encoding: str) -> None:
    form = {"file": (io.BytesIO("受理来电120件。".encode()), "甲.txt"), "encoding": encoding}
    hold(door.post("/api/v1/extract", data=form, content_type="multipart/form-data"), Document)


@given(query=st.text(max_size=40), values=st.lists(st.text(max_size=8), max_size=2), day=st.text("0123456789-", max_size=10))
def test_any_search(door: FlaskClient, query: str, values: list[str], day: str) -> None:
    asked = {"q": query, "department": values, "period": values, "since": day}
    try:
        response = door.get("/api/v1/search", query_string=asked)
    except UnicodeEncodeError:  # half a character cannot be written into an address
        return
    hold(response, Page)


def test_the_packaged_seeds_of_trouble_are_refused_calmly(door: FlaskClient) -> None:
    for data in (b"PK\x03\x04", b"%PDF-1.4", b"\xff\xfe", b"\x00" * 99, b"\xd0\xcf\x11\xe0" + bytes(600), b"<html>" * 5000):
        form = {"file": (io.BytesIO(data), "b.docx")}
        hold(door.post("/api/v1/documents", data=form, content_type="multipart/form-data"), Stored)
