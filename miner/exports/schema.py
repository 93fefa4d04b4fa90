"""The JSON Schema of the contract, made from the records."""

from __future__ import annotations

import json
from typing import Any

from miner.records import SCHEMA_VERSION, Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document_schema() -> dict[str, Any]:
    """The schema of a document as it is handed out."""
    schema = Document.model_json_schema(mode="serialization", by_alias=True)
    # Without --text the field is absent, which serialization mode cannot know.
    facts = schema["$defs"]["DocumentFacts"]
    facts["required"] = [name for name in facts["required"] if name != "text"]
    return {"$schema": DIALECT, "$id": f"urn:report-miner:document:{SCHEMA_VERSION}", **schema}


def schema_text() -> str:
    """The schema as the file `docs/document.schema.json`."""
    return json.dumps(document_schema(), ensure_ascii=False, indent=2) + "\n"
