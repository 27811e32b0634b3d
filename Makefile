# Two commands do everything on a fresh machine that has Python 3.11 or newer and make:
#   make site    installs, converts seeds/, builds site/
#   make test    installs, runs every check
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: site test law serve clean

site: $(VENV)/installed
	$(BIN)/digest convert
	$(BIN)/digest build
	@echo "open site/index.html"

serve: $(VENV)/installed
	$(BIN)/digest serve --open

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto $(PYTEST)

# A thousand projects, edited and built again and again; each time the site must be that of a clean build.
law: $(VENV)/installed-dev
	DIGEST_LAW_EXAMPLES=1000 $(BIN)/pytest tests/build/test_incremental_law.py

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	@# pip before 23.3 does not find the extra html_clean of lxml, which justext asks for, and warns
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=23.3'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# Only what the two commands above have made; content/ is yours.
clean:
	rm -rf $(VENV) .tools .digest
	find site -mindepth 1 ! -name .gitkeep -delete
