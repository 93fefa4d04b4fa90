"""What the README shows is what the product gives."""

from __future__ import annotations

import json
import re
from pathlib import Path

from miner import Miner

README = Path(__file__).parents[2] / "README.md"


def test_the_rows_of_the_example_are_those_of_its_text(miner: Miner) -> None:
    written = README.read_text(encoding="utf-8")
    command = re.search(r"printf '(.+?)' \| miner extract", written)
    assert command is not None
    text = command[1].replace("%%", "%").replace("\\n", "\n")
    shown = [json.loads(line) for line in re.findall(r'^\{"text".+\}$', written, re.M)]
    (report,) = miner.extract(text).reports
    found = [row.model_dump() for row in (*report.sentences, *report.indicators)]
    assert len(shown) == 3
    for row, real in zip(shown, found, strict=True):
        kept = {key: value for key, value in row.items() if key != "…"}
        score = kept.pop("score", None)
        assert {key: real[key] for key in kept} == kept
        assert score is None or abs(real["score"] - score) < 0.01
