package bot

import (
	"context"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// Terms are what the settings of the workspace say of somebody who asks outside Slack.
type Terms struct {
	Enough   bool              // they have had the day's replies
	Broke    bool              // the workspace has used up its day's tokens or money
	Quoted   bool              // no language model is to be asked
	Engine   *summarize.Engine // that the settings choose
	Language string            // of the workspace; "" where none is set
}

// TermsOf are the terms for a person of that name, which is no id of Slack's.
func (b *Bot) TermsOf(ctx context.Context, person string) (Terms, error) {
	r, err := b.rules(ctx, b.self.Team, "")
	if err != nil {
		return Terms{}, err
	}
	t := Terms{Quoted: r.Quoted, Engine: b.engineOf(r), Language: r.Language}
	ask := Ask{Team: b.self.Team, User: person, Rules: r}
	if t.Enough, err = b.enoughToday(ctx, ask); err != nil {
		return Terms{}, err
	}
	t.Broke, err = b.overBudget(ctx, ask)
	return t, err
}

// Spend writes down what a reply outside Slack took: it counts toward the workspace's day, of which admins hear when it is
// nearly used up, and toward that person's.
func (b *Bot) Spend(ctx context.Context, person, key string, u summarize.Usage) error {
	if err := b.addUsage(ctx, store.Spender{Team: b.self.Team, Person: person}, key, u); err != nil {
		return err
	}
	r, err := b.rules(ctx, b.self.Team, "")
	if err != nil {
		return err
	}
	return b.warnAdmins(ctx, Ask{Team: b.self.Team, Rules: r})
}

// ReadPage reads a link as a member of the workspace does.
func (b *Bot) ReadPage(ctx context.Context, link, language string) (*article.Document, error) {
	return b.pages.Read(ctx, b.self.Team, link, language, false)
}
