package article

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"
)

// ReaderVersion names the build of this program. It is part of the key of every page that is kept: another build may read the
// same bytes otherwise.
var ReaderVersion = sync.OnceValue(func() string {
	info, _ := debug.ReadBuildInfo()
	program, err := os.Executable()
	if err != nil {
		program = ""
	}
	return versionOf(info, program)
})

// versionOf is the version that the go command stamped into a program, or the commit; of one that has neither, or that was built with
// changes to the commit, when and how long its file was written.
func versionOf(info *debug.BuildInfo, program string) string {
	if info != nil {
		commit, dirty := "", false
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				commit = s.Value
			case "vcs.modified":
				dirty = s.Value == "true"
			}
		}
		version := info.Main.Version
		if version == "" || version == "(devel)" {
			version = commit
		}
		if version != "" && !dirty && !strings.HasSuffix(version, "+dirty") {
			return version
		}
	}
	if file, err := os.Stat(program); err == nil {
		return fmt.Sprintf("%d-%d", file.ModTime().UnixNano(), file.Size())
	}
	return "devel"
}
