"""`miner explain`: why a sentence got its label."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from miner.cli.display import LABELS, plain, screen
from miner.cli.helping import Command
from miner.cli.options import LABEL_NAMES, json_option, label_named, settings_of
from miner.errors import NotStored
from miner.labels.explain import Explanation


@click.command(cls=Command)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--report", type=int, default=1, show_default=True, help="文件里的第几份报告")
@click.option("--sentence", type=int, required=True, help="报告里的第几句（JSON 里的 id）")
@click.option(
    "--label", type=click.Choice(list(LABEL_NAMES)), callback=label_named, help="问这个归类为什么是或不是；默认问实际归类"
)
@json_option
@click.pass_context
def explain(ctx: click.Context, file: Path, report: int, sentence: int, label: str | None, as_json: bool) -> None:
    """列出对一个句子的归类影响最大的词语、标题、上下文和提示词，正数支持，负数反对。"""
    from miner.loading import load_miner  # noqa: PLC0415 - nothing else needs the whole pipeline here
    from miner.pipeline import as_source  # noqa: PLC0415

    settings = settings_of(ctx)
    miner = load_miner(settings.model, settings.units)
    source = as_source(sys.stdin.buffer.read() if str(file) == "-" else file)
    found = miner.explain(source, report, sentence, label)  # type: ignore[arg-type]
    if found is None:
        raise NotStored(f"文件里没有第 {report} 份报告的第 {sentence} 句；请先用 miner extract 查看编号")
    if as_json:
        click.echo(json.dumps(found.model_dump(), ensure_ascii=False, indent=2))
        return
    show(found)


def headline(found: Explanation) -> str:
    """The label asked about with its score, and the label given where that is another."""
    asked = f"归类 {LABELS[found.label]}　把握 {found.score:.2f}"
    return asked if found.label == found.given else f"{asked}　实际归为{LABELS[found.given]}"


def show(found: Explanation) -> None:
    """The reasons on the screen, in words with the classifier's own names behind them."""
    console = screen()
    console.print(plain(f"{found.text}\n{headline(found)}"))
    for title, reasons in (("提示、标题与上下文", found.reasons), ("字词", found.words)):
        console.print(plain(title))
        for reason in reasons:
            console.print(
                plain(
                    f"  {reason.weight:+.2f}  {reason.reading}" + ("" if reason.what == reason.reading else f"　{reason.what}")
                )
            )
