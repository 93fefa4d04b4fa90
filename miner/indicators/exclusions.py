"""Numbers that measure nothing: dates, clock times, numbering, codes, names and set phrases.

Every pattern is tried at the place where a numeral begins, so none of them searches; repeats are bounded. What a pattern
takes, the scanner steps over.
"""

from __future__ import annotations

import re

from miner.indicators.units import DATA, read_table

MASK = "_*＊×XxN○□"
HAN = "零〇一二两三四五六七八九十"
SPAN = r"\s?(?:[-—–~～至到]{1,2}|、|,|，|和|及)\s?"
YEAR = rf"(?:19|20)(?:\d\d|\d?[{MASK}]{{1,4}})"
# Each row: the kind of non-indicator as the case rows name it, what it begins with (a digit or mask, or a Chinese
# numeral), how it looks.
KINDS = (
    ("long", "digit", r"\d{16,}"),
    # The scale of a chart run together: 30,00050,00070,000.
    ("axis", "digit", r"\d{1,3}(?:,\d{3})?,\d{4,6}(?:,\d{3,6}){1,40}"),
    ("document", "digit", r"(?<=[〔\[【（(])(?:19|20)\d\d[〕\]】)）]\s?第?\d{1,5}号"),
    ("date", "digit", rf"{YEAR}\s?[-—–~～/至]\s?(?:{YEAR}|\d{{2}})\s?(?:学年|年)度?"),
    ("date", "digit", r"(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}(?!\d|万|亿)日?"),
    ("date", "digit", r"(?:19|20)\d\d[.．](?:0?[1-9]|1[0-2])(?=\s?[-—–~～至)）]|$)"),
    ("date", "digit", rf"{YEAR}\s?年(?:度|底|末|初|代)?"),
    ("date", "digit", r"(?:19|20)\d\d(?=[两三四五]年)[两三四五]年"),
    ("date", "digit", r"(?:19|20)\d{2,6}日|\d{5}年"),
    ("date", "digit", rf"(?:19|20)\d\d(?=[、,，]\s?{YEAR}\s?年)"),
    ("date", "digit", r"(?:19|20)\d\d(?=级|届|款|版)"),
    ("date", "digit", r"[1-9]\d\d年"),
    ("price", "digit", r"\d{1,3}(?:\.\d)?元(?:换购|秒杀|购(?!买|置|入|进)|起拍|包邮)"),
    ("rule", "digit", r"(?:80[:：]20|8[:：]2)(?=定律|定理|法则|原则)"),
    ("date", "digit", r"[09]\d年(?:度|底|末|初)?"),
    ("date", "digit", r"[12]\d年(?=\d{1,2}月|[上下]半年|底|末|初|同期|度|第?[一二三四1-4]季度|全年|春|秋)(?:度|底|末|初)?"),
    ("date", "digit", r"[12]\d年(?=各|的(?:[\u4e00-\u9fff]{2})?(?:预算|费用|计划|工作|总结|指标|任务|水平))"),
    ("date", "digit", rf"[{MASK}]{{1,4}}\s?年(?!以[上下内])(?:度|底|末|初)?"),
    ("date", "digit", rf"[\d{MASK}]{{1,4}}月[\d{MASK}]{{1,4}}[日号](?:{SPAN}(?:\d{{1,2}}月)?\d{{1,2}}[日号])?"),
    ("date", "digit", rf"\d{{1,2}}月?(?:{SPAN}\d{{1,2}}月?){{0,5}}(?<=月)(?:份|底|末|初|中旬|上旬|下旬|\d{{1,2}}[日号])?"),
    ("date", "digit", rf"\d{{1,2}}月(?:份|底|末|初|中旬|上旬|下旬|\d{{1,2}}[日号])?|[{MASK}]{{1,4}}[月日]"),
    ("date", "han",
        rf"[{HAN}]{{1,3}}(?:(?:{SPAN})[{HAN}]{{1,3}}){{0,3}}月(?:份|底|末|初|中旬|上旬|下旬"
        rf"|[{HAN}]{{1,3}}[日号])?"
    ),
    ("date", "han", r"[零〇一二三四五六七八九]{4}(?:年度?|[两三四五]年)"),
    ("decade", "han", r"[一二三四五六七八九]十年代|[二三四五六七八九]几年的"),
    ("date", "han", rf"(?<=[腊正冬]月)(?:[初廿]?[{HAN}廿]|[二三]?十[{HAN}]?)(?=[起前后以就到开至，,。；;、]|$)"),
    ("date", "han", r"二[0零〇○]{2}[\d零〇○一二三四五六七八九]年度?"),
    ("congress", "han",
        rf"[{HAN}]{{1,3}}届(?:[{HAN}]{{1,2}}(?:[、和及][{HAN}]{{1,2}}){{0,3}}中全会|[{HAN}]{{1,3}}次"
        r"|(?=中|全国|全委|人大|人民|政协|[市县区省乡镇局公党团]{1,2}(?:委|人大|政协|代)|职代|委|会议))"
    ),
    ("congress", "digit",
        rf"\d{{1,2}}届(?:[{HAN}]{{1,2}}(?:[、和及][{HAN}]{{1,2}}){{0,3}}中全会|[{HAN}\d]{{1,3}}次"
        r"|(?=全国|人大|人民|政协|中央))"
    ),
    ("date", "digit", rf"\d{{1,2}}[日号]?{SPAN}\d{{1,2}}[日号](?![内以之无])"),
    ("date", "digit", r"(?:[12]?\d|3[01])[日号](?!内|以内|之内|无理由|电|均|人)"),
    ("date", "han", rf"[{HAN}]{{1,3}}[日号](?!内|以内|之内|无理由|游|均|人)"),
    ("date", "han", r"(?:[〇零][一二三四五六七八九]|[一二][〇零])年"),
    ("date", "han", r"[一二三四](?:[、至-][一二三四])?季度"),
    ("date", "digit", r"[1-4](?:[、至-][1-4])?季度"),
    ("clock", "digit", r"(?<![比例按])(?:[01]?\d|2[0-4])[:：][0-5]\d(?::[0-5]\d)?(?!\d)"),
    ("clock", "digit",
        r"(?:[01]?\d|2[0-4])[时点](?:[0-5]?\d分?|半|整|钟|许)?(?!建议|意见|不足|要求|体会|措施"
        r"|做法|原因|感受|希望|经验)"
    ),
    ("clock", "han",
        r"[一二三四五六七八九十两]{1,3}点(?:半|钟|整|一刻|三刻|[二三四五]?十[一二三四五六七八九]?分?"
        r"|零[一-九]分?)"
    ),
    ("clock", "han",
        r"[一二三四五六七八九十两]{1,3}点(?![零〇一二三四五六七八九]|建议|意见|不足|要求|体会"
        r"|措施|做法|原因|感受|希望|经验)"
    ),
    ("model", "digit", r"[2-6][Gg](?![A-Za-z0-9])"),
    ("phone", "digit", r"1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}(?!\d)|[48]00-?\d{3}-?\d{4}(?!\d)"),
    ("section", "digit", r"\d{1,3}(?:\.\d{1,3}){2,5}(?![\d%])"),
    ("device", "digit", r"\d{1,5}(?:[、和,，/-]\d{1,5}){0,6}\s?(?:#|号(?!人))"),
    ("code", "digit", r"\d{1,8}-\d{1,8}(?:-\d{1,8}){1,4}"),
    ("hotline", "digit",
        r"(?:123(?:05|06|15|19|28|33|45|48|55|66|69|88|95)|955(?:00|18|19|33|55|66|88|98|99)"
        r"|1118[35]|1008[56]|10010)(?![\d.%万亿元件户人吨份条台次个公千米张亩家名位])"
    ),
    (
        "hotline",
        "digit",
        r"(?:12\d{3}|95\d{3}|9[56]X{3}|11[0-9]|10000|100\d\d|96\d{3,4}|111\d\d)"
        r"(?=[“”\"]?(?:热线|平台|客服|电话|工单|系统|专线|渠道|投诉|举报|中心|服务|申诉|$|[，,。、;；)）”]))",
    ),
    ("order", "han",
        r"(?!一二|二三|两三|三四|四五|五六|六七|七八|八九|一两|三五)[一二三四五六七八九俩]{2,3}"
        r"(?![零〇一二三四五六七八九十百千万亿点成分几折])"
    ),
    ("age", "digit", r"\d{1,3}周年"),
    ("age", "digit", r"\d{1,2}岁的?(?=[老娃孩小大奶爷妇男女])"),
    ("age", "han", rf"[{HAN}]{{1,3}}岁的?(?=[老娃孩小大奶爷妇男女])"),
    ("span", "han", rf"[{HAN}]{{1,2}}年(?=间|里|中(?![考心专级])|任期|发展规划|共[\u4e00-\u9fff]|合计|累计)"),
    ("span", "han", rf"(?<![^，。；：、\n—,;])[{HAN}]{{1,2}}年(?![以之内多前后半没未的期])(?=[\u4e00-\u9fff]{{2,14}}?[\d一二两三四五六七八九十])"),
    ("span", "digit", r"(?<![^，。；：、\n—,;])[1-9]?\d年(?![以之内多前后半没未的期])(?=[\u4e00-\u9fff]{2,14}?[\d一二两三四五六七八九十])"),
    ("span", "han", rf"(?<=的)[{HAN}]{{1,2}}年(?=[。！]|平均)|(?<=年的)[{HAN}]{{1,2}}年内|(?<=这)[{HAN}]{{1,2}}年(?=[，,])"),
    ("span", "han", rf"[{HAN}]{{1,2}}年(?=下降|增长|减少|增加|的(?:实践|历程|道路|奋斗|风雨))|(?<=[个键])[{HAN}]{{1,2}}年|(?<=新的)[{HAN}]{{1,2}}年"),
    ("span", "digit", r"\d{1,2}年(?=间|任期|发展规划|共[\u4e00-\u9fff]|合计|累计)"),
    # In rules it says within what time something must happen again to count.
    ("span", "han", rf"[{HAN}]{{1,2}}年内(?=被|受到|累计[{HAN}\d]{{1,2}}次|[两二三四五]次)"),
    ("age", "han", rf"[{HAN}百]{{1,4}}周年"),
    ("grade", "digit", r"\d{1,2}(?:年级|年制|年期|个月期|天期|代机)"),
    ("grade", "han", r"[一二三四五六七八九十两]{1,3}(?:年级|年制|年期|个月期|天期|级市|级响应|级等保|大类|年规划|年行动)"),
)  # fmt: skip
# Two engines for two kinds of first character, so that no place tries patterns that cannot begin there.
BY_DIGIT = re.compile("|".join(f"(?:{pattern})" for _, first, pattern in KINDS if first == "digit"))
BY_HAN = re.compile("|".join(f"(?:{pattern})" for _, first, pattern in KINDS if first == "han"))
# What stands behind the first character of anything that opens with a Chinese numeral.
GOES_ON = frozenset(HAN + "百俩几-—–~～至到、,，和及 \t\n\u3000月日号季点年岁周个天级大届0123456789")
# 公示五日 and 提前30日 are spans of days.
DAYS = re.compile(rf"(?:\d{{1,3}}|[{HAN}]{{1,3}})日")
LASTS = re.compile(
    r"(?:提前|公示|限期|不少于|不得少于|至少|不超过|不得超过|停[\u4e00-\u9fff]{0,3}|晚了|迟了|张榜|整顿|自检|公告|留存|旷工|为期|历时|用时|耗时|延期|逾期|晚[了到]?|早[了到]?|期前|满|需|限)$"
)
# 两日 is how long, the second of a month is 二日; 今明两日 and 8、9两日 are dates.
TWO_DAYS = re.compile(r"(?<![今明昨末这那天、\d十])两日")
# 连续三月 and 为期三季度 say how long.
MONTHS = re.compile(r"[二两三四五六七八九十](?:月|季度)")
RUNNING = re.compile(r"(?:连续|为期|历时|连[红黄亮超])$")
# The commonest figures need no further look.
COUNTED = re.compile(r"\d{1,9}(?:\.\d{1,4})?[%件户人台套辆万亿吨次项]")
# The look ahead names every character that it may begin with: most sentences begin with none.
LIST_NUMBER = re.compile(
    r"(?=[\s\d（(【表图附〇零一二三四五六七八九十])\s{0,4}(?:\d{1,2}[.．](?=[1-9]\d{0,5}00[百千]?[万亿]?[元吨户人])|[（(【]\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[)）】]"
    r"|(?:表|图|附件|附表)?\s?\d{1,3}(?:\.\d{1,2}){0,3}\s?(?:[、)）:：]|[.．](?!\d)|\s(?=\D)(?!\s?[万亿%]))"
    r"|[一二三四五六七八九十]{1,3}[、.．)）:：]|[〇零][一二三四五六七八九]\s|[一二三四五六七八九十]{1,2}[条件桩][嘛呢]?[，,])"
)
# Before a numeral: it belongs to a code or a name. 第 is dealt with where ranks are.
CODE_BEFORE = re.compile(r"(?:[A-Za-z]|/[A-Z]{1,2}\s|[A-Za-z0-9]\s?[-_/.·]|[#№＃〔])$")
# These number what follows when it has no unit; 异常账号117个 is a count.
NUMBERED_BEFORE = re.compile(r"(?:编号|传真|邮编|账号|代码|证号|单号|工号|版本|型号|QQ|微信号?|电话)[:：]?$")
NUMERAL = frozenset("零〇一二两三四五六七八九十百千万亿半几倍番折0123456789")


class FixedPhrases:
    """Words and names that hold a numeral, found by that numeral and the character before it, or behind it where it opens them."""

    def __init__(self, phrases: dict[str, tuple[str, ...]]) -> None:
        self.unless = {phrase: ahead for phrase, ahead in phrases.items() if ahead}
        opening: dict[str, list[tuple[str, int]]] = {}
        inside: dict[str, list[tuple[str, int]]] = {}
        for phrase in sorted(phrases, key=lambda phrase: -len(phrase)):
            for offset in _first_numerals(phrase):
                if offset:
                    inside.setdefault(phrase[offset - 1 : offset + 1], []).append((phrase, offset))
                else:
                    opening.setdefault(phrase[:2], []).append((phrase, offset))
        self.opening = {pair: _by_next(found, 2) for pair, found in opening.items()}
        self.inside = {pair: _by_next(found, 1) for pair, found in inside.items()}

    def find(self, text: str, at: int) -> int | None:
        """Where the phrase around the numeral at `at` ends, None where there is none."""
        best = None
        inside = self.inside.get(text[at - 1 : at + 1]) if at else None
        if inside is not None:
            best = self.first_of(inside.get(text[at + 1 : at + 2], inside[""]), text, at)
        opening = self.opening.get(text[at : at + 2])
        if opening is not None:
            end = self.first_of(opening.get(text[at + 2 : at + 3], opening[""]), text, at)
            best = end if best is None or (end is not None and end > best) else best
        return best

    def first_of(self, entries: list[tuple[str, int]], text: str, at: int) -> int | None:
        """Where the first phrase of `entries` that stands around `at` ends."""
        for phrase, offset in entries:
            if at >= offset and text.startswith(phrase, at - offset):
                end = at - offset + len(phrase)
                ahead = self.unless.get(phrase)
                if (ahead is None or not text.startswith(ahead, end)) and not _cuts_number(text, end):
                    return end
        return None


def _cuts_number(text: str, end: int) -> bool:
    """Whether a phrase that ends at `end` ends inside an Arabic number."""
    return text[end - 1].isdecimal() and text[end : end + 1].isdecimal()


def _by_next(entries: list[tuple[str, int]], reach: int) -> dict[str, list[tuple[str, int]]]:
    """Phrases by the character `reach` behind their numeral, in the order given; those that end before it stand under each, and under ""."""
    chars = {phrase[offset + reach : offset + reach + 1] for phrase, offset in entries} | {""}
    return {
        char: [(phrase, offset) for phrase, offset in entries if phrase[offset + reach :][:1] in ("", char)] for char in chars
    }


def _first_numerals(phrase: str) -> list[int]:
    return [offset for offset, char in enumerate(phrase) if char in NUMERAL][:1]


def load_fixed_phrases() -> FixedPhrases:
    """The phrases of `miner/language/data/fixed_phrases.tsv`."""
    rows = read_table(DATA / "fixed_phrases.tsv", ("phrase", "unless", "reason"))
    return FixedPhrases({row["phrase"]: tuple(row["unless"].split()) for row in rows})


def find_excluded(text: str, at: int) -> int | None:
    """Where the date, clock time, code or number name that begins at `at` ends, None where none begins."""
    char = text[at]
    if char.isascii() or char in MASK:
        match = None if COUNTED.match(text, at) else BY_DIGIT.match(text, at)
    else:
        match = BY_HAN.match(text, at) if text[at + 1 : at + 2] in GOES_ON else None
    if match is None or (
        match.group()[-1] == "日"
        and DAYS.match(text, at)
        and (LASTS.search(text[max(0, at - 6) : at]) or TWO_DAYS.match(text, at))
    ):
        return None
    if MONTHS.fullmatch(match.group()) and RUNNING.search(text[max(0, at - 3) : at]):
        return None
    return match.end()


def follows_code(text: str, at: int, done: int) -> bool:
    """Whether what stands before `at` (and behind what is `done`) makes the numeral part of a code."""
    return CODE_BEFORE.search(text[max(done, at - 5) : at]) is not None


def follows_number_word(text: str, at: int) -> bool:
    """Whether a number without a unit at `at` is an account, a telephone or the like."""
    return NUMBERED_BEFORE.search(text[max(0, at - 5) : at]) is not None
