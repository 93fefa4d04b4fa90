"""Single words that are a quantity or look like one: half, zero, a rank, and the 一 that may count nothing."""

from __future__ import annotations

import re

from miner.indicators.units import UnitRow

HALF = re.compile(
    r"半(?P<unit>个?小时|个?钟头|个月|天|个工作日|个季度|个学期|学期|公里|公斤|斤|里路|小时)|半(?P<year>年)(?=以[上下内]|之?[内后前]|多|期|时间|左右)"
    r"|半数(?!以上的?会)|折(?=半)"
)
WORDS = {"一半": (0.5, ""), "减半": (0.5, ""), "过半": (0.5, ""), "对半": (0.5, ""), "折半": (0.5, ""), "对折": (5.0, "折"),
         "加倍": (2.0, "倍"), "翻倍": (1.0, "倍"), "翻番": (1.0, "番")}  # fmt: skip
ZERO_THINGS = re.compile(
    r"零(?=(?:差错|事故|投诉|违规|违纪|失误|发生|伤亡|故障|缺陷|火情|群伤|发案|案件|隐患|死亡|污染|感染|上访|漏报|瞒报|增长|库存|缺席|延误|遗漏|误差|退货|申诉"
    r"|失窃|[\u4e00-\u9fff]{0,4}(?:事故|事件|投诉|差错|失窃|违规|伤亡|案件)))"
)
ZERO_VALUE = re.compile(r"零(?=[，,。；;、：:！!？?）)】”\"\n]|$|的)")
ZERO_BEFORE = ("为", "是", "归", "清", "到", "至", "均")
RANK_UNIT = re.compile(r"名次|名|位(?!的是)|把交椅")
RANK_END = re.compile(r"(?=[，,。；;、：:！!？?）)】”\"\n|]|$|和|与|并列|升|降|上升|下降|提|前移|的(?:好成绩|位次|名次|位置|成绩)|方阵)")
RANK_CUE = re.compile(r"(?:排|列|居|位|名|获|夺|得|占|升|降|跃|保持|全[省市县国行区公网系局院校]|倒数|由|到|至|从|并列|综合|成绩|得分|总分|前)[\u4e00-\u9fff]{0,3}$")
LASTING = re.compile(r"个?年头|年|个月|天")


def find_half(text: str, at: int) -> tuple[int, int, float, str] | None:
    """Start, end, value and unit of a half or double said in a word: 半小时, 一半, 减半, 对折, 翻番, 加倍."""
    char = text[at]
    if char in "半倍折番" and at and (found := WORDS.get(text[at - 1 : at + 1])) is not None:
        return at - 1, at + 1, *found
    if char == "一" and text[at + 1 : at + 2] == "半" and text[at + 2 : at + 3] != "是":
        return at, at + 2, 0.5, ""
    if char != "半":
        return None
    match = HALF.match(text, at)
    if match is None or (at and text[at - 1] in "上下前后多大小"):
        return None
    unit = match["unit"] or match["year"] or ""
    return at, match.end(), 0.5, unit


def find_zero(text: str, at: int) -> tuple[int, int, float, str] | None:
    """A nought said as a result: 事故为零, 零差错."""
    if text[at] != "零":
        return None
    if ZERO_THINGS.match(text, at) and (at == 0 or text[at - 1] not in "万千百十点"):
        return at, at + 1, 0.0, ""
    if ZERO_VALUE.match(text, at) and text[at - 1 : at] in ZERO_BEFORE:
        return at, at + 1, 0.0, ""
    return None


def find_rank(text: str, at: int, end: int) -> tuple[int, int, str] | None:
    """Start, end and unit of the rank (or running year) whose 第 stands at `at` and whose number ends at `end`; None if it is an ordinal."""
    before = text[max(0, at - 8) : at]
    start = at - 2 if before.endswith("倒数") else at
    unit = RANK_UNIT.match(text, end)
    if unit is not None:
        after = text[unit.end() : unit.end() + 1]
        if unit.group() == "名" or RANK_CUE.search(before) or after in "，,。；;":
            return start, unit.end(), "名"
        return None
    lasting = LASTING.match(text, end)
    if lasting is not None:
        if re.search(r"(?:连续|进入|已是|用到|到了?)$", before):
            return at, lasting.end(), "年" if "年" in lasting.group() else lasting.group()
        return None
    if RANK_END.match(text, end) and RANK_CUE.search(before):
        return start, end, "名"
    return None


ONE_UNITS = frozenset(
    "次 场 名 家 份 篇 例 台 套 张 本 笔 件 户 位 人 处 座 所 辆 间 堂 课 轮 遍 趟 回 期 面 枚 块 条 项 个 起 宗 桩 单 盒 箱 辆 档 级 人次 场次 公斤 吨 "
    "个月 年 天 周 小时 分钟 个季度 季度 个小时 刻钟 个学期 个课时 课时 元 倍 番 尺 米 公里 亩 斤 场 部 支 道 座 艘 架 只 栋 层 节 册 幅 批次 班次 个百分点 个点 个工作日 日".split()
)
ONE_NEVER = re.compile(
    r"(?:个|项|件|种|条|位|名|份|张|台|本|家|场|次)?(?:是|为|个|要|性|度|直|切|般|样|体|些|定|起来|再|味|旦|律|方面|系列)"
)
ABSTRACT = re.compile(
    r"(?:新的?|重要|良好|较大?|很|更|非常|完整|整体|崭新|好的?|大的?|高度|台阶|方面|问题|过程|原因|目标|环境|平台|氛围|时期|阶段|体系|机制|认识|集体|团队|企业"
    r"|部门|单位|优秀|合格|真正|普通|共同|全新|有效|必要|基本|环节|领域|层面|角度|挑战|机遇|转变|飞跃|突破|亮点|缩影|标志|窗口|系统工程|长期|艰巨|循序|不断|明确|清晰|清醒|周期|道理|态度|习惯|责任|思想|字)"
)


def counts_one(text: str, at: int, tail: int, unit: UnitRow) -> bool:
    """Whether 一 with its measure word counts something, and is not an article (一个台阶, 一种做法)."""
    if unit.unit not in ONE_UNITS:
        return False
    before = text[at - 1 : at]
    if before in ("这", "那", "某", "每", "哪", "任", "同", "另", "第", "有", "其", "之", "逐", "唯", "万", "统", "进", "专") and before:
        return False
    if unit.unit in ("个", "项", "条", "位", "名", "件", "家", "支") and ABSTRACT.match(text, tail):
        return False
    if unit.unit == "个" and text[tail : tail + 1] in ("人", "个", "是"):
        return False
    if unit.kind == "time" and unit.unit in ("年", "天") and text[tail : tail + 1] in ("来", "中", "里", "度", "到", "的", "比"):
        return False
    return not text.startswith(unit.unit, tail)
