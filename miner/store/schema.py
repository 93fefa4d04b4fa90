"""Tables of the store. The body of a document is the truth; every other table about it can be built again from the bodies.

`documents.body` is the document's JSON without its text, compressed with zlib; `texts` holds the text. `reports`, `sentences`
and `checks` hold what lists and searches filter by. `sentences` is narrow on purpose: counting facets reads one of its rows a
match, and `sentence_rows` keeps the wide part. `sentence_terms` is an FTS5 index without content of its own: column `words`
holds the words of the tokenizer, column `grams` the character pairs (see terms.py). Ids of documents, reports and sentences
only ever grow, so that “everything stored up to here” is a comparison of numbers.

`corrections` refers to nothing: what a person said of a sentence outlives the document.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

VERSION = 1
APPLICATION_ID = 0x6D696E72  # "minr": tells our file from any other SQLite database

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("batch", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("stored_at", Text),
    Column("warnings", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

texts = Table(
    "texts",
    metadata,
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("text", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    Column("id", Integer, nullable=False),
    Column("title", Text),
    Column("kind", Text, nullable=False),
    Column("department", Text),
    Column("department_from", Text, nullable=False),
    Column("period", Text),
    Column("period_from", Text, nullable=False),
    Column("since", Text),
    Column("until", Text),
    Column("sentences", Integer, nullable=False),
    Column("failing", Integer, nullable=False),
    UniqueConstraint("document", "id"),
    Index("reports_by_department", "department", "period"),
    sqlite_autoincrement=True,
)

sentences = Table(
    "sentences",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number", ondelete="CASCADE"), nullable=False),
    Column("label", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Index("sentences_by_report", "report"),
    sqlite_autoincrement=True,
)

sentence_rows = Table(
    "sentence_rows",
    metadata,
    Column("sentence", ForeignKey("sentences.number", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("path", Text, nullable=False),
    Column("row", Text, nullable=False),
    Column("words", Text, nullable=False),
)

checks = Table(
    "checks",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("row", Text, nullable=False),
    Column("indicators", Text, nullable=False),
    Index("checks_by_report", "report"),
    Index("checks_by_verdict", "verdict"),
    sqlite_autoincrement=True,
)

corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("report_id", Integer, nullable=False),
    Column("sentence_id", Integer, nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("when", Text),
    Index("corrections_by_document", "document_id"),
    sqlite_autoincrement=True,
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("batch", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("when", Text),
    UniqueConstraint("batch", "origin"),
    Index("verdicts_by_status", "status"),
    Index("verdicts_by_document", "sha256"),
    sqlite_autoincrement=True,
)

SENTENCE_TERMS = (
    "CREATE VIRTUAL TABLE sentence_terms USING fts5(words, grams, content='', tokenize='unicode61 remove_diacritics 0')"
)
