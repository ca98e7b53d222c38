package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"footnote": func() {
			os.Exit(run(context.Background(), os.Args[1:], program{environ: os.Environ(), stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}))
		},
	})
}

// cacheDir is where all scripts keep the compiled PDF engine: the cache that the tests of other packages use.
func cacheDir(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("FOOTNOTE_CACHE_DIR"); dir != "" {
		return dir
	}
	user, err := os.UserCacheDir()
	if err != nil {
		return t.TempDir()
	}
	return filepath.Join(user, "footnote")
}

// TestScripts tells the contracts of the command line, one story a file. $PAGES is a server of the pages in the story's
// folder "pages"; the names NNN.status answer with that status.
func TestScripts(t *testing.T) {
	cache := cacheDir(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			files := http.FileServer(http.Dir(env.WorkDir + "/pages"))
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if status, ok := strings.CutSuffix(strings.TrimPrefix(r.URL.Path, "/"), ".status"); ok {
					var code int
					if _, err := fmt.Sscan(status, &code); err == nil {
						w.WriteHeader(code)
						return
					}
				}
				files.ServeHTTP(w, r)
			}))
			env.Defer(srv.Close)
			env.Setenv("PAGES", srv.URL)
			env.Setenv("FOOTNOTE_ALLOW_PRIVATE_HOSTS", strings.TrimPrefix(srv.URL, "http://"))
			env.Setenv("FOOTNOTE_CACHE_DIR", cache)
			return nil
		},
	})
}
