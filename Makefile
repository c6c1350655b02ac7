# Everything runs in .venv, which is set up from requirements.lock when a target needs it.

PYTHON ?= python3
UPGRADE ?=
BIN := .venv/bin
READY := .venv/.ready
NEXT := .venv-next
# The tests of one file share servers and logs, and stay together. By the number of a file's tests
# those that take longest would come last, when no other process has work left.
SPREAD := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# The slow tests wait for servers and processes half of the time.
ONE_MORE = $$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

export DO_NOT_TRACK := 1
# Empty is unset: without bytecode every process would compile the program and its libraries anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run example serve test test-next lint docs lock clean
.DEFAULT_GOAL := help

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: $(READY)  ## Check the figures in data/ as a Prefect flow
	@$(BIN)/parkfigures run

example: $(READY)  ## Check 1,199 real published figures of science parks
	@$(BIN)/parkfigures check data/examples/zhongguancun || { \
		status=$$?; test $$status -eq 1 || exit $$status; \
		echo "Exit status 1, as it should be here: some of these published figures contradict each other."; }

serve: $(READY)  ## Start a Prefect server that checks on schedule
	@$(BIN)/python -m flows.serve

test: $(READY)  ## Run the quick tests, then the slow ones
	@$(BIN)/python -m pytest -m "not slow" $(SPREAD)
	@PYTEST_XDIST_AUTO_NUM_WORKERS=$(ONE_MORE) $(BIN)/python -m pytest -m slow $(SPREAD)

test-next: $(NEXT)/.ready  ## Run the quick tests with the newest DuckDB that is allowed
	@$(NEXT)/bin/python -m pytest -m "not slow" $(SPREAD)

lint: $(READY)  ## Check format, style, types and what may import what
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy --strict
	@$(BIN)/lint-imports --no-logo

docs: $(READY)  ## Build the site of docs/ into site/, and refuse broken links
	@$(BIN)/zensical build --strict

lock: $(BIN)/python  ## Remake the locks (UPGRADE=--upgrade for newer versions)
	@$(PIP) install uv
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" \
		--quiet $(UPGRADE) --output-file requirements.lock
	@grep --only-matching 'duckdb>=[^"]*' pyproject.toml | \
		$(BIN)/uv pip compile - --no-config --no-deps --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command "make lock" \
		--quiet $(UPGRADE) --output-file requirements-next.lock

clean:  ## Remove .venv, .venv-next, site/ and caches; data and warehouses stay
	@rm -rf .venv $(NEXT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .cache site
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed. Name one: make ... PYTHON=/path/to/python3.12" >&2; \
		exit 1; }
	@$(PYTHON) -m venv .venv

# --no-deps: the lock names everything, and pip would look for newer versions to pin as well.
# --no-compile: Python compiles what it imports, when it does, and most is never imported.
# --no-build-isolation: the build backend is locked, so the install asks for nothing else.
$(READY): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up .venv from requirements.lock, about a minute ..."
	@$(PIP) install --require-hashes --no-deps --no-compile -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

# What is not in it is that of .venv; site-packages of its own come first.
$(NEXT)/.ready: requirements-next.lock $(READY)
	@echo "Setting up $(NEXT): .venv with what requirements-next.lock names ..."
	@rm -rf $(NEXT)
	@$(BIN)/python -m venv --without-pip $(NEXT)
	@$(PIP) --python $(NEXT)/bin/python install --require-hashes --no-deps -r requirements-next.lock
	@$(BIN)/python -c 'import site; print("import site; site.addsitedir(%r)" % site.getsitepackages()[0])' \
		> "$$($(NEXT)/bin/python -c 'import site; print(site.getsitepackages()[0])')/venv.pth"
	@grep --quiet "^duckdb==$$($(NEXT)/bin/python -c 'import duckdb; print(duckdb.__version__)') " \
		requirements-next.lock || { echo "$(NEXT) has not the DuckDB of its lock" >&2; exit 1; }
	@touch $@
