// Command inventory lists what a built program holds: the licence and notice files of each module that is linked into it,
// and a bill of materials (CycloneDX 1.6). It asks the program itself (debug/buildinfo), and fails where a module has no
// licence that it knows, so that nothing is shipped whose terms nobody has looked at.
package main

import (
	"context"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
)

func main() {
	licenses := flag.String("licenses", "", "folder for the licences; it must be there")
	sbom := flag.String("sbom", "", "file for the bill of materials")
	flag.Parse()
	ctx := context.Background()
	if flag.NArg() != 1 || *licenses == "" || *sbom == "" {
		fmt.Fprintln(os.Stderr, "usage: inventory -licenses DIR -sbom FILE PROGRAM")
		os.Exit(2)
	}
	if err := run(ctx, flag.Arg(0), *licenses, *sbom); err != nil {
		fmt.Fprintln(os.Stderr, "inventory:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, program, licenses, sbom string) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return err
	}
	bill := newBill(info)
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		found, err := copyLicenses(ctx, m, licenses)
		if err != nil {
			return fmt.Errorf("%s@%s: %w", m.Path, m.Version, err)
		}
		bill.add(m.Path, m.Version, "pkg:golang/"+m.Path+"@"+m.Version, found)
	}
	text, err := os.ReadFile(filepath.Join(runtime.GOROOT(), "LICENSE")) //nolint:staticcheck // of the toolchain that runs this
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(licenses, "go.LICENSE"), text, 0o644); err != nil { //nolint:gosec // for everybody
		return err
	}
	version := strings.TrimPrefix(info.GoVersion, "go")
	bill.add("std", version, "pkg:golang/std@"+version, []string{"BSD-3-Clause"})
	data, err := json.MarshalIndent(bill, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(sbom, append(data, '\n'), 0o644) //nolint:gosec // for everybody
}

// copyLicenses copies a module's licence and notice files, and says which licences they are.
func copyLicenses(ctx context.Context, m *debug.Module, to string) (found []string, err error) {
	dir, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", m.Path).Output() //nolint:gosec // a module of ours
	if err != nil {
		return nil, err
	}
	files, err := os.ReadDir(strings.TrimSpace(string(dir)))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		name := strings.ToUpper(f.Name())
		isLicense := strings.HasPrefix(name, "LICEN") || strings.HasPrefix(name, "COPYING") || strings.HasPrefix(name, "UNLICENSE")
		if f.IsDir() || !isLicense && !strings.HasPrefix(name, "NOTICE") && !strings.HasPrefix(name, "PATENTS") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), f.Name()))
		if err != nil {
			return nil, err
		}
		if id := identify(string(text)); isLicense && id != "" {
			found = append(found, id)
		}
		file := filepath.Join(to, strings.ReplaceAll(m.Path, "/", "_")+"."+f.Name())
		if err := os.WriteFile(file, text, 0o644); err != nil { //nolint:gosec // for everybody
			return nil, err
		}
	}
	if len(found) == 0 {
		return nil, errors.New("no licence that is known")
	}
	return found, nil
}

// identify gives the SPDX name of a licence by words that only it has, or "".
func identify(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, l := range []struct{ id, words string }{
		{"MPL-2.0", "Mozilla Public License Version 2.0"},
		{"MPL-2.0", "Mozilla Public License, version 2.0"},
		{"Apache-2.0", "Apache License Version 2.0"},
		{"Apache-2.0", "Licensed under the Apache License, Version 2.0"},
		{"ISC", "Permission to use, copy, modify, and/or distribute this software for any purpose"},
		{"ISC", "Permission to use, copy, modify, and distribute this software for any purpose"},
		{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
		{"BSD-3-Clause", "Neither the name of"},
		{"BSD-3-Clause", "The names of its contributors may not be used"},
		{"BSD-2-Clause", "Redistributions in binary form must reproduce"},
		{"CC0-1.0", "CC0 1.0 Universal"},
		{"Unlicense", "This is free and unencumbered software released into the public domain"},
	} {
		if strings.Contains(text, l.words) {
			return l.id
		}
	}
	return ""
}
