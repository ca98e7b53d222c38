package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/bot"
	"github.com/footnote-bot/footnote/model"
	"github.com/footnote-bot/footnote/store"
)

type doctorCmd struct {
	PostSamples string `help:"Post what replies look like, in both layouts, into a thread of that channel." placeholder:"CHANNEL"`
}

// finding is one thing that was looked at; do says what to do about it, "" where it is well.
type finding struct {
	what, is, do string
}

func (c doctorCmd) Run(ctx context.Context, p *program, env environment) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	s, err := env.settings()
	if err != nil {
		return err
	}
	findings := append(s.checkSlack(ctx), s.checkModel(ctx), s.checkReader(ctx), s.checkMeaning(ctx), s.checkDatabase(ctx))
	findings = append(findings, s.checkDigests(ctx)...)
	findings = append(findings, s.checkRetired()...)
	if c.PostSamples != "" && s.slackBotToken != "" {
		findings = append(findings, s.postSamples(ctx, c.PostSamples))
	}
	ill := false
	for _, f := range findings {
		mark := "ok  "
		if f.do != "" {
			mark, ill = "FIX ", true
		}
		fmt.Fprintf(p.stdout, "%s %-10s %s\n", mark, f.what, f.is)
		if f.do != "" {
			fmt.Fprintf(p.stdout, "     %-10s → %s\n", "", f.do)
		}
	}
	if ill {
		return errTold
	}
	return nil
}

func (s settings) checkSlack(ctx context.Context) []finding {
	if s.slackBotToken == "" {
		return []finding{{"slack", "SLACK_BOT_TOKEN is not set", "create the app from `footnote manifest`, install it, and copy its bot token (xoxb-…)"}}
	}
	var findings []finding
	var header http.Header
	api := slack.New(s.slackBotToken, slack.OptionAPIURL(s.slackAPIURL), slack.OptionAppLevelToken(s.slackAppToken),
		slack.OptionHTTPClient(&http.Client{Transport: recordHeader{&header}}))
	who, err := api.AuthTestContext(ctx)
	if err != nil {
		return []finding{{"bot token", "Slack refuses it or does not answer: " + err.Error(), "copy the bot token again; check SLACK_API_URL"}}
	}
	findings = append(findings, finding{"bot token", fmt.Sprintf("%s in %s", who.User, who.Team), ""}, s.checkScopes(header), checkClock(header), s.checkLayouts(ctx))
	switch {
	case s.slackAppToken != "":
		findings = append(findings, checkAppToken(ctx, api))
	case s.slackSigningSecret == "":
		findings = append(findings, finding{"events", "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set", "set the first for Socket Mode, the second for HTTP"})
	default:
		findings = append(findings, finding{"events", "over HTTP at " + s.httpAddr, ""})
	}
	return findings
}

// recordHeader keeps the header of the last answer.
type recordHeader struct{ header *http.Header }

func (r recordHeader) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err == nil {
		*r.header = resp.Header
	}
	return resp, err
}

func (s settings) checkScopes(header http.Header) finding {
	granted := strings.Split(strings.ReplaceAll(header.Get("X-OAuth-Scopes"), " ", ""), ",")
	var missing []string
	for _, want := range bot.Scopes(s.features) {
		if !slices.Contains(granted, want) {
			missing = append(missing, want)
		}
	}
	if len(missing) > 0 {
		return finding{"scopes", "not granted: " + strings.Join(missing, ", "), "add them to the app (`footnote manifest`) and install it again"}
	}
	return finding{"scopes", fmt.Sprintf("all %d granted", len(bot.Scopes(s.features))), ""}
}

// checkClock compares with Slack's clock: a signature is refused when five minutes lie between.
func checkClock(header http.Header) finding {
	there, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return finding{"clock", "Slack sent no time to compare with", ""}
	}
	if off := time.Since(there).Round(time.Second); off > time.Minute || off < -time.Minute {
		return finding{"clock", fmt.Sprintf("%s off Slack's", off), "set this machine's clock (NTP)"}
	}
	return finding{"clock", "as Slack's", ""}
}

func checkAppToken(ctx context.Context, api *slack.Client) finding {
	if _, _, err := api.StartSocketModeContext(ctx); err != nil {
		return finding{"app token", "Slack opens no socket: " + err.Error(), "make an app-level token (xapp-…) with connections:write and switch Socket Mode on"}
	}
	return finding{"app token", "a socket opens", ""}
}

func (s settings) checkModel(ctx context.Context) finding {
	if !s.useModel() {
		return finding{"model", "none: the extractive engine answers with sentences of the text", ""}
	}
	client, err := s.newModel(s.newLog(os.Stderr))
	if err != nil {
		return finding{"model", err.Error(), "check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL"}
	}
	answer, err := client.Chat(ctx, model.Request{Messages: []model.Message{{Role: "user", Content: "Answer with the word: ready"}}, MaxTokens: 200})
	if err != nil {
		return finding{"model", s.openAIModel + " does not answer: " + err.Error(), "check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL"}
	}
	return finding{"model", fmt.Sprintf("%s answers (%d tokens)", s.openAIModel, answer.Usage.PromptTokens+answer.Usage.CompletionTokens), ""}
}

// checkReader gives the model that reads claims a second time forty controls, and says what it may be trusted with.
func (s settings) checkReader(ctx context.Context) finding {
	reader, elsewhere := s.reader()
	name := reader.openAIModel
	if elsewhere {
		name += " at " + cmp.Or(hostOf(reader.openAIBaseURL), "OpenAI")
	}
	switch {
	case !s.useModel():
		return finding{"reader", "none is needed: sentences of the text are quoted", ""}
	case !s.secondReading:
		return finding{"reader", "none: claims are shown unread, as less certain", ""}
	}
	engine, err := s.newEngine("", s.newLog(os.Stderr))
	if err != nil {
		return finding{"reader", err.Error(), "check FOOTNOTE_READER_MODEL, FOOTNOTE_READER_BASE_URL and FOOTNOTE_READER_API_KEY"}
	}
	trials, err := engine.Try(ctx)
	if err != nil {
		return finding{"reader", name + " does not answer: " + err.Error(), "replies are passages, word for word, until it does"}
	}
	languages := map[string]string{"en": "English", "zh": "Chinese"}
	var score, good, bad []string
	for _, t := range trials {
		score = append(score, fmt.Sprintf("%d of %d controls in %s", t.Right, t.Given, languages[t.Language]))
		if t.Trusted() {
			good = append(good, languages[t.Language])
		} else {
			bad = append(bad, languages[t.Language])
		}
	}
	is := name + " is right of " + strings.Join(score, ", ") + ": "
	switch {
	case len(bad) == 0:
		return finding{"reader", is + "it may be trusted to read claims", ""}
	case len(good) == 0:
		return finding{"reader", is + "not to be trusted; replies are passages, word for word", "name a stronger model in FOOTNOTE_READER_MODEL"}
	}
	return finding{
		"reader", is + "to be trusted in " + strings.Join(good, ", ") + "; elsewhere replies are passages",
		"name a stronger model in FOOTNOTE_READER_MODEL",
	}
}

// hostOf is the host of an address, for people to know where their texts go.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// checkRetired names settings that do nothing any more.
func (s settings) checkRetired() []finding {
	var out []finding
	for _, name := range s.retired {
		out = append(out, finding{"settings", name + " does nothing any more", "take it out"})
	}
	return out
}

func (s settings) checkDatabase(ctx context.Context) finding {
	where := describeDatabase(s.databaseURL)
	if !isPostgres(s.databaseURL) {
		// Looking must not make a database: an empty file would be taken for one.
		if _, err := os.Stat(s.databaseURL); err != nil {
			dir, derr := os.Stat(filepath.Dir(s.databaseURL))
			if derr != nil || !dir.IsDir() {
				return finding{"database", where + ": no such folder", "make the folder, or set DATABASE_URL"}
			}
			return finding{"database", where + " will be made by serve", ""}
		}
	}
	db, err := store.Open(ctx, s.databaseURL, store.Config{EncryptionKey: s.encryptionKey})
	if err != nil {
		return finding{"database", err.Error(), "check DATABASE_URL"}
	}
	if err := errors.Join(db.Ping(ctx), db.Close()); err != nil {
		return finding{"database", err.Error(), "check DATABASE_URL"}
	}
	return finding{"database", where + " answers", ""}
}

func isPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// describeDatabase names a database without its password.
func describeDatabase(dsn string) string {
	if !isPostgres(dsn) {
		return "SQLite " + dsn
	}
	u, err := url.Parse(dsn)
	if err != nil {
		return "Postgres"
	}
	return "Postgres " + u.Redacted()
}
