"""Labels: every sentence of a piece in, achievement, problem, plan or other out, with calibrated scores."""

from miner.labels.artefact import load_labeller
from miner.labels.classifier import Classifier

__all__ = ["Classifier", "load_labeller"]
