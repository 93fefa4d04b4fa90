"""Repair: damaged text in, clean text out, with an alignment that leads back to every character of the source."""

from miner.repair.chain import Repair

__all__ = ["Repair"]
