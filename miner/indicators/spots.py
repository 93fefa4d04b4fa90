"""Spots: a figure in its sentence, with what was spoken of before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from miner.indicators.clauses import Clauses
from miner.indicators.noun_phrases import LONGEST, NounPhrases
from miner.indicators.quantity import Quantity

# Names of what a fact is held against; a change told behind one is a change of the fact.
REFERENCE = (
    *("任务", "目标", "预算", "计划", "指标", "要求", "同期", "红线", "考核线", "限值", "去年", "上年", "成本"),
    *("任务数", "目标值", "预算数", "计划数", "指标值", "计划值", "完成率", "达成率", "占比", "排名"),
)
REFERENCE_ENDS = frozenset(word[-1] for word in REFERENCE)
CHANGED = re.compile(
    r"同比|环比|较|比[去上同前]|增长|增加|减少|下降|多[收出交]?$|少[收交]?$|[高低涨降]$|超额|节[约余]|完成率|达成率|上[年月季]|去年|同期|[高低]出$"
)

ASIDE = re.compile(r"\s*(?:虽然?|尽管|由于|因为|随着|扣除|剔除|考虑到?|按照?|根据|受)[^，,]{2,}$")


class Spot(NamedTuple):
    """A figure in its sentence: `left` is its clause in front of it, `done` where the figure before ends, `end` where the next begins.

    `last` is the name of the figure before, `subject` that of the last that was no aim or base, `before_clause` that of the last
    figure before this clause, which `opens` there, `topic` what the sentence before or the heading speaks of,
    `alike` the name of what was counted before in the same unit, of the whole where its parts follow.
    """

    clauses: Clauses
    quantity: Quantity
    left: str
    done: int
    end: int
    last: str
    topic: str
    before_clause: str
    subject: str
    opens: int
    alike: str

    def before(self, phrases: NounPhrases) -> str:
        """What was spoken of before: the figure before (not what a fact was held against), the clause before, or the topic."""
        if self.last and (self.left.strip() or self.done >= self.opens):
            compared = self.subject and is_reference(self.last) and CHANGED.search(self.left)
            return self.subject if compared else self.last
        at = self.quantity.start - len(self.left)
        clause = self.clause_before(phrases, at) if at > self.done else ""
        if clause and not self.last:
            clause += phrases.bare_verb(self.left)
        return clause or self.last or self.of_topic(phrases)

    def clause_before(self, phrases: NounPhrases, at: int) -> str:
        """What the clause in front speaks of, or one further on where that only says in spite or because of what."""
        for _ in range(3):
            clause = self.clauses.before(at - 1, self.done) if at - 1 > self.done else ""
            if not ASIDE.match(clause):
                return phrases.head(clause)
            at -= len(clause) + 1
        return ""

    def of_topic(self, phrases: NounPhrases) -> str:
        """What the sentence before or the heading speaks of; a long heading comes down to its noun phrase."""
        topic = self.topic.strip("【】[]《》 ")
        return topic if len(topic) <= LONGEST else phrases.head(topic) or topic


def is_reference(name: str) -> bool:
    """Whether a name is that of an aim, an earlier value or the like, which a fact is held against."""
    return name[-1:] in REFERENCE_ENDS and name.endswith(REFERENCE)
