package summarize_test

import (
	"testing"

	"github.com/footnote-bot/footnote/model/modeltest"
	"github.com/footnote-bot/footnote/summarize"
)

func TestTry(t *testing.T) {
	tests := []struct {
		name   string
		judge  modeltest.Judge
		right  int // of twenty in each language
		trusts bool
	}{
		{"knows", modeltest.Knowing(nil), 20, true},
		{"says yes", always(modeltest.Carried), 10, false},
		{"says no", always(modeltest.NotSaid), 10, false},
	}
	for _, tt := range tests {
		e, server := engineOf(t, func(r modeltest.Request) modeltest.Reply { return r.Read(tt.judge) }, summarize.Config{})
		trials, err := e.Try(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, trial := range trials {
			if trial.Right != tt.right || trial.Given != 20 || trial.Trusted() != tt.trusts {
				t.Errorf("%s: %+v, trusted %v", tt.name, trial, trial.Trusted())
			}
		}
		if len(trials) != 2 || len(server.Requests()) != 4 {
			t.Errorf("%s: %d languages in %d calls", tt.name, len(trials), len(server.Requests()))
		}
	}
	e, _ := engineOf(t, modeltest.Sequence(modeltest.Reply{Status: 401, Body: "{}"}), summarize.Config{})
	if _, err := e.Try(t.Context()); err == nil {
		t.Error("a model that refuses was tried")
	}
}
