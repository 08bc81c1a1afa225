# What one types here: make demo, make run, make test (make check is the same), make faults, make load, make phone, make schema.
#
#   PORT           where the program listens on this machine; 5080 by default
#   DATA           the folder with the co-op's files; var for make run, var/demo for make demo, so that the invented
#                  co-op never stands beside a real one (the program refuses to show one as the other)
#   CHROMIUM       the browser of the browser tests, where it is not in PATH
#   CONFIGURATION  Debug by default

PORT ?= 5080
CONFIGURATION ?= Debug

program := src/FoodCoop/bin/$(CONFIGURATION)/net10.0/FoodCoop.dll
built := src/FoodCoop/bin/$(CONFIGURATION)/.built
# Folders too: a file that was taken away changes only its folder.
sources := $(shell find src/FoodCoop/Features src/FoodCoop/Platform migrations wwwroot-assets -name node_modules -prune -o -print) \
  $(wildcard src/FoodCoop/*.*) Directory.Build.props Directory.Packages.props global.json .editorconfig BannedSymbols.txt
# No server that outlives the build: one shared by several checkouts has been seen to hand out another's views.
quietly := --nologo -v q -clp:NoSummary -p:UseSharedCompilation=false -nodeReuse:false
trx = --no-build --nologo -c $(CONFIGURATION) --results-directory TestResults --logger "trx;LogFileName=$(1).trx"

.PHONY: demo run build test check unit-tests browser-tests faults load phone format-check format schema

# Plain HTTP is for this machine only; what faces the internet stands behind HTTPS (HTTPS=true).
demo: export DEMO = true
demo: export DATA ?= var/demo
demo: $(built)
	@echo "The demo co-op opens on http://localhost:$(PORT) (its data is in $$DATA; remove that folder to begin anew)."
	@exec dotnet $(program) --urls http://localhost:$(PORT)

run: export DEMO = false
run: export DATA ?= var
run: $(built)
	@exec dotnet $(program) --urls http://localhost:$(PORT)

# Only what has changed is built: the second make demo serves at once.
$(built): $(sources)
	@echo "Building what has changed; the first time takes a minute or two."
	@dotnet build src/FoodCoop -c $(CONFIGURATION) $(quietly)
	@touch $@

check: test
test: build unit-tests browser-tests format-check

build:
	dotnet build FoodCoop.sln -c $(CONFIGURATION) $(quietly)
	@touch $(built)

unit-tests: build
	dotnet test tests/FoodCoop.Tests $(call trx,unit)
	@grep -oh 'A year by the rhythm[^<]*' TestResults/unit.trx | sort -u # what the simulated year survived

browser-tests: build
	CHROMIUM="$$(scripts/chromium.sh)" && export CHROMIUM && dotnet test tests/FoodCoop.Browser $(call trx,browser)

# Kills the program while it sends mail: KILLS times, at moments drawn from SEED; prints what came of it.
faults: export KILLS ?= 100
faults: build
	@dotnet test tests/FoodCoop.Browser --no-build --nologo -c $(CONFIGURATION) --filter FullyQualifiedName~KillTests; code=$$?; cat TestResults/faults.txt; exit $$code

# Figures, not tests (docs/measurements.md), so of what is built for use, unless CONFIGURATION is given: 200 members ordering at once, the
# program on one core and they on another; and the order form on a slow phone.
measurements = tests/FoodCoop.Benchmarks/bin/$(CONFIGURATION)/net10.0/FoodCoop.Benchmarks.dll
phone load: CONFIGURATION = Release
load:
	@dotnet build tests/FoodCoop.Benchmarks -c $(CONFIGURATION) $(quietly)
	@$$(command -v taskset >/dev/null && [ "$$(nproc)" -gt 1 ] && echo taskset -c 1) dotnet $(measurements) load

phone:
	@CHROMIUM="$$(scripts/chromium.sh)" && export CHROMIUM && dotnet build tests/FoodCoop.Benchmarks -c $(CONFIGURATION) $(quietly) && dotnet $(measurements) phone

format-check:
	dotnet format whitespace --folder . --exclude '**/obj/**' --verify-no-changes

format:
	dotnet format whitespace --folder . --exclude '**/obj/**'

# The whole model on one page, from the migrations; a test says when it is out of date.
schema: $(built)
	@dotnet $(program) schema > migrations/schema.sql.new
	@mv migrations/schema.sql.new migrations/schema.sql
