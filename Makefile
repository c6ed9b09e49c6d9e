# The main commands. `make site` and `make test` set up what they need on a fresh machine.
.PHONY: help site test serve packs check stage bench clean lock setup setup-packs setup-test assets lint

XINYU := .venv/bin/xinyu

help:
	@echo "make site    build the site into site/ (Chinese at /, English at /en/)"
	@echo "make test    run every check and test"
	@echo "make packs   write everything for paper and office into dist/packs/"
	@echo "make serve   preview while writing"
	@echo "make check   report every problem of the content"

setup:
	@tools/setup site

setup-packs:
	@tools/setup packs

setup-test:
	@tools/setup test

site: setup
	@$(XINYU) build

packs: setup-packs
	@$(XINYU) packs

serve: setup
	@$(XINYU) serve

check: setup
	@$(XINYU) check

# Ten minutes; `make bench ARGS=--quick` takes four and smaller libraries.
bench: setup-packs
	@.venv/bin/python -m bench $(ARGS)

stage: setup
	@$(XINYU) stage .build

lint: setup-test
	@tools/verify lint

test: setup-test
	@tools/verify all

# The committed style sheet and scripts, from generator/assets/src and css.
assets: setup-test
	@.venv/bin/python tools/node npm run --silent build --prefix generator/assets

lock:
	@tools/lock

clean:
	rm -rf site .build dist .cache
