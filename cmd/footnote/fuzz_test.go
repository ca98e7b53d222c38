package main

import (
	"errors"
	"testing"

	"github.com/joho/godotenv"
)

// FuzzSettings reads whatever an operator wrote to .env: every mistake in it is told as one of use.
//
//fuzz:covers settings.go
func FuzzSettings(f *testing.F) {
	f.Add("FOOTNOTE_ENGINE=openai\nOPENAI_API_KEY=\"sk-a\" # a key\nFOOTNOTE_WORKERS=4\nexport FOOTNOTE_LOG_LEVEL=debug\n")
	f.Add("FOOTNOTE_WORKERS=-1\nFOOTNOTE_DAILY_TOKENS=1e9\nFOOTNOTE_MODEL_CALLS=x\nFOOTNOTE_LANGUAGE=zz-\nFOOTNOTE_SLACK_API_URL=::\nFOOTNOTE_ASK_ABOVE=$FOOTNOTE_WORKERS")
	for _, s := range settingsTable() {
		f.Add(s.name + "=" + s.fallback + "\n" + s.name + "='1'")
	}
	f.Fuzz(func(t *testing.T, file string) {
		if len(file) > 2<<10 {
			return
		}
		env, err := godotenv.Unmarshal(file)
		if err != nil {
			return
		}
		if s, err := environment(env).settings(); err != nil && !errors.Is(err, errUsage) {
			t.Errorf("%q: %v", file, err)
		} else if err == nil {
			s.useModel()
			s.atOnce()
		}
	})
}
