"""Where gold comes from: a corpus folder with splits, a folder of files in the notation, or a folder of JSON files.

A JSON file names its `source` text beside it and lists `units` as [start, end, label, alternative] and `indicators` with the fields of the
labelling guide.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from miner.errors import GoldError
from miner.gold.notation import GoldIndicator, GoldReport, GoldUnit, read_corpus
from miner.gold.splits import Split, read_splits, split_of


def read_gold_folder(folder: Path, splits: Sequence[Split] = ("test",)) -> list[GoldReport]:
    """The reports of a gold folder; of a corpus only those of the wanted splits. GoldError if there are none."""
    if (folder / "splits.tsv").exists():
        reports = split_of(read_corpus(folder / "reports"), read_splits(folder), splits)
    else:
        reports = [read_json_gold(path) for path in sorted(folder.glob("*.json"))] or read_corpus(folder)
    if not reports:
        raise GoldError(f"{folder} 里没有标注语料；需要 splits.tsv 与 reports/，或 .txt、.json 标注文件")
    return reports


def read_json_gold(path: Path) -> GoldReport:
    """The report of a JSON gold file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        text = (path.parent / data["source"]).read_text(encoding="utf-8")
        units = tuple(GoldUnit(start, end, label, alternative) for start, end, label, alternative in data["units"])
        rows = tuple(indicator_of(row, units) for row in data["indicators"])
    except (ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        raise GoldError(f"{path}：不是标注文件（{error}）") from error
    return GoldReport(str(data.get("id", path.stem)), path.stem, {}, text, units, rows)


def indicator_of(row: dict[str, Any], units: Sequence[GoldUnit]) -> GoldIndicator:
    """An indicator row of a JSON gold file."""
    index = next((at for at, unit in enumerate(units) if unit.start <= row["start"] < unit.end), 0)
    return GoldIndicator(
        row["start"], row["end"], index, row["surface"], row["name"], row["value"], row["high"],
        row["unit"], row["cmp"], row["role"], row["masked"], bool(row.get("optional")),
    )  # fmt: skip


def corpus_digest(folder: Path) -> str:
    """SHA-256 over all files of the corpus, by name and content."""
    total = sha256()
    for path in [folder / "splits.tsv", *sorted((folder / "reports").glob("*.txt"))]:
        total.update(path.name.encode())
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()
