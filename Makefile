# Two commands do everything on a machine that has only Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
UV := var/uv/bin/uv
MLFLOW_VERSION := mlflow==3.17.2
UV_VERSION := uv==0.13.9
RUN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_COMPILE_BYTECODE := 1
SOURCES := bot handlers sandbox tests
# Half as many again as there are cores: stories spend a third of their time waiting for processes to start and end.
WORKERS := $(shell expr \( $$(nproc) \* 3 + 1 \) / 2)
APT := chromium fonts-dejavu-core fonts-noto-color-emoji

.DEFAULT_GOAL := help

help: ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/.main ## Replay a real incident through the local Slack stand-in; writes var/demo/postmortem.md
	$(RUN)/ai-incident demo

sandbox: .venv/.main ## A Slack workspace on this machine with the bot in it, and a page to live in
	$(RUN)/ai-incident sandbox

test: .venv/.dev ## The whole suite, on SQLite and PostgreSQL
	$(RUN)/pytest -n $(WORKERS) --dist worksteal

check: .venv/.dev ## Format, lint, types, contracts, tests
	$(RUN)/ruff format --check $(SOURCES)
	$(RUN)/ruff check $(SOURCES)
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/ai-incident runbooks check
	$(RUN)/pytest -n $(WORKERS) --dist worksteal

format: .venv/.dev ## Put the code into its form
	$(RUN)/ruff format $(SOURCES)
	$(RUN)/ruff check --fix $(SOURCES)

wheel: .venv/.dev ## Build dist/*.whl
	$(UV) build --wheel --out-dir dist

system: mlflow ## As root: Debian's packages that the browser tests want, and a real MLflow
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(APT)

mlflow: var/mlflow/.ready ## A real MLflow in an environment of its own, for the tests that ask one (620 MB)

clean: ## Remove what was made
	rm -rf .venv var dist

# Debian's Python comes without venv, but may have pip.
$(UV):
	$(PYTHON) -m venv var/uv && var/uv/bin/pip install --quiet --disable-pip-version-check $(UV_VERSION) \
	|| $(PYTHON) -m pip install --quiet --disable-pip-version-check --target var/uv $(UV_VERSION)

var/mlflow/.ready: $(UV) Makefile
	$(UV) venv --quiet --clear --python $(PYTHON) var/mlflow
	$(UV) pip install --quiet --python var/mlflow/bin/python $(MLFLOW_VERSION)
	@touch $@

.venv/.main: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --locked --no-dev --inexact --python $(PYTHON)
	@touch $@

.venv/.dev: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --locked --python $(PYTHON)
	@touch $@ .venv/.main

.PHONY: help demo sandbox test check format wheel system mlflow clean
