"""Pieces: the reports that a file joins, found by their separators or by titles that come again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from miner.outline.lines import Line
from miner.outline.numbering import value_of
from miner.outline.phrases import has

HAN = "[一二三四五六七八九十]{1,3}"
NUMBER = rf"(?P<number>{HAN}|\d{{1,2}})"
EXTENDED = re.compile(r"(?:扩展|延伸|拓展)(?:阅读|资料)?:\s?")
SAMPLE = "(?:范文|参考|模板|样本|例文|篇|版)"
SEPARATORS: dict[str, re.Pattern[str]] = {
    "chapter": re.compile(rf"[\[【(]?第\s?{NUMBER}\s?篇[\]】)]?:?\s?.{{0,50}}"),
    "pian": re.compile(rf"[\[【(]?篇\s?{NUMBER}[\]】)]?:?\s?.{{0,50}}"),
    "titled_pian": re.compile(rf".{{2,45}}?(?:[,:\s(]|第)?\s?{SAMPLE}\s?{NUMBER}[):]?"),
    "titled_open": re.compile(rf".{{2,30}}?(?:范文|参考|样本|模板|例文|篇)\s?{NUMBER}:(?P<open>.{{2,40}})"),
    "bracket": re.compile(rf".{{0,45}}?[【\[(]\s?{NUMBER}\s?[】\])].{{0,3}}"),
    "bracket_open": re.compile(rf".{{4,45}}?【\s?{NUMBER}\s?】(?P<open>.{{4,4000}})"),
    "extended": re.compile(r"(?:扩展|延伸|拓展)(?:阅读|资料)?:\s?.{4,60}"),
}
"""Sorts of separators, by what a whole line looks like; `open` is where the text goes on behind a title."""
TITLED = ("titled_pian", "titled_open", "bracket_open")
SUFFIX = re.compile(
    rf"\s?(?:[(【\[]\s?(?:{SAMPLE}|第)?\s?(?:{HAN}|\d{{1,2}})\s?(?:篇|版)?\s?[)】\]]|{SAMPLE}\s?(?:{HAN}|\d{{1,2}})"
    rf"|第\s?(?:{HAN}|\d{{1,2}})\s?篇|(?:范文|样本|例文|模板)|(?<=[\u4e00-\u9fff])\d{{1,2}})$"
)
"""What numbers a sample at the end of its title."""
HEAD_HINT = frozenset("篇【[扩延拓")
HINT = re.compile(
    rf"篇|【|\[|\(\s?(?:{HAN}|\d{{1,2}})\s?\)|范文|样本|模板|例文|参考\s?[一二三四五六七八九十\d]|版\s?[一二三四五六七八九十\d]"
)
MERE_NUMBER = re.compile(rf"[\[【(]?\s?(?:第|篇)?\s?(?:{HAN}|\d{{1,2}})\s?篇?[\]】)]?:?")
ABSTRACT = re.compile(r"【?摘\s?要】?:|【摘\s?要】")
KEYWORDS = re.compile(r"【关键词】|关键词:")
ENDS_PIAN = re.compile(rf"篇\s?(?:{HAN}|\d{{1,2}})$")
STATED = re.compile(r"[,.。;!?]$")
LONGEST, LONGEST_TITLE = 70, 60
APART = 6
"""Lines between two pieces at least; fewer make no report."""
STEP, SHARE = 3, 0.6


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a new piece begins: its first line, the sort of separator, how much of the line is title (0 for all)."""

    index: int
    kind: str
    title: int = 0


def find_cuts(lines: Sequence[Line]) -> list[Cut]:
    """Where the pieces of a file begin, beside the first; a sort of separator counts when it comes at least twice."""
    found: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        kind = separator_kind(line)
        if kind is not None:
            found.setdefault(kind, []).append(index)
    cuts = {index: Cut(index, "extended") for index in found.pop("extended", [])}
    for kind, indices in found.items():
        if counts_up(kind, [lines[index] for index in indices]):
            cuts.update({index: Cut(index, kind, title_size(kind, lines[index].text)) for index in indices})
    for index in [*papers(lines), *repeated_titles(lines)]:
        cuts.setdefault(index, Cut(index, "title"))
    return without_neighbours(sorted(cuts.values(), key=lambda cut: cut.index), lines)


def separator_kind(line: Line) -> str | None:
    """The sort of separator that a whole line is, or None."""
    text = line.text
    if (line.mark is not None and line.mark.kind in ("row", "header")) or (
        len(text) > LONGEST and "【" not in text[:LONGEST_TITLE]
    ):
        return None
    if text[0] not in HEAD_HINT and not HINT.search(text, 1):
        return None
    return next((kind for kind, pattern in SEPARATORS.items() if pattern.fullmatch(text) and is_separator(kind, text)), None)


def is_separator(kind: str, text: str) -> bool:
    """Whether a line that looks like a separator of some sort reads like one."""
    titled = has("report_title", text[:LONGEST_TITLE])
    if kind == "chapter":
        return not STATED.search(text)
    if kind in TITLED:
        return titled or ENDS_PIAN.search(text) is not None
    if kind == "bracket":
        return text[0] != "(" and (titled or (text[0] in "【[" and len(text) <= 6))
    return True


def is_mere_number(kind: str, text: str) -> bool:
    """Whether a separator line says nothing but which piece begins: “第一篇”, “【2】”."""
    return kind in ("chapter", "pian", "bracket") and MERE_NUMBER.fullmatch(text) is not None


def title_size(kind: str, text: str) -> int:
    """How many characters of a separator line are title where the text goes on behind it, else 0."""
    match = SEPARATORS[kind].fullmatch(text)
    return match.start("open") if match is not None and "open" in match.re.groupindex else 0


def counts_up(kind: str, lines: Sequence[Line]) -> bool:
    """Whether the numbers of a sort of separator rise by small steps, as those of pieces do and other numbers do not."""
    matches = (SEPARATORS[kind].fullmatch(line.text) for line in lines)
    values = [value_of(match["number"]) for match in matches if match is not None]
    rising = sum(1 for a, b in pairwise(values) if 0 < b - a <= STEP)
    return len(values) >= 2 and rising >= (len(values) - 1) * SHARE


def papers(lines: Sequence[Line]) -> list[int]:
    """Papers that follow other text: the open line or two above an abstract, else the line of abstract or keywords itself."""
    found: list[int] = []
    for index, line in enumerate(lines):
        if index <= APART or line.text[0] not in "【摘关" or (found and index - found[-1] <= APART):
            continue
        if ABSTRACT.match(line.text) and is_open_title(lines[index - 1]):
            found.append(index - 2 if is_open_title(lines[index - 2]) else index - 1)
        elif line.text[0] == "【" and (KEYWORDS.match(line.text) or ABSTRACT.match(line.text)) and len(lines) - index > APART:
            found.append(index)
    return found


def is_open_title(line: Line) -> bool:
    """Whether a line may be a paper's title or author: short, without number or end mark."""
    return line.number is None and len(line.text) <= LONGEST_TITLE and not STATED.search(line.text) and line.text[-1] != ":"


def repeated_titles(lines: Sequence[Line]) -> list[int]:
    """Lines that say an earlier title again, well apart from it: the next sample of the same sort."""
    last: dict[str, int] = {}
    repeats: list[int] = []
    for index, line in enumerate(lines):
        if (
            line.number is not None
            or not 6 <= len(line.text) <= 50
            or line.text[-1] in "。;:!?"
            or "," in line.text
            or not has("report_title", line.text)
        ):
            continue
        title = SUFFIX.sub("", line.text)
        if title in last and index - last[title] < APART:
            continue
        if title in last:
            first_of_many = last[title] > APART and last[title] not in repeats
            repeats += [last[title], index] if first_of_many else [index]
        last[title] = index
    return repeats


def without_neighbours(cuts: Sequence[Cut], lines: Sequence[Line]) -> list[Cut]:
    """Cuts so close together that nothing could stand between them become one."""
    kept: list[Cut] = []
    for cut in cuts:
        if kept and cut.index - kept[-1].index <= 1 and len(lines[kept[-1].index].text) < 80:
            continue
        kept.append(cut)
    return kept
