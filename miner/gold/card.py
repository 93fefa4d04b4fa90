"""The model card: what a person should know before trusting the labels, with figures taken from the manifest."""

from __future__ import annotations

from typing import Any

from miner.records import LABELS

TEMPLATE = """# {name}

A classifier of sentences in Chinese work reports into achievement, problem, plan and other.

## Use
Made for reports, plans, summaries and the rules, notices and essays that travel with them, in Simplified or Traditional Chinese, after the
repair of this product. It reads a whole piece at a time: a sentence alone, without its report, is labelled with less certainty. It is
not made for news, contracts, minutes or chat, and its labels judge sentences, never people or departments.

## How it decides
Two linear passes. The first weighs hashed character n-grams of the sentence. The second weighs what the first says of the sentence and of
those around it, hand-written cues of telling (`miner/language/data/cues.tsv`) and lists of words for things gone wrong and well (`tones.tsv`
beside it), what headings, lead-in lines and openers announce, the kind of the piece where its title names it, and the place in it. Every verdict can be taken apart with `miner explain`.

## Trained on
{reports} reports of the corpus (splits {trained_on}), with variants without headings, joined and cut short, and with
short sections of bare acts under headings that decide them, told as done, as tasks and as needs; {corrections} corrections by people.
Corpus digest `{corpus_sha256}`, seed {seed}, {libraries}, Python {python}.

## Test split
Kinds of unit that were not trained on, {units} labelled units; an alternative label of the reader counts as right.

| label | precision | recall | F1 |
| --- | --- | --- | --- |
{rows}

Macro-F1 of achievement, problem and plan: **{macro_f1}**. Expected calibration error {calibration_error}. At 95 % precision it labels
{coverage:.1%} of all sentences (those with a score of at least {least}).

## Where it errs
- Bare facts that only a person of the trade knows to be bad are taken for achievements.
- Plans in bare noun phrases, and rules in the words of a plan, are told apart by their surroundings alone; where a file joins both without
  any heading or title, the border is found late.
- Wishes and resolutions of persons shade into opinion.
"""


def model_card(manifest: dict[str, Any]) -> str:
    """The card of an artefact."""
    test = manifest["test"]
    rows = "\n".join(
        f"| {label} | {test[label]['precision']} | {test[label]['recall']} | {test[label]['f1']} |" for label in LABELS
    )
    return TEMPLATE.format(
        name=manifest["name"],
        reports=manifest["reports"],
        trained_on=" and ".join(manifest["trained_on"]),
        corrections=manifest["corrections"],
        corpus_sha256=manifest["corpus_sha256"][:16],
        seed=manifest["seed"],
        libraries=", ".join(f"{name} {number}" for name, number in manifest["libraries"].items()),
        python=manifest["python"],
        units=test["units"],
        rows=rows,
        macro_f1=test["macro_f1"],
        calibration_error=test["calibration_error"],
        coverage=test["coverage_at_95_precision"],
        least=test["least_score_for_it"],
    )
