"""Builds the usual pipeline from the packaged model and rule data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from miner.indicators import load_measurer
from miner.labels import load_labeller
from miner.language.rules import read_rows
from miner.language.simplify import simplifier
from miner.language.words import Words
from miner.naming import Fillers, load_chooser
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


def filler_words() -> Fillers:
    """The words that no name begins with, that none ends with, and that are no name alone."""
    rows = read_rows("name_cues")
    places = ("lead", "tail", "function", "generic")
    lead, tail, function, generic = (frozenset(row[0] for row in rows if row[1] == place) for place in places)
    return Fillers(lead | function, tail | function, generic)


def load_miner(model: Path | None = None, units: Path | None = None, *, names: bool = True) -> Miner:
    """The usual pipeline; without `names`, figures keep the names of the rules. ModelMissing or ModelMismatch if an artefact is unfit."""
    labeller = load_labeller(model)
    words = Words()
    return Miner(
        read=partial(read, readers=default_readers()),
        repair=Repair(simplifier(), words.cut),
        labeller=labeller,
        measurer=load_measurer(units, words, load_chooser(words.tag, filler_words()) if names else None),
        made_with=MadeWith(miner=VERSION, model=labeller.name, model_sha256=labeller.sha256),
        again=partial(load_miner, model, units, names=names),
    )
