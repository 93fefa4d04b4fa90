"""Numbers torn apart by automatic list numbering, which takes their last digits for the number of an item."""

from __future__ import annotations

import re

from miner.repair.alignment import Edit

TORN = re.compile(r"\n{1,3}[ \t]{0,4}(?=(\d{1,4})(?:、|\.(?!\d)))")
LIST_NUMBER = re.compile(r"\n[ \t]{0,8}\(?(\d{1,4})[、.)]")
LETTER = re.compile(r"(?<![A-Za-z])[A-Z]$")


def torn_numbers(text: str) -> list[Edit]:
    """“78.⏎⏎35、” is 78.35, “2⏎⏎02、” is 202, “A⏎⏎4、” is A4; a number that continues a list or opens one stays."""
    if "\n" not in text:
        return []
    torn = {match.end(): match for match in TORN.finditer(text)}
    edits = []
    last = 0
    for number in LIST_NUMBER.finditer("\n" + text):
        match = torn.get(number.start(1) - 1)
        end = match.start() - blanks_before(text, match.start()) if match is not None else 0
        if match is not None and is_torn(text, end, match[1], last):
            edits.append(Edit(end, match.end(), "", "broken_number"))
        else:
            last = int(number[1])
    return edits


def blanks_before(text: str, at: int) -> int:
    """How many blanks end the line that ends at `at`, four at most."""
    tail = text[max(0, at - 4) : at]
    return len(tail) - len(tail.rstrip(" \t"))


def is_torn(text: str, end: int, number: str, last: int) -> bool:
    """Whether the number that opens the next line belongs to what ends at `end`; `last` is the true list number before it."""
    tail = text[max(0, end - 40) : end]
    value = int(number)
    if value == last + 1 and number[0] != "0":
        return False
    if tail[-1:] == ".":
        return tail[-2:-1].isdigit() and not heads_line(tail[:-1])
    if heads_line(tail):
        return False
    if tail[-1:].isdigit():
        return number[0] == "0" or (value != 1 and value > 9 and last + 3 < value)
    return value != 1 and LETTER.search(tail) is not None


def heads_line(tail: str) -> bool:
    """Whether the digits that end a stretch open their line: then they are a list number themselves."""
    line = tail[tail.rfind("\n") + 1 :]
    return len(line) < 5 and line.strip(" \t(").isdigit()
