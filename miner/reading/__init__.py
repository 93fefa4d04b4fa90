"""Readers: the bytes of a report in, its text out.

`read` chooses a reader by content and gives a `miner.records.Text`, or raises an `miner.errors.UnreadableSource` that says
what to do. Formats, encodings and limits: `docs/formats.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import entry_points

from miner.errors import SettingError
from miner.reading.html import HtmlReader
from miner.reading.limits import DEFAULT_LIMITS, Limits
from miner.reading.markdown import MarkdownReader
from miner.reading.mhtml import ArchiveReader
from miner.reading.pdf import PdfReader
from miner.reading.plain import PlainReader
from miner.reading.sheet import SheetReader
from miner.reading.source import read_source
from miner.reading.word import WordReader
from miner.records import Reader, Source, Text

__all__ = ["DEFAULT_LIMITS", "Limits", "default_readers", "read"]

ENTRY_POINTS = "report_miner.readers"


def read(source: Source, readers: Sequence[Reader] | None = None, limits: Limits = DEFAULT_LIMITS) -> Text:
    """The text of a source by the first of `readers` (default: `default_readers`) that accepts its content.

    Lines end in a bare \\n, there is neither NUL nor a lone surrogate, and there is at least one character that is no blank.
    Raises UnreadableSource, one class a cause.
    """
    return read_source(source, default_readers(limits) if readers is None else readers, limits)


def default_readers(limits: Limits = DEFAULT_LIMITS) -> tuple[Reader, ...]:
    """Readers of installed packages first, so that they can take over a format, then the built-in ones; plain text is last.

    A package offers a reader as an entry point of the group `report_miner.readers`: a callable without arguments that gives it.
    Raises SettingError where such a package cannot be loaded.
    """
    built_in = (
        WordReader(limits),
        SheetReader(limits),
        PdfReader(limits),
        HtmlReader(limits),
        ArchiveReader(limits),
        MarkdownReader(limits),
        PlainReader(limits),
    )
    return (*_installed(), *built_in)


def _installed() -> list[Reader]:
    readers: list[Reader] = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        try:
            readers.append(point.load()())
        except Exception as error:
            raise SettingError(
                f"读取器插件“{point.name}”（{point.value}）无法加载：{error}。请修复或卸载它所在的软件包。"
            ) from error
    return readers
