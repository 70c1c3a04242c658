# The commands of this project. Each makes .venv first, where it is missing or out of date.

.PHONY: help demo test check lint bench proof lock
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
VENV := .venv/made
TESTS := $(BIN)/pytest -q -n logical

# An empty HOME would put caches into the root folder; without one, programs ask the system.
ifeq ($(strip $(HOME)),)
unexport HOME
endif

help:
	@echo 'make demo  [ARGS="..."]   the bank, its outside world and a phone in the browser'
	@echo 'make check                what every commit passes: format, lint, types, arrows, quick tests'
	@echo 'make test                 make check, then everything else, with a browser'
	@echo 'make bench ARGS=NAME      one measurement, as JSON'
	@echo 'make proof                the proofs at full size'
	@echo 'make lock                 brings requirements.lock up to date with pyproject.toml'

$(VENV): pyproject.toml requirements.lock scripts/venv
	@scripts/venv $(PYTHON)

demo: $(VENV)
	@$(BIN)/guitai demo $(ARGS)

lint: $(VENV)
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: lint
	$(TESTS) -x -m 'not slow and not browser'

test: check
	if scripts/chromium; then $(TESTS) -m 'slow or browser'; else $(TESTS) -m 'slow and not browser'; fi

bench: $(VENV)
	@$(BIN)/guitai bench $(ARGS)

proof: $(VENV)
	$(BIN)/pytest -m proof --full-size $(ARGS)

lock:
	@scripts/lock $(PYTHON)
