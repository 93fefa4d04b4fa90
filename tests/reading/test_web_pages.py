"""Web pages give their main text, their tables row by row, and their headings as marks."""

from __future__ import annotations

import base64

import pytest

from miner.reading import read
from miner.records import Source, Text

BODY = (
    "<p>本季度客服中心共接听来电八千余个，接通率保持在较高水平，客户满意度稳中有升。</p>"
    "<p>夜班人手不足，培训没有跟上，部分工单超时，需要尽快补充人员。</p>"
)


def page(body: str, head: str = "") -> Text:
    return read(Source(f"<!DOCTYPE html><html><head><title>网站名</title>{head}</head><body>{body}</body></html>".encode()))


def marks(text: Text) -> list[tuple[str, str, int]]:
    return [(text.text[m.start : m.end], m.kind, m.level) for m in text.marks]


FURNITURE = [
    ("<nav><a href=1>首页</a><a href=2>新闻</a></nav>", "nav element"),
    ("<div class='top-nav'><span>欢迎光临本站</span></div>", "called a menu"),
    ("<ul><li><a href=1>通知公告</a></li><li><a href=2>下载中心</a></li></ul>", "a list of links"),
    ("<div id=footer><p>版权所有，未经许可不得转载。</p></div>", "called a footer"),
    ("<footer>联系我们：某某路一号。</footer>", "footer element"),
    ("<aside>热门推荐，点击查看。</aside>", "aside"),
    ("<script>var a = '不是正文，也不显示。';</script><style>p{}</style>", "script and style"),
    ("<div style='display:none'>隐藏的文字，不应出现。</div>", "hidden by style"),
    ("<!-- 注释，不是正文。 -->", "comment"),
    ("<form><input value=搜索><select><option>选项</option></select><button>提交</button></form>", "controls"),
    ("<div class=sidebar><h3>相关文章</h3><p>别的报告，别的内容。</p></div>", "sidebar"),
]


@pytest.mark.parametrize(("furniture", "reason"), FURNITURE, ids=[reason for _, reason in FURNITURE])
def test_what_surrounds_the_text_is_left_out(furniture: str, reason: str) -> None:
    content = f"<div class=content><h1>客服中心季度总结</h1>{BODY}</div>"
    lines = page(furniture + content + furniture).text.split("\n")
    assert lines[0] == "客服中心季度总结"
    assert len(lines) == 3, reason


def test_a_heading_outside_the_container_of_the_text_is_kept() -> None:
    text = page(
        f"<header><h1>客服中心季度总结</h1></header><div><div class=article>{BODY}</div></div><div><p>友情链接</p></div>"
    )
    assert marks(text)[0] == ("客服中心季度总结", "heading", 1)
    assert "友情链接" not in text.text


def test_a_page_inside_a_form_and_layout_tables_is_read() -> None:
    rows = f"<table><tr><td>{BODY}</td></tr></table>"
    text = page(
        f"<form id=aspnetForm><table><tr><td><a href=1>首页</a> <a href=2>返回</a></td><td>{rows}</td></tr></table></form>"
    )
    assert text.text.split("\n")[0].startswith("本季度客服中心")
    assert text.marks == ()


def test_headings_bold_lines_lists_and_breaks_come_line_by_line() -> None:
    text = page(
        "<h2>一、完成情况</h2><p><strong>重点工作</strong></p><ol start=3><li>检修<li>演练</ol>"
        "<ul><li>其他</ul>第一行<br>第二行"
    )
    assert text.text == "一、完成情况\n重点工作\n3. 检修\n4. 演练\n其他\n第一行\n第二行"
    assert marks(text) == [("一、完成情况", "heading", 2), ("重点工作", "bold", 0)]


def test_a_long_bold_paragraph_is_no_heading() -> None:
    assert page(f"<p><b>{'全面完成各项任务，' * 10}</b></p>").marks == ()


def test_tables_come_row_by_row_with_merged_cells_filled() -> None:
    text = page(
        "<table><caption>表一</caption><tr><th rowspan=2>班组</th><th colspan=2>上半年</th></tr>"
        "<tr><th>计划</th><th>完成</th></tr>"
        "<tr><td rowspan=2>一班</td><td>10</td><td>12\n<br>台</td></tr><tr><td colspan=2>停用</td></tr></table>"
    )
    assert text.text == "表一\n班组\t上半年\t上半年\n班组\t计划\t完成\n一班\t10\t12 台\n一班\t停用\t"
    assert [(kind, level) for _, kind, level in marks(text)] == [("header", 0), ("header", 0), ("row", 0), ("row", 0)]


def test_a_first_row_without_figures_is_a_header_also_in_plain_cells() -> None:
    text = page(
        "<table><tr><td>指标<td>一季度</tr><tr><td>投诉<td>5</tr></table><table><tr><td>1<td>2</tr><tr><td>3<td>4</tr></table>"
    )
    assert [(kind, level) for _, kind, level in marks(text)] == [("header", 0), ("row", 0), ("row", 1), ("row", 1)]


def test_a_cell_of_running_text_is_not_squeezed_into_a_row() -> None:
    text = page(f"<table><tr><td>部门<td>客服部</tr><tr><td>小结<td>{BODY * 4}</tr></table>")
    assert text.text.split("\n")[:3] == [
        "部门\t客服部",
        "小结",
        "本季度客服中心共接听来电八千余个，接通率保持在较高水平，客户满意度稳中有升。",
    ]


def test_entities_and_blanks_become_what_the_browser_shows() -> None:
    text = page(
        "<p>&nbsp;&nbsp;合格率&#8805;99%&ensp;&mdash;\n 见 附件&lt;1&gt;</p>"
        "<p>断开的\n   长句子</p><pre>原样  空格\n第二行</pre>"
    )
    assert text.text == "合格率≥99%\u2002— 见 附件<1>\n断开的长句子\n原样  空格\n第二行"


def test_lone_surrogates_and_nul_do_not_get_through() -> None:
    text = page("<p>甲&#xD800;乙&#0;丙</p>").text
    text.encode("utf-8")
    assert "\0" not in text and text.startswith("甲") and text.endswith("丙")


def test_a_page_of_bare_text_is_read() -> None:
    assert read(Source("<html><body>全部完成任务。<br>没有问题</body></html>".encode("gbk"))).text == "全部完成任务。\n没有问题"
    assert read(Source("<html><body>\n全部完成。\n没有问题\n</body></html>".encode())).text == "全部完成。\n没有问题"
    assert read(Source("<p>完成</p>".encode())).media_type == "text/html"


CHARSETS = [
    ("gbk", "<meta charset=gbk>", None, "meta tag"),
    ("gbk", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', None, "older meta tag"),
    ("gbk", "", "text/html; charset=GBK", "header"),
    ("gbk", "", None, "nothing said"),
    ("utf-8", "<meta charset=gb2312>", None, "said wrongly"),
    ("utf-16", "<meta charset=utf-8>", None, "byte order mark against meta tag"),
]


@pytest.mark.parametrize(("codec", "meta", "header", "reason"), CHARSETS, ids=[reason for *_, reason in CHARSETS])
def test_the_encoding_comes_from_mark_header_meta_or_content(codec: str, meta: str, header: str | None, reason: str) -> None:
    data = f"<html><head>{meta}</head><body>{BODY}</body></html>".encode(codec)
    assert read(Source(data, media_type=header)).text.startswith("本季度客服中心"), reason


@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_a_web_archive_gives_the_page_in_it(coding: str) -> None:
    content = f"<html><body>{BODY}</body></html>".encode("gbk")
    packed = {
        "base64": base64.encodebytes(content),
        "8bit": content,
        "quoted-printable": "".join(f"={b:02X}" for b in content).encode(),
    }
    head = b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--x"\r\n\r\n'
    part = f"----x\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
    text = read(Source(head + part + packed[coding] + b"\r\n----x--\r\n", "a.mhtml"))
    assert text.text.startswith("本季度客服中心")
    assert text.media_type == "text/html"
