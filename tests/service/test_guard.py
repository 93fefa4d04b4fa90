"""No page of another site can read, send or frame anything, and nothing is fetched from another machine."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

PAGES = ("/", "/search", "/documents", "/checks", "/problems", "/nothing", "/openapi/swagger", "/openapi/")
ANSWERS = (*PAGES, "/api/v1/health", "/api/v1/search", "/api/v1/nothing", "/static/service.css")


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_the_guarding_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [one for one in ANSWERS if "static" not in one])
def test_results_are_never_cached(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_pages_load_nothing_from_elsewhere_and_run_nothing_inline(client: FlaskClient, path: str) -> None:
    page = client.get(path).get_data(as_text=True)
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)
    assert not re.findall(r"<script(?![^>]{0,200}\bsrc=)", page)
    assert not re.findall(r"<style|\sstyle=|\son[a-z]{3,20}=", page)


def test_what_pages_load_is_there(client: FlaskClient) -> None:
    for page in PAGES:
        text = client.get(page).get_data(as_text=True)
        for path in re.findall(r'<(?:script|link|img)[^>]{0,200}?(?:src|href)="([^"]{1,200})"', text):
            whole = path if path.startswith("/") else f"/openapi/{path}"
            assert client.get(whole).status_code == 200, (page, path)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "localhost:80", "[::1]:8000"])
def test_this_machines_names_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/api/v1/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["example.com", "127.0.0.1.example.com", "localhost@example.com", "192.168.1.5", "", "[::1", "[]", "]", "a b", "%00"],
)
def test_other_names_are_not(client: FlaskClient, host: str) -> None:
    assert client.get("/documents", headers={"Host": host}).status_code in (400, 421)


@pytest.mark.parametrize("origin", ["http://[::1", "://", "localhost", "http://localhost@example.com", "http://localhost/x"])
def test_an_origin_that_is_none_is_foreign(client: FlaskClient, origin: str) -> None:
    answer = client.post("/api/v1/extract", json={"text": "受理来电120件。"}, headers={"Origin": origin})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "origin")


def test_our_own_page_may_send(client: FlaskClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/v1/extract", json={"text": "客服部受理来电120件。"}, headers=headers).status_code == 200


def test_a_form_needs_the_token_of_its_browser(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    (token,) = re.findall(r'name="form_token" value="([^"]{43})"', page)
    form = {"text": "客服部受理来电120件。"}
    assert client.post("/extract", data=form).status_code == 403
    assert client.post("/extract", data={**form, "form_token": "x" * 43}).status_code == 403
    assert client.post("/extract", data={**form, "form_token": token}).status_code == 200
    client.delete_cookie("miner_form")
    assert client.post("/extract", data={**form, "form_token": token}).status_code == 403


def test_the_token_stays_the_same_for_a_browser(client: FlaskClient) -> None:
    first, second = (re.findall(r'form_token" value="([^"]+)', client.get("/").get_data(as_text=True)) for _ in range(2))
    assert first == second


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


def test_the_page_of_a_document_may_use_its_own_style_alone(client: FlaskClient, stocked: list[str]) -> None:
    policy = client.get(f"/api/v1/documents/{stocked[0]}?format=html").headers["Content-Security-Policy"]
    assert "style-src 'sha256-" in policy and "script-src 'none'" in policy
