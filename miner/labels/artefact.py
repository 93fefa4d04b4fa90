"""The trained artefact: a folder with `weights.npz`, its `manifest.json` and the model card.

Nothing in it can run: arrays are read with pickling forbidden, and only after their digest has been held against the manifest. It is written
beside its place and moved there, so that a reader never sees half of one.
"""

from __future__ import annotations

import io
import json
import shutil
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from miner.errors import ModelMismatch, ModelMissing
from miner.labels.classifier import Classifier, column_names
from miner.labels.cues import Matrix
from miner.labels.words import BUCKETS, WordModel

FORMAT = 1
WEIGHTS = "weights.npz"
MANIFEST = "manifest.json"
ARRAYS = ("word_weights", "word_bias", "prior", "mean", "scale", "weights", "bias", "temperature")


def packaged_model() -> Path:
    """Where the model of this version lies."""
    return Path(str(files("miner_models"))) / "labels-v1"


def load_labeller(folder: Path | None = None) -> Classifier:
    """The classifier of an artefact. ModelMissing where there is none, ModelMismatch where it does not keep to its manifest."""
    folder = folder or packaged_model()
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        data = (folder / WEIGHTS).read_bytes()
    except FileNotFoundError as error:
        raise ModelMissing(
            f"在 {folder} 找不到分类模型（需要 {MANIFEST} 与 {WEIGHTS}）；请先运行 miner train，或检查 --model 的路径"
        ) from error
    except ValueError as error:
        raise ModelMismatch(f"{folder / MANIFEST} 不是有效的 JSON；请重新训练或恢复该文件") from error
    return classifier_of(checked(manifest, data, folder), manifest)


def checked(manifest: dict[str, Any], data: bytes, folder: Path) -> dict[str, Matrix]:
    """The arrays of an artefact that keeps to its manifest."""
    if manifest.get("format") != FORMAT:
        raise ModelMismatch(f"{folder} 的模型格式为 {manifest.get('format')}，本程序只认格式 {FORMAT}；请用本版本重新训练")
    if sha256(data).hexdigest() != manifest.get("sha256"):
        raise ModelMismatch(f"{folder / WEIGHTS} 的摘要与清单不符，文件可能损坏或被改动；请恢复原文件或重新训练")
    if tuple(manifest.get("columns", ())) != column_names():
        raise ModelMismatch(f"{folder} 的模型用另一套特征训练；提示词或特征改动后须重新运行 miner train")
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            arrays = {name: stored[name].astype(np.float32) for name in ARRAYS}
    except (ValueError, KeyError, OSError) as error:
        raise ModelMismatch(f"{folder / WEIGHTS} 读不出所需的数组；请重新训练") from error
    if arrays["weights"].shape[0] != len(column_names()) or arrays["word_weights"].shape[0] != BUCKETS:
        raise ModelMismatch(f"{folder / WEIGHTS} 的数组大小与本版本不符；请重新训练")
    return arrays


def classifier_of(arrays: dict[str, Matrix], manifest: dict[str, Any]) -> Classifier:
    """The classifier over an artefact's arrays."""
    return Classifier(
        name=str(manifest["name"]),
        sha256=str(manifest["sha256"]),
        words=WordModel(arrays["word_weights"], arrays["word_bias"]),
        prior=arrays["prior"],
        mean=arrays["mean"],
        scale=arrays["scale"],
        weights=arrays["weights"],
        bias=arrays["bias"],
        temperature=float(arrays["temperature"]),
    )


def packed(classifier: Classifier) -> bytes:
    """The arrays of a classifier as the bytes of an npz file; half precision for the word weights keeps it small."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        word_weights=classifier.words.weights.astype(np.float16),
        word_bias=classifier.words.bias,
        prior=classifier.prior,
        mean=classifier.mean,
        scale=classifier.scale,
        weights=classifier.weights,
        bias=classifier.bias,
        temperature=np.float32(classifier.temperature),
    )
    return buffer.getvalue()


def save(folder: Path, data: bytes, manifest: dict[str, Any], card: str) -> None:
    """Writes an artefact beside its place and moves it there; an old one of that place is replaced."""
    beside = folder.with_name(folder.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    (beside / WEIGHTS).write_bytes(data)
    (beside / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (beside / "card.md").write_text(card, encoding="utf-8")
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    beside.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
