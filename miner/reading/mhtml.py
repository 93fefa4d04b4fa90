"""Web archives (.mht, .mhtml) as browsers save them: the page in them is read as HTML.

Only the little of MIME (RFC 2045, 2046, 2557) that these files use: one level of parts, base64 or quoted-printable. The
standard mail parser takes quadratic time on hostile headers (37 s for 3 MB of parameters).
"""

from __future__ import annotations

import binascii
import quopri
import re

from miner.errors import CorruptSource
from miner.reading.html import HtmlReader
from miner.reading.limits import DEFAULT_LIMITS, Limits
from miner.reading.plain import CHARSET
from miner.records import Source, Text

BEGIN = re.compile(rb"\s{0,20}(?:from|mime-version|subject|snapshot-content-location|date):", re.IGNORECASE)
BOUNDARY = re.compile(rb"boundary=\"?([^\";\r\n]{1,100})", re.IGNORECASE)
ENCODING = re.compile(rb"content-transfer-encoding:[ \t]{0,8}([a-z0-9-]{1,30})", re.IGNORECASE)
PAGE = re.compile(rb"content-type:[ \t]{0,8}(?:text/html|application/xhtml\+xml)", re.IGNORECASE)
HEAD_END = re.compile(rb"\r?\n\r?\n")
PROBE = 4096
"""Bytes within which the head of the file, and of each part, ends."""


class ArchiveReader:
    """Reads MHTML."""

    name = "mhtml"

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._page = HtmlReader(limits)

    def accepts(self, source: Source) -> bool:
        """Mail headers that announce related parts or a page."""
        head = source.data[:PROBE].lower()
        return (
            BEGIN.match(head) is not None
            and b"mime-version:" in head
            and (b"multipart/related" in head or b"text/html" in head)
        )

    def read(self, source: Source) -> Text:
        """The main text of the first page in the archive."""
        head, page = _find_page(source.data)
        coding = ENCODING.search(head)
        charset = CHARSET.search(head.decode("latin-1"))
        claimed = f"text/html; charset={charset[1]}" if charset else "text/html"
        return self._page.read(
            Source(_unpack(page, coding[1].lower() if coding else b""), source.name, source.encoding, claimed)
        )


def _find_page(data: bytes) -> tuple[bytes, bytes]:
    """Head and body of the first part that is a page."""
    mark = BOUNDARY.search(data[:PROBE])
    for part in data.split(b"--" + mark[1])[1:] if mark else [data]:
        end = HEAD_END.search(part[:PROBE].lstrip(b"\r\n"))
        head = part[:PROBE].lstrip(b"\r\n")[: end.start()] if end else b""
        if end and PAGE.search(head):
            return head, part.lstrip(b"\r\n")[end.end() :]
    raise CorruptSource("网页归档（.mht）里没有网页正文。请在浏览器里另存为“网页，仅 HTML”。")


def _unpack(body: bytes, coding: bytes) -> bytes:
    try:
        if coding == b"base64":
            return binascii.a2b_base64(body)
        return quopri.decodestring(body) if coding == b"quoted-printable" else body
    except (binascii.Error, ValueError) as error:
        raise CorruptSource("网页归档（.mht）已损坏。请在浏览器里另存为“网页，仅 HTML”。") from error
