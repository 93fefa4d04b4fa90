"""`miner train`: from a corpus to an artefact, judged before it replaces the model in use."""

from __future__ import annotations

import json
from pathlib import Path

import click

from miner.cli.helping import Command, agreed
from miner.cli.options import settings_of

NAME, NAMER = "labels-v1", "names-v1"


@click.command(cls=Command)
@click.option(
    "--corpus", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("corpus"), help="标注语料的文件夹"
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="写到哪个文件夹（默认 models/labels-v1）")
@click.option("--with-corrections", type=click.Path(path_type=Path, exists=True), help="同时学习这个资料库里人工更正过的归类")
@click.option("--names", "naming", is_flag=True, help="改为训练指标命名模型（默认写到 models/names-v1）")
@click.option("--yes", is_flag=True, help="不询问，直接替换现有模型")
@click.pass_context
def train(ctx: click.Context, corpus: Path, out: Path | None, with_corrections: Path | None, naming: bool, yes: bool) -> None:
    """用标注语料训练分类模型，先报告测试集上的得分，再替换现有模型。"""
    from miner.gold.card import model_card  # noqa: PLC0415 - training loads far more than other commands need
    from miner.gold.corrected import corrected_lessons  # noqa: PLC0415
    from miner.gold.making import make_model  # noqa: PLC0415
    from miner.labels.artefact import save  # noqa: PLC0415
    from miner.loading import untrained  # noqa: PLC0415

    settings = settings_of(ctx)
    if naming:
        train_namer(corpus, out or Path("models") / NAMER, settings.model)
        return
    folder = out or settings.model or Path("models") / NAME
    miner = untrained(settings.units)
    corrected = []
    if with_corrections is not None:
        from miner.store import Store  # noqa: PLC0415

        with Store.open(with_corrections, create=False) as store:
            made = store.corrections()
            texts = {one: store.text(one) for one in sorted({row.document_id for row in made})}
        corrected = corrected_lessons({key: text for key, text in texts.items() if text is not None}, made, miner.repair)
    result = make_model(corpus, NAME, miner, miner.repair, corrected)
    before = scores_before(folder)
    click.echo(comparison(before, result.manifest["test"]))
    if before is not None and with_corrections is not None and not yes and not agreed(f"用新模型替换 {folder} 吗？"):
        click.echo("没有替换")
        return
    save(folder, result.data, result.manifest, model_card(result.manifest))
    click.echo(
        f"已写入 {folder}：{len(result.data) / 1e6:.1f} MB，{result.manifest['reports']} 份报告，{result.manifest['corrections']} 条人工更正"
    )


def train_namer(corpus: Path, folder: Path, model: Path | None) -> None:
    """Trains what chooses the names of indicators, with the labels of the classifier in use, and says what it is worth."""
    from miner.gold.naming import make_names, name_share, with_names  # noqa: PLC0415 - training loads far more than other commands need
    from miner.loading import filler_words, load_miner  # noqa: PLC0415
    from miner.naming.artefact import save  # noqa: PLC0415

    ruled = load_miner(model, names=False)
    made = make_names(corpus, NAMER, ruled, filler_words())
    before, after = name_share(corpus, ruled), name_share(corpus, with_names(ruled, made.chooser))
    made.manifest["test"] = {"rules_alone": round(before, 4), "right": round(after, 4)}
    click.echo(f"测试集上名称正确的比例：只用规则 {before:.3f} → {after:.3f}")
    save(folder, made.data, made.manifest)
    click.echo(f"已写入 {folder}：{len(made.data) / 1e6:.1f} MB，{made.manifest['figures']} 个标注过名称的数字")


def scores_before(folder: Path) -> dict[str, object] | None:
    """The test scores in the manifest of the model in use, if there is one."""
    try:
        scores: dict[str, object] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["test"]
    except (OSError, ValueError, KeyError):
        return None
    return scores


def comparison(before: dict[str, object] | None, after: dict[str, object]) -> str:
    """Old and new test scores, a line each."""
    lines = ["测试集得分（旧 → 新）"]
    for key, value in after.items():
        old = None if before is None else before.get(key)
        lines.append(f"  {key}: {short(old)} → {short(value)}")
    return "\n".join(lines)


def short(value: object) -> str:
    """A score, or precision/recall/F1 of a label."""
    if isinstance(value, dict):
        return "/".join("-" if one is None else f"{one:.3f}" for one in value.values())
    return "无" if value is None else f"{value}"
