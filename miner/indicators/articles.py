"""Whether 一 with its measure word counts something, or is an article (一个台阶, 一种做法, 一张试卷定高低).

All tests look at the clause in front of the numeral and a few characters behind it; none searches the sentence.
"""

from __future__ import annotations

import re

from miner.indicators.cues import FigureCues
from miner.indicators.listed_ones import is_listed, is_move
from miner.indicators.units import UnitRow

# 一户没打错 and 不漏一户 say none, not one; 一件两角 names the thing priced.
NEGATED = re.compile(r"[\u4e00-\u9fff]{0,3}?(?:没|未|不(?!合格|良|足|同|符|达|规范))")
DENYING = re.compile(r"(?:没有?|未|不(?:是|曾)?|(?<![特区级类差性识判])别|无(?!人机)|失|没人少)[\u4e00-\u9fff]{0,3}$")
# 未发生一起 says that there were none.
NONE = re.compile(r"(?:未|没有?)(?:再|曾|有)?(?:发生|出现|接到|查到|发现|收到)(?:过|任何)?$")
# 没有一个, but 未办结的一个; 不良贷款一笔.
AFFIRMED = re.compile(r"的$|不(?:良|合格|足|到|少|规范|符|达标|低于|超过)[\u4e00-\u9fff]{0,3}$")
PRICED = re.compile(
    r"(?:合|要|[能还]?卖|值|才|就|是|收|快|扣|酬|贴|奖|罚|扣[款分]|罚款|奖励)?[\d一二两三四五六七八九十][\d一二三四五六七八九十百千.]{0,6}[块元毛角分担]"
)
STEP = re.compile(r"(?:(?:降|升|晋|提)了?|[上下]了)$")
# Measure words of machines, persons and places count before their thing as they stand.
PLAIN_ONE = frozenset("名台辆起例堂座所处宗架元面") | {"人次"}
# These count after a verb of doing, gaining or having, or closed by a border.
HELD_ONE = frozenset("次场间期轮回遍趟个项篇位块枚课部道节层只支张家份件户箱盒册幅栋艘笔条套本根棵口扇批组科瓶桶副车盆顶部") | {
    "批次",
    "班次",
    "场次",
    "课时",
    "个课时",
}
COUNTED = PLAIN_ONE | HELD_ONE
# Of these a part of a greater number is told in so many words only at the end of a clause.
LOOSE = frozenset("个位人次回家件场笔块")
RECURRING = frozenset("次回遍场轮期趟篇项条课")
AT_END = frozenset("遍趟条项轮")
AMOUNTS = frozenset(("length", "area", "mass", "volume", "score", "point"))
# 一块八, 一米二, 一角五: the digit behind says tenths.
SPLIT = frozenset(("块", "元", "米", "亩", "公里", "里", "斤", "角", "毛"))
TENTHS = frozenset("二三四五六七八九")
SCALES = frozenset("十百千万亿")
PRICES = frozenset("元块钱毛角")
STEP_ONE = frozenset(("级", "档"))
TIME_ONE = frozenset(
    ("个月", "年", "天", "周", "分钟", "个季度", "季度", "刻钟", "个学期", "个工作日", "日", "个星期", "个礼拜", "礼拜", "星期")
)
HOUR_ONE = frozenset(("小时", "个小时", "个钟头", "钟头"))
BEING = re.compile(r"(?:作为|成为|做好?|当好?|是|算)了?$")
NO_ARTICLE = frozenset("这那某每哪任同另第有其之逐唯万统进专无没再像如是的不又头样")
LAST = re.compile(r"(?:最[\u4e00-\u9fff]{1,2}的?|上|(?<![余剩])下|新|人手|同样|头|往|[合挤捏聚]?[在到])$")
LASTED = re.compile(r"[\u4e00-\u9fff]{2}$")
NOT_LASTED = re.compile(r"(?:[头上下前近后每隔哪那这某同整全半从去今明当的日年月季周天要键似拖旳]|没有?拖|不断|了|如|抵)$")
HAD = re.compile(r"(?:其中|余下|剩下?|只剩下?|只有|仅有?|只|就|仍有|另有|尚有|各[出派抽]|只需|保证有|必须有)的?$")
DONE = re.compile(r"(?:过|[走退来少丢坏没添垮换][了掉]|又走|了(?=[\u4e00-\u9fff]{0,2}$))$")
EVERY = re.compile(r"每(?!逢|到|当|一)[^，,。；;：:]{0,16}$")
HAPPENED = re.compile(r"(?:发生过?|接到|查获|破获|调解|[降减]到|[\u4e00-\u9fff]案)$")
WON = re.compile(r"(?:荣?获|被|通过|进入|取得|入选|当选|晋升|考[取上]|[轻重受]伤|死亡|送|长期)")
# 每月一次现场办公: what is done every so often.
REGULARLY = re.compile(r"每(?:[年月周季天日旬]|季度|半年|小时|学期)$")
# 有一块板烧毁: of these things one that is there is counted.
EXISTING = frozenset("篇块票只")
# 建设一支作风过硬的队伍: what kind of team, not how many.
TEAM = re.compile(r"[^，,。；;\d]{0,16}队伍|(?:高?素质|学习型|思想|政治|业务|作风|纪律)")
SHORT = 3
CLOSED = frozenset('，,。；;、：:！!？?（()）)】”"\n| ') | {""}
REACH = 24
CHAINED = re.compile(r"[\u4e00-\u9fff]{1,4}")
COUNT = frozenset("0123456789二两三四五六七八九十百几俩")
BORDER = re.compile(r"[，,。；;、：:（()）]")


def counts_one(  # noqa: PLR0911 - one case after another
    text: str, at: int, tail: int, unit: UnitRow, compared: bool, cues: FigureCues
) -> bool:
    """Whether 一 from `at` with its measure word up to `tail` counts; `compared` says that a comparator touches it.

    A comparator settles it; so does the thing counted in front with a border behind (座谈会一次), and a greater number of
    the same things before (两台泵，一台卡死). In front of its thing 一 counts with measure words of machines and places,
    with all others only after a verb of doing, having or gaining.
    """
    name = unit.unit
    if compared:
        return True
    left = text[max(0, at - REACH) : at]
    closed = text[tail : tail + 1] in CLOSED
    if name in HOUR_ONE:
        return not (text.startswith(("里", "的"), tail) or left[-1:] in ("每", "前", "头"))
    if name in TIME_ONE:
        return lasts(text, left, tail, closed, cues)
    if name == "倍" or (name in SPLIT and text[tail : tail + 1] in TENTHS and text[tail + 1 : tail + 2] not in SCALES):
        return True
    if name == "个百分点":
        return left[-1:] not in ("每", "是")
    if unit.kind in AMOUNTS:
        return (closed or text[tail : tail + 1] == "多") and amounts(left, cues)
    if name in STEP_ONE:
        return STEP.search(left) is not None
    if name == "番":
        return left[-1:] in ("翻", "了")
    if is_article(text, at, tail, name, cues):
        return False
    if name == "起" and NONE.search(left):
        return True
    if is_move(text, left, tail) or is_listed(text, left, tail):
        return True
    settled = settled_before(text, left, tail, name, closed)
    return counts_thing(text, at, tail, name, closed, cues) if settled is None else settled


def is_article(text: str, at: int, tail: int, name: str, cues: FigureCues) -> bool:
    """Whether 一 goes with another 一, stands behind 最, 头 or 新, or is the basis of a fine."""
    left = text[max(0, at - REACH) : at]
    if text.startswith((name, "一"), tail) or left[-1:] == name[-1] or LAST.search(left) or chains(text, at, tail, name):
        return True
    return cues.one_basis.search(left[-6:]) is not None or (name == "份" and "一式" in text[max(0, at - 40) : at])


def settled_before(text: str, left: str, tail: int, name: str, closed: bool) -> bool | None:
    """Whether 一 counts, where the words before settle it: it is denied, part of a number, left over, or done every so often."""
    near = left[-6:]
    had = HAD.search(near) is not None
    if (near and near[-1] in NO_ARTICLE and not had) or (DENYING.search(near) and not AFFIRMED.search(near)):
        return False
    if is_share(left, name) and (closed or name not in LOOSE):
        return (name in COUNTED or name == "人") and not NEGATED.match(text, tail)
    if had:
        return (name in COUNTED or name == "人") and not ("其中" in near and name in LOOSE)
    if name in RECURRING and EVERY.search(left):
        return closed or name not in AT_END
    return None


def counts_thing(  # noqa: PLR0911 - one case after another
    text: str, at: int, tail: int, name: str, closed: bool, cues: FigureCues
) -> bool:
    """Whether 一 counts by what its measure word is of, by the verb before and the thing behind."""
    left = text[max(0, at - REACH) : at]
    before, near = left[-1:], left[-6:]
    if name == "组" and before == "人":
        return False
    if name in ("名", "个", "位") and BEING.search(near):
        return False
    if text.count(f"一{name}", max(0, at - 12), tail + 12) > 1:
        return closed and name not in ("遍", "起", "个") and len(own_words(left)) >= SHORT
    if name == "支" and TEAM.match(text, tail):
        return False
    held = cues.one_held.search(near) is not None
    if name == "起":
        return cues.one_event.match(text, tail) is not None or HAPPENED.search(near) is not None or (closed and held)
    if name == "人":
        return (closed and before not in CLOSED) or WON.match(text, tail) is not None
    if NEGATED.match(text, tail) or PRICED.match(text, tail):
        return False
    held = held or cues.one_touched.search(near) is not None
    if closed and name in COUNTED:
        if before in ("了", "过", "着"):
            return name in ("次", "回", "个") and DONE.search(left) is not None
        return before not in CLOSED and (name not in ("遍", "趟", "位") or held)
    if cues.one_abstract.match(text, tail):
        return False
    if name in RECURRING and REGULARLY.search(near):
        return True
    if name in EXISTING and before == "有" and left[-2:-1] not in ("没", "还"):
        return True
    return name in PLAIN_ONE or (name in HELD_ONE and (held or (name in ("次", "回") and before == "过")))


def lasts(text: str, left: str, tail: int, closed: bool, cues: FigureCues) -> bool:
    """Whether 一天, 一年 and the like is how long something takes: behind such a verb, or at the end of its clause."""
    if text[tail : tail + 1] in COUNT or text.startswith("一", tail):
        return False
    if cues.one_time.search(left):
        return True
    return closed and LASTED.search(left) is not None and NOT_LASTED.search(left) is None


def amounts(left: str, cues: FigureCues) -> bool:
    """Whether 一 with a unit at the end of a clause is an amount, and neither what a price is for nor denied."""
    return not (
        left[-1:] in CLOSED
        or left[-1:] in NO_ARTICLE
        or left[-1:] in PRICES
        or cues.one_basis.search(left[-6:])
        or DENYING.search(left[-6:])
    )


def is_share(left: str, name: str) -> bool:
    """Whether a greater number of the same things stands before (错两处，一处是小数点)."""
    place = left.find(name, 1)
    while place > 0:
        if left[place - 1] in COUNT:
            return True
        place = left.find(name, place + 1)
    return False


def chains(text: str, at: int, tail: int, name: str) -> bool:
    """Whether 一 goes with another 一 of its measure word (验一户打一户, 一炉接一炉)."""
    one = f"一{name}"
    if text.count(one, max(0, at - len(one) - 4), tail + 4 + len(one)) < 2:
        return False
    return CHAINED.fullmatch(text[max(0, at - len(one) - 4) : at].partition(one)[2]) is not None or (
        CHAINED.fullmatch(text[tail : tail + 5].partition(one)[0]) is not None and one in text[tail : tail + 4 + len(one)]
    )


def own_words(left: str) -> str:
    """What stands since the last border."""
    return BORDER.split(left)[-1]
