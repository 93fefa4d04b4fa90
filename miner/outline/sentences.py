"""Sentences: the smallest stretches that make one statement.

A sentence ends at a full stop, question or exclamation mark or semicolon, but never inside a bracket, a quotation or a number,
and never crosses a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

POINT = r"\.(?=\s|$|[\u4e00-\u9fff“])"
STOP = re.compile(rf"[。！？；!?;]|{POINT}")
OPENING = {"(": ")", "（": "）", "“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", "【": "】", "[": "]", "〔": "〕"}
TOKENS = re.compile(rf"[()（）“”‘’《》「」『』【】\[\]〔〕]|[。！？；!?;]|{POINT}")
OPENER = re.compile(r"[(（“‘《「『【\[〔]")
WHOLE = re.compile(r"[【\[]?关\s?键\s?[词字][】\]]?\s?:|\[\d{1,2}\]")
"""A line of keywords or an entry of a list of references: one statement, whatever stands in it."""
CLOSERS = "”’）)》」』】]〕"
ENDS = "。！？；!?;…"
LONGEST_BRACKET = 400
DEEPEST = 8


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a block, without the blanks around them."""
    if WHOLE.match(text):
        yield from trimmed(text, 0, len(text))
        return
    start = at = 0
    enclosed = bracketed(text)
    while True:
        match = STOP.search(text, at)
        if match is None:
            break
        closed_at = enclosed.get(match.start())
        if closed_at is not None:
            at = closed_at
        elif match[0] == "." and not is_full_stop(text, match.start()):
            at = match.end()
        else:
            at = end_of(text, match.end())
            yield from trimmed(text, start, at)
            start = at
    yield from trimmed(text, start, len(text))


def is_full_stop(text: str, at: int) -> bool:
    """Whether a point ends a sentence: behind a Chinese character, not behind a digit or a letter."""
    return at > 0 and "\u4e00" <= text[at - 1] <= "\u9fff"


def end_of(text: str, end: int) -> int:
    """Where a sentence ends whose end mark does: behind further end marks and closing brackets."""
    while end < len(text) and (text[end] in ENDS or text[end] in CLOSERS):
        end += 1
    return end


def trimmed(text: str, start: int, end: int, anything: bool = False) -> Iterator[tuple[int, int]]:
    """The span without blanks at its ends, unless nothing but punctuation is left (or, with `anything`, nothing at all)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and (anything or text[start].isalnum() or any(map(str.isalnum, text[start:end]))):
        yield start, end


def bracketed(text: str) -> dict[int, int]:
    """For each end mark inside a balanced bracket or quotation: where the outermost one closes."""
    if OPENER.search(text) is None:
        return {}
    stack: list[tuple[str, int, int]] = []
    marks: list[int] = []
    inside: dict[int, int] = {}
    for match in TOKENS.finditer(text):
        char, at = match[0], match.start()
        if char in OPENING:
            stack.append((OPENING[char], at, len(marks)))
        elif char not in CLOSERS:
            marks.append(at)
        elif (depth := depth_of(char, stack)) is not None:
            _, opened, first = stack[depth]
            del stack[depth:]
            if at - opened <= LONGEST_BRACKET:
                inside.update((mark, at) for mark in marks[first:] if mark > opened)
    return inside


def depth_of(closer: str, stack: list[tuple[str, int, int]]) -> int | None:
    """The place in the stack of the bracket that a closer closes, looking past a few that were left open."""
    lowest = max(-1, len(stack) - 1 - DEEPEST)
    return next((depth for depth in range(len(stack) - 1, lowest, -1) if stack[depth][0] == closer), None)
