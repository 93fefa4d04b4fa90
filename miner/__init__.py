"""report-miner: free-text Chinese work reports in, labelled sentences and checked indicators out."""

from miner.pipeline import Miner
from miner.records import Document, Source
from miner.version import VERSION as __version__

__all__ = ["Document", "Miner", "Source", "__version__"]
