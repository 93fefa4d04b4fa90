"""A document as JSON, as lines and as schema."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from export_samples import REPORT, TWO_REPORTS

from miner import Miner
from miner.exports import schema_text, to_json, to_jsonl
from miner.records import Check, Document, Indicator, Sentence

ROOT = Path(__file__).parents[2]


def test_json_leads_back_to_the_same_document(miner: Miner) -> None:
    for with_text in (False, True):
        made = miner.extract(TWO_REPORTS, with_text=with_text)
        assert Document.model_validate_json(to_json(made)) == made


def test_json_is_one_line_of_readable_chinese(miner: Miner) -> None:
    written = to_json(miner.extract(REPORT))
    assert written.endswith("}\n") and written.count("\n") == 1
    assert "夜班人员不足" in written and "\\u" not in written


def test_fields_keep_the_order_of_the_models_and_their_public_names(miner: Miner) -> None:
    made = json.loads(to_json(miner.extract(REPORT)))
    assert list(made) == list(Document.model_fields)
    assert list(made["reports"][0]["period"]) == ["text", "from", "to", "grain", "masked"]
    assert "text" not in made["document"]


def test_each_line_is_a_row_that_is_understood_alone(miner: Miner) -> None:
    made = miner.extract(TWO_REPORTS, name="甲.txt")
    rows = [json.loads(line) for line in to_jsonl(made).splitlines()]
    for kind, record, held in (
        ("sentence", Sentence, "sentences"),
        ("indicator", Indicator, "indicators"),
        ("check", Check, "checks"),
    ):
        own = [row for row in rows if row["row"] == kind]
        assert len(own) == sum(len(getattr(one, held)) for one in made.reports)
        fields = {f"{kind}_{name}" if name == "period" else name for name in record.model_fields}
        assert all(fields <= set(row) for row in own)
    problem = next(row for row in rows if row.get("label") == "problem")
    assert (problem["department"], problem["period"], problem["path"][-1]) == ("客服部", "2024年上半年", "二、存在的问题")


def test_the_schema_in_the_repository_is_the_one_of_the_models() -> None:
    assert (ROOT / "docs" / "document.schema.json").read_text("utf-8") == schema_text()


def test_the_command_writes_the_schema() -> None:
    printed = subprocess.run([sys.executable, "-m", "miner", "schema"], capture_output=True, check=True)
    assert printed.stdout.decode() == schema_text()


def test_what_is_handed_out_has_every_field_that_the_schema_requires(miner: Miner) -> None:
    schema = json.loads(schema_text())
    made = json.loads(to_json(miner.extract(REPORT)))
    definitions = schema["$defs"]
    pairs = [
        (schema, made),
        (definitions["DocumentFacts"], made["document"]),
        (definitions["Report"], made["reports"][0]),
        (definitions["Period"], made["reports"][0]["period"]),
        (definitions["Sentence"], made["reports"][0]["sentences"][0]),
        (definitions["Indicator"], made["reports"][0]["indicators"][0]),
    ]
    for described, row in pairs:
        assert set(described["required"]) <= set(row) <= set(described["properties"])
        assert described["additionalProperties"] is False
