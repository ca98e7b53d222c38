package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
)

// checkDigests names the next run of each digest. A database that does not answer is named by another check.
func (s settings) checkDigests(ctx context.Context) []finding {
	all, err := s.digests(ctx)
	switch {
	case err != nil:
		return []finding{{"digests", "not known: " + err.Error(), "check DATABASE_URL; run `footnote migrate`"}}
	case len(all) == 0:
		return []finding{{"digests", "none", ""}}
	}
	names, now := s.channelNames(ctx, all), time.Now()
	var findings []finding
	for _, d := range all {
		findings = append(findings, finding{"digests", names[d.Channel] + " " + nextRun(d, now), ""})
	}
	return findings
}

// digests are those of all workspaces. Looking must not make a database.
func (s settings) digests(ctx context.Context) ([]store.Digest, error) {
	if _, err := os.Stat(s.databaseURL); !isPostgres(s.databaseURL) && err != nil {
		return nil, nil //nolint:nilerr // there is none yet
	}
	db, err := store.Open(ctx, s.databaseURL, store.Config{EncryptionKey: s.encryptionKey})
	if err != nil {
		return nil, err
	}
	all, err := db.Digests(ctx, "", "")
	return all, errors.Join(err, db.Close())
}

// channelNames are the names of the digests' channels; the id of one that Slack does not name.
func (s settings) channelNames(ctx context.Context, all []store.Digest) map[string]string {
	names := map[string]string{}
	api := slack.New(s.slackBotToken, slack.OptionAPIURL(s.slackAPIURL))
	for _, d := range all {
		if _, known := names[d.Channel]; known {
			continue
		}
		names[d.Channel] = d.Channel
		if s.slackBotToken == "" {
			continue
		}
		c, err := api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: d.Channel})
		if err == nil && c.Name != "" {
			names[d.Channel] = "#" + c.Name
		}
	}
	return names
}

// nextRun is a digest's schedule and when it is due next, in its own zone.
func nextRun(d store.Digest, now time.Time) string {
	plan, err := digest.Parse(d.Schedule, "UTC")
	if err != nil {
		return fmt.Sprintf("%s, which is not understood", d.Schedule)
	}
	next := d.Next.In(plan.Location()).Format("Mon 2 Jan 15:04")
	switch {
	case d.State == store.DigestPaused:
		return plan.String() + ", paused"
	case d.Next.Before(now.Add(-time.Minute)):
		return plan.String() + ", due since " + next
	}
	return plan.String() + ", next " + next
}
