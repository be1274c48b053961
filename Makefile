# Everything a developer types. `make help` lists it.
#
# The engine takes a quarter of an hour to build on two cores, so its build lies outside the clone and is shared by every
# clone, test run and benchmark of this user. Both variables can be set from outside:
#   CARGO_TARGET_DIR   where it is built
#   JOBS               how many jobs at most
#   SECONDS            how long each fuzz target runs

SHELL := /bin/bash
.DELETE_ON_ERROR:
.NOTPARALLEL:

CARGO_TARGET_DIR ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/parbake-build
JOBS ?= 2
SECONDS ?= 5
PREFIX ?= $(HOME)/.local
DESTDIR ?=

# The engine's build runs make too; it must not inherit our flags and variables.
environment = env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u MAKEOVERRIDES -u PREFIX -u DESTDIR -u JOBS -u SECONDS \
	CARGO_TARGET_DIR='$(CARGO_TARGET_DIR)' CARGO_BUILD_JOBS='$(JOBS)' PATH="$${CARGO_HOME:-$$HOME/.cargo}/bin:$$PATH"
cargo = $(environment) cargo

.PHONY: help setup build test fuzz demo bench lint format install clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing (Debian, Ubuntu)
	@scripts/setup tests

build: ## build the command
	@scripts/setup
	@$(cargo) build --locked --package parbake

test: setup ## run every test, real npm programs included
	@$(cargo) xtask programs
	@$(cargo) test --locked --workspace

fuzz: ## give what reads bytes all sorts of them, SECONDS (5) for each target
	@scripts/setup fuzz
	@$(cargo) xtask fuzz $(SECONDS)

demo: setup build ## run lodash-es cold and warm, and see the difference
	@$(environment) scripts/demo

bench: setup build ## compare with Bun, Deno and Node; prints a table
	@$(cargo) xtask bench

lint: ## check formatting, lints and licences
	@scripts/setup
	@$(environment) scripts/lint

format: ## format the sources
	@$(cargo) fmt --all

install: build ## put the command into PREFIX/bin
	@install -D -m 755 '$(CARGO_TARGET_DIR)/debug/parbake' '$(DESTDIR)$(PREFIX)/bin/parbake'

clean: ## remove what was built, but for the engine
	@$(cargo) clean --package parbake
