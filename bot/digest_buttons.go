package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
)

// digestCallback marks the modal in which a digest is edited, and its fields are the blocks below, each with one element.
const (
	digestCallback = "footnote_digest"

	fieldWhen  = "when"
	fieldDay   = "day"
	fieldTime  = "time"
	fieldHours = "hours"
	fieldZone  = "zone"
	fieldTakes = "takes"
	fieldQuiet = "quiet"
)

// digestSpot is the digest that a modal edits.
type digestSpot struct {
	Channel string `json:"channel"`
	Number  int    `json:"number"`
}

// digestPressed takes what somebody did with a digest's buttons or its modal; false where it was something else.
func (b *Bot) digestPressed(ctx context.Context, payload json.RawMessage) (bool, error) {
	var in interaction
	if err := json.Unmarshal(payload, &in); err != nil {
		return false, nil //nolint:nilerr // whoever reads the rest of it says so
	}
	if in.Type == "view_submission" && in.View != nil && in.View.CallbackID == digestCallback {
		return true, b.digestEdited(ctx, in)
	}
	if in.Type != "block_actions" {
		return false, nil
	}
	for _, a := range in.Actions {
		number, _ := strconv.Atoi(a.Value) // 0 is no digest
		at := digestSpot{in.Container.ChannelID, number}
		switch a.ActionID {
		case actionDigestEdit:
			b.soon(ctx, a.ActionID, func(ctx context.Context) error { return b.openDigest(ctx, in, at) })
		case actionDigestPause:
			return true, b.store(ctx, b.digestPress(in, at, a.ActionTS, DigestAsk{Do: digestPause, Number: number}))
		case actionDigestResume:
			return true, b.store(ctx, b.digestPress(in, at, a.ActionTS, DigestAsk{Do: digestResume, Number: number}))
		default:
			continue
		}
		return true, nil
	}
	return false, nil
}

func (b *Bot) digestPress(in interaction, at digestSpot, when string, wish DigestAsk) Ask {
	return Ask{
		Key: actionKey(b.self.Team, at.Channel, when), Kind: AskDigest, Via: ViaButton, Team: b.self.Team, Channel: at.Channel,
		User: in.User.ID, UserTeam: in.User.TeamID, Digest: &wish,
	}
}

// openDigest opens the modal in which a digest is edited.
func (b *Bot) openDigest(ctx context.Context, in interaction, at digestSpot) error {
	d, err := b.cfg.Store.Digest(ctx, b.self.Team, at.Channel, at.Number)
	if err != nil {
		return err
	}
	s, err := digest.Parse(d.Schedule, "UTC")
	if err != nil {
		return err
	}
	view, err := drawDigestModal(WordsFor(b.localeOf(ctx, in.User.ID)), d, s, at)
	if err != nil {
		return err
	}
	return b.slack.call(ctx, "views.open", "", func(ctx context.Context, api *slack.Client) error {
		_, err := api.OpenViewContext(ctx, in.TriggerID, view)
		return err
	})
}

func drawDigestModal(w *Words, d store.Digest, s digest.Schedule, at digestSpot) (slack.ModalViewRequest, error) {
	meta, err := json.Marshal(at)
	if err != nil {
		return slack.ModalViewRequest{}, fmt.Errorf("encode the place of a modal: %w", err)
	}
	clock := slack.NewTimePickerBlockElement(fieldTime)
	clock.InitialTime = fmt.Sprintf("%02d:%02d", s.Hour, s.Minute)
	zone := slack.NewPlainTextInputBlockElement(nil, fieldZone)
	zone.InitialValue = s.Zone()
	var days, hours []choice
	for _, day := range digest.EveryDay.List() {
		days = append(days, choice{day.String()[:3], w.weekday(day)})
	}
	for _, n := range []int{1, 2, 3, 4, 6, 8, 12} {
		hours = append(hours, choice{strconv.Itoa(n), strconv.Itoa(n)})
	}
	blocks := []slack.Block{
		input(fieldWhen, w.f(modalWhen), choose(fieldWhen, kindOf(s), []choice{
			{"daily", w.f(modalDaily)}, {"weekdays", w.f(modalWeekdays)}, {"weekly", w.f(modalWeekly)}, {"hours", w.f(modalHourly)},
		})),
		input(fieldTime, w.f(modalTime), clock),
		input(fieldDay, w.f(modalDay), choose(fieldDay, s.Days.List()[0].String()[:3], days)),
		input(fieldHours, w.f(modalHours), choose(fieldHours, strconv.Itoa(max(s.Every, 1)), hours)),
		input(fieldZone, w.f(modalZone), zone),
		input(fieldTakes, w.f(modalTakes), choose(fieldTakes, firstOf(d.Takes, "all"), []choice{
			{"all", w.f(modalTakesAll)}, {takesLinks, w.f(modalTakesLinks)}, {takesFeeds, w.f(modalTakesFeeds)},
		})),
		input(fieldQuiet, w.f(modalQuiet), choose(fieldQuiet, firstOf(d.Quiet, "none"), []choice{
			{"none", w.f(modalQuietNone)}, {quietLine, w.f(modalQuietLine)},
		})),
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plainText(w.f(modalDigest)), Close: plainText(w.f(modalShut)), Submit: plainText(w.f(modalSave)),
		CallbackID: digestCallback, PrivateMetadata: string(meta), Blocks: slack.Blocks{BlockSet: blocks},
	}, nil
}

// choice is one of several values, and its name.
type choice struct{ value, name string }

func choose(field, now string, of []choice) *slack.SelectBlockElement {
	var options []*slack.OptionBlockObject
	chosen := 0
	for i, c := range of {
		options = append(options, slack.NewOptionBlockObject(c.value, plainText(c.name), nil))
		if c.value == now {
			chosen = i
		}
	}
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, field, options...)
	menu.InitialOption = options[chosen]
	return menu
}

func input(field, label string, element slack.BlockElement) slack.Block {
	return slack.NewInputBlock(field, plainText(label), nil, element)
}

var errNoDigest = errors.New("a modal without its digest")

// digestEdited turns what was sent with the modal into the words that set the same.
func (b *Bot) digestEdited(ctx context.Context, in interaction) error {
	var at digestSpot
	if err := json.Unmarshal([]byte(in.View.Metadata), &at); err != nil || at.Number == 0 {
		b.log.WarnContext(ctx, "modal not understood", "err", errors.Join(errNoDigest, err))
		return nil
	}
	field := in.View.field
	words := []string{field(fieldWhen), field(fieldTime)}
	switch words[0] {
	case "weekly":
		words = []string{"weekly", field(fieldDay), field(fieldTime)}
	case "hours":
		words = []string{"every", field(fieldHours) + "h"}
	}
	words = append(words, field(fieldZone), "quiet", firstOf(field(fieldQuiet), "none"))
	switch takes := field(fieldTakes); takes {
	case takesLinks, takesFeeds:
		words = append(words, takes, "only")
	default:
		words = append(words, "everything")
	}
	wish := DigestAsk{Do: digestSet, Number: at.Number, Rest: strings.Join(words, " ")}
	return b.store(ctx, b.digestPress(in, at, fmt.Sprintf("%s/%d", in.View.ID, b.now().Truncate(time.Second).Unix()), wish))
}
