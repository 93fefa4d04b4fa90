"""Pieces: the reports that a file joins, found by their separators or by titles that come again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from miner.outline.lines import Line
from miner.outline.numbering import value_of

HAN = "[一二三四五六七八九十]{1,3}"
SEPARATORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"(?:\[|【|\()?第\s?({HAN}|\d{{1,2}})\s?篇(?:\]|】|\))?[::]?\s?(.{{0,50}})")),
    ("pian", re.compile(rf"(?:\[|【|\()?(?:篇)\s?({HAN}|\d{{1,2}})(?:\]|】|\))?[::]?\s?(.{{0,50}})")),
    ("titled_pian", re.compile(rf"(.{{2,45}}?)(?:[,:\s(]|第)?\s?(?:篇|范文|参考|样本|模板|例文|版)\s?({HAN}|\d{{1,2}})[):]?")),
    ("titled_open", re.compile(rf"(.{{2,30}}?)(?:范文|参考|样本|模板|例文|篇)\s?({HAN}|\d{{1,2}})[::](?P<open>.{{2,40}})")),
    ("bracket", re.compile(rf"(.{{0,45}}?)(?:【|\[|\()\s?({HAN}|\d{{1,2}})\s?(?:】|\]|\))(?:.{{0,3}})")),
    ("bracket_open", re.compile(rf"(.{{4,45}}?)【\s?({HAN}|\d{{1,2}})\s?】(?P<open>.{{4,4000}})")),
    ("paper", re.compile(r"【?(?:关键词|摘\s?要)】?[::]?(?P<open>.{2,2000})")),
    ("extended", re.compile(r"(?:扩展|延伸|拓展)(?:阅读|资料)?[::]\s?(.{4,60})")),
)
SAMPLE = "(?:范文|参考|模板|样本|例文|篇|版)"
SUFFIX = re.compile(
    rf"\s?(?:[(【\[]\s?(?:{SAMPLE}|第)?\s?(?:{HAN}|\d{{1,2}})\s?(?:篇|版)?\s?[)】\]]|{SAMPLE}\s?(?:{HAN}|\d{{1,2}})|第\s?(?:{HAN}|\d{{1,2}})\s?篇"
    r"|(?:范文|样本|例文|模板)|(?<=[\u4e00-\u9fff])\d{1,2})$"
)
TITLE_WORDS = re.compile(r"总结|小结|计划|报告|汇报|述职|方案|打算|要点|制度|办法|规定|通知|月报|周报|简报|心得|体会|讲话|规划|细则|章程|职责")
HEAD_HINT = frozenset("篇【[摘关扩延拓")
HINT = re.compile(rf"篇|【|\[|\(\s?(?:{HAN}|\d{{1,2}})\s?\)|范文|参考\s?[一二三四五六七八九十\d]|样本|模板|例文|版\s?[一二三四五六七八九十\d]")
PAPER = re.compile(r"【?(?:关键词|摘\s?要)")
ENDS_PIAN = re.compile(rf"篇\s?(?:{HAN}|\d{{1,2}})$")
DATED_TAIL = re.compile(r"[,.。;!?]$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a new piece begins: the index of its first line, the sort of separator, how much of the line is title (0 for all)."""

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
    papers = [index for index in found.pop("paper", []) if index > 5 and index + 6 < len(lines)]
    papers = [index for order, index in enumerate(papers) if not order or index - papers[order - 1] > 4]
    cuts = {index: Cut(index, "extended") for index in found.pop("extended", [])}
    cuts |= {index: Cut(index, "paper") for index in papers if re.match(r"【", lines[index].text) or "摘" in lines[index].text[:2]}
    for kind, indices in found.items():
        if len(indices) >= 2 and counts_up(kind, [lines[index] for index in indices]):
            cuts.update({index: Cut(index, kind, title_size(kind, lines[index].text)) for index in indices})
    for index in repeated_titles(lines):
        cuts.setdefault(index, Cut(index, "title"))
    return without_neighbours(sorted(cuts.values(), key=lambda cut: cut.index), lines)


def separator_kind(line: Line) -> str | None:
    """The sort of separator that a whole line is, or None."""
    text = line.text
    if line.mark is not None and line.mark.kind in ("row", "header"):
        return None
    if len(text) > 70 and "【" not in text[:60] and not PAPER.match(text):
        return None
    if text[0] not in HEAD_HINT and not HINT.search(text, 1):
        return None
    for kind, pattern in SEPARATORS:
        match = pattern.fullmatch(text)
        if match is None or (kind == "chapter" and DATED_TAIL.search(text)):
            continue
        if kind in ("titled_pian", "titled_open", "bracket_open") and not TITLE_WORDS.search(text[:60]) and not ENDS_PIAN.search(text):
            continue
        if kind == "bracket" and not (text[0] in "【[(" and len(text) <= 6) and not TITLE_WORDS.search(text):
            continue
        if kind == "bracket" and text[0] == "(":
            return None
        return kind
    return None


def is_mere_number(kind: str, text: str) -> bool:
    """Whether a separator line says nothing but which piece begins: “第一篇”, “【2】”."""
    if kind not in ("chapter", "pian", "bracket"):
        return False
    return re.fullmatch(rf"[\[【(]?\s?(?:第|篇)?\s?(?:{HAN}|\d{{1,2}})\s?篇?[\]】)]?[:：]?", text) is not None


def title_size(kind: str, text: str) -> int:
    """How many characters of a separator line are title where the text goes on behind it, else 0."""
    match = dict(SEPARATORS)[kind].fullmatch(text)
    return match.start("open") if match is not None and "open" in match.re.groupindex else 0


def counts_up(kind: str, lines: Sequence[Line]) -> bool:
    """Whether the numbers of a sort of separator rise by small steps, as those of pieces do and other numbers do not."""
    values = [value for line in lines if (value := separator_value(kind, line.text)) is not None]
    rising = sum(1 for a, b in zip(values, values[1:], strict=False) if 0 < b - a <= 3)
    return len(values) >= 2 and rising >= (len(values) - 1) * 0.6


def separator_value(kind: str, text: str) -> int | None:
    """The number in a separator."""
    pattern = dict(SEPARATORS)[kind]
    match = pattern.fullmatch(text)
    if match is None:
        return None
    group = 1 if kind in ("chapter", "pian") else 2
    return value_of(match[group])


def repeated_titles(lines: Sequence[Line]) -> list[int]:
    """Lines that say an earlier title again, well apart from it: the next sample of the same sort."""
    seen: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if 6 <= len(line.text) <= 50 and line.number is None and TITLE_WORDS.search(line.text) and line.text[-1] not in "。;,:!?":
            seen.setdefault(SUFFIX.sub("", line.text), []).append(index)
    repeats = []
    for indices in seen.values():
        kept = [indices[0]]
        for index in indices[1:]:
            if index - kept[-1] >= 6:
                kept.append(index)
        repeats += kept[1:]
    return sorted(repeats)


def without_neighbours(cuts: Sequence[Cut], lines: Sequence[Line]) -> list[Cut]:
    """Cuts so close together that nothing could stand between them become one."""
    kept: list[Cut] = []
    for cut in cuts:
        if kept and cut.index - kept[-1].index <= 1 and len(lines[kept[-1].index].text) < 80:
            continue
        kept.append(cut)
    return kept
