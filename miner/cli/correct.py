"""`miner correct` and `miner review`: what people say of labels, kept apart from the predictions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click

from miner.cli.display import LABELS, plain, screen, table
from miner.cli.helping import Command
from miner.cli.options import LABEL_NAMES, json_option, label_named, settings_of, store_option
from miner.records import Label
from miner.store import Store
from miner.store.review import Order


@click.command(cls=Command)
@click.argument("document", metavar="文档编号")
@click.argument("report", metavar="报告", type=int)
@click.argument("sentence", metavar="句子", type=int)
@click.argument("label", metavar="归类", type=click.Choice(list(LABEL_NAMES)), callback=label_named)
@click.option("--who", required=True, help="谁更正的")
@store_option
@click.pass_context
def correct(ctx: click.Context, document: str, report: int, sentence: int, label: str, who: str, store: Path | None) -> None:
    """更正一个句子的归类：文档编号（可只写开头）、第几份报告、第几句、应归为哪一类（成绩、问题、计划、其他，或英文名）。"""
    settings = settings_of(ctx, store=store)
    with Store.open(settings.store, create=False) as opened:
        identity = opened.full_id(document)
        when = datetime.now(UTC).isoformat(timespec="seconds")
        made = opened.correct(identity, report, sentence, cast(Label, label), who=who, when=when)
        said = (opened.text(identity) or "")[made.start : made.end]
    click.echo(f"已记下：{LABELS[made.old]} → {LABELS[label]}　{' '.join(said.split())[:40]}")


@click.command(cls=Command)
@click.option(
    "--by",
    "order",
    type=click.Choice(["doubt", "disagreement"]),
    default="doubt",
    show_default=True,
    help="按把握大小，或按彼此矛盾",
)
@click.option("--limit", type=click.IntRange(1, 200), default=20, show_default=True, help="列出几句")
@store_option
@json_option
@click.pass_context
def review(ctx: click.Context, order: str, limit: int, store: Path | None, as_json: bool) -> None:
    """列出最需要人看一眼的句子；看过用 miner correct 更正。"""
    settings = settings_of(ctx, store=store)
    with Store.open(settings.store, create=False) as opened:
        found = opened.review(cast(Order, order), limit)
    if as_json:
        click.echo(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=2))
        return
    rows = [
        (
            plain(f"{one.document_id[:8]} {one.report_id} {one.sentence.id}"),
            plain(f"{LABELS[one.sentence.label]} {one.sentence.score:.2f}"),
            plain("、".join(LABELS[label] for label in one.other_labels)),
            plain(one.department),
            plain(one.sentence.clean),
        )
        for one in found
    ]
    console = screen()
    if rows:
        console.print(table("", ("文档 报告 句", "归类", "别处归为", "部门", "句子"), rows))
    console.print(plain(f"共 {len(found)} 句"))
