"""`miner evaluate`: labels and indicators held against gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from miner.cli.helping import Command
from miner.cli.options import json_option, settings_of


@click.command(cls=Command)
@click.argument("gold", metavar="语料", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--split", "splits", multiple=True, type=click.Choice(["train", "validation", "test"]), help="语料的哪一部分，默认 test"
)
@click.option("--damage", help="先对原文施加这种损坏（all 为逐种施加并列表比较）")
@click.option("--each", is_flag=True, help="逐份列出")
@json_option
@click.pass_context
def evaluate(ctx: click.Context, gold: Path, splits: tuple[str, ...], damage: str | None, each: bool, as_json: bool) -> None:
    """用标注语料评测归类和指标：语料是语料文件夹，或放标注文件的文件夹。"""
    from miner.gold.damage import DAMAGES, damaged  # noqa: PLC0415 - loads what other commands do not need
    from miner.gold.making import judged  # noqa: PLC0415
    from miner.gold.sources import read_gold_folder  # noqa: PLC0415
    from miner.pipeline import Miner  # noqa: PLC0415

    settings = settings_of(ctx)
    miner = Miner.load(settings.model, settings.units)
    reports = read_gold_folder(gold, splits or ("test",))  # type: ignore[arg-type]
    if damage is not None and damage != "all" and damage not in DAMAGES:
        raise click.BadParameter(f"没有这种损坏；可用 all、{'、'.join(DAMAGES)}", param_hint="--damage")
    kinds = list(DAMAGES) if damage == "all" else [damage] if damage else []
    groups = {"": reports} if not kinds else {kind: [damaged(report, kind, 1) for report in reports] for kind in kinds}
    if damage == "all":
        groups = {"": reports, **groups}
    results = {kind or "原文": figures(judged(members, miner)) for kind, members in groups.items()}
    if each:
        results |= {report.id: figures(judged([report], miner)) for report in reports}
    if as_json:
        click.echo(json.dumps(results, ensure_ascii=False, indent=2))
        return
    for name, result in results.items():
        click.echo(text_of(name, result))


def figures(tally: Any) -> dict[str, Any]:
    """All figures of a tally."""
    from miner.gold.evaluation import confusion, indicator_scores  # noqa: PLC0415
    from miner.gold.making import scores_of  # noqa: PLC0415

    return {
        "labels": scores_of(tally),
        "confusion": confusion(tally.pairs),
        "indicators": {key: round(value, 4) for key, value in indicator_scores(tally.indicators).items()},
    }


def text_of(name: str, result: dict[str, Any]) -> str:
    """The figures of one set as lines."""
    labels, confusion, rows = result["labels"], result["confusion"], result["indicators"]
    lines = [f"{name}：{labels['units']} 句，成绩、问题、计划宏平均 F1 {labels['macro_f1']:.4f}"]
    for label, row in confusion.items():
        score = labels[label]
        shown = "  ".join(
            f"{key} {'-' if score[key] is None else format(score[key], '.3f')}" for key in ("precision", "recall", "f1")
        )
        lines.append(f"  {label:<12}{shown}   → {'  '.join(f'{found} {count}' for found, count in row.items())}")
    lines.append(
        f"  校准误差 {labels['calibration_error']}，95% 精确率时可覆盖 {labels['coverage_at_95_precision']:.1%}（分数 ≥ {labels['least_score_for_it']}）"
    )
    lines.append("  指标  " + "  ".join(f"{key} {value:.4f}" for key, value in rows.items()))
    return "\n".join(lines)
