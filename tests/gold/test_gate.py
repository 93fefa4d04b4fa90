"""The gate fails below a floor, and its floors, the model and the corpus belong together."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from miner.cli.gate import compared, gate
from miner.gold.sources import corpus_digest

ROOT = Path(__file__).parents[2]
FLOORS = ROOT / "models" / "gate.json"


def test_floors_were_pinned_on_this_corpus_and_the_model_was_trained_on_it() -> None:
    digest = corpus_digest(ROOT / "corpus")
    assert json.loads(FLOORS.read_text(encoding="utf-8"))["corpus_sha256"] == digest
    assert json.loads((ROOT / "models/labels-v1/manifest.json").read_text(encoding="utf-8"))["corpus_sha256"] == digest


def test_a_figure_below_its_floor_is_marked() -> None:
    lines = compared({"labels.macro_f1": 0.8, "indicators.f1": 0.9}, {"labels": {"macro_f1": 0.81}, "indicators": {"f1": 0.89}})
    assert [line[0] for line in lines] == ["✓", "✗"]


@pytest.mark.parametrize(("raise_to", "status"), [(0.0, 0), (1.01, 1)])
def test_the_command_ends_as_the_floors_say(tmp_path: Path, raise_to: float, status: int) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if raise_to:
        floors["floors"]["labels.macro_f1"] = raise_to
    path = tmp_path / "gate.json"
    path.write_text(json.dumps(floors), encoding="utf-8")
    result = CliRunner().invoke(gate, ["--corpus", str(ROOT / "corpus"), "--floors", str(path)])
    assert result.exit_code == status, result.output
