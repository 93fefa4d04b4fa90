"""A real browser on the real service: the system's Chromium, and waitress on a free port.

Without a Chromium these tests are skipped, and say so; where CI=true they fail.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS.parent), str(TESTS / "service")]

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402 - the path must be set first
from service_samples import HOSTILE, HOSTILE_REPORT, REPORTS  # noqa: E402

from miner import Miner, Source  # noqa: E402
from miner.settings import Settings  # noqa: E402
from miner.store import Store  # noqa: E402
from service.app import create_app  # noqa: E402
from service.server import listen  # noqa: E402

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        said = "没有找到 Chromium，浏览器测试无法进行（Debian：apt-get install chromium）"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        warnings.warn(said, stacklevel=1)
        pytest.skip(said)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        opened = playwright.chromium.launch(executable_path=found, args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(miner: Miner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the service answers, with the sample reports and a hostile one stored."""
    settings = Settings(port=0, store=tmp_path_factory.mktemp("store") / "a.db")
    with Store.open(settings.store) as store:
        for name, text in REPORTS.items():
            store.add(miner.extract(Source(text.encode(), name), with_text=True), when="2024-07-01T08:00:00+00:00")
        store.add(miner.extract(Source(HOSTILE_REPORT.encode(), HOSTILE), with_text=True), department=HOSTILE)
        server = listen(create_app(miner, store, settings), settings)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh window. A script error, a blocked resource or a request to another machine fails the test."""
    context = browser.new_context(base_url=address, locale="zh-CN", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    opened.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else wrong.append(asked.url))
    opened.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    opened.set_default_timeout(15_000)
    yield opened
    context.close()
    assert not wrong
