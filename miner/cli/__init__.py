"""The command line: a group that loads a command's module only when that command is called.

`miner --help` imports none of them, and a module that fails to load takes only its own commands with it. A command is a row of
COMMANDS: its module in this package, the name of the click command there, and the line that help shows.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import click
from click.exceptions import UsageError

from miner.cli.helping import Command, write_list
from miner.cli.usage import Misuse, misuse_of, near, one_line
from miner.errors import MinerError, trouble
from miner.version import VERSION

COMMANDS: dict[str, tuple[str, str, str]] = {
    "extract": ("extract", "extract", "把报告变成结构化数据（JSON、表格、网页）"),
    "ingest": ("ingest", "ingest_files", "把文件、文件夹、压缩包成批入库"),
    "search": ("search", "search", "在入库的报告里检索句子"),
    "documents": ("documents", "documents", "列出入库的文档和各文件的处理结果"),
    "checks": ("checks", "checks", "列出前后矛盾的数字"),
    "forget": ("documents", "forget", "从资料库删除一份文档"),
    "serve": ("serve", "serve", "启动网页和接口服务"),
    "demo": ("serve", "demo", "用示例报告演示"),
    "train": ("train", "train", "用标注语料训练分类模型"),
    "evaluate": ("evaluate", "evaluate", "用标注语料评测"),
    "gate": ("gate", "gate", "得分低于已定下限即失败"),
    "corpus": ("corpus", "corpus", "清点标注语料"),
    "explain": ("explain", "explain", "说明一个句子为什么这样归类"),
    "correct": ("correct", "correct", "更正一个句子的归类"),
    "review": ("correct", "review", "逐句复核把握不大的归类"),
    "schema": ("schema", "schema", "写出文档格式的 JSON Schema"),
}
REFUSED = 2
CANCELLED = 1
INTERRUPTED = 130


class Refusal(click.ClickException):
    """A MinerError on its way to the screen: one line, exit status 2."""

    exit_code = REFUSED

    def show(self, file: Any = None) -> None:
        """Prints the one line on standard error."""
        click.echo(one_line(" ".join(self.message.split())), file=file or sys.stderr)


class LazyGroup(Command, click.Group):
    """Knows its commands by COMMANDS and by what was added to it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command whose module is there."""
        return [name for name in COMMANDS if _is_there(COMMANDS[name][0])] + sorted(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its module loaded now; Refusal where that fails."""
        if cmd_name not in COMMANDS or not _is_there(COMMANDS[cmd_name][0]):
            return super().get_command(ctx, cmd_name)
        module, attribute, _ = COMMANDS[cmd_name]
        try:
            command: click.Command = getattr(import_module(f"{__name__}.{module}"), attribute)
        except (ImportError, AttributeError, SyntaxError) as error:
            raise Refusal(f"错误：命令 {cmd_name} 无法加载（{error}）；请检查安装是否完整") from error
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the lists of options and of commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any."""
        rows = [(name, COMMANDS[name][2] if name in COMMANDS else "") for name in self.list_commands(ctx)]
        if rows:
            write_list(formatter, "命令", rows)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first. Misuse where there is none of the name."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise Misuse(
                f"没有 {args[0]} 这个命令", near(args[0], self.list_commands(ctx), f"全部命令见 {ctx.command_path} --help")
            )
        return super().resolve_command(ctx, args)

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> Any:
        """The context of a command line; what is wrong with it is said in Chinese."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except UsageError as error:
            raise explained(error, click.Context(self, parent, info_name)) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; what the product refuses becomes one line."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            name = ctx.invoked_subcommand or ""
            command = self.get_command(ctx, name)
            raise explained(error, click.Context(command, ctx, name) if command else ctx) from error
        except click.Abort:
            click.echo("已取消，没有改动", err=True)
            ctx.exit(CANCELLED)
        except KeyboardInterrupt:
            click.echo("已中断", err=True)
            ctx.exit(INTERRUPTED)
        except MinerError as error:
            raise Refusal(f"{error.title}：{error}") from error
        except BrokenPipeError:
            _leave_quietly()
        except OSError as error:
            raise Refusal(f"文件出错：{error.filename or ''} {trouble(error)}；请检查路径和权限") from error


def _is_there(module: str) -> bool:
    return find_spec(f"{__name__}.{module}") is not None


def explained(error: UsageError, context: click.Context) -> click.ClickException:
    """The error in our words; the one that stands for a wish to see the help is left alone.

    click leaves out the context where a value is missing.
    """
    error.ctx = error.ctx or context
    return error if type(error).__name__ == "NoArgsIsHelpError" else misuse_of(error)


def _leave_quietly() -> NoReturn:
    """The reader of our output went away, as `head` does: that is no error, and the flush at exit must not make it one."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


@click.group(
    cls=LazyGroup,
    subcommand_metavar="命令 [参数]…",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@click.version_option(VERSION, "-V", "--version", prog_name="miner", message="%(prog)s %(version)s", help="显示版本")
@click.option("--config", type=click.Path(path_type=Path), help="设置文件（TOML）；各项设置见 docs/settings.md")
@click.pass_context
def cli(ctx: click.Context, config: Path | None) -> None:
    """从中文工作报告里提取成绩、问题、计划和指标，入库并跨部门检索。"""
    ctx.obj = config


def main() -> None:
    """Entry point of `miner`: UTF-8 in and out whatever the locale says, since documents are."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="miner")
