# Two commands matter: `make serve` to try Rung, `make test` to prove it. `make help` lists the rest.

TRUNK_VERSION := 0.21.14
# The command-line tool must be of exactly the version of the library in Cargo.toml.
WASM_BINDGEN_VERSION := 0.2.130
NODE_MIN := 20
# What it weighs today and no more. The aim is 400: generic view code is what has to shrink.
WASM_BUDGET_KB := 1715
ADDRESS := http://127.0.0.1:8080

# Tools live here, so that nobody's own are replaced.
TOOLS := $(CURDIR)/.tools
export PATH := $(TOOLS)/bin:$(PATH)

# Looked up at each use, since a target may just have installed them.
chromium = $(or $(CHROMIUM),$(shell command -v chromium || command -v google-chrome))
chromedriver = $(or $(CHROMEDRIVER),$(shell command -v chromedriver))
WEBDRIVER_JSON := $(CURDIR)/target/webdriver.json

# Trunk fails on NO_COLOR=1, and need not ask the network whether there is a newer one.
TRUNK := env -u NO_COLOR TRUNK_SKIP_VERSION_CHECK=true trunk

# Says in one line what is done, and prints what the command says only when it fails.
STEP := .ci/step
SAY := @printf '▸ %s\n'

.DEFAULT_GOAL := help
# The order of the steps is part of what they mean: the quick checks come first.
.NOTPARALLEL:
.PHONY: help serve test tools components crates node browser check lint test-native test-wasm build test-e2e bench bench-page fuzz

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

serve: build ## Build the page as released and serve it at http://127.0.0.1:8080
	$(SAY) 'Serve the page at $(ADDRESS) (Ctrl-C ends it)'
	@$(TRUNK) --quiet serve --release --offline --locked

test: tools components crates node browser check lint test-native test-wasm build test-e2e ## Check, build and test everything, the built page in a real browser too
	$(SAY) 'All of it passed'

# What has to be on the machine. Each of these does nothing when it is there already.

tools: ## Set up the wasm target, trunk and wasm-bindgen (into .tools)
	@for program in rustup cargo; do command -v $$program >/dev/null \
	  || { echo "Rung needs $$program: install Rust with rustup, as its own site describes"; exit 1; }; done
	@command -v cc >/dev/null \
	  || { echo 'Rung needs a C linker called cc: install gcc or clang (Debian: apt-get install gcc libc6-dev)'; exit 1; }
	@rustup target list --installed | grep -qx wasm32-unknown-unknown \
	  || $(STEP) 'Add the wasm target to the Rust toolchain' rustup target add wasm32-unknown-unknown
	@.ci/tool trunk $(TRUNK_VERSION) --locked
	@.ci/tool wasm-bindgen-cli $(WASM_BINDGEN_VERSION)

components:
	@for component in clippy rustfmt; do rustup component list --installed | grep -q "^$$component" \
	  || $(STEP) "Add $$component to the Rust toolchain" rustup component add $$component || exit 1; done

crates:
	@$(STEP) 'Fetch the crates of Cargo.lock' cargo fetch --locked

node: tests/e2e/node_modules/.package-lock.json ## Set up the Node packages of the browser suite
	@:

tests/e2e/node_modules/.package-lock.json: tests/e2e/package.json tests/e2e/package-lock.json
	@command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < $(NODE_MIN) ? 1 : 0)' \
	  || { echo 'The browser suite needs Node $(NODE_MIN) or newer, with npm'; exit 1; }
	@$(STEP) 'Install the Node packages of the browser suite' npm ci --prefix tests/e2e --ignore-scripts --no-audit --no-fund
	@touch $@

browser: ## Set up Chromium and its driver
	@.ci/browser '$(chromium)' '$(chromedriver)'

# The steps of `make test`.

check:
	@$(STEP) 'Compile natively, which proves that the pure half needs no browser' cargo check --offline

lint: ## Check format and lints, natively and for the browser
	@$(STEP) 'Check the format' cargo fmt --check
	@$(STEP) 'Check the lints of the native half' cargo clippy --offline --all-targets -- -D warnings
	@$(STEP) 'Check the lints of the browser half' cargo --offline web-check

test-native: ## Run the native tests
	$(SAY) 'Run the native tests'
	@cargo test --offline --no-fail-fast

test-wasm: ## Run the wasm tests in headless Chromium
	$(SAY) 'Run the wasm tests in headless Chromium'
	@mkdir -p $(dir $(WEBDRIVER_JSON))
	@sed 's|"args"|"binary": "$(chromium)", "args"|' .ci/webdriver.json > $(WEBDRIVER_JSON)
	@CHROMEDRIVER='$(chromedriver)' WASM_BINDGEN_TEST_WEBDRIVER_JSON='$(WEBDRIVER_JSON)' cargo --offline web-test

build: tools crates ## Build the page as released into dist, and hold its size to the budget
	@$(STEP) 'Build the page as released' $(TRUNK) build --release --offline --locked
	@.ci/size dist $(WASM_BUDGET_KB)

test-e2e: ## Run the browser suite against dist
	$(SAY) 'Run the browser suite against the built page'
	@cd tests/e2e && CHROMIUM='$(chromium)' node_modules/.bin/playwright test

bench: ## Measure the engine natively
	$(SAY) 'Measure the engine'
	@cargo bench --offline

IN_PAGE := target/in_page

bench-page: tools crates browser ## Measure the engine in a page, beside matchers written in JavaScript
	@$(STEP) 'Install the Node packages of the bench' npm ci --prefix benches/in_page --ignore-scripts --no-audit --no-fund
	@$(STEP) 'Build the engine for the page' cargo build --offline --release --example in_page --target wasm32-unknown-unknown
	@$(STEP) 'Make it ready for the browser' wasm-bindgen --target web --out-dir $(IN_PAGE) \
	  target/wasm32-unknown-unknown/release/examples/in_page.wasm
	$(SAY) 'Measure'
	@CHROMIUM='$(chromium)' node benches/in_page/run.mjs $(IN_PAGE)

# What a fuzzer has to see of the program; these flags work on stable Rust.
FUZZ_FLAGS := -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
  -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Cdebug-assertions -Ccodegen-units=1
FUZZER ?= formula
FUZZ_SECONDS ?= 60
# Folders with files to begin with; the first is where what is found goes.
FUZZ_SEEDS := target/fuzz/$(FUZZER) $(wildcard tests/fuzz/corpus/$(FUZZER) tests/scenario/data/salesforce \
  tests/e2e/files ../shared/data/salesforce/rules ../shared/data/salesforce/hours)

fuzz: ## Fuzz what reads files: FUZZER=formula, salesforce_xml, cases_csv or holidays_ics; FUZZ_SECONDS=60
	@mkdir -p target/fuzz/$(FUZZER)
	@$(STEP) 'Build the fuzzer' env RUSTFLAGS='$(FUZZ_FLAGS)' cargo build --release --target $$(rustc --print host-tuple) \
	  --manifest-path tests/fuzz/Cargo.toml --target-dir target/fuzz/build --bin $(FUZZER)
	$(SAY) 'Fuzz $(FUZZER) for $(FUZZ_SECONDS) seconds'
	@target/fuzz/build/$$(rustc --print host-tuple)/release/$(FUZZER) $(FUZZ_SEEDS) \
	  -max_total_time=$(FUZZ_SECONDS) -timeout=10 -max_len=4096 -artifact_prefix=target/fuzz/$(FUZZER)- -print_final_stats=1
