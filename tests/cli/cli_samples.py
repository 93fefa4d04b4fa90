"""A store with a few reports, for the commands to show."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "store"))

from store_samples import document

from miner.store import Store


def fill(path: Path) -> list[str]:
    """Writes the store and gives the ids of its documents."""
    made = [
        document(["前台人员不足，换班困难。", ("拟增设两个窗口", "plan")], name="甲.txt"),
        document(["检修人手不足", ("=人员培训三期", "achievement")], name="乙\x1b[31m.txt", department="检修部", failing=True),
        document([f"仓储第{at}区照明不足" for at in range(5)], name="丙.txt", department=None, period=None),
    ]
    with Store.open(path) as store:
        for one in made:
            store.add(*one)
    return [one.document.id for one, _ in made]
