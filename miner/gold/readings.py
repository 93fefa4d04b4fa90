"""Second readings: labels given by somebody who had not seen the first ones, kept beside the corpus as they were given.

`second/<id>.tsv` has a line a unit in reading order: label, alternative, the unit's first characters. The reports in `reports/` hold what both
readings were settled to; `first/<id>.tsv` holds the labels as they stood before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from miner.errors import GoldError
from miner.gold.evaluation import label_scores
from miner.gold.statistics import agreement
from miner.gold.transfer import merged


def agreement_of_readings(corpus: Path) -> dict[str, Any]:
    """Kappa and per-label F1 of the second readings against the first; strict, and with either reader's alternative allowed."""
    pairs = list(paired(corpus))
    first, second = [one[0] for one, _ in pairs], [two[0] for _, two in pairs]
    strict = agreement(first, second)
    lenient = [(two[0] if two[0] == one[1] or one[0] == two[1] else one[0], two[0]) for one, two in pairs]
    scores = label_scores((merged(a), merged(b)) for a, b in zip(first, second, strict=True))
    return {
        "reports": len(list((corpus / "second").glob("*.tsv"))),
        "units": int(strict["units"]),
        "equal": round(strict["observed"], 4),
        "kappa": round(strict["kappa"], 4),
        "kappa_with_alternatives": round(agreement([a for a, _ in lenient], second)["kappa"], 4),
        "f1": {label: None if score.f1 is None else round(score.f1, 4) for label, score in scores.items()},
    }


def paired(corpus: Path) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """(label, alternative) of both readings, unit by unit; GoldError where they do not have the same units."""
    for path in sorted((corpus / "second").glob("*.tsv")):
        first, second = read_labels(corpus / "first" / path.name), read_labels(path)
        if len(first) != len(second):
            raise GoldError(f"{path}：两次标注的句数不同（{len(first)} 与 {len(second)}）")
        yield from zip(first, second, strict=True)


def read_labels(path: Path) -> list[tuple[str, str]]:
    """The labels of one reading."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise GoldError(f"缺少 {path}；每份复标都要有同名的首次标注") from error
    return [(fields[0], fields[1]) for line in lines if line.strip() for fields in [line.split("\t")]]
