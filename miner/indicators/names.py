"""Names: what a figure measures, in the report's own words."""

from __future__ import annotations

import re

from miner.indicators.quantities import Quantity
from miner.language.words import Words

BORDER = re.compile(r"[，,。；;：:！!？?（()）\n|]")
LEAD = re.compile(
    r"(?:[，,、\s]|其中|同时|此外|另外|另|目前|现在|现|已经|已|累计|共计|合计|总计|一共|共|全年|本年度?|今年以来|今年|去年|上年|本月份?|当月|上月|月末|年末|年底|季末|本季度?|上半年|下半年|全月|当年|当日|期内|本期|报告期内?"
    r"|截至[^，,]{0,10}?(?:末|底|日|月|前|目前)|截止[^，,]{0,10}?(?:末|底|日|月|前|目前)|\d{1,2}月(?:份|末|底|中旬|上旬|下旬)?|\d{4}年(?:度|末|底)?|到\d{1,2}月|[一二三四]季度|前[一二三]季度"
    r"|我们|我|公司|全市|全县|全省|全区|先后|分别|平均每|也|又|还|并|则|均|都|只|仅|才|就|将|要|再|对|把|将|使|让|以|按|按照|通过|有)"
)
TAIL = re.compile(
    r"(?:为|达到了?|达|是|到了?|至|共|共计|合计|累计|总计|有|仅有|仅|只有|只|约|了|过|的|已|已经|完成|实现|保持在|维持在|稳定在|控制在|控制到|压到|降到|降至|降为|升到|升至|升为|增至|增到|增加到|增加至|增长到|提高到|提高至|提升到|提升至"
    r"|上升到|上升至|下降到|下降至|减少到|减至|减到|缩短到|缩短至|缩到|压缩至|压缩到|突破|超过|在|得|获得|获|多达|高达|不低于|不少于|不超过|反弹至|回落到|回升到|由|从|各|才|也|就|还|上|做到|拉到|提到|站稳|力争|争取|确保|目标|较上年|较年初|分别|以|用|按|于|近|将)$"
)
CUT = re.compile(r"同比|环比|较(?!大|高|好|多|少|快|强)|比(?!例|率|重|武|赛|选|对|拼)|由|从(?!业)|净增|净减|增长|增加|减少|下降|上升|提高|提升|降低|上涨|下滑|回落|回升|压降|缩短|增幅|降幅|增速|涨幅|降|升|涨|跌")
NOUN = frozenset("n b j l z i s f".split())
COUNTED = frozenset(("count", "person", "labour"))
LONGEST = 18


class Namer:
    """Names the quantities of sentences; holds the tokenizer."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def name(self, text: str, quantities: list[Quantity], topic: str) -> list[str]:
        """A name for each quantity of a sentence; `topic` is what the sentence before or its heading speaks of."""
        names: list[str] = []
        done = 0
        for index, quantity in enumerate(quantities):
            end = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
            left = left_of(text, done, quantity.start)
            right = self.thing_after(text, quantity, end)
            name = self.join(left, right, quantity, topic)
            if name:
                topic = name
            names.append(name or topic)
            done = quantity.end
        return names

    def join(self, left: str, right: str, quantity: Quantity, topic: str) -> str:
        """The name from the words on both sides; empty where they say nothing of their own."""
        head = trim(CUT.split(left, maxsplit=1)[0] if quantity.kind not in COUNTED else left)
        if right and quantity.kind in COUNTED:
            return right
        return head[-LONGEST:]

    def thing_after(self, text: str, quantity: Quantity, end: int) -> str:
        """The thing counted where it follows its measure word (12台机具)."""
        if quantity.kind not in COUNTED or quantity.end >= end:
            return ""
        border = BORDER.search(text, quantity.end, end)
        stretch = text[quantity.end : min(border.start() if border else end, quantity.end + 14)]
        if not stretch:
            return ""
        taken: list[str] = []
        for word, tag in self.words.tag(stretch):
            if not (tag[0] in NOUN or tag in ("vn", "an", "eng", "a", "v") and not taken) or tag in ("f",):
                break
            taken.append(word)
        return "".join(taken)


def left_of(text: str, done: int, start: int) -> str:
    """The clause in front of a figure, back to the border or the figure before."""
    begin = max(done, start - 40)
    stretch = text[begin:start]
    border = None
    for border in BORDER.finditer(stretch):
        pass
    return stretch[border.end() :] if border else stretch


def trim(words: str) -> str:
    """Without the words of time, order and saying at both ends."""
    for _ in range(5):
        lead = LEAD.match(words)
        if lead is None:
            break
        words = words[lead.end() :]
    for _ in range(5):
        tail = TAIL.search(words)
        if tail is None:
            break
        words = words[: tail.start()]
    return words.strip("、 “”\"'的")
