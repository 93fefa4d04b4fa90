"""What a document is handed out as: JSON, lines of JSON, and a page to read."""

from miner.exports.rendering import TABLES, Table, to_json, to_jsonl
from miner.exports.schema import document_schema, schema_text

__all__ = ["TABLES", "Table", "document_schema", "schema_text", "to_json", "to_jsonl"]
