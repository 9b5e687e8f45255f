# The verbs of Weft. `make run` and `make test` need Swift 6.1 or later; the rest they fetch themselves.

SWIFT ?= swift
RELEASE := -c release -Xswiftc -static-stdlib
PREFIX ?= /usr/local
# The first two are what Swift links with: the libraries of C and C++, the linker, and zlib.
DEBIAN := g++ zlib1g-dev libncurses-dev libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
  libfribidi-dev libvterm-dev unicode-data

.PHONY: deps run build release test check record format bench install uninstall

## Installs the C libraries with apt where they are missing, and says what is missing elsewhere.
deps:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "Weft needs Swift 6.1 or later: https://www.swift.org/install/linux" >&2; exit 1; }
	@if command -v dpkg-query >/dev/null; then \
	  missing=; for package in $(DEBIAN); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    root=; [ "$$(id -u)" = 0 ] || root=sudo; \
	    [ -z "$$root" ] || command -v $$root >/dev/null || { \
	      echo "Weft needs more packages, and there is no sudo to install them. Let root run:" >&2; \
	      echo "  apt-get install$$missing" >&2; exit 1; }; \
	    echo "Installing:$$missing"; \
	    $$root apt-get update -qq </dev/null && \
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing </dev/null; \
	  fi; \
	elif [ ! -e .build/deps-known ]; then \
	  echo "No apt here. Weft needs the development files of ncurses (wide), SQLite 3, cmark-gfm with its"; \
	  echo "extensions, and libvterm 0.1 or later (tests only), and a C++ compiler with zlib; on Debian:"; \
	  echo "  $(DEBIAN)"; \
	  mkdir -p .build && touch .build/deps-known; \
	fi

## Starts Weft on its embedded local service.
run: release
	@exec "$$($(SWIFT) build $(RELEASE) --show-bin-path)/weft"

## Debug build of everything, tests included; an import that Package.swift does not declare is an error.
build: deps
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

release: deps
	$(SWIFT) build $(RELEASE) --product weft

## Builds and runs all tests.
test: build
	@SWIFT="$(SWIFT)" Tests/lanes

## What must hold before a commit: format, build without undeclared imports, all tests.
check: build
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks
	@SWIFT="$(SWIFT)" Tests/lanes

## Writes the golden screens anew, and fails so that nobody takes a recording for a pass.
record: deps
	WEFT_RECORD=1 $(SWIFT) test --filter ScreenTests

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

## Measures the release build; Benchmarks/README.md says how to read it.
bench: release
	$(SWIFT) build $(RELEASE) --product WeftBench
	$(SWIFT) build $(RELEASE) --product DeltaCost
	@bin="$$($(SWIFT) build $(RELEASE) --show-bin-path)"; "$$bin/WeftBench" "$$bin/weft"; \
	if command -v valgrind >/dev/null; then "$$bin/DeltaCost"; \
	else echo "DeltaCost counts instructions with valgrind, which is not here."; fi

# What `make install` installs; packagers may give one that is built elsewhere, with `make -o release install BINARY=…`.
BINARY ?= $$($(SWIFT) build $(RELEASE) --show-bin-path)/weft
BIN := $(DESTDIR)$(PREFIX)/bin
SHARE := $(DESTDIR)$(PREFIX)/share
BASH_FILE := $(SHARE)/bash-completion/completions/weft
ZSH_FILE := $(SHARE)/zsh/site-functions/_weft
FISH_FILE := $(SHARE)/fish/vendor_completions.d/weft.fish

## Installs the program, its manual page, its themes, and completions for bash, zsh and fish. PREFIX says where.
install: release
	install -d "$(BIN)" "$(SHARE)/man/man1" "$(SHARE)/weft/themes" \
	  "$(dir $(BASH_FILE))" "$(dir $(ZSH_FILE))" "$(dir $(FISH_FILE))"
	install -s -m 755 "$(BINARY)" "$(BIN)/weft"
	install -m 644 themes/*.toml "$(SHARE)/weft/themes"
	"$(BIN)/weft" man > "$(SHARE)/man/man1/weft.1"
	"$(BIN)/weft" completions bash > "$(BASH_FILE)"
	"$(BIN)/weft" completions zsh > "$(ZSH_FILE)"
	"$(BIN)/weft" completions fish > "$(FISH_FILE)"

## Takes back what `make install` put there, and no thread or configuration.
uninstall:
	rm -f "$(BIN)/weft" "$(SHARE)/man/man1/weft.1" "$(BASH_FILE)" "$(ZSH_FILE)" "$(FISH_FILE)"
	for theme in themes/*.toml; do rm -f "$(SHARE)/weft/themes/$${theme##*/}"; done
	-rmdir "$(SHARE)/weft/themes" "$(SHARE)/weft" 2>/dev/null
