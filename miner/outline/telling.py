"""How the sentences of a piece tell: of what was, of what is to be, or of what must be.

The shares were set on reports of the corpus without their titles and headings, and on stretches of real reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from miner.outline.lines import Line
from miner.outline.phrases import has
from miner.outline.sentences import sentence_spans
from miner.records import Kind

FIRST, LAST = 140, 60
"""So many lines from the start and from the end of a piece are read."""
SHORTEST = 10
TAIL, LEAST_TAIL = 0.25, 3
ANY_PAST, LITTLE_PAST, SOME_PAST = 0.07, 0.13, 0.22
RULED, MOSTLY_RULED, SPOKEN = 0.2, 0.4, 0.2
ARTICLES = 0.12
PLANNED, CLEARLY_PLANNED, TASKS = 0.05, 0.08, 0.3
MOSTLY_PLANNED, WANTING = 0.5, 0.25
LEAST_PLANS, SHARE_OF_PLANS, TAIL_OF_PLANS = 3, 0.04, 0.1
"""Plans in three sentences and in a sixteenth make a summary one with a plan (GUIDE.md, rule 15), if its end plans too."""


class Telling:
    """Shares of the sentences that tell of the past, look ahead or set rules and do not tell, set tasks, speak, are articles, find wanting.

    `tail` is the share of those at the end that look ahead; `plans` their number in all. Each is counted when it is first asked
    for: a title that says the kind asks for two.
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = sentences
        self.size = max(1, len(sentences))

    @cached_property
    def past(self) -> list[bool]:
        """For each sentence whether it tells of the past."""
        return [has("told", one) for one in self.sentences]

    @cached_property
    def untold(self) -> list[str]:
        """The sentences that do not."""
        return [one for one, past in zip(self.sentences, self.past, strict=True) if not past]

    @cached_property
    def told(self) -> float:
        return sum(self.past) / self.size

    @cached_property
    def plans(self) -> int:
        return sum(has("ahead", one) for one in self.untold)

    @cached_property
    def ahead(self) -> float:
        return self.plans / self.size

    @cached_property
    def ruled(self) -> float:
        return sum(has("rule", one) for one in self.untold) / self.size

    @cached_property
    def tasks(self) -> float:
        return sum(has("to_do", one) and not has("figure", one) for one in self.untold) / self.size

    @cached_property
    def speaks(self) -> float:
        return self.share("speaks")

    @cached_property
    def articles(self) -> float:
        return self.share("article")

    @cached_property
    def wanting(self) -> float:
        return sum(has("wanting", one) and not has("ahead", one) for one in self.sentences) / self.size

    @cached_property
    def tail(self) -> float:
        count = max(LEAST_TAIL, int(self.size * TAIL))
        looks = [not past and has("ahead", one) for one, past in zip(self.sentences[-count:], self.past[-count:], strict=True)]
        return sum(looks) / max(1, len(looks))

    def share(self, name: str) -> float:
        """The share of all sentences that have a cue."""
        return sum(has(name, one) for one in self.sentences) / self.size

    @property
    def rules(self) -> bool:
        """Whether the sentences set rules: nobody speaks of a time, and little is told."""
        if self.articles >= ARTICLES:
            return True
        if self.speaks >= SPOKEN:
            return False
        if self.told <= LITTLE_PAST:
            return self.ruled >= RULED and self.ruled > self.ahead
        return self.told <= SOME_PAST and self.ruled >= MOSTLY_RULED

    @property
    def plans_alone(self) -> bool:
        """Whether the sentences look ahead and tell little."""
        if self.wanting >= WANTING:
            return False
        if self.told <= LITTLE_PAST:
            return self.ahead >= PLANNED or self.tasks >= TASKS
        return self.told <= SOME_PAST and self.ahead + self.tasks >= MOSTLY_PLANNED

    @property
    def plans_too(self) -> bool:
        """Whether sentences that tell are followed by enough that look ahead."""
        return self.plans >= LEAST_PLANS and self.ahead >= SHARE_OF_PLANS and self.tail >= TAIL_OF_PLANS


def telling_of(lines: Sequence[Line]) -> Telling:
    """How the lines of a piece tell."""
    return Telling(list(sentences_of(lines if len(lines) <= FIRST + LAST else [*lines[:FIRST], *lines[-LAST:]])))


def sentences_of(lines: Sequence[Line]) -> Iterator[str]:
    """The sentences of some lines that are long enough to tell something."""
    for line in lines:
        for start, end in sentence_spans(line.text):
            if end - start >= SHORTEST:
                yield line.text[start:end]


def kind_told(telling: Telling, roles: set[str | None], planned: bool) -> Kind:
    """The kind that sentences and the roles of headings speak for; `planned` says that a heading announces plans."""
    if telling.rules:
        return "regulation"
    past = bool(roles & {"achievement", "problem"})
    if telling.plans_alone and not past:
        return "plan"
    if telling.plans_alone and (telling.told >= ANY_PAST or telling.ahead >= CLEARLY_PLANNED):
        return "summary_and_plan" if telling.told >= ANY_PAST else "plan"
    if telling.told > LITTLE_PAST or telling.wanting >= WANTING or past:
        return "summary_and_plan" if planned or telling.plans_too else "summary"
    return "plan" if "plan" in roles else "other"
