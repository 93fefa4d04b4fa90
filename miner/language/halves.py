"""Half characters (lone surrogates): what cut strings and broken converters leave behind, and no encoding can carry.

One rule for all of the product. In what is read (texts, markup, names of files) each becomes U+FFFD, one for one, so that every
offset holds and the sentence is flagged as garbled like any other with a lost character. In what is asked or signed (queries,
filters, who corrects) it is refused, since half a character can neither be found nor be anybody's name.
"""

from __future__ import annotations

import re

HALF = re.compile("[\ud800-\udfff]")
LOST = "\ufffd"


def mended(text: str) -> str:
    """The text with U+FFFD for each half character, as long as it was."""
    return HALF.sub(LOST, text)


def first_half(text: str) -> int | None:
    """Where the first half character stands, from 1; None where there is none."""
    found = HALF.search(text)
    return None if found is None else found.start() + 1
