package redact_test

import (
	"testing"

	"github.com/footnote-bot/footnote/internal/redact"
)

func TestLinks(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "no link? none#at all": "no link? none#at all",
		"https://a.example/x":                                             "https://a.example/x",
		"https://a.example/x?sig=s3cret&a='b'":                            "https://a.example/x?…",
		"https://a.example/x#s3cret":                                      "https://a.example/x?…",
		"https://a.example?sig=s3cret":                                    "https://a.example?…",
		"https://ann:s3cret@a.example/x":                                  "https://a.example/x",
		`Get "https://a.example/x?sig=s3cret": EOF`:                       `Get "https://a.example/x?…": EOF`,
		`Get \"https://a.example/x?sig=s3cret\": EOF`:                     `Get \"https://a.example/x?…\": EOF`,
		"read <https://a.example/x?sig=s3cret|here> and wss://b.c/d?t=s3": "read <https://a.example/x?…> and wss://b.c/d?…",
		"postgres://u:s3cret@db/name?password=s3cret":                     "postgres://db/name?…",
		"https://a.example/路径?签名=s3cret，然后":                               "https://a.example/路径?…",
		"[https://a.example/1?s3cret https://a.example/2#s3cret]":         "[https://a.example/1?… https://a.example/2?…",
	} {
		if got := redact.Links(in); got != want {
			t.Errorf("Links(%q) = %q, want %q", in, got, want)
		}
	}
}
