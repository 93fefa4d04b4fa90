"""`miner corpus`: what the corpus holds, counted, and how far two readings of it agree."""

from __future__ import annotations

import json
from pathlib import Path

import click

from miner.cli.helping import Command


@click.command(cls=Command)
@click.option(
    "--corpus",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("corpus"),
    help="标注语料的文件夹",
)
@click.option("--runs", is_flag=True, help="列出在两份以上报告里都出现的十二字连写")
def corpus(folder: Path, runs: bool) -> None:
    """清点语料：报告、句子、归类、指标、重复程度，以及两次标注的一致程度。"""
    from miner.gold.notation import read_corpus  # noqa: PLC0415
    from miner.gold.readings import agreement_of_readings  # noqa: PLC0415
    from miner.gold.second_names import agreement_of_names  # noqa: PLC0415
    from miner.gold.sources import corpus_digest  # noqa: PLC0415
    from miner.gold.splits import SPLITS, read_splits, split_of  # noqa: PLC0415
    from miner.gold.statistics import shared_runs, statistics  # noqa: PLC0415

    reports = read_corpus(folder / "reports")
    if runs:
        for run, count in shared_runs(reports).items():
            click.echo(f"{count}\t{run}")
        return
    splits = read_splits(folder)
    result = {"digest": corpus_digest(folder), **statistics(reports)}
    result["splits"] = {split: len(split_of(reports, splits, (split,))) for split in SPLITS}
    result["second_reading"] = agreement_of_readings(folder)
    result["second_names"] = agreement_of_names(folder)
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))
