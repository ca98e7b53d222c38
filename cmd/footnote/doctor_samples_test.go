package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/playground"
)

// slackHere is the playground's Slack for the time of a test.
func slackHere(t *testing.T) (server *playground.Server, base string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	base = "http://" + listener.Addr().String()
	if server, err = playground.New(playground.Config{BaseURL: base}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return server, base
}

// TestDoctorPostsSamples: Slack is asked whether it takes every layout, and is shown them all; what it refuses is named.
func TestDoctorPostsSamples(t *testing.T) {
	server, base := slackHere(t)
	doctor := func(fault string) string {
		if fault != "" {
			resp, err := http.Post(base+"/playground/api/faults", "application/json", strings.NewReader(fault))
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
		}
		var out bytes.Buffer
		// The error says that something is to be done, which the text shows.
		_ = doctorCmd{PostSamples: "C0GENERAL1"}.Run(t.Context(), &program{stdout: &out, stderr: &out}, environment{
			"DATABASE_URL": filepath.Join(t.TempDir(), "footnote.db"), "FOOTNOTE_ENGINE": "extractive", "SLACK_API_URL": server.APIURL(),
			"SLACK_BOT_TOKEN": server.BotToken(), "SLACK_SIGNING_SECRET": "secret",
		})
		return out.String()
	}
	if got := doctor(""); !strings.Contains(got, "ok   layouts    Slack takes all 26 that are drawn") || !strings.Contains(got, "ok   samples    18 posted to C0GENERAL1") {
		t.Fatalf("doctor says\n%s", got)
	}
	ann := slack.New(server.UserToken("ann"), slack.OptionAPIURL(server.APIURL()))
	history, err := ann.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0GENERAL1"})
	if err != nil || len(history.Messages) != 1 || history.Messages[0].ReplyCount != 36 {
		t.Errorf("in the channel stands %+v, %v; want one message with 36 replies", history, err)
	}
	got := doctor(`{"kind": "error", "method": "blocks.validate", "error": "unknown_method", "times": 1}`)
	if !strings.Contains(got, "ok   layouts    this Slack cannot be asked") {
		t.Errorf("without blocks.validate doctor says\n%s", got)
	}
	got = doctor(`{"kind": "error", "method": "blocks.validate", "error": "invalid_blocks", "times": 1}`)
	if !strings.Contains(got, "FIX  layouts    Slack refuses summary, en, classic (invalid_blocks") {
		t.Errorf("with a layout refused doctor says\n%s", got)
	}
}
