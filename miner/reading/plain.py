"""Plain text: decoded, line ends made \\n, nothing else touched."""

from __future__ import annotations

import re

from miner.errors import EmptySource
from miner.reading.decoding import decode
from miner.reading.limits import DEFAULT_LIMITS, Limits, refuse_characters
from miner.records import Source, Text

CHARSET = re.compile(r"charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_:.+-]{1,40})", re.IGNORECASE)
MEDIA_TYPE = "text/plain"


def declared_charset(media_type: str | None) -> list[str]:
    """The charset that the sender's media type claims, if any."""
    found = CHARSET.search((media_type or "")[:200])
    return [found[1]] if found else []


def read_plain(source: Source, limits: Limits, media_type: str = MEDIA_TYPE) -> Text:
    """Decodes; raises EmptySource for nothing but blanks, OversizedSource beyond the limit of characters."""
    found = decode(source.data, source.encoding, declared_charset(source.media_type))
    text = found.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in found.text else found.text
    if not text.strip("\ufeff\u200b \t\n\r\f\v\xa0\u3000\x1a"):
        raise EmptySource("文件里只有空白，没有文字。请检查是否提交了空白文件。")
    if len(text) > limits.characters:
        raise refuse_characters(limits)
    warnings = tuple(w if w.start is None else w.model_copy(update=_moved(text, w.start)) for w in found.warnings)
    return Text(text, media_type, found.encoding, (), warnings)


def _moved(text: str, start: int) -> dict[str, int | None]:
    """Place of a broken byte once line ends have changed."""
    at = text.find("\ufffd", max(0, start - text.count("\n", 0, start)))
    return {"start": at, "end": at + 1} if at >= 0 else {"start": None, "end": None}


class PlainReader:
    """Takes whatever no other reader took: text in UTF-8, GB18030, Big5 or UTF-16."""

    name = "plain"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits

    def accepts(self, source: Source) -> bool:
        """Anything; what is no text is refused while reading."""
        return True

    def read(self, source: Source) -> Text:
        """The text, unchanged but for its line ends."""
        return read_plain(source, self._limits)
