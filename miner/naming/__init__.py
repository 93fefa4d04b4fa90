"""Naming: of the words around a figure, those that say what it measures. Build a chooser once with `load_chooser`, call it a piece at a time."""

from miner.naming.artefact import load_chooser
from miner.naming.words import Fillers

__all__ = ["Fillers", "load_chooser"]
