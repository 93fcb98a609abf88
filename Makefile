# Needs Python 3.11 or later, git and make; everything else is installed into .venv from requirements.lock.
.DELETE_ON_ERROR:
.PHONY: help setup ocr run test lint style types imports rules-lint rules-test format docs bench lock clean

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
ARGS ?=

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile

setup: .venv/.ready ## install everything into .venv

.venv/.ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or later on the path; set PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

ocr: .venv/.ocr ## add what recognises print in scans

.venv/.ocr: .venv/.ready requirements-ocr.lock
	$(PIP) install --require-hashes --requirement requirements-ocr.lock
	@touch $@

run: setup ## read the reports in raw/ and write output/
	@$(PY) -m ipextract --version >/dev/null # a Python that cannot start ends with 1, too
	@$(PY) -m ipextract run raw/ $(ARGS) || { code=$$?; test $$code -eq 1; } # 1 means findings, which is what it is for

test: setup ## run the tests
	@$(PY) -m pytest -n auto $(ARGS)

lint: style types imports rules-lint ## check style, types, import order and rule files (make -k lint: all, whatever fails)

style: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: setup
	$(PY) -m mypy

imports: setup
	$(PY) -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))'

rules-lint: setup
	$(PY) -m ipextract rules lint

rules-test: setup ## run the examples of all rules
	@$(PY) -m ipextract rules test

format: setup ## put the code in the house style
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

docs: setup ## renew docs/rules.md, the digest of the rules and the findings in the READMEs
	@$(PY) docs/build.py

bench: setup ## measure speed and memory
	@$(PY) bench/throughput.py $(ARGS)

LOCK := $(PY) -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command 'make lock' --quiet --upgrade

lock: setup ## pin the newest versions that pyproject.toml allows
	$(LOCK) --extra dev --output-file requirements.lock
	$(LOCK) --extra ocr --constraint requirements.lock --output-file requirements-ocr.lock

clean: ## remove everything that is made
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find output -mindepth 1 ! -name README.md -delete
