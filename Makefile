# `make run` and `make test` set up all they need in .venv; the rest are tools for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check format golden train pictures eval bench drill audit lock clean

run: $(VENV)/.runtime ## start the bot: Slack where it is configured, else the terminal
	@$(BIN)/stackguide run

test: $(VENV)/.dev ## ruff, mypy --strict, pytest and an audit of what is locked
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/stackguide knowledge check
	$(BIN)/python -m pytest
	@$(BIN)/python -m tools.audit

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(VENV)/.dev ## rewrite the golden answers; read the diff before committing it
	$(BIN)/python -m pytest tests/rendering --update-golden

train: $(VENV)/.runtime ## learn anew how people ask, after a change of the example questions
	@$(BIN)/python -m tools.train

pictures: $(VENV)/.runtime ## draw the pictures of the documentation from today's answers
	@$(BIN)/python -m tools.pictures

eval: $(VENV)/.runtime ## score understanding: make eval QUESTIONS=file.jsonl
	@$(BIN)/python -m tools.evaluate $(QUESTIONS)

bench: $(VENV)/.runtime ## time understanding, long messages, many names: make bench QUESTIONS=file.jsonl
	@$(BIN)/python -m tools.bench $(QUESTIONS)

drill: $(VENV)/.dev ## let fail what the bot relies on, and measure: make drill DRILLS="3 7"
	@$(BIN)/python -m tools.drill $(DRILLS)

# pip-audit is a locked tool like the others: what guards the lock shouldn't come from outside it.
audit: $(VENV)/.dev ## known vulnerabilities in what is locked; skipped where there is no network
	@$(BIN)/python -m tools.audit

lock: $(VENV)/bin/python ## refresh requirements*.txt from pyproject.toml
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --extra dev -c requirements.txt pyproject.toml \
		-o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --extra sentry --extra otlp -c requirements.txt \
		pyproject.toml -o requirements-extras.txt

clean:
	rm -rf $(VENV) build dist knowledge.db

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Stack Guide needs Python 3.11 or newer: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# An editable install, so that `stackguide` in the venv is this checkout.
$(VENV)/.runtime: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up $(VENV) (once) ..." >&2
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
