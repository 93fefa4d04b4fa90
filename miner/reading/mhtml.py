"""Web archives (.mht, .mhtml) as browsers save them: the page in them is read as HTML."""

from __future__ import annotations

import email
import email.policy
import re

from miner.errors import CorruptSource, UnreadableSource
from miner.reading.html import HtmlReader
from miner.reading.limits import DEFAULT_LIMITS, Limits
from miner.records import Source, Text

BEGIN = re.compile(rb"\s{0,20}(?:from:|mime-version:|subject:|snapshot-content-location:|date:)", re.IGNORECASE)
PROBE = 4096


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
        try:
            message = email.message_from_bytes(source.data, policy=email.policy.compat32)
            page = next(
                (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
            )
            if page is None:
                raise CorruptSource("网页归档（.mht）里没有网页正文。请在浏览器里另存为“网页，仅 HTML”。")
            data = page.get_payload(decode=True)
            charset = page.get_content_charset()
        except UnreadableSource:
            raise
        except Exception as error:  # the mail parser raises anything on broken headers
            raise CorruptSource("网页归档（.mht）已损坏。请在浏览器里另存为“网页，仅 HTML”。") from error
        claimed = f"text/html; charset={charset}" if charset else "text/html"
        return self._page.read(Source(data if isinstance(data, bytes) else b"", source.name, source.encoding, claimed))
