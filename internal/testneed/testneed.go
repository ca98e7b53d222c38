// Package testneed says what a test needs that a machine may not have. A test without it skips, and says why; where
// FOOTNOTE_TEST_REQUIRE is all, as CI sets it, the skip is a failure.
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
	if os.Getenv("FOOTNOTE_TEST_REQUIRE") == "all" {
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
