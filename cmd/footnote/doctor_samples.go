package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/bot"
)

// checkLayouts asks Slack whether it takes all that Footnote draws.
func (s settings) checkLayouts(ctx context.Context) finding {
	samples, err := bot.Samples()
	if err != nil {
		return finding{"layouts", err.Error(), "this is a mistake of Footnote's: report it"}
	}
	var refused []string
	for _, sample := range samples {
		err := s.validate(ctx, sample)
		var no slack.SlackErrorResponse
		switch {
		case err == nil:
		case errors.As(err, &no) && no.Err == "unknown_method":
			return finding{"layouts", "this Slack cannot be asked whether it takes them; what it refuses is posted plainer", ""}
		case errors.As(err, &no) && strings.HasPrefix(no.Err, "invalid_"):
			refused = append(refused, fmt.Sprintf("%s (%s)", sample.Name, strings.Join(append([]string{no.Err}, no.ResponseMetadata.Messages...), "; ")))
		default:
			return finding{"layouts", "Slack was not asked: " + err.Error(), "try again"}
		}
	}
	if len(refused) > 0 {
		do := "replies are posted plainer there; report it"
		if s.layout == bot.RichLayout {
			do = "set FOOTNOTE_LAYOUT=classic, and report it"
		}
		return finding{"layouts", "Slack refuses " + strings.Join(refused, ", "), do}
	}
	return finding{"layouts", fmt.Sprintf("Slack takes all %d that are drawn", len(samples)), ""}
}

// validate asks blocks.validate, which slack-go does not know: Slack's own check of blocks and views, that posts nothing.
func (s settings) validate(ctx context.Context, sample bot.Sample) error {
	name, value := "blocks", any(sample.Blocks)
	if sample.View != nil {
		name, value = "view", sample.View
	}
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode %s: %w", sample.Name, err)
	}
	form := url.Values{"token": {s.slackBotToken}, name: {string(data)}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.slackAPIURL+"blocks.validate", strings.NewReader(form.Encode()))
	if err != nil {
		return fmt.Errorf("ask Slack: %w", err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("ask Slack: %w", err)
	}
	defer resp.Body.Close()
	var answer struct {
		OK     bool   `json:"ok"`
		Error  string `json:"error"`
		Errors []struct {
			Message string `json:"message"`
			Pointer string `json:"pointer"`
		} `json:"errors"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return fmt.Errorf("ask Slack: status %d: %w", resp.StatusCode, err)
	}
	if answer.OK {
		return nil
	}
	no := slack.SlackErrorResponse{Err: answer.Error}
	for _, e := range answer.Errors {
		no.ResponseMetadata.Messages = append(no.ResponseMetadata.Messages, e.Message+" at "+e.Pointer)
	}
	return no
}

// postSamples posts all that Footnote draws into a thread of a channel, for people to look at on a desktop and a phone.
func (s settings) postSamples(ctx context.Context, channel string) finding {
	samples, err := bot.Samples()
	if err != nil {
		return finding{"samples", err.Error(), "this is a mistake of Footnote's: report it"}
	}
	api := slack.New(s.slackBotToken, slack.OptionAPIURL(s.slackAPIURL), slack.OptionRetry(5))
	where, root, err := api.PostMessageContext(ctx, channel, slack.MsgOptionText("Footnote's layouts, classic and rich, in this thread", false))
	if err != nil {
		return finding{"samples", "not posted: " + err.Error(), "invite the app to " + channel + ", and give the channel's id"}
	}
	posted, refused := 0, []string{}
	for _, sample := range samples {
		if sample.View != nil {
			continue
		}
		for _, options := range [][]slack.MsgOption{{slack.MsgOptionText("↓ "+sample.Name, false)}, sample.Options()} {
			if _, _, err = api.PostMessageContext(ctx, where, append(options, slack.MsgOptionTS(root))...); err != nil {
				refused = append(refused, sample.Name+": "+err.Error())
				break
			}
		}
		if err == nil {
			posted++
		}
	}
	is := fmt.Sprintf("%d posted to %s: look at them on a desktop and a phone; where the rich ones are well, FOOTNOTE_LAYOUT=rich", posted, channel)
	if len(refused) > 0 {
		return finding{"samples", is + "; refused: " + strings.Join(refused, ", "), "keep FOOTNOTE_LAYOUT=classic, and report it"}
	}
	return finding{"samples", is, ""}
}
