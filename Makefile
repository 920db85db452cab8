# The commands of the academy. Each sets up what it needs first (quickly, when nothing is missing).
#
#   make run          the academy with its demo on http://localhost:8000 (PORT=8080 for another)
#   make demo-reset   forget what was done in the demo and load it anew
#   make check        lint, format, types, layers, migrations, deployment, words: under a minute
#   make test         check, every test on SQLite, PostgreSQL or both, and in a browser
#   make bench        what a page, a sign-in and a certificate cost
#   make growth       what pages cost with the demo, and with a hundred times its people
#   make faults   what becomes of people's work when parts are killed, away or full (ONLY="embedded")
#   make mutants      which changes of the code no test notices (hours; ONLY="courses.completion.rules*")
#   make setup        everything that developers need, without running anything
#   make lock         the locked requirements from pyproject.toml

SHELL := /bin/bash
.DEFAULT_GOAL := run
.PHONY: run demo-reset check test bench growth faults mutants setup lock

# Bytecode saves four of seven seconds at each start.
unexport PYTHONDONTWRITEBYTECODE
# What takes a while is shown while it happens.
export PYTHONUNBUFFERED := 1

PORT ?= 8000
PYTHON := .venv/bin/python
ifeq ($(shell uname),Darwin)
# Homebrew's Pango is not on the loader's path.
PYTHON := env DYLD_FALLBACK_LIBRARY_PATH="$$(brew --prefix)/lib" $(PYTHON)
endif

run:
	@bin/setup run
	@ACADEMY_BASE_URL="$${ACADEMY_BASE_URL:-http://localhost:$(PORT)}" exec $(PYTHON) manage.py serve --port $(PORT)

demo-reset:
	@bin/setup run
	@$(PYTHON) manage.py prepare --afresh

check:
	@bin/setup check
	@$(PYTHON) bin/check

test:
	@bin/setup test
	@$(PYTHON) bin/test

bench:
	@bin/setup bench
	@$(PYTHON) -m tests.bench $(PARTS)

growth:
	@bin/setup bench
	@$(PYTHON) -m tests.bench.growth

faults:
	@bin/setup test
	@$(PYTHON) -m tests.faults $(ONLY)

mutants:
	@bin/setup test
	@.venv/bin/mutmut run $(ONLY)
	@.venv/bin/mutmut results

setup:
	@bin/setup test

lock:
	@bin/setup check
	@uv=var/tools/bin/uv; [ -x $$uv ] || uv=uv; \
	for kind in "" dev; do \
		$$uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
			$${kind:+--extra $$kind} pyproject.toml --output-file requirements$${kind:+-$$kind}.txt; \
	done
