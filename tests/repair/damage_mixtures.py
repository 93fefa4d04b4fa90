"""Random mixtures of damage and plain text, for tests that must hold for any input."""

from __future__ import annotations

from hypothesis import strategies as st

PLAIN = (
    *("泵站", "完成了检修", "3.5万元", "“窗口”", "（一）", "一、", "1、", "2.", "上半年", "共计", "A", "UPS"),
    *("。", "，", "；", "：", "%", "與客戶", "著", "台"),
)
DAMAGE = (
    *("戰(zhàn)", "業（yè）", "F(xiàn)就", "，F就", "?shù)", "xiàn)", "(de)", "(sh\nù)"),
    *("201*年", "20__年", "20xx年", "XX%", "***", "*余次", "__月", "300*6台", "１２％", "ＡＢ"),
    *("&nbsp;", "%26#8226;", "&#65297;", "&amp;", "&bogus;", "78.\n\n35、", "2\n\n02、", "A\n\n4、"),
    *("1 9 9 8 年", "8 5 ％", "工 作", "\u3000", "\u3000\u3000", "  ", " ", "\t", "\n", "\n\n", "\n\n\n\n"),
    *("\u200b", "\ufeff", "�", "锟斤拷", "|", "|---|\n", "\u2028", "\x0c", "\x01", "\x1b[1m", "\x07", "😀", "é"),
)
pieces = st.one_of(st.sampled_from(PLAIN), st.sampled_from(DAMAGE), st.text(max_size=6))
mixtures = st.lists(pieces, max_size=40).map("".join)
