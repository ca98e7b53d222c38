// Package testneed says what a test needs that a machine may not have. A test without it skips, and says why; where
// FOOTNOTE_TEST_REQUIRE is all, as CI sets it, the skip is a failure.
package testneed

import (
	"os"
	"testing"
)

// Tool skips the test unless ok. The name is that of what is missing: "chromium", "a Postgres server".
func Tool(t testing.TB, ok bool, name string) {
	t.Helper()
	if ok {
		return
	}
	if os.Getenv("FOOTNOTE_TEST_REQUIRE") == "all" {
		t.Fatalf("this test needs %s, and FOOTNOTE_TEST_REQUIRE is all", name)
	}
	t.Skipf("skipped: this test needs %s", name)
}

// Env is the value of an environment variable that the test needs.
func Env(t testing.TB, name string) string {
	t.Helper()
	value := os.Getenv(name)
	Tool(t, value != "", name+" to be set")
	return value
}
