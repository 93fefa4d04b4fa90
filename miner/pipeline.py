"""The straight line: bytes in, document out. Nothing here knows a clock, a global or the web."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from miner import assembly, outline
from miner.errors import ModelError, SettingError
from miner.guards import Failure, Guards
from miner.language.halves import mended
from miner.records import Clean, Document, Label, Labeller, MadeWith, Measurer, Piece, Report, Source, Text, Unit, Verdict
from miner.restored import restored
from miner.workers import Workers, in_turn

if TYPE_CHECKING:
    from miner.labels.explain import Explanation

Readable = str | Path | bytes | Source


@dataclass(frozen=True, slots=True)
class Miner:
    """The pipeline, built once from its parts; `Miner.load()` builds the usual one.

    `again` builds the same pipeline anew, which worker processes do; one without it works in its own process alone.
    """

    read: Callable[[Source], Text]
    repair: Callable[[Text], Clean]
    labeller: Labeller
    measurer: Measurer
    made_with: MadeWith
    again: Callable[[], Miner] | None = None

    @classmethod
    def load(cls, model: Path | str | None = None, units: Path | str | None = None) -> Miner:
        """The pipeline with the packaged model, or another; `units` is a file of units to add. ModelError if the model is unfit."""
        from miner.loading import load_miner  # noqa: PLC0415 - the line itself stays free of every heavy import

        return load_miner(None if model is None else Path(model), None if units is None else Path(units))

    def extract(self, readable: Readable, *, name: str = "", with_text: bool = False, min_score: float = 0.0) -> Document:
        """The document of a path, of bytes, of a Source, or of a text (a `str` is always text); UnreadableSource if it has none.

        A sentence whose score is below `min_score` (0 to 1, SettingError outside) is labelled `unsure` instead of by a guess.
        """
        if not 0 <= min_score <= 1:
            raise SettingError(f"min_score 是 {min_score}；请用 0 到 1 之间的数")
        source = as_source(readable, name)
        text = self.read(source)
        clean = self.repair(text)
        found = outline.find_outline(clean, source.name)
        reports: list[Report] = []
        for piece in found.pieces:
            units = outline.split(clean, piece)
            verdicts: Sequence[Verdict] = self.labeller(piece, units)
            measured = self.measurer(piece, units, [verdict.label for verdict in verdicts])
            reports.append(assembly.report(len(reports) + 1, clean, piece, units, verdicts, measured, min_score))
        return assembly.document(source, text, clean, found, reports, self.made_with, with_text)

    def explain(self, readable: Readable, report: int, sentence: int, label: Label | None = None) -> Explanation | None:
        """Why a sentence (by its ids in the document) was or was not given a label; None where there is no such sentence.

        ModelError where the labeller cannot be taken apart.
        """
        source = as_source(readable)
        clean = self.repair(self.read(source))
        pieces = outline.find_outline(clean, source.name).pieces
        if not 1 <= report <= len(pieces):
            return None
        piece = pieces[report - 1]
        return self._explain(piece, outline.split(clean, piece), sentence, label)

    def explain_stored(self, document: Document, report: int, sentence: int, label: Label | None = None) -> Explanation | None:
        """The same for a document without its file; best where it holds its text. The reasons are those of the present model."""
        found = restored(document, report)
        return None if found is None else self._explain(*found, sentence, label)

    def _explain(self, piece: Piece, units: Sequence[Unit], sentence: int, label: Label | None) -> Explanation | None:
        from miner.labels.classifier import Classifier  # noqa: PLC0415 - the line knows labellers only by their signature
        from miner.labels.explain import explain  # noqa: PLC0415

        if not isinstance(self.labeller, Classifier):
            raise ModelError("这个分类器不能逐项说明理由；请使用随程序安装的模型")
        return explain(self.labeller, piece, units, sentence - 1, label) if 1 <= sentence <= len(units) else None

    def extract_many(
        self, readables: Iterable[Readable], *, workers: int = 1, with_text: bool = False, min_score: float = 0.0
    ) -> Iterator[Document]:
        """The documents in the order given, the same for any number of worker processes; the first failure is raised in its turn.

        With several workers a script must keep its entry under `if __name__ == "__main__":`, as multiprocessing asks.
        """
        if workers <= 1 or self.again is None:
            for readable in readables:
                yield self.extract(readable, with_text=with_text, min_score=min_score)
            return
        with Workers(partial(_document_maker, self.again, with_text, min_score), workers, Guards()) as pool:
            for outcome in in_turn(pool, readables):
                if not isinstance(outcome, Document):
                    raise outcome.error() if isinstance(outcome, Failure) else outcome
                yield outcome


def _document_maker(load: Callable[[], Miner], with_text: bool, min_score: float) -> Callable[[Readable], Document | Exception]:
    """In a worker process: builds its own pipeline, and gives what makes a document with it, or says what stopped it."""
    miner = load()

    def make_document(readable: Readable) -> Document | Exception:
        try:
            return miner.extract(readable, with_text=with_text, min_score=min_score)
        except Exception as error:  # it is raised where the documents are asked for
            return error

    return make_document


def as_source(readable: Readable, name: str = "") -> Source:
    """What was handed in, as a source: a `str` is text, a `Path` a file. Half characters in text and name become U+FFFD."""
    if isinstance(readable, Source):
        return replace(readable, name=file_name(readable.name))
    if isinstance(readable, Path):
        return Source(readable.read_bytes(), file_name(name or readable.name))
    if isinstance(readable, bytes):
        return Source(readable, file_name(name))
    return Source(mended(readable).encode("utf-8"), file_name(name), encoding="utf-8", media_type="text/plain")


def file_name(name: str) -> str:
    """What stands behind the folders in a name, in the manner of any system: a document says nothing of where it lay."""
    return mended(PureWindowsPath(name).name)
