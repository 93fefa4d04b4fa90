"""Many hands on one store: real threads and real processes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from store_samples import document

from miner.store import Store

WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from store_samples import document
from miner.store import Store
with Store.open(sys.argv[2]) as store:
    for at in range(12):
        store.add(*document([f"第{at}班的津贴未发。"], name=f"{at if at % 2 else sys.argv[3] + str(at)}.txt"))
"""


def test_two_processes_can_make_and_fill_one_store_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    here = str(Path(__file__).parent)
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, here, str(path), name], stderr=subprocess.PIPE) for name in ("甲", "乙")
    ]
    errors = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], errors
    with Store.open(path) as store:
        assert store.documents().total == 6 + 2 * 6
        assert store.search("津贴").total == 18


def test_threads_that_store_the_same_document_store_it_once(store: Store) -> None:
    documents = [document([f"第{at}班的津贴未发。"], name=f"{at}.txt") for at in range(6)]
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda one: store.add(*one), documents * 3))
    assert sorted(outcomes) == ["duplicate"] * 12 + ["stored"] * 6


def test_searches_go_on_while_documents_come_in(store: Store) -> None:
    store.add(*document(["津贴未发。"], name="first.txt"))
    with ThreadPoolExecutor(4) as pool:
        adding = [pool.submit(store.add, *document([f"第{at}班的津贴未发。"], name=f"{at}.txt")) for at in range(20)]
        totals = [pool.submit(lambda: store.search("津贴").total) for _ in range(20)]
        assert {one.result() for one in adding} == {"stored"}
        assert all(1 <= one.result() <= 21 for one in totals)
    assert store.search("津贴").total == 21
