"""What is wrong with a command line, in Chinese: one line what, one line what to do.

click says it in English and in words that change between its versions; here the kind of error and the parameter that it names
decide the words, and click's own are looked at only for the value that was given.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import click
from click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption

MISUSED = 2
OURS = re.compile("[^'\"(]{0,400}?[\u4e00-\u9fff]")  # before any value that click quotes
QUOTED = re.compile(r"'([^']{0,200})'|\"([^\"]{0,200})\"")
EXTRA = re.compile(r"\(([^()]{1,400})\)")
GIVEN = re.compile(r"^['\"]?(.{0,200}?)['\"]? is not ")


class Misuse(click.ClickException):
    """A command line that cannot be understood: what is wrong, and what to do."""

    exit_code = MISUSED

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy

    def show(self, file: Any = None) -> None:
        """Prints the two lines on standard error."""
        click.echo(f"用法有误：{one_line(self.message)}\n{one_line(self.remedy)}", file=file or sys.stderr)


def one_line(text: str) -> str:
    """A text that cannot break its line or play tricks on the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def misuse_of(error: click.UsageError) -> Misuse:
    """The words for what click found wrong."""
    see = f"全部用法见 {error.ctx.command_path if error.ctx else 'miner'} --help"
    if isinstance(error, MissingParameter):
        return Misuse(f"缺少{named(error.param)}", fitting(error.param, "") or see)
    if isinstance(error, NoSuchOption):
        return Misuse(f"没有 {error.option_name} 这个选项", near(error.option_name, options_of(error.ctx), see))
    if isinstance(error, BadOptionUsage):
        flag = any(one.is_flag for one in options(error.ctx) if error.option_name in one.opts)
        return Misuse(f"选项 {error.option_name} {'不带值' if flag else '后面缺少值'}", f"请改正 {error.option_name}；{see}")
    if OURS.match(error.message):
        what, _, remedy = error.message.partition("；")
        return Misuse(f"{place_of(error)}{what}", remedy or see)
    if isinstance(error, click.BadParameter):
        return Misuse(f"{named(error.param)} 的值“{value_of(error)}”不对", fitting(error.param, see) or see)
    extra = EXTRA.search(error.message)
    return Misuse(
        f"多出了参数 {extra[1]}" if extra else "命令不完整或参数不对",
        f"请去掉多余的，有空格的用引号括起来；{see}" if extra else see,
    )


def named(parameter: click.Parameter | None) -> str:
    """A parameter as users see it: 选项 --limit, 参数 文件…"""
    if isinstance(parameter, click.Option):
        return f"选项 {max(parameter.opts, key=len)}"
    return f"参数 {getattr(parameter, 'metavar', None) or getattr(parameter, 'name', None) or ''}".rstrip()


def place_of(error: click.UsageError) -> str:
    """The parameter that an error of our own is about; nothing where it is about several."""
    if not isinstance(error, click.BadParameter):
        return ""
    return f"选项 {error.param_hint}：" if error.param_hint else f"{named(error.param)}：" if error.param else ""


def value_of(error: click.BadParameter) -> str:
    """The value that click's message tells of; empty where it tells of none."""
    kind = None if error.param is None else error.param.type
    found = QUOTED.search(error.message) if isinstance(kind, click.Path) else GIVEN.search(error.message)
    return "" if found is None else next((one for one in found.groups() if one is not None), "")


def fitting(parameter: click.Parameter | None, see: str) -> str:
    """What values fit a parameter; empty where nothing is known of them."""
    kind = None if parameter is None else parameter.type
    if isinstance(kind, click.Choice):
        return f"可用的有 {'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange | click.FloatRange):
        return f"请用{bounds(kind)}的{'整数' if isinstance(kind, click.IntRange) else '数'}"
    if isinstance(kind, click.types.IntParamType):
        return "请用整数"
    if isinstance(kind, click.Path) and see:
        wanted = "文件夹" if not kind.file_okay else "文件" if not kind.dir_okay else "文件或文件夹"
        return f"请检查路径：{'要一个已有的' if kind.exists else '要一个'}{wanted}"
    return ""


def bounds(kind: click.IntRange | click.FloatRange) -> str:
    """The range of a number, in words."""
    if kind.min is None or kind.max is None:
        return f"不小于 {kind.min:g} " if kind.min is not None else f"不大于 {kind.max:g} "
    return f" {kind.min:g} 到 {kind.max:g} "


def options(context: click.Context | None) -> list[click.Option]:
    """The options of a command."""
    return [] if context is None else [one for one in context.command.params if isinstance(one, click.Option)]


def options_of(context: click.Context | None) -> list[str]:
    """All names of a command's options."""
    return [name for one in options(context) for name in one.opts]


def near(wrong: str, known: Iterable[str], see: str) -> str:
    """What may have been meant, and where to find the rest."""
    found = get_close_matches(wrong, list(known), 1)
    return f"是不是 {found[0]}？{see}" if found else f"请检查拼写；{see}"
