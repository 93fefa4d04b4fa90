"""Builds the usual pipeline from the packaged model and rule data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from miner.indicators import load_measurer
from miner.labels import load_labeller
from miner.language.simplify import simplifier
from miner.language.words import Words
from miner.pipeline import Miner
from miner.reading import default_readers, read
from miner.records import MadeWith, Piece, Unit, Verdict
from miner.repair import Repair
from miner.version import VERSION


def untrained(units: Path | None = None) -> Miner:
    """The usual pipeline with a labeller that calls everything other: what a model is trained for."""
    return Miner(
        partial(read, readers=default_readers()),
        Repair(simplifier(), Words().cut),
        unlabelled,
        load_measurer(extra_units=units),
        MadeWith(miner=VERSION, model="", model_sha256=""),
    )


def unlabelled(piece: Piece, units: Sequence[Unit]) -> list[Verdict]:
    """No verdict at all."""
    return [Verdict("other", (0.25, 0.25, 0.25, 0.25))] * len(units)


def load_miner(model: Path | None = None, units: Path | None = None) -> Miner:
    """The usual pipeline. ModelMissing or ModelMismatch if the artefact is unfit."""
    labeller = load_labeller(model)
    return Miner(
        read=partial(read, readers=default_readers()),
        repair=Repair(simplifier(), Words().cut),
        labeller=labeller,
        measurer=load_measurer(extra_units=units),
        made_with=MadeWith(miner=VERSION, model=labeller.name, model_sha256=labeller.sha256),
        again=partial(load_miner, model, units),
    )
