"""What `--help` shows, in Chinese throughout: click's own headings, kinds of values and remarks are English, and so are its questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width

import click

from miner.cli.usage import bounds

YES = frozenset({"y", "yes", "是"})
HELP = "显示这份说明"
GAP, LONGEST_FIRST, LEAST_SECOND = 2, 30, 20  # columns
PARTS = re.compile(r"[!-~]{1,200}|[“（]?[^!-~][，。；：、）”…]{0,2}", re.DOTALL)


class Command(click.Command):
    """A command that shows itself in Chinese, asked by `-h` or `--help` also where it runs without the program around it."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.context_settings.setdefault("help_option_names", ["-h", "--help"])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the command's name in the line of usage."""
        return ["[选项]" if piece == self.options_metavar else piece for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the line of usage."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of options."""
        shown = [one for one in self.get_params(ctx) if isinstance(one, click.Option) and not one.hidden]
        write_list(formatter, "选项", [(spelling(one), meaning(one)) for one in shown])


def write_list(formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    """Two columns, aligned as a terminal shows them: click counts characters, but a Chinese one is two columns wide."""
    formatter.write(f"\n{heading}：\n")
    second = GAP + min(LONGEST_FIRST, max(columns(name) for name, _ in rows)) + GAP
    below = "\n" + " " * second
    for name, said in rows:
        gap = second - GAP - columns(name)
        formatter.write(" " * GAP + name + (" " * gap if gap >= GAP else below))
        formatter.write(below.join(folded(said, max(LEAST_SECOND, formatter.width - second))) + "\n")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def folded(text: str, most: int) -> list[str]:
    """A text in lines of at most so many columns; words in Latin letters stay whole, and no line begins with a closing sign."""
    lines = [""]
    for part in PARTS.findall(text):
        if columns(lines[-1] + part) > most and lines[-1].strip():
            lines.append("")
        lines[-1] += part if lines[-1] else part.lstrip()
    return [line.rstrip() for line in lines]


def spelling(option: click.Option) -> str:
    """The names of an option and the kind of its value."""
    names = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        names = f"{names} / {', '.join(option.secondary_opts)}"
    return names if option.is_flag or option.count else f"{names} {option.metavar or kind_of(option.type)}"


def kind_of(kind: click.ParamType[Any]) -> str:
    """What kind of value an option takes."""
    if isinstance(kind, click.Choice):
        return f"[{'|'.join(map(str, kind.choices))}]"
    if isinstance(kind, click.types.IntParamType):
        return "整数"
    if isinstance(kind, click.types.FloatParamType):
        return "数"
    if isinstance(kind, click.Path):
        return "文件夹" if not kind.file_okay else "文件" if not kind.dir_okay else "路径"
    return "文字"


def meaning(option: click.Option) -> str:
    """What an option is for, its default where that is to be shown, and its bounds."""
    said = [f"默认 {option.default}"] if option.show_default else []
    if isinstance(option.type, click.IntRange | click.FloatRange):
        said.append(bounds(option.type).strip())
    if option.required:
        said.append("必填")
    return f"{option.help or ''}  [{'，'.join(said)}]".lstrip() if said else option.help or ""


def agreed(question: str) -> bool:
    """Whether the question is answered with yes; anything else, and an empty line, is no. click.Abort where no answer comes."""
    answer: str = click.prompt(f"{question}（是 y，否 n 或回车）", default="", show_default=False, prompt_suffix=" ")
    return answer.strip().lower() in YES
