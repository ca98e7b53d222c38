package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// The settings of a conversation, or of a workspace where their scope is "", by the names that they are stored under.
const (
	ruleLanguage = "language"
	ruleStyle    = "style"
	ruleEngine   = "engine"
	ruleModel    = "model"
	ruleReader   = "reader"
	ruleWho      = "who"        // may ask
	ruleShared   = "shared"     // answers where another company reads
	ruleTokens   = "tokens_day" // of the conversation or workspace
	ruleMoney    = "usd_day"
	rulePerson   = "person_day" // replies; of the workspace alone
)

// Who may ask, as it is stored.
const (
	whoEverybody = "everybody"
	whoMembers   = "members"
	whoAdmins    = "admins"
)

// Whether Footnote answers where another company reads, as it is stored.
const (
	sharedSilent  = "no"
	sharedAnswers = "yes"
)

// Choice is a pair of models that settings may name: who writes, and who reads a second time.
type Choice struct {
	Model, Reader string
	Engine        *summarize.Engine
}

// rules are what holds for a request: the settings of its conversation, else those of its workspace, else the operator's.
type rules struct {
	Language      string
	Style         summarize.Style
	Quoted        bool // no language model is asked
	Model, Reader string
	Who           string
	Shared        bool // answers are given where another company reads
	Conversation  caps
	Workspace     caps
	PersonDay     int
}

// caps are what may be used on a UTC day; 0 is no cap.
type caps struct {
	Tokens int
	USD    float64
}

// reached is how much of the caps is used, as a share of the one that is nearer.
func (c caps) reached(u store.Used) float64 {
	share := 0.0
	if c.Tokens > 0 {
		share = float64(u.Tokens) / float64(c.Tokens)
	}
	if c.USD > 0 {
		share = max(share, u.USD/c.USD)
	}
	return share
}

// ruleScope is whose settings hold for a request: its channel's, in direct messages the person's.
func (a Ask) ruleScope() string {
	if a.ChannelKind == "im" || strings.HasPrefix(a.Channel, "D") {
		return a.User
	}
	return a.Channel
}

// rules are what holds in a channel, or for a person in direct messages; where neither is named, in the workspace.
func (b *Bot) rules(ctx context.Context, team, scope string) (rules, error) {
	all, err := b.cfg.Store.Settings(ctx, team, "")
	if err != nil {
		return rules{}, fmt.Errorf("rules of the workspace: %w", err)
	}
	own, err := b.cfg.Store.Settings(ctx, team, scope)
	if err != nil {
		return rules{}, fmt.Errorf("rules of %s: %w", scope, err)
	}
	set := func(name string) string { return firstOf(own[name], all[name]) }
	return rules{
		Language:     firstOf(set(ruleLanguage), b.cfg.Language),
		Style:        summarize.Style(set(ruleStyle)),
		Quoted:       set(ruleEngine) == string(summarize.Extractive),
		Model:        set(ruleModel),
		Reader:       set(ruleReader),
		Who:          set(ruleWho),
		Shared:       set(ruleShared) == sharedAnswers,
		Conversation: capsIn(own),
		Workspace:    capsIn(all).within(caps{b.cfg.TokensDay, b.cfg.BudgetDay}),
		PersonDay:    least(wholeNumber(all[rulePerson]), b.cfg.PersonDay),
	}, nil
}

func capsIn(set map[string]string) caps {
	usd, err := strconv.ParseFloat(set[ruleMoney], 64)
	if err != nil || usd < 0 {
		usd = 0
	}
	return caps{wholeNumber(set[ruleTokens]), usd}
}

// within are caps that are no wider than those of who pays.
func (c caps) within(operator caps) caps {
	return caps{least(c.Tokens, operator.Tokens), least(c.USD, operator.USD)}
}

// least is the lower of two caps, of which 0 is none.
func least[T int | float64](a, b T) T {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}

func wholeNumber(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// engineOf is the engine that the rules choose; the operator's own where what they name is no longer there.
func (b *Bot) engineOf(r rules) *summarize.Engine {
	for _, c := range b.cfg.Choices {
		if (r.Model == "" || c.Model == r.Model) && (r.Reader == "" || c.Reader == r.Reader) {
			return c.Engine
		}
	}
	return b.cfg.Engine
}

// mayNotAsk is why somebody may not ask here; "" where they may. What the clock or a watched channel asks is asked by nobody.
func (b *Bot) mayNotAsk(ctx context.Context, ask Ask) (phrase, error) {
	if ask.Via == ViaClock || ask.Via == ViaWatch || ask.Rules.Who == "" || ask.Rules.Who == whoEverybody {
		return "", nil
	}
	who, err := b.person(ctx, ask.User)
	switch {
	case err != nil:
		return "", err
	case ask.Rules.Who == whoMembers && !who.member:
		return membersAsk, nil
	case ask.Rules.Who == whoAdmins && !who.admin:
		return adminsAsk, nil
	}
	return "", nil
}

// overBudget reports whether the workspace or the conversation has used up what it may use a day.
func (b *Bot) overBudget(ctx context.Context, ask Ask) (bool, error) {
	for _, one := range []struct {
		caps
		who store.Spender
	}{
		{ask.Rules.Workspace, store.Spender{Team: ask.Team}},
		{ask.Rules.Conversation, store.Spender{Team: ask.Team, Channel: ask.Channel}},
	} {
		if one.caps == (caps{}) {
			continue
		}
		used, err := b.cfg.Store.UsedToday(ctx, one.who, b.now())
		if err != nil || one.reached(used) >= 1 {
			return true, err
		}
	}
	return false, nil
}

// noteSpent has the asker told, and nobody else, where a day's budget is why a reply is none of a model's.
func (b *Bot) noteSpent(ctx context.Context, ask Ask, out *outcome) error {
	if ask.ChannelKind == "im" || ask.Via == ViaDM || ask.Via == ViaWatch || ask.Via == ViaClock {
		return nil // nobody else reads it, or nobody asked
	}
	bare := func(p part) bool {
		return p.reply != nil && slices.Contains(p.reply.Notes, summarize.OverBudget) ||
			p.check != nil && slices.Contains(p.check.Notes, summarize.OverBudget)
	}
	if !slices.ContainsFunc(out.Parts, bare) {
		return nil
	}
	var err error
	if out.Spent, err = b.overBudget(ctx, ask); err != nil || !out.Spent {
		return err
	}
	return b.store(ctx, Ask{
		Key: fmt.Sprintf("%s/%s/spent/%s/%s", ask.Team, ask.Channel, ask.User, b.today()), Kind: AskSpent, Via: ViaHouse,
		Team: ask.Team, Channel: ask.Channel, ChannelKind: ask.ChannelKind, User: ask.User, Thread: ask.Thread, InThread: ask.Thread != "",
	})
}

// sayBudgetSpent tells somebody, once a day and conversation, why replies are sentences of the texts.
func (b *Bot) sayBudgetSpent(ctx context.Context, ask Ask) error {
	err := b.tellPrivately(ctx, ask, escape(WordsFor(b.localeHere(ctx, ask)).f(budgetSpent)))
	if slackCode(err) != "" && !passes(err) {
		return store.Stop(err)
	}
	return err
}

// enoughToday reports whether somebody has had all the replies of a day.
func (b *Bot) enoughToday(ctx context.Context, ask Ask) (bool, error) {
	if ask.Rules.PersonDay == 0 || ask.Via == ViaClock || ask.Via == ViaWatch {
		return false, nil
	}
	used, err := b.cfg.Store.UsedToday(ctx, store.Spender{Team: ask.Team, Person: ask.User}, b.now())
	return used.Replies >= ask.Rules.PersonDay, err
}
