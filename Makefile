# The whole workflow, runnable from a fresh clone with nothing but Python 3.11 or later.
#   make run     set all up, update from the configured sources, publish, serve on http://127.0.0.1:8000
#                (make run PORT=8123 serves on another port)
#   make test    set all up, run the test suite
#   make check   format, lint, types, import contract, tests, docs, and the long tests
#   make long    the tests at the full figures of their promises: thousands of hostile feeds, some minutes
#   make bench   measure speed, memory and quality; writes out/bench/
#   make screens the pictures of the documentation anew (needs Chromium)

PYTHON ?= python3
PORT := 8000
VENV := .venv
BIN := $(VENV)/bin
# Versions are pinned in constraints.txt; `make pin` renews them.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run up test long check static format bench screens pin clean

# Exit code 3 says that a source failed, and up has said which: no reason for make to speak of an error after reading.
run: $(VENV)/.installed
	@$(BIN)/academichub up --port $(PORT) || test $$? -eq 3

up: $(VENV)/.installed
	$(BIN)/academichub up --once

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

long: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m long

check: static test long

static: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev
	$(INSTALL) --editable '.[bench]'
	$(BIN)/python -m bench

screens: $(VENV)/.installed-dev
	$(BIN)/python -m scripts.screenshot --out docs/images

pin: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --upgrade --upgrade-strategy eager --editable '.[dev,bench]'
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf $(VENV) out build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "AcademicHub needs Python 3.11 or later; name one with: make $(MAKECMDGOALS) PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	@echo "Setting up (once, about half a minute) …"
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(INSTALL) --editable '.[dev]'
	@touch $@
