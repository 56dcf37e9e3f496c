# Everything runs inside .venv; nothing is installed elsewhere. `make` alone says what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: help site public serve test checkers lighthouse lint bench newest zensical screenshots compare lock clean
.DEFAULT_GOAL := help

help:
	@echo "make site         build the site into site/ and inspect it"
	@echo "make site TEXT=ARTICLE=FILE   a private copy with the author's words, into private/"
	@echo "make serve        show it with live reload at http://127.0.0.1:8000/"
	@echo "make test         run every test"
	@echo "make lint         ruff and mypy --strict"
	@echo "make bench        what libraries of 50, 500 and 2,000 pages cost to build (twenty minutes)"
	@echo "make screenshots  pictures of the main pages in out/screenshots/ (needs chromium)"
	@echo "make public       fail if the built site holds a private copy of an article"
	@echo "make newest       run the tests with the newest dependencies, in a folder of their own"
	@echo "make zensical     build the written pages with Zensical and inspect them"
	@echo "make lighthouse   Lighthouse's four scores of the main pages on a phone (needs chromium and npm)"
	@echo "make compare      notes inspect beside other link checkers, as far as they are installed (takes half an hour)"
	@echo "make lock         renew requirements.lock and requirements-test.lock"
	@echo "make clean        delete what the others made"

site: $(VENV)/site.done
	$(BIN)/notes build $(if $(TEXT),--text $(TEXT))

# `notes build --text` writes “private copy” on every page; such a site is never published.
public:
	@test -f site/index.html || { echo "There is no site; run: make site" >&2; exit 1; }
	@if grep -rilF --include='*.html' 'private copy' site; then \
		echo "These pages are of a private copy of an article; it must not be published." >&2; exit 1; fi

serve: $(VENV)/site.done
	$(BIN)/python -m mkdocs serve --livereload

test: $(VENV)/test.done checkers
	$(BIN)/python -m pytest

# axe, the Nu checker and Lighthouse come from npm; where there is no npm or no Java, the tests of them say so and skip.
CHECKERS := tests/browser/node_modules/.package-lock.json
checkers:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(CHECKERS); fi

$(CHECKERS): tests/browser/package-lock.json
	cd tests/browser && npm ci --silent
	@touch $@

lint: $(VENV)/test.done
	$(BIN)/ruff check scripts tests bench
	$(BIN)/ruff format --check scripts tests bench
	$(BIN)/mypy --strict

newest:
	$(PYTHON) -m venv out/newest
	out/newest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade -e '.[test]'
	out/newest/bin/python -m pytest

zensical: $(VENV)/test.done
	rm -rf out/written
	$(BIN)/notes write out/written
	cd out/written && ../../$(BIN)/zensical build --strict
	$(BIN)/notes finish out/written/site
	$(BIN)/notes inspect out/written/site

bench: $(VENV)/test.done
	$(BIN)/notes bench --json scripts/reading/bench/results.json

screenshots: $(VENV)/test.done
	$(BIN)/notes build
	$(BIN)/python tests/browser/shots.py site out/screenshots

lighthouse: $(VENV)/test.done checkers
	$(BIN)/notes build
	$(BIN)/python tests/browser/lighthouse.py site

compare: $(VENV)/test.done
	$(BIN)/python tests/checkers/compare.py --output docs/contributing/inspection.md

$(VENV)/site.done: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or newer is needed; this is " + sys.version.split()[0] + ". Name another: make site PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.done: $(VENV)/site.done requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# uv reads every wheel's metadata, so one lock serves all systems and Python versions from 3.11.5.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11.5 --generate-hashes --no-header --quiet --upgrade
lock:
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra test --output-file requirements-test.lock

clean:
	rm -rf $(VENV) site out .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis scripts/*.egg-info
