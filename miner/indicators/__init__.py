"""Indicators: every figure of a report as data. Build a measurer once with `load_measurer` and call it for each piece."""

from miner.indicators.measurer import load_measurer

__all__ = ["load_measurer"]
