"""Outline: clean text in, pieces with headings, blocks and facts out; then blocks into sentences."""

from miner.outline.finder import find_outline
from miner.outline.units import split

__all__ = ["find_outline", "split"]
