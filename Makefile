.PHONY: help run test lint fuzz fuzz-corpus mutate bench load crash golden image-test ci

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: ## the playground: the bot in a small Slack of its own
	go run ./cmd/footnote playground

test: ## the tests; browser and Postgres tests skip where there is none
	go test ./...

lint: ## vet and the linters
	go vet ./... && go tool -modfile=tools/go.mod golangci-lint run ./...

fuzz: ## each fuzz target for ten seconds, with what it reaches
	go run ./e2e/fuzz

fuzz-corpus: ## each fuzz target for five minutes; the inputs that reach most are kept
	go run ./e2e/fuzz -time 5m -keep

mutate: ## the most important checks broken one by one: does a test notice?
	go run ./e2e/mutate

bench: ## the benchmarks
	go test -run='^$$' -bench=. -benchmem ./...

load: ## a hundred events a second for half a minute, on SQLite and, with FOOTNOTE_TEST_DATABASE_URL, on Postgres
	go run ./e2e/load

crash: ## two hundred kills of the program on SQLite and, with FOOTNOTE_TEST_DATABASE_URL, on Postgres, and what came of them
	go test -count=1 -v -timeout 2h -run TestKilledAnywhere ./e2e -args -kills 200

golden: ## write the golden files anew; read the diff like code
	go test ./... -update

image-test: ## the image's files, made and started without a container engine; as root
	deploy/image-test.sh

ci: ## what continuous integration runs
	.ci/run
