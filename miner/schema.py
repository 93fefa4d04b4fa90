"""`python -m miner.schema` writes the JSON Schema of the contract to `docs/document.schema.json`."""

from __future__ import annotations

from pathlib import Path

from miner.exports import schema_text

if __name__ == "__main__":
    Path("docs/document.schema.json").write_text(schema_text(), encoding="utf-8")
