# Everything runs in .venv; a set-up that works is not repeated.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests of screens mostly wait for one another's frames, so more of them run at once than there are cores.
JOBS ?= 4
STAMP := $(VENV)/.ready

.PHONY: setup demo test check fix bench snapshots screenshots docs clean

setup: $(STAMP)  ## make .venv with the program and its development tools

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "archive-tui needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1" --constraint constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev
	@touch $(STAMP)

demo: $(STAMP)  ## open the UI on the sample articles, in a library that is thrown away afterwards
	@library=$$(mktemp -d) && trap 'rm -rf "$$library"' EXIT && \
	  $(BIN)/archive-tui --db "$$library/demo.db" sample_data/*.txt

test: $(STAMP)  ## run the tests
	@$(BIN)/python -m pytest -n $(JOBS)

check: $(STAMP)  ## lint, types, layers and tests: what a change must pass
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

fix: $(STAMP)  ## format, and mend what ruff can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(STAMP)  ## print the figures
	@$(BIN)/python -m bench

snapshots: $(STAMP)  ## accept what the screens look like now
	@$(BIN)/python -m pytest tests/tui --snapshot-update

screenshots: $(STAMP)  ## draw the screenshots of the README and of docs/
	@$(BIN)/python -m bench.screenshots --best docs/screenshots

docs: $(STAMP)  ## write docs/keys.md from the table of commands
	@$(BIN)/python -m archive_tui.tui.commands.reference > docs/keys.md

clean:  ## remove the set-up and every cache
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
