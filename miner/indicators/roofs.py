"""Roofs: stretches of a sentence whose numbers measure nothing, as titles, short quotations and what a page says of itself."""

from __future__ import annotations

import re
from bisect import bisect_right

NUMBER_OF = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})篇"
# Pages of model texts tell how many they hold; such a count is no work.
SAMPLES = re.compile(r"本页|本文共|范文|范本|范例|模板|赏析|小编|参阅|怎么写|精选|合集|集合|大全|借鉴|给大家")
TITLED = r"(?:总结|计划|报告|方案|制度|心得|体会|最新)"
IN_BRACKETS = re.compile(rf"{TITLED}[（(][\u4e00-\u9fff]{{0,6}}{NUMBER_OF}[)）]")
SAMPLE_COUNT = re.compile(rf"{IN_BRACKETS.pattern}|{TITLED}{NUMBER_OF}(?=。?$)|(?<!不少于){TITLED}\d{{3,4}}字(?=。?$)")
PUBLISHED = re.compile(r"刊发|刊登|刊载|采用|获奖|发表|稿件|论文|编印|编发|撰写")
ANY_COUNT = re.compile(rf"{NUMBER_OF}|(?:约|共有?|计)?\d{{1,6}}[千万]?字")
# 来源：网友投稿 阅读：4417次
READ_COUNT = re.compile(r"(?:阅读|浏览|点击|人气)[:：]\s?\d{1,7}次?")
SHORT_TITLE = 30
WRITING = re.compile(r"写|撰|上报|报送|交(?![接流通易])|编|印|发表|完成")
UNDER_ROOF = re.compile(r"《[^《》]{0,60}》|[“\"「『][^“”\"「」『』]{0,12}[”\"」』]")


def find_roofs(text: str) -> list[tuple[int, int]]:
    """Book titles and short quotations: what they hold is a name."""
    counted = find_samples(text) if "篇" in text or "字" in text or "次" in text else []
    if "《" not in text and "“" not in text and '"' not in text and "「" not in text:
        return counted
    roofs = [match.span() for match in UNDER_ROOF.finditer(text)]
    return sorted(roofs + counted) if counted else roofs


def find_samples(text: str) -> list[tuple[int, int]]:
    """Counts of model texts in the titles and leads of pages (计划范文5篇, 制度(15篇), 总结1500字)."""
    if "来源" in text or "日期" in text:
        return [match.span() for match in READ_COUNT.finditer(text)]
    if SAMPLES.search(text) and not PUBLISHED.search(text):
        return [match.span() for match in ANY_COUNT.finditer(text)]
    if WRITING.search(text):
        return []
    if len(text) > SHORT_TITLE:
        return [match.span() for match in IN_BRACKETS.finditer(text)]
    return [match.span() for match in SAMPLE_COUNT.finditer(text)]


def under_roof(roofs: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch lies inside one of the roofs, which are in order and do not overlap."""
    place = bisect_right(roofs, (start, end)) - 1
    return any(left <= start and end <= right for left, right in roofs[max(0, place) : place + 2])
