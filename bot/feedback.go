package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/footnote-bot/footnote/store"
)

// What somebody may tell the admins.
const (
	mostWord  = 1_000 // bytes
	wordsADay = 3
)

func askFeedback(a *Ask, rest string) bool {
	a.Kind, a.Word = AskThumbs, clip(strings.TrimSpace(rest), mostWord)
	return true
}

// takeWord shows what was thought of replies, or, where words came with it, hands them to the admins.
func (b *Bot) takeWord(ctx context.Context, ask Ask) error {
	who, err := b.person(ctx, ask.User)
	if err != nil {
		return err
	}
	w := WordsFor(firstOf(b.cfg.Language, who.locale))
	if ask.Word == "" {
		text, err := b.opinions(ctx, ask, who, w)
		if err != nil {
			return err
		}
		return b.tellPrivately(ctx, ask, escape(text))
	}
	if !who.ours {
		return b.tellPrivately(ctx, ask, escape(w.f(forgetMembers)))
	}
	said := wordMany
	for n := range wordsADay {
		taken, err := b.hand(ctx, ask, n)
		if err != nil {
			return err
		}
		if taken {
			said = wordSent
			break
		}
	}
	return b.tellPrivately(ctx, ask, escape(w.f(said)))
}

// hand has the admins told of somebody's word, as their nth of the day; false where that was another word.
func (b *Bot) hand(ctx context.Context, ask Ask, n int) (bool, error) {
	word := Ask{
		Key:  fmt.Sprintf("%s/word/%s/%s/%d", ask.Team, ask.User, b.today(), n),
		Kind: AskTell, Via: ViaHouse, Team: ask.Team, User: ask.User, Word: ask.Word, Of: ask.Key,
	}
	if err := b.store(ctx, word); err != nil {
		return false, err
	}
	stored, err := b.cfg.Store.Request(ctx, word.Key)
	if err != nil {
		return false, err
	}
	before, err := askOf(stored)
	return err == nil && before.Of == ask.Key, nil
}

// opinions says what somebody, and for admins what everybody, thought of replies.
func (b *Bot) opinions(ctx context.Context, ask Ask, who person, w *Words) (string, error) {
	own, err := b.cfg.Store.Opinions(ctx, ask.Team, ask.User)
	if err != nil {
		return "", err
	}
	lines := []string{w.f(opinionsYours, own[store.Good], own[store.Bad], own[store.NotSupported])}
	if who.admin {
		all, err := b.cfg.Store.Opinions(ctx, ask.Team, "")
		if err != nil {
			return "", err
		}
		lines = append(lines, w.f(opinionsAll, all[store.Good], all[store.Bad], all[store.NotSupported]))
	}
	return strings.Join(append(lines, w.f(opinionsHow)), "\n"), nil
}
