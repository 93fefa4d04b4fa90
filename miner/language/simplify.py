"""Traditional to simplified, one character for one, so that offsets hold."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC


class Simplifier:
    """OpenCC's t2s; where a phrase rule would change the length, character by character."""

    def __init__(self) -> None:
        self.convert = OpenCC("t2s").convert

    def __call__(self, text: str) -> str:
        """The text in simplified characters, as long as it was."""
        simple: str = self.convert(text)
        if len(simple) == len(text):
            return simple
        return "".join(self._line(line) for line in text.splitlines(keepends=True))

    def _line(self, line: str) -> str:
        simple: str = self.convert(line)
        if len(simple) == len(line):
            return simple
        return "".join(new if len(new := self.convert(char)) == 1 else char for char in line)


@cache
def simplifier() -> Simplifier:
    """The one simplifier of this process: it has no state but its dictionary."""
    return Simplifier()
