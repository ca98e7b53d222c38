package main

import (
	"path/filepath"
	"testing"
)

// Every target says which parser it is for, by files that are there.
func TestTargetsNameTheirParsers(t *testing.T) {
	targets, err := findTargets("../..")
	if err != nil || len(targets) == 0 {
		t.Fatalf("%d targets, %v", len(targets), err)
	}
	for _, target := range targets {
		for _, file := range target.covers {
			if found, err := filepath.Glob(file); err != nil || len(found) == 0 {
				t.Errorf("%s is said to cover %s, which is not there", target, file)
			}
		}
	}
}
