"""An artefact is loaded only if it keeps to its manifest, and nothing in it can run."""

import hashlib
import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest

from miner.errors import ModelMismatch, ModelMissing
from miner.labels.artefact import MANIFEST, WEIGHTS, load_labeller, packaged_model, packed


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the packaged artefact, to be spoilt."""
    return Path(shutil.copytree(packaged_model(), tmp_path / "model"))


def test_the_packaged_model_loads_and_is_small(copy: Path) -> None:
    assert load_labeller(copy).name == "labels-v1"
    assert sum(path.stat().st_size for path in copy.iterdir()) < 20_000_000


def test_a_missing_artefact_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        load_labeller(tmp_path / "nowhere")


def test_one_changed_byte_is_noticed(copy: Path) -> None:
    data = bytearray((copy / WEIGHTS).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / WEIGHTS).write_bytes(data)
    with pytest.raises(ModelMismatch, match="摘要"):
        load_labeller(copy)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"format": 99}, "another format"),
        ({"columns": ["cue:none"]}, "trained on other features"),
        ({"sha256": "0" * 64}, "another digest"),
    ],
)
def test_a_manifest_that_says_otherwise_is_refused(copy: Path, change: dict[str, object], why: str) -> None:
    manifest = json.loads((copy / MANIFEST).read_text(encoding="utf-8"))
    (copy / MANIFEST).write_text(json.dumps(manifest | change), encoding="utf-8")
    with pytest.raises(ModelMismatch):
        load_labeller(copy)


def test_a_manifest_that_is_no_json_is_refused(copy: Path) -> None:
    (copy / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(ModelMismatch):
        load_labeller(copy)


def test_pickled_objects_are_never_loaded(copy: Path, tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (Path.touch, (tmp_path / "exploded",))  # type: ignore[return-value]

    np.savez(copy / WEIGHTS, word_weights=np.array([Bomb()], dtype=object))
    manifest = json.loads((copy / MANIFEST).read_text(encoding="utf-8"))
    manifest["sha256"] = hashlib.sha256((copy / WEIGHTS).read_bytes()).hexdigest()
    (copy / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelMismatch):
        load_labeller(copy)
    assert not (tmp_path / "exploded").exists()
    assert pickle.HIGHEST_PROTOCOL


def test_packing_what_was_loaded_gives_the_same_weights(copy: Path) -> None:
    classifier = load_labeller(copy)
    (copy / WEIGHTS).write_bytes(packed(classifier))
    stored = np.load(copy / WEIGHTS, allow_pickle=False)
    assert np.array_equal(stored["weights"], classifier.weights)
