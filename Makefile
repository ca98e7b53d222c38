.PHONY: help run test lint fuzz bench load golden image-test ci

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: ## the playground: the bot in a small Slack of its own
	go run ./cmd/footnote playground

test: ## the tests; browser and Postgres tests skip where there is none
	go test ./...

lint: ## vet and the linters
	go vet ./... && go tool -modfile=tools/go.mod golangci-lint run ./...

fuzz: ## each fuzz target for ten seconds
	@for t in $$(grep -rlE '^func Fuzz' --include='*_test.go' . | xargs -n1 dirname | sort -u); do \
		for f in $$(grep -hoE '^func Fuzz[A-Za-z0-9]+' $$t/*_test.go | cut -c6-); do go test $$t -run='^$$' -fuzz="^$$f$$" -fuzztime=10s || exit 1; done; done

bench: ## the benchmarks
	go test -run='^$$' -bench=. -benchmem ./...

load: ## a hundred events a second for half a minute, on SQLite and, with FOOTNOTE_TEST_DATABASE_URL, on Postgres
	go run ./e2e/load

golden: ## write the golden files anew; read the diff like code
	go test ./... -update

image-test: ## the image's files, made and started without a container engine; as root
	deploy/image-test.sh

ci: ## what continuous integration runs
	.ci/run
