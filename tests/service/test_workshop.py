"""A document that hangs, crashes or gluts takes only itself; search and pages answer meanwhile."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from service_samples import load_at_second_start, load_misbehaving, load_nothing

from miner import Miner, Source
from miner.errors import EmptySource, MinerError, ModelMissing
from miner.settings import Settings
from miner.store import Store
from service.app import create_app
from service.problems import Busy, Crashed, Internal, Overdue
from service.server import listen
from service.workshop import Workshop


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    """A workshop with one place and room for two."""
    with Workshop(load_misbehaving, places=1, waiting=2, seconds=3, memory=0) as opened:
        yield opened


@pytest.mark.parametrize(
    ("order", "refusal"), [(b"hang", Overdue), (b"crash", Crashed), (b"fault", Internal), (b"glut", Crashed)], ids=str
)
def test_after_a_bad_document_the_next_one_is_worked_on(workshop: Workshop, order: bytes, refusal: type[MinerError]) -> None:
    with pytest.raises(refusal):
        workshop.extract(Source(order))
    with pytest.raises(EmptySource):
        workshop.extract(Source(b""))


def test_who_finds_no_room_is_sent_away_at_once(workshop: Workshop) -> None:
    refusals: list[type[Exception]] = []

    def ask() -> None:
        try:
            workshop.extract(Source(b"slow"))
        except MinerError as error:
            refusals.append(type(error))

    asking = [threading.Thread(target=ask) for _ in range(5)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert sorted(one.__name__ for one in refusals) == ["Busy", "Busy", "Busy", "EmptySource", "EmptySource"]
    assert refusals[0] is Busy


def test_a_pipeline_that_cannot_be_loaded_stops_the_service_from_starting() -> None:
    with pytest.raises(ModelMissing), Workshop(load_nothing, places=1, waiting=1, seconds=5, memory=0):
        pass


def test_a_process_that_is_killed_while_it_starts_is_started_again(tmp_path: Path) -> None:
    load = partial(load_at_second_start, str(tmp_path / "mark"))
    with Workshop(load, places=1, waiting=1, seconds=5, memory=0) as workshop, pytest.raises(EmptySource):
        workshop.extract(Source(b""))


def test_the_document_is_the_one_that_the_pipeline_gives(miner: Miner) -> None:
    source = Source("客服部受理来电120件。".encode(), "甲.txt")
    with Workshop(Miner.load, places=1, waiting=1, seconds=60, memory=0) as workshop:
        assert workshop.extract(source, with_text=True) == miner.extract(source, with_text=True)
        assert workshop.made_with == miner.made_with


def test_pages_answer_while_a_document_hangs(store: Store) -> None:
    settings = Settings(port=0, threads=2)
    ended: list[str] = []
    with Workshop(load_misbehaving, places=1, waiting=settings.threads - 1, seconds=4, memory=0) as workshop:
        server = listen(create_app(workshop, store, settings), settings)
        threading.Thread(target=server.run, daemon=True).start()
        address = f"http://127.0.0.1:{server.effective_port}"

        def ask(path: str, body: bytes | None, name: str) -> None:
            request = urllib.request.Request(f"{address}{path}", body, {"Content-Type": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    ended.append(f"{name} {answer.status}")
            except urllib.error.HTTPError as error:
                with error:
                    ended.append(f"{name} {error.code} {json.load(error)['code']}")

        hanging = threading.Thread(target=ask, args=("/api/v1/extract", b'{"text": "hang"}', "hanging"))
        hanging.start()
        while not workshop.busy():
            time.sleep(0.02)
        ask("/documents", None, "page")
        ask("/api/v1/extract", b'{"text": "more"}', "more")
        hanging.join()
        server.close()
    assert ended == ["page 200", "more 503 busy", "hanging 422 timeout"]
