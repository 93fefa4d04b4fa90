"""Edges: where a name begins and ends: dates in front of it, comparisons behind it, asides and marks that it sheds."""

from __future__ import annotations

import re

# The look ahead names every character that it may begin with: most phrases begin with none.
LEAD_TIME = re.compile(
    r"(?=[截到至从自第前上下一二三四五六七八九十\d\s（(①②③④⑤⑥⑦⑧⑨⑩A-Za-z.、—\-·•])(?:(?:截至|截止|到|至|从|自)?(?:\d{2}[\d_*xX]{0,2}年|[一二][一二三四五六七八九〇零○]{3}年)?(?:\d{1,2}月?[-—－~～至到]\d{1,2}月(?:份|末|底)?|第?[一二三四1-4]季度|第[一二三四五六七八九十1-9]{1,2}[周天]|前[一二三]季度|[上下]半年"
    r"|\d{1,2}月(?:份|末|底|中旬|上旬|下旬)?(?:\d{1,2}[日号])?|[一二三四五六七八九十]{1,2}月(?:份"
    r"|末|底)?|\d{2}[\d_*xX]{0,2}年(?:度|末|底)?|[一二][一二三四五六七八九〇零○]{3}年(?:度|末|底)?)(?:以来|止|起|前|期间|末|底)?"
    r"|\s*[（(]?\d{1,2}(?:\.\d{1,2}){0,2}[)）、.．]\s*|\s*[①②③④⑤⑥⑦⑧⑨⑩]|第[一二三四五六七八九十]{1,3}("
    r"?:条|章|款|，)\s*|[A-Za-z]?\d{0,2}[.、]\s*|[——\-·•]+)"
)
DATED = 14
DATES = re.compile(r"[底末份初季半]")
TAIL_TIME = re.compile(
    r"(?:(?:20)?(?:\d\d|[*_X]{1,4})年)?(?:\d{1,2}月?(?:底|末|份|初)|第?[一二三四1-4]季度末?|[上下]半年)(?:前|止|时)?(?:达到|达|为|是|至|到)?$"
)
# Of both the look ahead names every character that they may begin with: most places are passed by it alone.
CUT = re.compile(
    r"(?=[同环年平每实较比不低高超由从净增减下上提降回压缩涨逐递转达控完])(?:同比|环比|年均(?=实际|名义|[增上下提递])|平均每年|每年平均|实际(?=[增上下])|(?<!比)较(?![大高好多少快强重长低小远差严难深全完先明突稳合规为])|(?<!占)(?<!可(?=比[产门口价店]))比(?!例|率|重|武|赛|选|对|拼|较|(?:[为达]|达到)?$)|不低于|不高于"
    r"|低于|高于|超过|(?:由(?!于)|从(?!业|事))(?!\D{1,12}(?:到|至))|净增|净减|增长(?![率点极])|增加(?![值额量])|减少(?![额量])|下降(?![率额])|上升(?!率)"
    r"|提高|提升|降低|上涨|下滑|回落|回升|压降|缩短|增幅|降幅|增速|涨幅|(?:平均|每年|年均|逐年){0,2}递[增减]|转[为降升]|减为|增为|(?:达到|控制|完成)(?:了|在|到|为)?$)"
)
COUNT_CUT = re.compile(
    r"(?=[同环较比由从净])(?:同比|环比|(?<!比)较(?![大高好多少快强重长低小远差严难深全完先明突稳合规为])|(?<!占)(?<!可(?=比[产门口价店]))比(?!例|率|重|武|赛|选|对|拼|较|(?:[为达]|达到)?$)|(?:由(?!于)|从(?!业|事))(?!\D{1,12}(?:到|至))|净增|净减)"
)
# 扣除物价因素比上年增长5%: how it was reckoned is no part of what was.
ASIDE = re.compile(
    r"\s*(?:[虽若如]?[然果]?[扣剔][除减]|考虑到?|不考虑|按)[^，,。；;：:]{0,12}?(?:因素|影响|口径|不变价格?|可比价格?|同比价)(?:计算|后|后?实际)?(?:[,，]|(?=[同环比较实增下上]))"
)
ASIDE_WORDS = frozenset("扣按考剔")
# 合格率:9%抽样件数:31漏检率: what another label holds is no part of the next.
LABELLED = re.compile(r"\d[\d,.]*(?=[\u4e00-\u9fff]{2,8}[:：]?$)")
# 增加外部收入, 压降旧欠: what was moved stands behind the verb.
MOVES = frozenset(("增加", "减少", "提高", "降低", "压降", "缩短", "增长"))
MARKS = frozenset("“”《》【】")
# Behind 共 a name needs an act and its thing.
LEAST_ACT = 4


def without_asides(left: str, labelled: bool) -> str:
    """The words in front of a figure without what only says how it was reckoned, or what the label before held."""
    aside = ASIDE.match(left) if not ASIDE_WORDS.isdisjoint(left[:4]) else None
    left = left[aside.end() :] if aside else left
    held = LABELLED.match(left) if labelled and left[:1].isdigit() else None
    return left[held.end() :] if held else left


def behind_total(words: list[tuple[str, str]], start: int, end: int) -> int:
    """Where a name begins behind who did it and how often in all (抢修岗共受理各类报修); `start` where too little would be left."""
    for index in range(start + 1, end - 1):
        if (
            words[index][0] in ("共", "共计", "总共", "一共")
            and sum(len(word) for word, _ in words[index + 1 : end]) >= LEAST_ACT
        ):
            return index + 1
    return start


def balanced(name: str) -> str:
    """A name without the marks whose other half it lacks, or that hold it whole."""
    if MARKS.isdisjoint(name):
        return name
    for opening, closing in ("“”", "《》", "【】"):
        if name.count(opening) != name.count(closing) or (name.startswith(opening) and name.endswith(closing)):
            name = name.replace(opening, "").replace(closing, "")
    return name
