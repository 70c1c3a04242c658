# The commands of this project. Each makes .venv first, where it is missing or out of date.

.PHONY: help demo learnt test check lint format types arrows bench eval proof lock
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
# VOICE=0 leaves speech out: its packages, or, where they are installed already, their use.
VENV := .venv/made$(if $(filter 0,$(VOICE)),,-with-voice)
# Each process begins at its share of the tests and takes from the others what is left: few modules are set up twice.
# Many slow ones wait for a bank of their own, so that four of them keep two cores busy.
TESTS := $(BIN)/pytest -q --dist worksteal -n

# An empty HOME would put caches into the root folder; without one, programs ask the system.
ifeq ($(strip $(HOME)),)
unexport HOME
endif
# What was compiled is kept, or else each of many processes compiles all of it anew.
unexport PYTHONDONTWRITEBYTECODE

help:
	@echo 'make demo  [ARGS="..."]   the bank, its outside world and a phone in the browser; VOICE=0: without speech'
	@echo 'make check                what every commit passes: format, lint, types, arrows, quick tests'
	@echo 'make test                 make check, then everything else, with a browser'
	@echo 'make bench ARGS=NAME      one measurement, as JSON'
	@echo 'make eval                 how well the held-out sentences are understood'
	@echo 'make proof                the proofs at full size'
	@echo 'make lock                 brings requirements.lock up to date with pyproject.toml'

$(VENV): pyproject.toml requirements.lock requirements-voice.lock scripts/venv
	@VOICE=$(VOICE) scripts/venv $(PYTHON)

demo: learnt
	@$(if $(filter 0,$(VOICE)),GUITAI_VOICE__ENABLED=0) $(BIN)/guitai demo $(ARGS)

# What is learnt from the bank's sentences is kept beside the packages: two to four minutes, after a change of them.
learnt: $(VENV)
	@$(BIN)/python -m guitai.understanding.learning

lint: format types arrows

format: $(VENV)
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet

types: $(VENV)
	$(BIN)/mypy

arrows: $(VENV)
	$(BIN)/lint-imports --no-logo

check: $(VENV)
	@$(MAKE) --no-print-directory --jobs 2 learnt lint
	$(TESTS) logical -x -m 'not slow and not browser'

test: check
	if scripts/chromium; then $(TESTS) 4 -m 'slow or browser'; else $(TESTS) 4 -m 'slow and not browser'; fi

bench: learnt
	@$(BIN)/guitai bench $(ARGS)

eval: learnt
	@$(BIN)/guitai evaluate tests/held_out/*.jsonl $(ARGS)

# What takes longer than a test may is no mistake here, and to show where all its threads are can end the process.
proof: learnt
	$(BIN)/pytest -o faulthandler_timeout=0 -m proof --full-size $(ARGS)

lock:
	@scripts/lock $(PYTHON)
