package article_test

import (
	"os"
	"runtime/debug"
	"testing"
	"time"

	"github.com/footnote-bot/footnote/article"
)

func TestReaderVersionIsTheBuild(t *testing.T) {
	program := t.TempDir() + "/footnote"
	if err := os.WriteFile(program, []byte("program"), 0o600); err != nil {
		t.Fatal(err)
	}
	build := func(version string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version}, Settings: settings}
	}
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "4f1c"}
	modified := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	written := article.VersionOf(nil, program)
	tests := []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{"a release", build("v1.2.0"), "v1.2.0"},
		{"a commit", build("(devel)", revision), "4f1c"},
		{"a commit with changes", build("(devel)", revision, modified), written},
		{"a commit with changes, stamped", build("v1.2.1-0.20261128+dirty", revision, modified), written},
		{"no stamp", build(""), written},
	}
	for _, tt := range tests {
		if got := article.VersionOf(tt.info, program); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if err := os.Chtimes(program, time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if again := article.VersionOf(nil, program); again == written {
		t.Errorf("a program that was built anew is still %q", again)
	}
	if got := article.ReaderVersion(); got == "" || got != article.ReaderVersion() {
		t.Errorf("this build is %q", got)
	}
}
