# report-miner: one door. `make` alone lists what can be done.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint types format bench train evaluate gate schema constraints clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## a virtual environment with everything pinned

$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "needs $(PYTHON): set PYTHON=python3.12 or the like"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

demo: $(READY)  ## ingest the sample reports and serve the pages at http://127.0.0.1:8000
	$(BIN)/miner demo

test: $(READY)  ## every test
	$(BIN)/python -m pytest

check: lint types test  ## what CI runs: lint, types, tests

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check miner service tests

types: $(READY)
	$(BIN)/mypy

format: $(READY)  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format miner service tests

bench: $(READY)  ## speed and comparisons, as ratios measured side by side in one run
	$(BIN)/python -m tests.bench

train: $(READY)  ## train the classifier and the namer from corpus/ into models/
	$(BIN)/miner train
	$(BIN)/miner train --names

evaluate: $(READY)  ## score labels and indicators on the test split of corpus/
	$(BIN)/miner evaluate corpus

gate: $(READY)  ## fail where a figure has fallen below its pinned floor
	$(BIN)/miner gate

schema: $(READY)  ## write docs/document.schema.json from the models
	$(BIN)/miner schema > docs/document.schema.json

constraints: $(READY)  ## pin what is installed now
	$(BIN)/python -m pip freeze --exclude-editable | sed -E '/ @ /d' | LC_ALL=C sort -f > constraints.txt

clean:  ## remove what was built
	rm -rf $(VENV) build dist demo *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
