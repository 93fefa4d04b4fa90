"""The spaCy component: `nlp.add_pipe("work_report")` in anybody's pipeline.

It sets `doc.spans["achievement"]`, `["problem"]`, `["plan"]`, `["other"]` and `["indicators"]` (span label: the role, span id: the indicator's id),
and starts a sentence at every sentence found. spaCy's custom attributes are process-wide and therefore left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from miner.language.words import Words
from miner.records import LABELS, Document

if TYPE_CHECKING:
    from miner.pipeline import Miner


class WorkReport:
    """Labels the sentences of a Doc and marks its figures; the pipeline is loaded on first use."""

    def __init__(self, load: Callable[[], Miner]) -> None:
        self.load = load

    @cached_property
    def miner(self) -> Miner:
        """The pipeline behind the component."""
        return self.load()

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with spans and sentence starts."""
        document = self.miner.extract(doc.text)
        spans: dict[str, list[Span]] = {name: [] for name in (*LABELS, "indicators")}
        for report in document.reports:
            for sentence in report.sentences:
                span = doc.char_span(sentence.start, sentence.end, label=sentence.label, alignment_mode="expand")
                if span is not None:
                    spans[sentence.label].append(span)
            for row in report.indicators:
                span = doc.char_span(row.start, row.end, label=row.role, span_id=str(row.id), alignment_mode="expand")
                if span is not None:
                    spans["indicators"].append(span)
        for name, found in spans.items():
            doc.spans[name] = SpanGroup(doc, name=name, spans=found)
        set_sentence_starts(doc, document)
        return doc


def set_sentence_starts(doc: Doc, document: Document) -> None:
    """Every token starts a sentence or does not, by the sentences and headings found."""
    starts = {row.start for report in document.reports for rows in (report.sentences, report.sections) for row in rows}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts


@Language.factory("work_report", default_config={"model": None})
def make_work_report(nlp: Language, name: str, model: str | None) -> WorkReport:
    """The component; `model` is the folder of another artefact."""

    def load() -> Miner:
        from miner.pipeline import Miner  # noqa: PLC0415 - the pipeline knows this package

        return Miner.load(None if model is None else Path(model))

    return WorkReport(load)


class Tokenizer:
    """A spaCy tokenizer over our words: builds a Doc from ready words, linear where spaCy's own Chinese one is not."""

    def __init__(self, vocab: Vocab, words: Words) -> None:
        self.vocab = vocab
        self.words = words

    def __call__(self, text: str) -> Doc:
        """A Doc whose tokens joined are the text."""
        tokens = self.words.cut(text)
        return Doc(self.vocab, words=tokens, spaces=[False] * len(tokens))


def blank() -> Language:
    """`spacy.blank("zh")` with our tokenizer."""
    import spacy  # noqa: PLC0415 - half a second that only users of spaCy pay

    nlp = spacy.blank("zh")
    nlp.tokenizer = Tokenizer(nlp.vocab, Words())
    return nlp
