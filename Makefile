# The front door. `make plan` and `make test` need Python 3.11 or later and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT ?= plans
# What `make test` leaves out unless CI is set.
ifeq ($(CI),true)
MARKS := not browser and not proof
BEFORE := system
else
MARKS := not browser and not hostile and not faults and not proof
BEFORE :=
endif
export JUPYTER_PLATFORM_DIRS := 1

.DEFAULT_GOAL := help
.PHONY: help plan test lint proof lock schema notebooks system clean

help:  ## Say what each command does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "coprod-tools needs Python 3.11 or later; say which with: make plan PYTHON=python3.12"; exit 2; }
	@echo "Setting up $(VENV) from requirements.txt (once; about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

plan: $(READY)  ## Set up, then make plans for the worked policies and the sample donor file
	@echo "Making plans in $(OUT)/ ..."
	@$(BIN)/coprod batch templates/worked templates/samples/donor-iati.xml --out $(OUT)

test: $(READY) $(BEFORE)  ## Set up, then run the tests (CI=true adds browser, hostile files and faults)
	@echo "Running the tests ..."
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "$(MARKS)" --nbval-lax tests notebooks
ifeq ($(CI),true)
	@echo "Running the tests in a real browser, one at a time ..."
	@$(BIN)/python -m pytest -q -m "browser and not proof" tests
endif

lint: $(READY)  ## Check style, types and the floors
	@$(BIN)/ruff check coprod_tools tests benchmarks
	@$(BIN)/lint-imports
	@$(BIN)/mypy

proof: $(READY)  ## Run the long proofs and write benchmarks/RESULTS.md
	@$(BIN)/python -m benchmarks.run_all

schema: $(READY)  ## Write the published schemas anew from the models
	@$(BIN)/python -m coprod_tools.policyfile.schema templates/policy.schema.json
	@$(BIN)/python -m coprod_tools.plan.schema templates/plan.schema.json

lock:  ## Choose the versions of requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --extra test \
	  --python-version 3.11 pyproject.toml -o requirements.txt

system:
	@if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && \
	  { ! command -v chromium >/dev/null || ! command -v soffice >/dev/null; }; then \
	  echo "Installing chromium and libreoffice for the tests ..."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    chromium libreoffice-writer >/dev/null; fi

clean:  ## Remove the set-up and the plans
	rm -rf $(VENV) $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
