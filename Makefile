# make demo    the program with its demo register, in an environment of its own
# make test    style, types and the whole suite, in three processes; installs what the machine lacks
# make lint    style and types alone
# make bench   the benchmarks
# make clean   removes the environment and everything that was generated
#
# ARGS are passed on: make demo ARGS=--no-serve, make test ARGS="-k gaps"

VENV ?= .venv
PYTHON ?= $(shell scripts/machine python)
BIN := $(VENV)/bin
# Python compiles what it imports; all that is installed would take half a minute.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile

.PHONY: demo test lint bench clean

demo: $(VENV)/installed
	@$(BIN)/jejaring demo $(ARGS)

test: lint
	@scripts/machine test
	@$(BIN)/python -m pytest -n 3 --no-loadscope-reorder $(ARGS)

lint: $(VENV)/installed-test node_modules/.package-lock.json
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PATH="$$PATH:$(abspath $(BIN))"; test ! -d node_modules/typescript || npm run --silent check

bench: $(VENV)/installed-test
	@for file in benchmarks/[!_]*.py; do $(BIN)/python -m benchmarks.$$(basename $$file .py) $(ARGS) || exit; done

clean:
	rm -rf $(VENV) node_modules build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/installed: pyproject.toml
	@echo "Installing into $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	@$(PIP) --editable '.[test]'
	@touch $@

node_modules/.package-lock.json: package.json | $(VENV)/installed-test
	@scripts/machine scripts $(abspath $(BIN))
	@test ! -e $@ || touch $@
