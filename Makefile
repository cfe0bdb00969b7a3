# What a person, CI and a packager run. Every target installs the Debian packages it lacks.

PREFIX ?= /usr/local
DESTDIR ?=
DOCS ?= Tests/Samples
Q ?= 智能家居
CORPUS ?=

# Everything the build, the tests and the programs need of Debian, in one list.
PACKAGES := g++ make pkg-config libxapian-dev libicu-dev libopencc-dev libstemmer-dev libxml2-dev \
	libcmark-gfm-dev libcmark-gfm-extensions-dev libuchardet-dev libarchive-dev libmagic-dev libpoppler-glib-dev \
	libzstd-dev libdeflate-dev libseccomp-dev poppler-data xapian-tools systemd

# The client is linked without any shared library of Swift's, which makes it start in half the time; flags that change
# every object need a build folder of their own.
SERVER_FLAGS := -c release --static-swift-stdlib
CLIENT_FLAGS := -c release --static-swift-stdlib -Xswiftc -static-executable --scratch-path .build-client
CHECK_FLAGS := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error

.PHONY: help try build test bench eval fuzz accidents lint install deb clean packages

help:
	@echo "make try [DOCS=FOLDER] [Q=QUERY]   build, index the folder, start a daemon, ask one query"
	@echo "make build                         sou, soud, sou-index and its sou-extract in bin/"
	@echo "make test                          lint, every test, checks of optimized code: what CI runs"
	@echo "make bench [CORPUS=FOLDER] [QUERIES=FILE] the benchmarks, beside other systems, into Tests/Benchmarks/Runs"
	@echo "make eval [SET=cmrc] [DATA=FOLDER] [EVAL=--lucene] how good the order of hits is"
	@echo "make fuzz [TARGET=html] [SECONDS=600] a fuzzer over what reads files"
	@echo "make accidents [KIND=kill] [COUNT=1000] kills the indexer, fills its disk, damages its index"
	@echo "make lint                          the format"
	@echo "make install [PREFIX=/usr/local] [DESTDIR=]"
	@echo "make deb                           a Debian package in dist/"
	@echo "make clean                         remove what was built"

packages:
	@missing=$$(for p in $(PACKAGES); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  run=; [ "$$(id -u)" = 0 ] || run=sudo; \
	  echo "installing:" $$missing; \
	  $$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq --no-install-recommends $$missing >/dev/null \
	  || { echo "cannot install Debian packages; as root: apt-get install" $$missing >&2; exit 1; }; \
	fi
	@command -v swift >/dev/null || { echo "cannot build: there is no 'swift'; install Swift 6.1 or later from swift.org" >&2; exit 1; }

build: packages
	swift build $(SERVER_FLAGS) --product sou-index
	swift build $(SERVER_FLAGS) --product sou-extract
	swift build $(SERVER_FLAGS) --product soud
	swift build $(CLIENT_FLAGS) --product sou
	@mkdir -p bin
	@cd "$$(swift build $(SERVER_FLAGS) --show-bin-path)" && install -s sou-index sou-extract soud "$(CURDIR)/bin/"
	@# A copy, which is written in one go, starts 0.1 to 0.2 ms sooner than the file that 'strip' writes in pieces.
	@cd "$$(swift build $(CLIENT_FLAGS) --show-bin-path)" && strip -o sou-stripped sou && install sou-stripped "$(CURDIR)/bin/sou"
	@echo "built bin/sou bin/soud bin/sou-index bin/sou-extract"

# A socket's path may have 107 bytes, so it lies in a folder with a short name.
try: build
	@set -eu; folder=$$(mktemp -d /tmp/sou-try-XXXXXX); daemon=; \
	trap 'status=$$?; [ -z "$$daemon" ] || { kill $$daemon; wait $$daemon || true; }; rm -rf "$$folder"; exit $$status' EXIT; \
	export SOU_INDEX="$$folder/index" SOU_SOCKET="$$folder/soud.sock"; \
	printf '\n$$ sou-index build %s\n' '$(DOCS)'; bin/sou-index build "$(DOCS)"; \
	printf '\n$$ soud &\n'; bin/soud & daemon=$$!; \
	for i in $$(seq 100); do bin/sou status >/dev/null 2>&1 && break; sleep 0.05; done; \
	printf '\n$$ sou %s\n' '$(Q)'; bin/sou --color always '$(Q)' || [ $$? = 1 ]

test: packages lint
	swift build --build-tests $(CHECK_FLAGS)
	@# All at once, on few cores, the tests that wait for each other's sockets and programs starve.
	@# What failed is said once more at the end, for of a long log the end is what is kept.
	@log=$$(mktemp); trap 'rm -f "$$log"' EXIT; \
	{ SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4 swift test --skip-build $(CHECK_FLAGS) || echo 'swift test failed'; } 2>&1 \
	  | tee "$$log"; \
	if grep -a -q '^swift test failed$$' "$$log"; then grep -a -E '✘|↳' "$$log"; exit 1; fi
	@# What shows only in optimized code.
	swift build $(SERVER_FLAGS) --product sou-release-checks
	"$$(swift build $(SERVER_FLAGS) --show-bin-path)/sou-release-checks"

lint: packages
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

# MACHINE names the folder of the results; it is no host name, for the results may be committed.
MACHINE ?= local
RUN := Tests/Benchmarks/Runs/$(shell date +%F)-$(MACHINE)

# QUERIES is a file of queries, one a line; BENCH holds more options of 'sou-bench peers', such as --rounds 5 and --only. The
# systems beside Sou are not installed here: those that are missing are named with what to install.
QUERIES ?=
BENCH ?=

bench: build
	swift build $(SERVER_FLAGS) --product sou-bench
	@mkdir -p "$(RUN)"
	@set -eu; bench="$$(swift build $(SERVER_FLAGS) --show-bin-path)/sou-bench"; set -x; \
	"$$bench" analysis $(if $(CORPUS),"$(CORPUS)") --json "$(RUN)/analysis.json" > "$(RUN)/analysis.md"; \
	"$$bench" peers $(if $(CORPUS),"$(CORPUS)") $(if $(QUERIES),--queries "$(QUERIES)") --growth $(if $(CORPUS),--grown-mb 1000) --output "$(RUN)" $(BENCH)
	@echo; echo "written to $(RUN)"

# SET names retrieval sets, all without it; DATA is the folder they are in, those of ../shared without it; EVAL holds more
# options, such as --lucene, --long, --queries 500 and --json.
SET ?=
DATA ?=
EVAL ?=

eval: packages
	swift build -c release --product sou-eval
	"$$(swift build -c release --show-bin-path)/sou-eval" $(if $(DATA),--data "$(DATA)") $(if $(SET),--sets $(SET)) $(EVAL)

# Not built here when it is built already: 'sudo make install' should not leave files of root's in the checkout.
install:
	@[ -x bin/sou ] && [ -x bin/soud ] && [ -x bin/sou-index ] && [ -x bin/sou-extract ] || $(MAKE) build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/libexec/sou" "$(DESTDIR)/etc/sou" "$(DESTDIR)$(PREFIX)/lib/systemd/system" \
	  "$(DESTDIR)$(PREFIX)/lib/sysusers.d" "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d"
	install bin/sou bin/soud bin/sou-index "$(DESTDIR)$(PREFIX)/bin/"
	install bin/sou-extract "$(DESTDIR)$(PREFIX)/libexec/sou/"
	@# A configuration that somebody has edited is theirs.
	[ -e "$(DESTDIR)/etc/sou/sou.toml" ] || install -m 0644 config/sou.toml "$(DESTDIR)/etc/sou/sou.toml"
	@# The units name the programs by their paths, for systemd looks them up nowhere.
	for unit in systemd/*.service systemd/*.socket; do \
	  sed 's|/usr/bin/|$(PREFIX)/bin/|' "$$unit" > "$(DESTDIR)$(PREFIX)/lib/systemd/system/$${unit##*/}" || exit 1; done
	install -m 0644 systemd/sou.sysusers "$(DESTDIR)$(PREFIX)/lib/sysusers.d/sou.conf"
	install -m 0644 systemd/sou.tmpfiles "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/sou.conf"

# The version stands in the sources; the libraries are read off the programs.
deb: PACKAGES += dpkg-dev
deb: packages
	@rm -rf dist && mkdir -p dist/debian dist/sou/DEBIAN
	@$(MAKE) --no-print-directory install DESTDIR="$(CURDIR)/dist/sou" PREFIX=/usr
	@printf 'Source: sou\n\nPackage: sou\nArchitecture: any\n' > dist/debian/control
	@cd dist && depends=$$(dpkg-shlibdeps -O sou/usr/bin/soud sou/usr/bin/sou-index sou/usr/libexec/sou/sou-extract | sed 's/^shlibs:Depends=//') && \
	version=$$(sou/usr/bin/sou --version) && { \
	  echo "Package: sou"; echo "Version: $$version"; echo "Architecture: $$(dpkg --print-architecture)"; \
	  echo "Maintainer: The Sou maintainers <sou@localhost>"; echo "Section: utils"; echo "Priority: optional"; \
	  echo "Depends: $$depends, libopencc-data, poppler-data, procps, systemd"; \
	  echo "Description: full-text search for Chinese documents"; \
	  echo " An indexer, a daemon on a Unix socket and a thin client, on Xapian."; \
	} > sou/DEBIAN/control && echo /etc/sou/sou.toml > sou/DEBIAN/conffiles && \
	cp ../systemd/debian/* sou/DEBIAN/ && \
	dpkg-deb --root-owner-group --build sou "sou_$${version}_$$(dpkg --print-architecture).deb"

# TARGET is one of those that 'sou-fuzz' without arguments lists; SEEDS a folder of files to begin with. What breaks is left
# as crash-… in the current folder. lld, because gold dies of what the fuzzer's library holds.
TARGET ?= html
SECONDS ?= 600
SEEDS ?=
FUZZ_FLAGS := -c release --scratch-path .build-fuzz --product sou-fuzz -Xswiftc -sanitize=fuzzer -Xswiftc -DFUZZING \
	-Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld

fuzz: packages
	swift build $(FUZZ_FLAGS)
	@# Without its backtraces: they make a crash hang.
	SWIFT_BACKTRACE=enable=no "$$(swift build $(FUZZ_FLAGS) --show-bin-path)/sou-fuzz" $(TARGET) \
	  -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 $(SEEDS)

# KIND is one of those that 'sou-accidents --help' lists; COMMANDS those of sou-index that are disturbed, with commas.
KIND ?= kill
COUNT ?= 1000
COMMANDS ?= build

accidents: packages
	for product in sou-index sou-extract soud fault-injection sou-accidents; do \
	  swift build -c release --product $$product || exit 1; done
	"$$(swift build -c release --show-bin-path)/sou-accidents" $(KIND) --count $(COUNT) --commands $(COMMANDS)

clean:
	rm -rf .build .build-client .build-fuzz bin dist
