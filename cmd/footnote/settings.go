package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/joho/godotenv"
	"golang.org/x/text/language"

	"github.com/footnote-bot/footnote/bot"
	"github.com/footnote-bot/footnote/model"
)

// settings are what the environment or .env says. Secrets are never printed.
type settings struct {
	slackBotToken, slackAppToken, slackSigningSecret, slackAPIURL string

	openAIKey, openAIBaseURL, openAIModel string
	engine                                string // auto, openai, extractive
	secondReading                         bool
	readerModel, readerBaseURL, readerKey string
	firstToken, modelTime                 time.Duration
	modelCalls, workers                   int
	keepTexts, keepReplies, keepUsage     int // days

	encoder, embeddingModel string

	databaseURL, httpAddr, metricsAddr string
	allowPrivateHosts                  []string
	budgetDay                          float64
	tokensDay, personDay               int
	askAbove                           int
	features                           []string
	language, emoji                    string
	apiKey                             string
	encryptionKey                      string
	oldEncryptionKey                   string
	promptsDir, layout                 string
	pricesFile, cacheDir               string
	logLevel                           slog.Level
	logFormat                          string
	retired                            []string // that are set and do nothing any more
}

// setting is one row of the table: .env.example, the README and doctor are made from it.
type setting struct {
	name, fallback string
	help           string
	secret         bool
	set            func(s *settings, value string) error
}

func settingsTable() []setting {
	return []setting{
		{"SLACK_BOT_TOKEN", "", "Bot token (xoxb-…) of the installed app.", true, text(func(s *settings) *string { return &s.slackBotToken })},
		{"SLACK_APP_TOKEN", "", "App-level token (xapp-…) with connections:write; where set, events come over Socket Mode.", true, text(func(s *settings) *string { return &s.slackAppToken })},
		{"SLACK_SIGNING_SECRET", "", "Signing secret; where set, events are taken over HTTP.", true, text(func(s *settings) *string { return &s.slackSigningSecret })},
		{"SLACK_API_URL", "https://slack.com/api/", "Where Slack's Web API is (GovSlack, emulators).", false, slackURL},
		{"OPENAI_API_KEY", "", "Key of an OpenAI-compatible server.", true, text(func(s *settings) *string { return &s.openAIKey })},
		{"OPENAI_BASE_URL", "", "Address of an OpenAI-compatible server (DeepSeek, Qwen, Ollama, llama.cpp, vLLM …); empty is OpenAI's.", false, text(func(s *settings) *string { return &s.openAIBaseURL })},
		{"OPENAI_MODEL", model.DefaultModel, "Model to ask; several, separated by commas, are tried in order.", false, text(func(s *settings) *string { return &s.openAIModel })},
		{"FOOTNOTE_ENGINE", "auto", "auto (a model where a key or an address is set), openai or extractive (no model).", false, oneOf(func(s *settings) *string { return &s.engine }, "auto", "openai", "extractive")},
		{"FOOTNOTE_SECOND_READING", "true", "Claims are read a second time, among controls, and shown only where all of them is in the sentences cited; false: they are shown unread, as less certain.", false, yesNo(func(s *settings) *bool { return &s.secondReading })},
		{"FOOTNOTE_READER_MODEL", "", "Model for the second reading; empty: the one that wrote. One whose name holds minicheck is asked in the form of Bespoke-MiniCheck.", false, text(func(s *settings) *string { return &s.readerModel })},
		{"FOOTNOTE_READER_BASE_URL", "", "Where that model is, if elsewhere; OPENAI_API_KEY is never sent there.", false, text(func(s *settings) *string { return &s.readerBaseURL })},
		{"FOOTNOTE_READER_API_KEY", "", "Key of that server.", true, text(func(s *settings) *string { return &s.readerKey })},
		{"FOOTNOTE_FIRST_TOKEN", "60s", "How long the model may take to begin an answer; then passages are the reply.", false, patience(func(s *settings) *time.Duration { return &s.firstToken })},
		{"FOOTNOTE_MODEL_TIME", "120s", "How long a call to the model may take in all; then passages are the reply.", false, patience(func(s *settings) *time.Duration { return &s.modelTime })},
		{"FOOTNOTE_MODEL_CALLS", "8", "Calls to the model at once; other requests go on meanwhile.", false, atLeastOne(func(s *settings) *int { return &s.modelCalls })},
		{"FOOTNOTE_WORKERS", "0", "Requests under way at once; 0: by what they wait for (128, or four for each call to the model).", false, count(func(s *settings) *int { return &s.workers })},
		{"FOOTNOTE_ENCODER", "", "The sentence encoder's file, which finds passages that say it in other words (English); empty: footnote-encoder.bin beside the program, where there is one; none: words alone.", false, text(func(s *settings) *string { return &s.encoder })},
		{"FOOTNOTE_EMBEDDING_MODEL", "", "A model of OPENAI_BASE_URL's /v1/embeddings instead (bge-m3, nomic-embed-text, text-embedding-3-small), for every language; texts are sent there.", false, text(func(s *settings) *string { return &s.embeddingModel })},
		{"DATABASE_URL", "footnote.db", "A path (SQLite, one machine) or postgres://… (several).", false, text(func(s *settings) *string { return &s.databaseURL })},
		{"FOOTNOTE_HTTP_ADDR", "127.0.0.1:8080", "Where /healthz, /readyz and, with a signing secret, /slack/… are served; with FOOTNOTE_API_KEY /v1 and /mcp.", false, text(func(s *settings) *string { return &s.httpAddr })},
		{"FOOTNOTE_API_KEY", "", "Where set, other programs that bear it may ask on FOOTNOTE_HTTP_ADDR: /v1/{summaries,answers,checks} and MCP at /mcp; they count as one person of the workspace.", true, apiKey},
		{"FOOTNOTE_METRICS_ADDR", "127.0.0.1:9090", "Where /metrics is served, apart from what Slack can reach; off: nowhere.", false, text(func(s *settings) *string { return &s.metricsAddr })},
		{"FOOTNOTE_ALLOW_PRIVATE_HOSTS", "", "host, host:port or CIDR, comma separated, that may be read although they are not public.", false, list(func(s *settings) *[]string { return &s.allowPrivateHosts })},
		{"FOOTNOTE_BUDGET_DAY", "2", "US dollars that the model may cost a workspace a day (UTC); 0 is no cap.", false, money(func(s *settings) *float64 { return &s.budgetDay })},
		{"FOOTNOTE_TOKENS_DAY", "2000000", "Tokens of a workspace a day; 0 is no cap.", false, count(func(s *settings) *int { return &s.tokensDay })},
		{"FOOTNOTE_PERSON_DAY", "40", "Replies of a person a day; 0 is no cap.", false, count(func(s *settings) *int { return &s.personDay })},
		{"FOOTNOTE_ASK_ABOVE", "60000", "Tokens above which a summary asks first, where it costs more than a cent or the price is unknown; 0 never asks.", false, count(func(s *settings) *int { return &s.askAbove })},
		{"FOOTNOTE_FEATURES", "reactions,watch,digest,agent,files,search", "What the manifest asks scopes for.", false, list(func(s *settings) *[]string { return &s.features })},
		{"FOOTNOTE_LANGUAGE", "", "Language of Footnote's own words, in place of the asker's (BCP 47: en, zh).", false, tag},
		{"FOOTNOTE_EMOJI", "bookmark_tabs", "The reaction that asks for a summary of what a message holds, where `FOOTNOTE_FEATURES` has `reactions`.", false, text(func(s *settings) *string { return &s.emoji })},
		{"FOOTNOTE_ENCRYPTION_KEY", "", "Where set, texts are encrypted in the database.", true, text(func(s *settings) *string { return &s.encryptionKey })},
		{"FOOTNOTE_OLD_ENCRYPTION_KEY", "", "The key until now, for `footnote migrate --rekey` alone.", true, text(func(s *settings) *string { return &s.oldEncryptionKey })},
		{"FOOTNOTE_KEEP_TEXTS", "30", "Days that a text is kept after its last use; 0 keeps it.", false, count(func(s *settings) *int { return &s.keepTexts })},
		{"FOOTNOTE_KEEP_REPLIES", "90", "Days that requests and replies are kept; 0 keeps them.", false, count(func(s *settings) *int { return &s.keepReplies })},
		{"FOOTNOTE_KEEP_USAGE", "400", "Days that is kept who used how many tokens; 0 keeps it.", false, count(func(s *settings) *int { return &s.keepUsage })},
		{"FOOTNOTE_PROMPTS_DIR", "", "A folder whose files replace the built-in prompts of the same name.", false, text(func(s *settings) *string { return &s.promptsDir })},
		{"FOOTNOTE_PRICES_FILE", "", "A JSON file whose prices replace the built-in ones.", false, text(func(s *settings) *string { return &s.pricesFile })},
		{"FOOTNOTE_LAYOUT", bot.ClassicLayout, "Layout of replies: classic, which renders everywhere, or rich (lists and quotes of rich text).", false, oneOf(func(s *settings) *string { return &s.layout }, bot.ClassicLayout, bot.RichLayout)},
		{"FOOTNOTE_CACHE_DIR", "", "A folder for what may be made again; empty is the user's cache folder.", false, text(func(s *settings) *string { return &s.cacheDir })},
		{"FOOTNOTE_LOG_LEVEL", "info", "debug, info, warn or error.", false, logLevel},
		{"FOOTNOTE_LOG_FORMAT", "text", "text or json.", false, oneOf(func(s *settings) *string { return &s.logFormat }, "text", "json")},
	}
}

// retired are settings of before: they are accepted, and warned of.
var retired = []string{"FOOTNOTE_SECOND_OPINION"}

// environment is what may be set: the process's environment over .env.
type environment map[string]string

// loadEnvironment reads .env beside the process's environment, which wins. A variable that is set but empty counts as
// not set.
func loadEnvironment(environ []string) (environment, error) {
	env, err := godotenv.Read(".env")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read .env: %w", err)
	}
	if env == nil {
		env = map[string]string{}
	}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if value != "" {
			env[name] = value
		}
	}
	return env, nil
}

// settings reads every setting and reports all mistakes at once.
func (env environment) settings() (settings, error) {
	var s settings
	var wrong []error
	for _, name := range retired {
		if env[name] != "" {
			s.retired = append(s.retired, name)
		}
	}
	for _, row := range settingsTable() {
		value := strings.TrimSpace(env[row.name])
		if value == "" {
			value = row.fallback
		}
		if err := row.set(&s, value); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", row.name, err))
		}
	}
	if len(wrong) > 0 {
		return settings{}, fmt.Errorf("%w: %w", errors.Join(wrong...), errUsage)
	}
	return s, nil
}

// useModel reports whether answers come from a model.
func (s settings) useModel() bool {
	switch s.engine {
	case "openai":
		return true
	case "extractive":
		return false
	}
	return s.openAIKey != "" || s.openAIBaseURL != ""
}

// atOnce is how many requests are under way at once: enough that those who wait for the model hold up nobody else.
func (s settings) atOnce() int {
	if s.workers > 0 {
		return s.workers
	}
	return max(128, 4*s.modelCalls)
}

func text(field func(*settings) *string) func(*settings, string) error {
	return func(s *settings, value string) error {
		*field(s) = value
		return nil
	}
}

func oneOf(field func(*settings) *string, values ...string) func(*settings, string) error {
	return func(s *settings, value string) error {
		if slices.Contains(values, value) {
			*field(s) = value
			return nil
		}
		return fmt.Errorf("%q is none of %s", value, strings.Join(values, ", "))
	}
}

func yesNo(field func(*settings) *bool) func(*settings, string) error {
	return func(s *settings, value string) error {
		yes, err := strconv.ParseBool(value)
		if err != nil {
			return fmt.Errorf("%q is neither true nor false", value)
		}
		*field(s) = yes
		return nil
	}
}

func list(field func(*settings) *[]string) func(*settings, string) error {
	return func(s *settings, value string) error {
		for item := range strings.SplitSeq(value, ",") {
			if item = strings.TrimSpace(item); item != "" {
				*field(s) = append(*field(s), item)
			}
		}
		return nil
	}
}

func count(field func(*settings) *int) func(*settings, string) error {
	return func(s *settings, value string) error {
		n, err := strconv.Atoi(strings.ReplaceAll(value, "_", ""))
		if err != nil || n < 0 {
			return fmt.Errorf("%q is no whole number from 0 up", value)
		}
		*field(s) = n
		return nil
	}
}

func atLeastOne(field func(*settings) *int) func(*settings, string) error {
	return func(s *settings, value string) error {
		if err := count(field)(s, value); err != nil || *field(s) < 1 {
			return fmt.Errorf("%q is no whole number from 1 up", value)
		}
		return nil
	}
}

// patience reads a time as Go writes it ("90s", "2m"); a number alone is seconds.
func patience(field func(*settings) *time.Duration) func(*settings, string) error {
	return func(s *settings, value string) error {
		d, err := time.ParseDuration(value)
		if seconds, nerr := strconv.ParseFloat(value, 64); nerr == nil {
			d, err = time.Duration(seconds*float64(time.Second)), nil
		}
		if err != nil || d <= 0 || d > time.Hour {
			return fmt.Errorf("%q is no time of an hour at most, such as 90s or 2m", value)
		}
		*field(s) = d
		return nil
	}
}

func money(field func(*settings) *float64) func(*settings, string) error {
	return func(s *settings, value string) error {
		x, err := strconv.ParseFloat(value, 64)
		if err != nil || !(x >= 0) || x > 1e9 {
			return fmt.Errorf("%q is no amount from 0 up", value)
		}
		*field(s) = x
		return nil
	}
}

// leastKey is the length of a key that nobody guesses.
const leastKey = 16

func apiKey(s *settings, value string) error {
	if value != "" && (len(value) < leastKey || strings.ContainsAny(value, " \t")) {
		return fmt.Errorf("a key has at least %d characters and no space", leastKey)
	}
	s.apiKey = value
	return nil
}

func slackURL(s *settings, value string) error {
	if !strings.HasPrefix(value, "http://") && !strings.HasPrefix(value, "https://") {
		return fmt.Errorf("%q is no http address", value)
	}
	s.slackAPIURL = strings.TrimSuffix(value, "/") + "/"
	return nil
}

func tag(s *settings, value string) error {
	if value != "" {
		if _, err := language.Parse(value); err != nil {
			return fmt.Errorf("%q is no language tag, such as en or zh-Hans", value)
		}
	}
	s.language = value
	return nil
}

func logLevel(s *settings, value string) error {
	if err := s.logLevel.UnmarshalText([]byte(value)); err != nil {
		return fmt.Errorf("%q is none of debug, info, warn, error", value)
	}
	return nil
}
