"""Lines without a number: the weight of the signs that one is a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from miner.outline.lines import Line
from miner.outline.manner import PROSE, Manner, is_closed
from miner.outline.phrases import ACT, DONE, FIGURE, HAN, INNER_STOP, LEAD_IN, MODAL, NOUNY_END, VERDICT, announced, denied, is_formal, title_kind

LONGEST_BARE = 26
LONGEST_TITLE = 60
NEVER = -9
CODE = re.compile(r"[A-Z]{1,3}\s?\d{1,3}")
BRACKETED = re.compile(r"【[^【】]{1,14}】")
SUBTITLE = re.compile(r"(?:——|--|—)\s?\S")
LABELLED = re.compile(r"[\u4e00-\u9fff]{1,4}:[^:。;!?]{2,12}")
ROLE = re.compile(r"(?:[部科处局所站班队组长]长|经理|主任|书记|主管|专员|[^\s]*(?:组|部|科|处|局|所|站|队|室|中心|公司))$")
OPEN = "。;!?,、…"


def bare_weight(lines: Sequence[Line], index: int, manner: Manner) -> int:
    """The sum of the signs; headings.ENOUGH makes a heading."""
    text = lines[index].text
    order = index - manner.skip
    if 0 < order <= 4 and is_subtitle(lines, index):
        return -NEVER
    if not could_be(text, order):
        return NEVER
    mark = lines[index].mark
    if mark is not None and mark.kind == "bold":
        return -NEVER
    if order <= 0 and is_first_title(lines, index):
        return -NEVER
    if order <= 3 and announced(text) is None and ROLE.search(text) and all(not is_closed(line.text) for line in lines[:index]):
        return NEVER
    if index + 1 >= len(lines) or len(text) > LONGEST_BARE or FIGURE.search(text) or (INNER_STOP.search(text.rstrip(": ")) and not LABELLED.fullmatch(text)):
        return NEVER
    if text[-1] == ":":
        body = text.rstrip(": ")
        named = announced(body) is not None or NOUNY_END.search(body) is not None
        return -NEVER if named and len(body) <= 14 and not LEAD_IN.search(body) else NEVER
    return manner.weight + words_weight(text) + place_weight(lines, index, manner)


def could_be(text: str, order: int) -> bool:
    """Whether a line may be a heading at all: short, open-ended, and not greeting, signing or dating."""
    if len(text) > (LONGEST_TITLE if order <= 2 else LONGEST_BARE) or text[-1] in OPEN or text[0] in ",、。":
        return False
    if not HAN.search(text) and not CODE.fullmatch(text):
        return False
    return not is_formal(text)


def is_first_title(lines: Sequence[Line], index: int) -> bool:
    """Whether the first line of a piece is its title."""
    text = lines[index].text
    return len(lines) > 1 and len(text) >= 2 and (len(text) <= 45 or title_kind(text)) and not INNER_STOP.search(text.rstrip(": "))


def is_subtitle(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that opens with a dash stands right below an open line, as a subtitle does."""
    text = lines[index].text
    return len(text) <= LONGEST_TITLE and text[-1] not in OPEN and SUBTITLE.match(text) is not None and not is_closed(lines[index - 1].text)


def words_weight(text: str) -> int:
    """What the words of a line speak for."""
    weight = 0
    known = announced(text) is not None or title_kind(text)
    if known and "," not in text and not denied(text):
        weight += 3
    elif NOUNY_END.search(text):
        weight += 1
    if BRACKETED.fullmatch(text):
        weight += 2
    against = (LABELLED.fullmatch(text), DONE.search(text), MODAL.search(text), denied(text), VERDICT.fullmatch(text), "," in text, len(text) > 16, ACT.match(text) and len(text) > 12)
    return weight - sum(1 for sign in against if sign)


def place_weight(lines: Sequence[Line], index: int, manner: Manner) -> int:
    """What the lines around speak for: something closed or long below, something finished above."""
    text, above = lines[index].text, lines[index - 1] if index else None
    below = lines[index + 1]
    weight = 0
    if len(below.text) >= max(30, 2 * len(text)):
        weight += 2
    elif is_body(lines, index + 1, manner):
        weight += 1
    elif not any(is_body(lines, at, manner) for at in range(index + 2, min(index + 3, len(lines)))):
        weight -= 3
    if above is None or lines[index].gap or above.text[-1] in "。;!?:" or above.number is not None or index - 1 in manner.tabled:
        weight += 1
    return weight


def is_body(lines: Sequence[Line], index: int, manner: Manner) -> bool:
    """Whether a line carries something: a closed or long statement, a list item, a table row."""
    line = lines[index]
    return index in manner.tabled or line.number is not None or is_closed(line.text) or len(line.text) >= 2 * PROSE
