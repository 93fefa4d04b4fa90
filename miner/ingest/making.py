"""What each worker process of a batch does with a file: its document, taken apart as the store keeps it."""

from __future__ import annotations

from collections.abc import Callable

from miner.language.words import Words
from miner.pipeline import Miner
from miner.records import Source
from miner.store import DocumentRows, take_apart

Load = Callable[[], Miner]


def row_maker(load: Load) -> Callable[[Source], DocumentRows]:
    """Loads the pipeline and a tokenizer, and gives what makes the rows of a source. MinerError where it cannot be loaded."""
    miner, cut = load(), Words().cut

    def make_rows(source: Source) -> DocumentRows:
        document = miner.extract(source, with_text=True)
        return take_apart(document, document.document.text or "", cut)

    return make_rows
