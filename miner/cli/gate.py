"""`miner gate`: pinned floors under the model's figures, and the digest of the corpus they were measured on."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from miner.cli.helping import Command
from miner.cli.options import settings_of


@click.command(cls=Command)
@click.option(
    "--corpus", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("corpus"), help="标注语料的文件夹"
)
@click.option(
    "--floors", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=Path("models/gate.json"), help="下限文件"
)
@click.pass_context
def gate(ctx: click.Context, corpus: Path, floors: Path) -> None:
    """在测试集上评测，任何一项低于下限、或语料与下限文件记的摘要不符，即以失败退出。"""
    from miner.cli.evaluate import figures  # noqa: PLC0415
    from miner.gold.making import judged  # noqa: PLC0415
    from miner.gold.sources import corpus_digest, read_gold_folder  # noqa: PLC0415
    from miner.pipeline import Miner  # noqa: PLC0415

    wanted = json.loads(floors.read_text(encoding="utf-8"))
    settings = settings_of(ctx)
    result = figures(judged(read_gold_folder(corpus), Miner.load(settings.model, settings.units)))
    failed = [line for line in compared(wanted["floors"], result) if line.startswith("✗")]
    for line in compared(wanted["floors"], result):
        click.echo(line)
    if wanted["corpus_sha256"] != corpus_digest(corpus):
        failed.append("✗ 语料摘要不符")
        click.echo(
            f"✗ 语料摘要不符：下限是在 {wanted['corpus_sha256'][:12]} 上定的，现在是 {corpus_digest(corpus)[:12]}；重新评测并在同一提交里说明"
        )
    sys.exit(1 if failed else 0)


def compared(floors: dict[str, float], result: dict[str, Any]) -> list[str]:
    """A line a floor: the dotted name of the figure, what it is, what it must not fall below."""
    lines = []
    for name, floor in floors.items():
        value: Any = result
        for part in name.split("."):
            value = value[part]
        lines.append(f"{'✓' if value >= floor else '✗'} {name} {value} ≥ {floor}")
    return lines
