"""People see why a sentence has its label, say what it should be, and are shown the doubtful ones first."""

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
from service.workshop import Workshop

NAME, TEXT = next(iter(REPORTS.items()))
WHEN = "2024-07-01T08:00:00+00:00"


def problem_of(client: FlaskClient, document: str) -> dict[str, Any]:
    """The sentence of the first sample that is a problem."""
    report = client.get(f"/api/v1/documents/{document}").get_json()["reports"][0]
    return next(one for one in report["sentences"] if one["label"] == "problem")  # type: ignore[no-any-return]


def token_of(client: FlaskClient) -> str:
    """The token of this browser's forms."""
    return re.findall(r'form_token" value="([^"]+)', client.get("/").get_data(as_text=True))[0]


def press(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Sends a form."""
    return client.post(path, data={"form_token": token_of(client), **fields})


def page(client: FlaskClient, path: str) -> str:
    """What a page says."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_stored_sentence_tells_its_reasons(client: FlaskClient, stocked: list[str]) -> None:
    row = problem_of(client, stocked[0])
    path = f"/api/v1/documents/{stocked[0]}/reports/1/sentences/{row['id']}/reasons"
    found = client.get(path).get_json()
    assert (found["text"], found["label"], found["given"]) == (row["clean"], "problem", "problem")
    assert found["score"] == pytest.approx(row["score"], abs=0.01)
    assert {"what": "heading:problem", "reading": "所在标题预示问题"}.items() <= next(
        one for one in found["reasons"] if one["what"] == "heading:problem"
    ).items()
    other = client.get(f"{path}?label=plan").get_json()
    assert (other["label"], other["given"]) == ("plan", "problem")


def test_a_text_is_explained_as_the_line_explains_it(client: FlaskClient, miner: Miner) -> None:
    found = client.post("/api/v1/explain", json={"text": TEXT, "name": NAME, "sentence": 2, "label": "plan"}).get_json()
    expected = miner.explain(Source(TEXT.encode(), NAME), 1, 2, "plan")
    assert expected is not None and found == expected.model_dump(mode="json")


def test_the_workshop_explains_as_the_pipeline_does(miner: Miner) -> None:
    document = miner.extract(TEXT, with_text=True)
    with Workshop(Miner.load, places=1, waiting=1, seconds=60, memory=0) as workshop:
        assert workshop.explain(TEXT, 1, 2) == miner.explain(TEXT, 1, 2)
        assert workshop.explain_stored(document, 1, 2, "plan") == miner.explain_stored(document, 1, 2, "plan")
        assert workshop.explain_stored(document, 1, 999) is None


def test_min_score_gives_unsure_by_json_and_by_form(client: FlaskClient) -> None:
    made = client.post("/api/v1/extract", json={"text": TEXT, "min_score": 1}).get_json()
    assert "unsure" in {one["label"] for one in made["reports"][0]["sentences"]}
    file = (io.BytesIO(TEXT.encode()), NAME)
    form = client.post("/api/v1/extract", data={"file": file, "min_score": "1"}, content_type="multipart/form-data").get_json()
    assert (
        form["reports"]
        == client.post("/api/v1/extract", json={"text": TEXT, "name": NAME, "min_score": 1}).get_json()["reports"]
    )


def test_a_correction_is_kept_with_who_and_when_and_leaves_the_document(client: FlaskClient, stocked: list[str]) -> None:
    row = problem_of(client, stocked[0])
    before = client.get(f"/api/v1/documents/{stocked[0]}").data
    asked = {"document": stocked[0], "report": 1, "sentence": row["id"], "label": "plan", "who": " 李敏 "}
    answer = client.post("/api/v1/corrections", json=asked)
    made = answer.get_json()
    assert answer.status_code == 201
    assert (made["old"], made["new"], made["who"], made["when"]) == ("problem", "plan", "李敏", WHEN)
    assert (made["start"], made["end"]) == (row["start"], row["end"])
    assert client.get("/api/v1/corrections").get_json() == {"corrections": [made]}
    assert client.get(f"/api/v1/corrections?document={stocked[1]}").get_json() == {"corrections": []}
    assert client.get(f"/api/v1/documents/{stocked[0]}").data == before


@pytest.mark.parametrize(
    ("changes", "status", "pointer"),
    [
        ({"document": "0" * 64}, 404, None),
        ({"document": "\ud800"}, 422, "#/document"),
        ({"report": 9}, 404, None),
        ({"sentence": 999}, 404, None),
        ({"sentence": 10**30}, 404, None),
        ({"sentence": 0}, 422, "#/sentence"),
        ({"sentence": "1"}, 422, "#/sentence"),
        ({"label": "unsure"}, 422, "#/label"),
        ({"label": None}, 422, "#/label"),
        ({"who": " \u3000"}, 422, "#/who"),
        ({"who": "李\x00敏"}, 422, "#/who"),
        ({"who": ...}, 422, "#/who"),
        ({"whom": "李敏"}, 422, "#/whom"),
    ],
    ids=str,
)
def test_a_correction_that_cannot_be_is_refused(
    client: FlaskClient, stocked: list[str], store: Store, changes: dict[str, Any], status: int, pointer: str | None
) -> None:
    asked = {"document": stocked[0], "report": 1, "sentence": 1, "label": "plan", "who": "李敏"} | changes
    answer = client.post("/api/v1/corrections", json={key: value for key, value in asked.items() if value is not ...})
    assert answer.status_code == status
    if pointer:
        assert pointer in [one["pointer"] for one in answer.get_json()["errors"]]
    assert store.corrections() == []


def test_the_queue_shows_the_least_sure_first_and_drops_what_was_decided(client: FlaskClient, stocked: list[str]) -> None:
    queued = client.get("/api/v1/review?limit=200").get_json()["sentences"]
    scores = [one["sentence"]["score"] for one in queued]
    assert scores == sorted(scores) and len(client.get("/api/v1/review?limit=2").get_json()["sentences"]) == 2
    first = queued[0]
    place = {"document": first["document_id"], "report": first["report_id"], "sentence": first["sentence"]["id"]}
    new = "plan" if first["sentence"]["label"] != "plan" else "other"
    client.post("/api/v1/corrections", json=place | {"label": new, "who": "李敏"})
    assert client.get("/api/v1/review?limit=200").get_json()["sentences"] == queued[1:]
    assert client.get("/api/v1/review?by=disagreement").get_json()["sentences"] == []


def test_every_sentence_of_a_stored_report_leads_to_its_reasons(client: FlaskClient, stocked: list[str]) -> None:
    text = page(client, f"/documents/{stocked[0]}")
    links = re.findall(r'class="why" href="([^"]+)"', text)
    count = len(client.get(f"/api/v1/documents/{stocked[0]}").get_json()["reports"][0]["sentences"])
    assert len(links) == len(set(links)) == count
    for link in links:
        assert "为什么归为" in page(client, link)


def test_a_report_that_is_not_stored_has_no_such_links(client: FlaskClient) -> None:
    answer = press(client, "/extract", text=TEXT)
    assert answer.status_code == 200 and "为什么" not in answer.get_data(as_text=True)


def test_the_page_of_reasons_answers_for_another_label_too(client: FlaskClient, stocked: list[str]) -> None:
    path = f"/documents/{stocked[0]}/reports/1/sentences/{problem_of(client, stocked[0])['id']}"
    assert "为什么归为问题" in page(client, path) and "所在标题预示问题" in page(client, path)
    assert "为什么没有归为计划" in page(client, f"{path}?label=plan")
    assert "为什么归为问题" in page(client, f"{path}?label=nonsense")


def test_a_corrected_sentence_shows_both_labels(client: FlaskClient, stocked: list[str], store: Store) -> None:
    number = problem_of(client, stocked[0])["id"]
    path = f"/documents/{stocked[0]}/reports/1/sentences/{number}"
    answer = press(client, path, who="李敏", label="plan")
    assert answer.status_code == 303
    assert "已记下" in page(client, answer.headers["Location"]) and "问题 更正为计划" in page(client, path)
    text = page(client, f"/documents/{stocked[0]}")
    assert re.search(r'<span class="s problem"[^>]*>夜班人员不足', text) and ">更正为计划</span>" in text
    press(client, path, who="王强", label="problem")
    assert ">已确认</span>" in page(client, f"/documents/{stocked[0]}")
    assert [one.who for one in store.corrections()] == ["李敏", "王强"]


def test_a_correction_of_what_another_version_found_is_not_shown(client: FlaskClient, stocked: list[str], store: Store) -> None:
    document = store.document(stocked[0], with_text=True)
    report = document.reports[0]
    first, *rest = report.sentences
    cut_otherwise = first.model_copy(update={"end": first.end - 1, "text": first.text[:-1]})
    other = document.model_copy(update={"reports": (report.model_copy(update={"sentences": (cut_otherwise, *rest)}),)})
    store.correct(stocked[0], report.id, first.id, "plan", who="李敏")
    assert "更正为" in page(client, f"/documents/{stocked[0]}") or first.label == "plan"
    store.remove(stocked[0])
    store.add(other)
    shown = page(client, f"/documents/{stocked[0]}")
    assert "更正为" not in shown and "已确认" not in shown


def test_the_queue_is_decided_by_one_button(client: FlaskClient, stocked: list[str], store: Store) -> None:
    (decision, *_) = re.findall(r'name="decision" value="([^"]+/problem)"', page(client, "/review"))
    answer = press(client, "/review", by="doubt", who="李敏", decision=decision)
    assert answer.status_code == 303
    again = page(client, answer.headers["Location"])
    assert "已记下" in again and 'value="李敏"' in again and decision not in again
    (made,) = store.corrections()
    assert f"{made.document_id}/{made.report_id}/{made.sentence_id}/{made.new}" == decision


@pytest.mark.parametrize("path", ["/documents/{id}/reports/1/sentences/1", "/review"])
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"who": ""}, 400),
        ({"who": "x" * 300}, 400),
        ({"who": "李\u202e敏"}, 400),
        ({"who": "\x00"}, 400),
        ({"label": "喜讯", "decision": "{id}/1/1/喜讯"}, 400),
        ({"label": "", "decision": ""}, 400),
        ({"form_token": "stale"}, 403),
    ],
    ids=str,
)
def test_a_form_that_cannot_be_is_refused(
    client: FlaskClient, stocked: list[str], store: Store, path: str, fields: dict[str, str], status: int
) -> None:
    whole = {"who": "李敏", "label": "plan", "decision": "{id}/1/1/plan"} | fields
    filled = {key: value.replace("{id}", stocked[0]) for key, value in whole.items()}
    assert press(client, path.replace("{id}", stocked[0]), **filled).status_code == status
    assert store.corrections() == []


@pytest.mark.parametrize("decision", ["{id}/9/1/plan", "{id}/1/999/plan", "no/1/1/plan", "{id}/99999999999999999999/1/plan"])
def test_a_decision_on_nothing_is_not_found(client: FlaskClient, stocked: list[str], decision: str) -> None:
    assert press(client, "/review", who="李敏", decision=decision.replace("{id}", stocked[0])).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/documents/{id}/reports/1/sentences/999",
        "/documents/{id}/reports/0/sentences/1",
        "/documents/none/reports/1/sentences/1",
        "/documents/{id}/reports/99999999999999999999/sentences/1",
        "/documents/{id}/reports/x/sentences/1",
        "/api/v1/documents/{id}/reports/1/sentences/999/reasons",
    ],
)
def test_reasons_of_no_sentence_are_not_found(client: FlaskClient, stocked: list[str], path: str) -> None:
    assert client.get(path.replace("{id}", stocked[0])).status_code == 404


@pytest.mark.parametrize("by", ["doubt", "disagreement", "nonsense"])
def test_an_empty_queue_is_no_error(client: FlaskClient, by: str) -> None:
    assert 'class="empty"' in page(client, f"/review?by={by}")


def test_nothing_of_a_sentence_or_a_person_becomes_markup(client: FlaskClient, store: Store, miner: Miner) -> None:
    document = miner.extract(Source(HOSTILE_REPORT.encode(), f"{HOSTILE.replace('/', '')}.txt"), with_text=True)
    store.add(document, department=HOSTILE, period=HOSTILE)
    rows = document.reports[0].sentences
    path = f"/documents/{document.document.id}"
    for row in rows:
        press(client, f"{path}/reports/1/sentences/{row.id}", who=HOSTILE, label="plan")
    pages = [f"{path}/reports/1/sentences/{row.id}?who={HOSTILE}" for row in rows]
    for one in (*pages, path, "/review", f"/review?by=disagreement&who={HOSTILE}"):
        data = client.get(one).data
        assert HOSTILE.encode() not in data and not re.findall(rb"<script(?![^>]{0,200}\bsrc=)|\"'>", data)
