"""`miner schema`: the JSON Schema of a document."""

from __future__ import annotations

from pathlib import Path

import click

from miner.cli.helping import Command
from miner.exports import schema_text


@click.command(cls=Command)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写入这个文件；不写则打印出来")
def schema(output: Path | None) -> None:
    """写出文档格式的 JSON Schema（与 docs/document.schema.json 相同）。"""
    if output is None:
        click.echo(schema_text(), nl=False)
    else:
        output.write_text(schema_text(), encoding="utf-8")
