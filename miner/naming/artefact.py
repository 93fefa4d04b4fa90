"""The namer's weights: a folder with `weights.npz` and its `manifest.json`, read with pickling forbidden and only if the digest agrees."""

from __future__ import annotations

import io
import json
import zipfile
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from miner.errors import ModelMismatch, ModelMissing
from miner.naming.chooser import Chooser
from miner.naming.traits import NAMES
from miner.naming.trees import INNER, LEAVES, Trees
from miner.naming.weights import BUCKETS, CROSSINGS, WordWeights
from miner.naming.words import Fillers, Tagger

FORMAT = 1
WEIGHTS, MANIFEST = "weights.npz", "manifest.json"
ARRAYS = ("words", "word_bias", "tree_columns", "tree_bounds", "tree_values", "tree_base")


def packaged_names() -> Path:
    """Where the weights of this version lie."""
    return Path(str(files("miner_models"))) / "names-v1"


def columns() -> list[str]:
    """What the weights were made for: every crossing and trait by name."""
    return ["×".join(crossing) for crossing in CROSSINGS] + list(NAMES)


def load_chooser(tag: Tagger, fillers: Fillers, folder: Path | None = None) -> Chooser:
    """The chooser of an artefact. ModelMissing where there is none, ModelMismatch where it does not keep to its manifest."""
    folder = folder or packaged_names()
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        data = (folder / WEIGHTS).read_bytes()
    except FileNotFoundError as error:
        raise ModelMissing(
            f"在 {folder} 找不到指标命名模型（需要 {MANIFEST} 与 {WEIGHTS}）；请运行 miner train 或重新安装"
        ) from error
    except ValueError as error:
        raise ModelMismatch(f"{folder / MANIFEST} 不是有效的 JSON；请重新训练或恢复该文件") from error
    words, trees = unpacked(checked(manifest, data, folder), folder)
    return Chooser(words, trees, tag, fillers)


def checked(manifest: dict[str, Any], data: bytes, folder: Path) -> bytes:
    """The bytes of an artefact that keeps to its manifest."""
    if manifest.get("format") != FORMAT or manifest.get("columns") != columns():
        raise ModelMismatch(f"{folder} 的命名模型是为另一版本的特征训练的；请重新运行 miner train")
    if sha256(data).hexdigest() != manifest.get("sha256"):
        raise ModelMismatch(f"{folder / WEIGHTS} 的摘要与清单不符，文件可能损坏或被改动；请恢复原文件或重新训练")
    return data


def unpacked(data: bytes, folder: Path) -> tuple[WordWeights, Trees]:
    """The weights in an npz file."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in ARRAYS}
    except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
        raise ModelMismatch(f"{folder / WEIGHTS} 读不出所需的数组；请重新训练") from error
    if (
        len(arrays["words"]) != BUCKETS
        or arrays["tree_columns"].shape[1:] != (INNER,)
        or arrays["tree_values"].shape[1:] != (LEAVES,)
    ):
        raise ModelMismatch(f"{folder / WEIGHTS} 的数组大小与本版本不符；请重新训练")
    words = WordWeights(arrays["words"].astype(np.float32), float(arrays["word_bias"]))
    trees = Trees(
        arrays["tree_columns"].astype(np.int16),
        arrays["tree_bounds"].astype(np.float32),
        arrays["tree_values"].astype(np.float32),
        float(arrays["tree_base"]),
    )
    return words, trees


def packed(words: WordWeights, trees: Trees) -> bytes:
    """Weights as the bytes of an npz file; half precision for the words' weights keeps it small and their sums exact."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        words=words.weights.astype(np.float16),
        word_bias=np.float64(words.bias),
        tree_columns=trees.columns,
        tree_bounds=trees.bounds,
        tree_values=trees.values,
        tree_base=np.float64(trees.base),
    )
    return buffer.getvalue()


def save(folder: Path, data: bytes, manifest: dict[str, Any]) -> None:
    """Writes an artefact: the manifest last, so that weights without theirs are refused."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(data)
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
