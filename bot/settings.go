package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/summarize"
)

// What can be pressed, and what the modal is called.
const (
	settingsCallback   = "footnote_settings"
	actionSettings     = "footnote_open_settings" // of the home; its value is the direct message with who presses
	actionSettingsOf   = "footnote_settings_of"   // shows the settings of another scope
	inherited          = "-"                      // the value of a choice that leaves it to the wider scope
	scopeWorkspace     = "workspace"
	scopeConversation  = "conversation"
	mostSettingsModels = 20
)

// settingSpot is whose settings a modal shows.
type settingSpot struct {
	Scope   string `json:"scope"`   // scopeWorkspace or scopeConversation
	Channel string `json:"channel"` // where it was opened
	Direct  bool   `json:"direct,omitempty"`
}

// stored is the scope under which the settings are stored; those of direct messages are the person's.
func (at settingSpot) stored(user string) string {
	switch {
	case at.Scope == scopeWorkspace:
		return ""
	case at.Direct:
		return user
	}
	return at.Channel
}

// setting is what somebody wants to be set, by names; "" takes a setting away.
type setting struct {
	settingSpot
	Values map[string]string `json:"values"`
}

func askToSet(a *Ask, rest string) bool {
	a.Kind = askSettings
	return rest == ""
}

// mayChange reports whether somebody may change a setting. What costs, what leaves the house and who may ask is for admins;
// how the replies of a conversation look is for its members.
func mayChange(name string, at settingSpot, who person) bool {
	switch {
	case !who.member && !(at.Direct && who.ours):
		return false
	case at.Scope == scopeWorkspace:
		return who.admin
	case name == ruleLanguage || name == ruleStyle:
		return true
	case name == watchSetting:
		return who.member && !at.Direct
	case name == rulePerson, name == ruleShared && at.Direct:
		return false
	}
	return who.admin
}

// openSettings shows the settings of the conversation in which a command was given.
func (b *Bot) openSettings(ctx context.Context, ask Ask) error {
	return b.showSettings(ctx, ask, settingSpot{Scope: scopeConversation, Channel: ask.Channel, Direct: ask.ChannelKind == "im"}, "")
}

// showSettings opens the modal, or changes the one that is open.
func (b *Bot) showSettings(ctx context.Context, ask Ask, at settingSpot, view string) error {
	who, err := b.person(ctx, ask.User)
	if err != nil {
		return err
	}
	w := WordsFor(firstOf(b.cfg.Language, who.locale))
	if at.Scope == scopeWorkspace && !who.admin {
		at.Scope = scopeConversation
	}
	if !mayChange(ruleLanguage, at, who) {
		return b.tellPrivately(ctx, ask, escape(w.f(forgetMembers)))
	}
	own, err := b.cfg.Store.Settings(ctx, b.self.Team, at.stored(ask.User))
	if err != nil {
		return err
	}
	if own[watchSetting] != "" {
		own[watchSetting] = "yes"
	}
	modal, err := b.drawSettings(w, at, who, own, b.placeName(ctx, at))
	if err != nil {
		return err
	}
	if view != "" {
		return b.slack.call(ctx, "views.update", "", func(ctx context.Context, api *slack.Client) error {
			_, err := api.UpdateViewContext(ctx, modal, "", "", view)
			return err
		})
	}
	err = b.slack.call(ctx, "views.open", "", func(ctx context.Context, api *slack.Client) error {
		_, err := api.OpenViewContext(ctx, ask.Trigger, modal)
		return err
	})
	if expiredTrigger(err) {
		return b.tellPrivately(ctx, ask, escape(w.f(pressedTooLong)))
	}
	return err
}

// placeName is a conversation's name as people write it; "" where Slack does not tell it.
func (b *Bot) placeName(ctx context.Context, at settingSpot) string {
	if at.Direct {
		return ""
	}
	p, err := b.place(ctx, at.Channel)
	if err != nil {
		b.log.InfoContext(ctx, "no name", "channel", at.Channel, "err", err)
	}
	return p.name
}

func (b *Bot) drawSettings(w *Words, at settingSpot, who person, own map[string]string, place string) (slack.ModalViewRequest, error) {
	meta, err := json.Marshal(at)
	if err != nil {
		return slack.ModalViewRequest{}, fmt.Errorf("encode the place of a modal: %w", err)
	}
	d := &drawing{}
	switch {
	case at.Scope == scopeWorkspace:
		d.context(escape(w.f(settingsWorkspace)))
	case at.Direct:
		d.context(escape(w.f(settingsDirect)))
	default:
		d.context(escape(w.f(settingsChannel, firstOf(place, at.Channel))))
	}
	for _, f := range b.fields(w, at) {
		if mayChange(f.name, at, who) {
			d.blocks = append(d.blocks, f.block(own[f.name]))
		}
	}
	if who.admin {
		other, label := settingSpot{scopeWorkspace, at.Channel, at.Direct}, settingsShowWorkspace
		if at.Scope == scopeWorkspace {
			other.Scope, label = scopeConversation, settingsShowChannel
			if at.Direct {
				label = settingsShowDirect
			}
		}
		d.blocks = append(d.blocks, slack.NewActionBlock("", button(actionSettingsOf, other.Scope, w.f(label))))
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: titleText(w.f(settingsTitle)), Close: plainText(w.f(modalShut)), Submit: plainText(w.f(modalSave)),
		CallbackID: settingsCallback, PrivateMetadata: string(meta), Blocks: slack.Blocks{BlockSet: d.blocks},
	}, nil
}

// settingField is one element of the modal: a choice, or a number where it has none to choose from.
type settingField struct {
	name, label string
	of          []choice
	decimal     bool
}

func (f settingField) block(now string) slack.Block {
	if f.of != nil {
		return input(f.name, f.label, choose(f.name, now, f.of))
	}
	number := slack.NewNumberInputBlockElement(nil, f.name, f.decimal)
	number.InitialValue, number.MinValue = now, "0"
	block := slack.NewInputBlock(f.name, plainText(f.label), nil, number)
	block.Optional = true
	return block
}

// fields are what can be set in a scope, where there is anything to choose.
func (b *Bot) fields(w *Words, at settingSpot) []settingField {
	usual := choice{inherited, w.f(settingsInherit)}
	if at.Scope == scopeWorkspace {
		usual.name = w.f(settingsUsual)
	}
	choices := func(of ...choice) []choice { return append([]choice{usual}, of...) }
	languages := choices()
	for _, o := range languageOptions("") {
		languages = append(languages, choice{o.Value, o.Text.Text})
	}
	styles := choices()
	for _, s := range summarize.Styles {
		styles = append(styles, choice{string(s), w.f(styleNames[s])})
	}
	fields := []settingField{{name: ruleLanguage, label: w.f(modalLanguageOf), of: languages}, {name: ruleStyle, label: w.f(modalStyle), of: styles}}
	if b.cfg.Watch && at.Scope == scopeConversation && !at.Direct {
		fields = append(fields, settingField{name: watchSetting, label: w.f(settingsWatch), of: []choice{{"no", w.f(settingsWatchNo)}, {"yes", w.f(settingsWatchYes)}}})
	}
	if len(b.cfg.TextsGoTo) > 0 {
		fields = append(fields, settingField{name: ruleEngine, label: w.f(settingsEngine), of: choices(
			choice{string(summarize.OpenAI), w.f(settingsModelYes)}, choice{string(summarize.Extractive), w.f(settingsModelNo)},
		)})
	}
	models, readers := b.offered()
	for _, f := range []struct {
		name  string
		label phrase
		of    []string
	}{{ruleModel, settingsModel, models}, {ruleReader, settingsReader, readers}} {
		if len(f.of) > 1 {
			of := choices()
			for _, name := range f.of[:min(len(f.of), mostSettingsModels)] {
				if len(name) <= mostButton { // Slack takes no longer value
					of = append(of, choice{name, name})
				}
			}
			fields = append(fields, settingField{name: f.name, label: w.f(f.label), of: of})
		}
	}
	fields = append(fields,
		settingField{name: ruleWho, label: w.f(settingsWho), of: choices(
			choice{whoEverybody, w.f(settingsEverybody)}, choice{whoMembers, w.f(settingsMembers)}, choice{whoAdmins, w.f(settingsAdmins)},
		)},
		settingField{name: ruleShared, label: w.f(settingsShared), of: choices(
			choice{sharedSilent, w.f(settingsSharedNo)}, choice{sharedAnswers, w.f(settingsSharedYes)},
		)},
		settingField{name: ruleTokens, label: w.f(settingsTokens)},
		settingField{name: ruleMoney, label: w.f(settingsMoney), decimal: true},
		settingField{name: rulePerson, label: w.f(settingsPerson)},
	)
	return fields
}

// offered are the models that may be chosen to write, and to read a second time.
func (b *Bot) offered() (models, readers []string) {
	for _, c := range b.cfg.Choices {
		if c.Model != "" && !slices.Contains(models, c.Model) {
			models = append(models, c.Model)
		}
		if c.Reader != "" && !slices.Contains(readers, c.Reader) {
			readers = append(readers, c.Reader)
		}
	}
	return models, readers
}

// settingsPressed takes what somebody did with the modal of settings, or with the button that opens it; false where it was
// something else.
func (b *Bot) settingsPressed(ctx context.Context, payload json.RawMessage) (bool, error) {
	var in interaction
	if err := json.Unmarshal(payload, &in); err != nil || in.View == nil {
		return false, nil //nolint:nilerr // whoever reads the rest of it says so
	}
	var at settingSpot
	ask := Ask{Kind: askSettings, Via: ViaButton, Team: b.self.Team, User: in.User.ID, UserTeam: in.User.TeamID, Trigger: in.TriggerID}
	known := in.View.CallbackID == settingsCallback && json.Unmarshal([]byte(in.View.Metadata), &at) == nil && at.Channel != ""
	if known {
		ask.Channel = at.Channel
		if at.Direct {
			ask.ChannelKind = "im"
		}
	}
	if in.Type == "view_submission" && known {
		return true, b.store(ctx, b.settingsSent(ask, at, in.View))
	}
	for _, a := range in.Actions {
		view := in.View.ID
		switch {
		case a.ActionID == actionSettingsOf && known:
			at.Scope = a.Value
		case a.ActionID == actionSettings && a.Value != "":
			at, view = settingSpot{Scope: scopeConversation, Channel: a.Value, Direct: true}, ""
			ask.Channel, ask.ChannelKind = a.Value, "im"
		default:
			continue
		}
		ask.Key = actionKey(b.self.Team, ask.Channel, a.ActionTS)
		b.soon(ctx, a.ActionID, func(ctx context.Context) error { return b.showSettings(ctx, ask, at, view) })
		return true, nil
	}
	return false, nil
}

// settingsSent is the wish that was sent with the modal.
func (b *Bot) settingsSent(ask Ask, at settingSpot, view *viewAsPosted) Ask {
	wish := &setting{settingSpot: at, Values: map[string]string{}}
	for name := range view.State.Values {
		value := view.field(name)
		if value == inherited {
			value = ""
		}
		wish.Values[name] = value
	}
	ask.Kind, ask.Set = AskSet, wish
	ask.Key = actionKey(b.self.Team, at.Channel, fmt.Sprintf("%s/%d", view.ID, b.now().Truncate(time.Second).Unix()))
	return ask
}

// set stores what somebody wants to be set, as far as they may.
func (b *Bot) set(ctx context.Context, ask Ask) error {
	who, err := b.person(ctx, ask.User)
	if err != nil {
		return err
	}
	w := WordsFor(firstOf(b.cfg.Language, who.locale))
	for _, f := range b.fields(w, ask.Set.settingSpot) {
		value, sent := ask.Set.Values[f.name]
		if !sent || !mayChange(f.name, ask.Set.settingSpot, who) || !f.takes(value) {
			continue
		}
		if f.name == watchSetting {
			if err := b.setWatch(ctx, ask, value == "yes"); err != nil {
				return err
			}
			continue
		}
		if err := b.cfg.Store.SetSetting(ctx, ask.Team, ask.Set.stored(ask.User), f.name, value); err != nil {
			return err
		}
	}
	b.log.InfoContext(ctx, "settings changed", "job", ask.Key, "scope", ask.Set.Scope)
	err = b.tellPrivately(ctx, ask, escape(w.f(settingsSaved)))
	if _, ok := unpostable(err); ok { // they are set all the same
		return nil
	}
	return err
}

// takes reports whether a value is one that the field can have.
func (f settingField) takes(value string) bool {
	if value == "" {
		return true
	}
	if f.of != nil {
		return slices.ContainsFunc(f.of, func(c choice) bool { return c.value == value })
	}
	if f.decimal {
		n, err := strconv.ParseFloat(value, 64)
		return err == nil && n >= 0 && n < 1e9
	}
	n, err := strconv.Atoi(value)
	return err == nil && n >= 0
}

// setWatch begins or ends the watch of a channel, where that is a change.
func (b *Bot) setWatch(ctx context.Context, ask Ask, on bool) error {
	now, err := b.cfg.Store.Setting(ctx, ask.Team, ask.Channel, watchSetting)
	switch {
	case err != nil:
		return err
	case on && (now == "" || now == ask.Key):
		return b.watch(ctx, ask)
	case !on && now != "":
		return b.cfg.Store.SetSetting(ctx, ask.Team, ask.Channel, watchSetting, "")
	}
	return nil
}
