# Each target does the set-up it needs; `make setup` alone does nothing else.

UV_VERSION := 0.13.9
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && command -v $$python && break; done)
RUN := .venv/bin/python

# Nothing is read from or written to the caller's home but uv's cache of downloads.
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy
unexport VIRTUAL_ENV

.PHONY: setup demo test check bench
.DELETE_ON_ERROR:

setup: .venv/.locked

.venv/.locked: pyproject.toml uv.lock .uv/.installed-$(UV_VERSION)
	.uv/bin/uv sync --frozen --quiet --python "$(PYTHON)"
	@touch $@

.uv/.installed-$(UV_VERSION):
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed; name it with: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv module; on Debian: apt-get install python3-venv" >&2; exit 2; }
	"$(PYTHON)" -m venv --clear .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# make demo [ONCE=1] [PAGES=../shared/corpus] [PORT=8000]; real pages get a database of their own
demo: export VAR_DIR := $(if $(PAGES),$(CURDIR)/var/pages,$(VAR_DIR))
demo: setup
	$(RUN) manage.py demo $(if $(ONCE),--once) $(if $(PAGES),--pages "$(PAGES)") $(if $(PORT),--port $(PORT))

# make test [ARGS="tests/config -k embedded"]; one process a core, each with a test database of its own
test: setup
	$(RUN) -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	.venv/bin/lint-imports
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) -W error manage.py check --fail-level WARNING
	$(RUN) -m pytest -q tests/test_repository.py

# make bench [ONLY=read]
bench: setup
	$(RUN) -m bench $(if $(ONLY),--only $(ONLY))
