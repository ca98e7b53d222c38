package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
	"github.com/footnote-bot/footnote/summarize"
)

// justPosted is how long after a digest another one of the same channel is refused.
const justPosted = 5 * time.Minute

// DigestAsk is what is wanted of a channel's digests.
type DigestAsk struct {
	Do     digestDo  `json:"do"`
	Rest   string    `json:"rest,omitempty"`   // the words behind it
	Number int       `json:"number,omitempty"` // of the digest; 0: the channel's one
	Due    time.Time `json:"due,omitzero"`     // of a slot
}

// digestDo is a thing to do with digests.
type digestDo string

// What can be done with digests.
const (
	digestSlot    digestDo = "slot" // it is due
	digestNow     digestDo = "now"
	digestPreview digestDo = "preview"
	digestSet     digestDo = "set"
	digestAdd     digestDo = "add"
	digestOff     digestDo = "off"
	digestPause   digestDo = "pause"
	digestResume  digestDo = "resume"
	digestList    digestDo = "list"
	digestListAll digestDo = "list_all"
	feedFollow    digestDo = "follow"
	feedUnfollow  digestDo = "unfollow"
	feedsList     digestDo = "feeds"
)

// gathering is a digest as it is stored before it is posted. Items[i] belongs to the outcome's Parts[i].
type gathering struct {
	Number  int             `json:"number,omitempty"` // of the channel's digest; 0: of none
	Channel string          `json:"channel"`          // as people write it
	Items   []gathered      `json:"items"`
	Unread  []digest.Unread `json:"unread,omitempty"`
	Left    int             `json:"left,omitempty"`    // items that were not looked at
	Cut     bool            `json:"cut,omitempty"`     // there were more messages than a digest looks at
	Threads int             `json:"threads,omitempty"` // threads with new replies that were not looked at
	Since   time.Time       `json:"since"`             // when the last one was made, else where it begins
	Made    time.Time       `json:"made"`              // when it was gathered
	Due     time.Time       `json:"due,omitzero"`      // of a slot
	Zone    string          `json:"zone,omitempty"`    // in which times are told
	Failing []string        `json:"failing,omitempty"` // feeds that have not answered for days
	Seen    store.Seen      `json:"seen"`              // how far the digest comes with it
	Stop    phrase          `json:"stop,omitempty"`    // why the digest pauses instead
}

// gathered is one item of a digest.
type gathered struct {
	digest.Item
	Also []digest.Source `json:"also,omitempty"`
}

// gather works out a digest: what was shared and announced since the last one, read and asked about.
func (b *Bot) gather(ctx context.Context, ask Ask, who person, out *outcome) error {
	d, err := b.digestOf(ctx, ask)
	if err != nil {
		return err
	}
	w := &gathering{Number: d.Number, Made: b.now(), Due: ask.Digest.Due, Zone: zoneOf(d, who), Seen: store.Seen{Message: d.Covered, Entry: d.Entries}}
	place, err := b.place(ctx, ask.Channel)
	if err != nil {
		return err
	}
	w.Channel = firstOf(ask.channelName(), ask.Channel)
	if place.name != "" {
		w.Channel = place.name
	}
	if stop := place.stops(d, ask.Rules); stop != "" {
		if ask.Via != ViaClock {
			out.Private = stop
			return nil
		}
		w.Stop, out.Digest = stop, w
		return nil
	}
	if ask.Via == ViaClock {
		who = person{member: !place.shared, locale: d.Language}
	}
	slots, err := b.cfg.Store.Slots(ctx, ask.Team, ask.Channel, d.Number, 5)
	if err != nil {
		return err
	}
	from := beginOf(d, w.Made)
	w.Since = lastMade(d, slots, ask.Key, from)
	if ask.Digest.Do == digestNow {
		if posted, err := b.startNow(ctx, ask, d, w.Made, slots); err != nil || posted {
			out.Private = digestJustPosted
			return err
		}
	}
	links, entries, err := b.digestLinks(ctx, ask, d, from, w)
	if code := slackCode(err); code == "channel_not_found" || code == "not_in_channel" {
		out.Private = inviteMe
		return nil
	}
	if err != nil {
		return err
	}
	out.Digest = w
	if d.Language != "" && ask.Rules.Language == "" {
		out.Locale = d.Language // the channel's, whoever asks
	}
	return b.composeDigest(ctx, ask, who, out, digest.Gather(links), entries)
}

// digestOf is the channel's digest that a request is about. Without one there is a digest of the last day, which is
// number 0 and stands nowhere.
func (b *Bot) digestOf(ctx context.Context, ask Ask) (store.Digest, error) {
	if ask.Digest.Number > 0 {
		return b.cfg.Store.Digest(ctx, ask.Team, ask.Channel, ask.Digest.Number)
	}
	all, err := b.cfg.Store.Digests(ctx, ask.Team, ask.Channel)
	if err != nil {
		return store.Digest{}, err
	}
	if len(all) == 0 {
		return store.Digest{Team: ask.Team, Channel: ask.Channel, State: store.DigestOn, Shared: true}, nil
	}
	first := all[0]
	for _, d := range all[1:] {
		if d.State == store.DigestOn && (first.State != store.DigestOn || d.Next.Before(first.Next)) {
			first = d
		}
	}
	return first, nil
}

// beginOf is where a digest begins: where it ended last, else a day ago.
func beginOf(d store.Digest, now time.Time) time.Time {
	if at := messageTime(d.Covered); !at.IsZero() {
		return at
	}
	return now.Add(-24 * time.Hour)
}

// lastMade is when the last digest was made of those that the next one follows, which people know better than the moment of
// the last message in it; from where there was none.
func lastMade(d store.Digest, slots []store.Slot, now string, from time.Time) time.Time {
	for _, s := range slots {
		inTime := s.State == store.SlotQuiet && s.Key == slotKey(d, s.Due) // one that was asked for and found nothing covers nothing
		if d.Number > 0 && s.Key != now && (inTime || s.State == store.SlotPosted) && s.Intended.After(from) {
			return s.Intended
		}
	}
	return from
}

func zoneOf(d store.Digest, who person) string {
	if s, err := digest.Parse(d.Schedule, "UTC"); err == nil {
		return s.Zone()
	}
	return who.zone
}

// messageTime is the time of a message's ts; zero where there is none.
func messageTime(ts string) time.Time {
	seconds, _, _ := strings.Cut(ts, ".")
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || n == 0 {
		return time.Time{}
	}
	return time.Unix(n, 0)
}

// startNow writes down that a digest is made between two slots; true where one has only just been posted.
func (b *Bot) startNow(ctx context.Context, ask Ask, d store.Digest, now time.Time, slots []store.Slot) (bool, error) {
	for _, s := range slots {
		if s.Key != ask.Key && s.State == store.SlotPosted && now.Sub(s.Ended).Abs() < justPosted {
			return true, nil
		}
	}
	return false, b.cfg.Store.NoteSlot(ctx, store.Slot{Team: ask.Team, Channel: ask.Channel, Number: d.Number, Due: now, Key: ask.Key})
}

// digestLinks are the links that a digest is made of, and notes how far they go.
func (b *Bot) digestLinks(ctx context.Context, ask Ask, d store.Digest, from time.Time, w *gathering) (links []digest.Link, entries map[string]article.FeedEntry, err error) {
	if d.Takes != takesFeeds {
		said, err := b.saidSince(ctx, ask.Channel, firstOf(d.Covered, slackTime(from)))
		if err != nil {
			return nil, nil, err
		}
		w.Cut, w.Threads = said.cut, said.threads
		for _, m := range said.messages {
			w.Seen.Message = max(w.Seen.Message, m.Timestamp)
			links = append(links, b.shares(m)...)
		}
	}
	w.Seen.Message = max(w.Seen.Message, slackTime(from))
	if d.Takes == takesLinks {
		return links, nil, nil
	}
	entries, announced, err := b.announced(ctx, ask, d, from, w)
	return append(links, announced...), entries, err
}

// shares are the links of a message that a person or another app posted.
func (b *Bot) shares(m slack.Message) []digest.Link {
	if b.isOurs(m) {
		return nil
	}
	var links []digest.Link
	share := digest.Share{By: firstOf(m.User, m.BotID), At: m.Timestamp, Replies: m.ReplyCount}
	if m.ThreadTimestamp != m.Timestamp {
		share.Thread = m.ThreadTimestamp
	}
	if m.BotID != "" {
		share.App = firstOf(m.Username, botName(m), m.BotID)
	}
	for _, r := range m.Reactions {
		share.Reactions += r.Count
	}
	for _, link := range sharedLinks(m) {
		if _, _, slackLink := b.slackPermalink(link); !slackLink {
			links = append(links, digest.Link{URL: link, Share: &share})
		}
	}
	return links
}

// composeDigest reads and asks what a digest shows.
func (b *Bot) composeDigest(ctx context.Context, ask Ask, who person, out *outcome, items []digest.Item, entries map[string]article.FeedEntry) error {
	var mu sync.Mutex
	readings, parts := map[string]reading{}, map[string]part{}
	ed, err := digest.Compose(ctx, items, digest.Work{
		Read: func(ctx context.Context, it digest.Item) (*article.Document, error) {
			if e, announced := entries[it.Link]; announced {
				if doc := b.cfg.Reader.ReadEntry(ctx, e); doc != nil { // the feed brought all of it
					return doc, nil
				}
			}
			r, err := b.readAll(ctx, ask, who, []source{{link: it.Link}})
			if err != nil {
				return nil, err
			}
			if r[0].doc == nil {
				if r[0].failure != nil {
					return nil, r[0].failure
				}
				return nil, &article.Error{Kind: article.Private, URL: it.Link, Err: errors.New("not shown here")}
			}
			mu.Lock()
			defer mu.Unlock()
			readings[r[0].doc.ID] = r[0]
			return r[0].doc, nil
		},
		Ask: func(ctx context.Context, doc *article.Document, quoted bool) (*summarize.Reply, error) {
			p, err := b.digestPart(ctx, ask, out.Locale, readings[doc.ID], doc, quoted)
			if err != nil {
				return nil, err
			}
			mu.Lock()
			defer mu.Unlock()
			parts[doc.ID] = p
			return p.reply, nil
		},
		Forecast: func(doc *article.Document) int {
			return b.engineOf(ask.Rules).Forecast(summarize.Request{Documents: []*article.Document{doc}, Style: summarize.Brief}).Tokens
		},
	})
	if err != nil {
		return err
	}
	for _, s := range ed.Stories {
		out.Digest.Items = append(out.Digest.Items, gathered{Item: s.Item, Also: s.Also})
		out.Parts = append(out.Parts, parts[s.Document.ID])
	}
	out.Digest.Unread, out.Digest.Left = ed.Unread, ed.Left
	return nil
}

// digestPart asks the engine about one of a digest's documents.
func (b *Bot) digestPart(ctx context.Context, ask Ask, locale string, r reading, doc *article.Document, quoted bool) (part, error) {
	if r.doc == nil { // a feed brought the whole text
		r = reading{doc: doc, source: source{link: firstOf(doc.FinalURL, doc.URL)}}
		if err := b.cfg.Store.SaveDocument(ctx, ask.Team, "", doc); err != nil {
			return part{}, err
		}
	}
	if quoted {
		ask.Quoted = true
	}
	return b.engine(ctx, ask, locale, []reading{r}, summarize.Brief)
}
