// Package testneed says what a test needs that a machine may not have. A test without it skips, and says why; where
// FOOTNOTE_TEST_REQUIRE is all, as CI sets it, the skip is a failure, and what takes long is tested in full.
package testneed

import (
	"os"
	"testing"
)

// Tool skips the test unless ok. The name is that of what is missing: "chromium", "a Postgres server".
func Tool(tb testing.TB, ok bool, name string) {
	tb.Helper()
	if ok {
		return
	}
	if Whole() {
		tb.Fatalf("this test needs %s, and FOOTNOTE_TEST_REQUIRE is all", name)
	}
	tb.Skipf("skipped: this test needs %s", name)
}

// Env is the value of an environment variable that the test needs.
func Env(tb testing.TB, name string) string {
	tb.Helper()
	value := os.Getenv(name)
	Tool(tb, value != "", name+" to be set")
	return value
}

// Whole reports whether a test that takes long is to do all that it can. Elsewhere it does less of the same.
func Whole() bool { return os.Getenv("FOOTNOTE_TEST_REQUIRE") == "all" }

// Sample is every nth of many things to test, from the first on; all of them where Whole.
func Sample[T any](all []T, nth int) []T {
	if Whole() {
		return all
	}
	var some []T
	for i := 0; i < len(all); i += nth {
		some = append(some, all[i])
	}
	return some
}
