package bot

import (
	"testing"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// What stands behind the buttons, and in the app's home.

func viewInGallery(t *testing.T, name string, view any) {
	t.Helper()
	inGallery(t, name, map[string]any{"view": view})
}

// TestModals draws what stands behind the buttons of a reply.
func TestModals(t *testing.T) {
	at := spot{Key: "T1/C1/10.1", Channel: "C1", Thread: "10.1", TS: "11.1"}
	ask := Ask{Kind: AskReply, Key: at.Key}
	walled := &outcome{Parts: []part{{Failure: &article.Error{Kind: article.Paywall, URL: "https://pay.example/x", Preview: "The *wall* rises.\n\nIt rises again."}}}}
	for _, l := range tongues {
		w := l.words()
		r := l.summary(t, harbour(t))
		r.Model, r.Claims, r.Usage = "gpt-4o-mini", r.Claims[:2], summarize.Usage{Calls: 2, PromptTokens: 3200, CompletionTokens: 212}
		r.LeftOut[0].Words = "46"
		o := l.said(part{reply: r})
		for name, v := range map[string]slack.ModalViewRequest{
			"modal_passages": drawPassages(w, o, at, 0, true), "modal_more": drawMore(w, ask, o, at, viewer{rights: true}), "modal_more_colleague": drawMore(w, ask, o, at, viewer{}),
			"modal_left_out": drawLeftOut(w, o, at, true), "modal_before_the_wall": drawPreview(w, walled, at), "modal_gone": notice(w, offerGone, at),
		} {
			t.Run(name+l.suffix, func(t *testing.T) { viewInGallery(t, name+l.suffix, v) })
		}
	}
}

// TestDigestModal draws how a digest is edited.
func TestDigestModal(t *testing.T) {
	schedule, err := digest.Parse("weekly Mon 09:00", "Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range tongues {
		v, err := drawDigestModal(l.words(), store.Digest{}, schedule, digestSpot{"C1", 1})
		if err != nil {
			t.Fatal(err)
		}
		viewInGallery(t, "modal_digest"+l.suffix, v)
	}
}

// TestHome draws what an admin, with a model, and somebody else, without one, see when they open the app.
func TestHome(t *testing.T) {
	used := store.Used{Replies: 3, Calls: 9, Tokens: 51_200, USD: 0.02}
	for _, l := range tongues {
		w := l.words()
		spans := func(u store.Used) string { return w.f(usageSpans, w.used(u), usageDays, w.used(u)) }
		viewInGallery(t, "home_admin"+l.suffix, home{
			direct: "D1", hosts: []string{"api.openai.com (gpt-4o-mini)"}, you: spans(used) + w.f(usageOfReplies, 40),
			workspace: spans(used) + w.capped(caps{2_000_000, 2}), held: store.Held{Requests: 12, Texts: 3, Opinions: 2},
			records: []store.ReaderRecord{
				{Reader: "gpt-4o-mini@https://api.openai.com/v1 en>en", Right: 196, Given: 200},
				{Reader: "gpt-4o-mini@https://api.openai.com/v1 zh>en", Right: 171, Given: 200},
			},
		}.draw(w))
		viewInGallery(t, "home"+l.suffix, home{direct: "D1", you: spans(store.Used{Replies: 1}), held: store.Held{Requests: 1}}.draw(w))
	}
}

// TestSettingsModal draws what an admin and a member can set.
func TestSettingsModal(t *testing.T) {
	b := &Bot{cfg: Config{Watch: true, TextsGoTo: []string{"api.openai.com"}, Choices: []Choice{{Model: "gpt-4o-mini", Reader: "gpt-4o"}, {Model: "gpt-4o", Reader: "gpt-4o"}}}}
	channel, workspace := settingSpot{Scope: scopeConversation, Channel: "C1"}, settingSpot{Scope: scopeWorkspace, Channel: "C1"}
	admin, member := person{ours: true, member: true, admin: true}, person{ours: true, member: true}
	set := map[string]string{ruleLanguage: "zh-Hans", ruleTokens: "200000"}
	for _, l := range tongues {
		for _, tt := range []struct {
			name  string
			at    settingSpot
			who   person
			own   map[string]string
			place string
		}{
			{"modal_settings_admin", channel, admin, set, "#news"},
			{"modal_settings", channel, member, nil, "#news"},
			{"modal_settings_workspace", workspace, admin, nil, ""},
		} {
			v, err := b.drawSettings(l.words(), tt.at, tt.who, tt.own, tt.place)
			if err != nil {
				t.Fatal(err)
			}
			viewInGallery(t, tt.name+l.suffix, v)
		}
	}
}
