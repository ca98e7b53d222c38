package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed shapes.lua
var shapes []byte

// formats are what each source is written as. Those of "odt" are made DOCX by LibreOffice.
var formats = []string{"docx", "odt", "pptx", "epub", "html"}

// suffix is what the names of a format's files end with, when they are read.
func suffix(format string) string {
	if format == "odt" {
		return ".odt.docx"
	}
	return "." + format
}

// convert writes all sources in all formats, and as plain text, but for the files that are there already.
func convert(ctx context.Context, dir string, list []source) error {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	filter := filepath.Join(dir, "shapes.lua")
	if err := os.WriteFile(filter, shapes, 0o600); err != nil {
		return fmt.Errorf("write the filter: %w", err)
	}
	var drawn []string // by LibreOffice
	for _, s := range list {
		path := filepath.Join(dir, s.name)
		if err := os.WriteFile(path+".md", []byte(s.text), 0o600); err != nil {
			return fmt.Errorf("write a source: %w", err)
		}
		for _, f := range append([]string{"plain"}, formats...) {
			if err := pandoc(ctx, s, path, filter, f); err != nil {
				return err
			}
		}
		if !exists(path + ".odt.docx") {
			drawn = append(drawn, path+".odt")
		}
	}
	if len(drawn) == 0 {
		return nil
	}
	return writeWord(ctx, dir, drawn)
}

func pandoc(ctx context.Context, s source, path, filter, format string) error {
	made := path + "." + format
	if format == "plain" {
		made = path + ".txt"
	}
	if exists(made) {
		return nil
	}
	args := []string{"--output=" + made, "--from=markdown", "--to=" + format, "--lua-filter=" + filter, "--metadata=lang:" + s.language, "--metadata=pagetitle:" + s.title}
	switch format {
	case "plain":
		args = append(args, "--wrap=none")
	case "html":
		args = append(args, "--standalone", "--mathml")
	case "epub":
		args = append(args, "--mathml", "--metadata=title:"+s.title)
	}
	return command(ctx, "pandoc", append(args, path+".md")...)
}

// writeWord makes a.odt.docx of a.odt.
func writeWord(ctx context.Context, dir string, files []string) error {
	into := filepath.Join(dir, "word")
	profile := "-env:UserInstallation=file://" + filepath.Join(dir, "profile")
	args := append([]string{profile, "--headless", "--convert-to", "docx", "--outdir", into}, files...)
	if err := command(ctx, "soffice", args...); err != nil {
		return err
	}
	var failed error
	for _, file := range files {
		made := filepath.Join(into, filepath.Base(file[:len(file)-len(".odt")])+".docx")
		failed = errors.Join(failed, os.Rename(made, file+".docx"))
	}
	if failed != nil {
		return fmt.Errorf("take over what LibreOffice wrote: %w", failed)
	}
	return nil
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func command(ctx context.Context, name string, args ...string) error {
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput() //nolint:gosec // the converters, on files of ours
	if err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, out)
	}
	return nil
}
