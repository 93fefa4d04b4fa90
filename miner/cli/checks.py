"""`miner checks`: figures that contradict each other, over the whole store."""

from __future__ import annotations

import json
from pathlib import Path

import click

from miner.cli.display import plain, screen, table
from miner.cli.helping import Command
from miner.cli.options import departments_option, json_option, periods_option, settings_of, store_option
from miner.store import Store

KINDS = {"target": "目标", "sum": "合计", "ratio": "比率", "growth": "增幅", "product": "乘积"}
VERDICTS = {"fails": "不符", "missed": "未达标", "holds": "相符", "met": "达标"}


@click.command(cls=Command)
@store_option
@departments_option
@periods_option
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="只看这种核对，可重复")
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(list(VERDICTS)), help="看哪种结果，默认 fails，可重复")
@json_option
@click.pass_context
def checks(
    ctx: click.Context,
    store: Path | None,
    departments: tuple[str, ...],
    periods: tuple[str, ...],
    kinds: tuple[str, ...],
    verdicts: tuple[str, ...],
    as_json: bool,
) -> None:
    """列出入库报告里前后矛盾的数字；--verdict missed 列出没有达到的目标。"""
    settings = settings_of(ctx, store=store)
    with Store.open(settings.store, create=False) as opened:
        opened.refuse_unknown(departments, periods)
        found = opened.failing_checks(departments=departments, periods=periods, kinds=kinds, verdicts=verdicts or ("fails",))
    if as_json:
        click.echo(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=2))
        return
    rows = [
        (
            plain(one.department),
            plain(one.period),
            plain(one.document_name),
            plain(f"{KINDS[one.check.kind]}{VERDICTS[one.check.verdict]}"),
            plain("、".join(dict.fromkeys(figure.name for figure in one.indicators))),
            plain(one.check.message),
        )
        for one in found
    ]
    console = screen()
    if rows:
        console.print(table("", ("部门", "期间", "文件", "核对", "指标", "算式"), rows))
    console.print(plain(f"共 {len(found)} 处"))
