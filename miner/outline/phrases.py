"""What the words of a line say about it: whether it announces or states, names a thing, greets, signs or dates.

All patterns meet clean text: simplified characters, half-width punctuation.
"""

from __future__ import annotations

import re
from functools import cache

from miner.language.announcing import announced
from miner.language.rules import read_rows

__all__ = ["announced"]
LONGEST = 45
HAN = re.compile(r"[\u4e00-\u9fff]")
INNER_STOP = re.compile(r"[。!?;](?=.)|:(?!.{0,4}$)")
FIGURE = re.compile(
    r"\d(?:[\d.,]{0,12})\s?(?:%|‰|万|亿|元|个(?!专项|月)|件|人|次|家|户|名|项(?!工作)|吨|亩|台|份|起|分(?!公司|局|行|管)|倍|公里|平方|千瓦|天|小时)"
    r"|(?:[二三四五六七八九十]|[一二三四五六七八九十]{2,3})(?:次|场|起|户|件|名)(?!大)|一[次场户](?!性)"
)
ACT = re.compile(
    r"^(?:认真|积极|切实|不断|进一步|全面|深入|大力|继续|努力|严格|扎实|着力|充分|及时|加强|加快|加大|强化|完成|做好|抓好|搞好|开展|推进|组织|建立|健全|完善|提高|提升|落实|优化|规范|配合|协助|参与"
    r"|制定|制订|编制|修订|拟定|召开|举办|争取|力争|确保|深化|夯实|创新|推动|打造|构建|围绕|坚持|实施|实行|狠抓|突出|注重|解决|改进|培养|增强|发挥|严把|严控|降低|缩短)"
)
ACTING = "抓搞办做把建管保促学帮扶查找补改强提拉推压稳守"
LACKING = re.compile(r"(?:严重|明显|较|仍|还|力量|数量|人员|能力|意识)(?:严重|明显)?(?:不足|薄弱|短缺)$")
DONE = re.compile(r"了(?!解|结|然)|已经|完毕|达到|共计|均为|实现率")
NEGATION = re.compile(r"^[无零]|不[^断同动时少良仅松]|没有|未|无法|缺|欠|差|弱|低下|滞后|薄弱|过于|偏")
QUOTED = re.compile(r"[“《‘「][^“”《》‘’「」]{1,40}[”》’」]")
MODAL = re.compile(r"必须|应当|不得|需要|可以|已经|正在")
SALUTATION = re.compile(
    r"^(?:尊敬|各位|亲爱|同志们|大家好|你好|您好)"
    r"|^.{2,24}(?:领导|同事|同志|代表|委员|部门|单位|公司|科室|员工|老师|朋友|政府|党委|办公室|业主)(?:们)?:$"
)
FORMULA = re.compile(
    r"^【?关键[词字]|^(?:特此|此致|敬礼|谢谢|以上|妥否|当否|附件|抄送|抄报|报送|主送|报:|送:|联系人|签发人?|报告人|汇报人|述职人)"
    r"|^(?:附|电话|地址|单位|姓名|部门|日期|时间|地点|主持|参加|出席|记录)(?:[:(]|$)"
    r"|^[\u4e00-\u9fff]{0,6}(?:人|者|单位|部门|日期|时间|期|岗位|编号|期数|版本|站|电话):"
    r"|^\([^()]{0,30}\)$|^(?:第.{1,4}期|总第)|〔\d{4}〕|\d号$"
)
DATE = re.compile(
    r"[\dx*_〇○一二三四五六七八九十零Xz]{2,6}年(?:度|[\d*_xX一二三四五六七八九十腊正冬]{1,3}月份?)?(?:[\d*_xX一二三四五六七八九十]{1,3}[日号])?"
    r"|\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{2,4}[*_xX]{1,2}[./]\d{1,2}[./]\d{1,2}|.{0,24}[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
LEAD_IN = re.compile(r"(?:如下|以下|下面|下列|下表|附表|主要有|表现(?:在|为)|包括|几点|方面|一是|为)[^。]{0,8}[::]?$|^(?:现将|下面|具体)")
NOUNY_END = re.compile(
    r"(?:工作|情况|方面|管理|建设|问题|不足|措施|计划|总结|原则|条件|流程|能力|目标|思想|要求|职责|分析|安排|思路|体会|成绩|概况|内容|范围|标准|办法|制度|机制|服务|安全|质量|培训|考核|指标|任务|重点"
    r"|项目|回顾|展望|对象|规定|方式|组织|队伍|体系|时间|地点|建议|意见|事项|说明|难点|困难|压力|短板|原因|教训|数据|动态|进度|资源|费用|成本|投诉|人员|设备|效果|结果|规则|方案)$"
)
VERDICT = re.compile(r"[\u4e00-\u9fff]{2,}(?:良好|显著|明显|平稳|正常|到位|合格|提升|上升|下降|增长|减少|好转|偏低|偏高|较大|较差|完成|结束|通过|达标)$")


@cache
def title_words() -> re.Pattern[str]:
    """Words that make a line the title of a report."""
    return re.compile("|".join(row[1] for row in read_rows("kinds") if row[0] in ("plan", "summary", "notice", "regulation")))


def title_kind(text: str) -> bool:
    """Whether a line reads like the title of a report."""
    return 4 <= len(text) <= LONGEST and title_words().search(text[-12:]) is not None


def denied(text: str) -> bool:
    """Whether a stretch says no to something outside its quotations, which a heading of problems may."""
    return NEGATION.search(QUOTED.sub("", text)) is not None and announced(text) != "problem"


def is_title_like(text: str) -> bool:
    """Whether a stretch could be a title: no end mark inside, no figure, not denied."""
    return not INNER_STOP.search(text) and not FIGURE.search(text) and not denied(text) and "," not in text[:3]


def is_nominal(text: str) -> bool:
    """Whether a stretch names something and says nothing of it."""
    if ACT.match(text) and not (len(text) <= 8 and NOUNY_END.search(text)):
        return False
    return bool(NOUNY_END.search(text)) or (len(text) <= 10 and "," not in text and announced(text) is not None)


def is_act(text: str) -> bool:
    """Whether a stretch tells what somebody does, or finds something wanting, and so states more than it names."""
    return ACT.match(text) is not None or text[:1] in ACTING or LACKING.search(text) is not None


def is_formal(text: str) -> bool:
    """Whether a line greets, addresses, dates, signs or fills in a form."""
    return bool(SALUTATION.match(text) or FORMULA.match(text) or DATE.fullmatch(text.rstrip(": ")))
