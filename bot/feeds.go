package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
)

// How feeds are asked.
const (
	feedsTick   = 5 * time.Second  // how often it is looked whether one may be asked
	feedEvery   = 15 * time.Minute // no feed is asked more often, and none against its own wish
	feedSeldom  = 6 * time.Hour    // one that fails is asked ever less often, down to this
	feedTime    = 30 * time.Second // for one reading
	feedsAtOnce = 4
	feedNamed   = 3 * 24 * time.Hour  // a feed that has failed for so long is named in the digest
	feedDead    = 14 * 24 * time.Hour // and after so long who added it is asked whether it is dead
	firstTaste  = 3                   // entries of a new feed that its first digest holds, however old they are
	mostEntries = 500                 // of one digest
)

// keepFeeds asks the feeds that channels follow, until ctx is done.
func (b *Bot) keepFeeds(ctx context.Context) {
	ticker := time.NewTicker(feedsTick)
	defer ticker.Stop()
	for {
		due, err := b.cfg.Store.DueFeeds(ctx, b.self.Team, b.now(), 100)
		if err == nil {
			err = b.askFeeds(ctx, due)
		}
		if err != nil && ctx.Err() == nil {
			b.log.ErrorContext(ctx, "feeds not asked", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (b *Bot) askFeeds(ctx context.Context, feeds []store.Feed) error {
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(feedsAtOnce)
	for _, f := range feeds {
		g.Go(func() error {
			_, err := b.feeds.Do(gctx, f.URL, func(ctx context.Context) (struct{}, error) { return struct{}{}, b.askFeed(ctx, f.URL) })
			return err
		})
	}
	return g.Wait()
}

// askFeed asks a feed, where it may be asked, and notes what it lists for every channel that follows it.
func (b *Bot) askFeed(ctx context.Context, url string) error {
	now := b.now()
	following, err := b.cfg.Store.ClaimFeed(ctx, b.self.Team, url, now, now.Add(feedEvery))
	if err != nil || len(following) == 0 {
		return err
	}
	f := following[0]
	var known feedState
	if f.State != "" {
		if err := json.Unmarshal([]byte(f.State), &known); err != nil {
			b.log.WarnContext(ctx, "state of a feed not understood", "feed", url, "err", err)
		}
	}
	read, err := b.readFeed(ctx, url, known.Validator)
	if failure, ok := failureOf(err); ok {
		return b.feedFailed(ctx, following, failure, now)
	}
	if err != nil {
		return err
	}
	if read.NotModified {
		read.Fresh = max(read.Fresh, known.Fresh)
	}
	f.Failing, f.Failure, f.Told, f.Asked, f.Next = time.Time{}, "", time.Time{}, now, now.Add(max(feedEvery, read.Fresh))
	f.Title, f.State = firstOf(read.Title, f.Title), stateOf(read)
	for _, channel := range following {
		if err := b.cfg.Store.AddEntries(ctx, channel, newEntries(read.Entries, time.Time{})); err != nil {
			return err
		}
	}
	return b.cfg.Store.SaveFeed(ctx, f)
}

func (b *Bot) readFeed(ctx context.Context, url string, known article.Validator) (article.FeedReading, error) {
	ctx, cancel := context.WithTimeout(ctx, feedTime)
	defer cancel()
	read, err := b.cfg.Reader.ReadFeed(ctx, url, article.Options{Known: known})
	if err != nil && ctx.Err() != nil {
		err = &article.Error{Kind: article.TooSlow, URL: url, Err: err}
	}
	return read, err
}

// feedFailed notes that a feed does not answer, and asks who added it, once, where it looks dead.
func (b *Bot) feedFailed(ctx context.Context, following []store.Feed, failure *article.Error, now time.Time) error {
	f := following[0]
	if f.Failing.IsZero() {
		f.Failing = now
	}
	failing := now.Sub(f.Failing)
	f.Failure, f.Next = string(failure.Kind), now.Add(min(max(failing/4, feedEvery), feedSeldom))
	dead := failing >= feedDead || failure.Kind == article.Gone && failing >= feedNamed
	ask := dead && f.Told.IsZero()
	if ask {
		f.Told = now
	}
	if err := b.cfg.Store.SaveFeed(ctx, f); err != nil || !ask {
		return err
	}
	for _, one := range following {
		w := WordsFor(b.localeOf(ctx, one.Adder))
		text := w.f(feedLooksDead, feedName(one), "<#"+one.Channel+">", w.moment(f.Failing, now, ""), one.URL)
		if err := b.tellOne(ctx, one.Adder, one.Channel, text); err != nil {
			return err
		}
	}
	return nil
}

// feedState is what is known of a feed for the next time that it is asked.
type feedState struct {
	article.Validator

	Fresh time.Duration `json:"fresh,omitempty"` // as it wanted when it was read whole: an answer that nothing is new cannot repeat its ttl
}

func stateOf(read article.FeedReading) string {
	s := feedState{read.Validator, read.Fresh}
	if s == (feedState{}) {
		return ""
	}
	data, err := json.Marshal(s)
	if err != nil {
		return ""
	}
	return string(data)
}

// newEntries are what is kept of a feed's entries, the oldest first. Of a feed that is new to its channel only what
// appeared since a moment counts as new, and the first few; the rest is only known.
func newEntries(entries []article.FeedEntry, since time.Time) []store.NewEntry {
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b article.FeedEntry) int { return b.Published.Compare(a.Published) })
	var all []store.NewEntry
	for i, e := range entries {
		one := store.NewEntry{ID: e.ID}
		if since.IsZero() || i < firstTaste || e.Published.After(since) {
			if data, err := json.Marshal(e); err == nil && e.Link != "" {
				one.Data = data
			}
		}
		all = append(all, one)
	}
	slices.Reverse(all)
	return all
}

// announced are the entries that a channel's feeds announced since the last digest, and notes how far they go. The feeds
// are asked once more before, where they may be.
func (b *Bot) announced(ctx context.Context, ask Ask, d store.Digest, from time.Time, g *gathering) (map[string]article.FeedEntry, []digest.Link, error) {
	feeds, err := b.cfg.Store.Feeds(ctx, ask.Team, ask.Channel)
	if err != nil || len(feeds) == 0 {
		return nil, nil, err
	}
	if err := b.askFeeds(ctx, feeds); err != nil {
		return nil, nil, err
	}
	titles := map[string]string{}
	if feeds, err = b.cfg.Store.Feeds(ctx, ask.Team, ask.Channel); err != nil {
		return nil, nil, err
	}
	for _, f := range feeds {
		titles[f.URL] = feedName(f)
		if !f.Failing.IsZero() && g.Made.Sub(f.Failing) >= feedNamed {
			g.Failing = append(g.Failing, feedName(f))
		}
	}
	stored, err := b.cfg.Store.Entries(ctx, ask.Team, ask.Channel, d.Entries, mostEntries)
	if err != nil {
		return nil, nil, err
	}
	entries := map[string]article.FeedEntry{}
	var links []digest.Link
	for _, s := range stored {
		g.Seen.Entry = max(g.Seen.Entry, s.Seq)
		var e article.FeedEntry
		if len(s.Data) == 0 || d.Entries == 0 && s.Seen.Before(from) {
			continue
		}
		if err := json.Unmarshal(s.Data, &e); err != nil {
			return nil, nil, store.Stop(fmt.Errorf("decode entry %d: %w", s.Seq, err))
		}
		entries[e.Link] = e
		links = append(links, digest.Link{URL: e.Link, Entry: &digest.Entry{Feed: titles[s.Feed], Title: e.Title, Published: e.Published}})
	}
	return entries, links, nil
}

func feedName(f store.Feed) string { return firstOf(f.Title, siteOf(f.URL), f.URL) }

// manageFeeds follows and unfollows feeds, and lists them.
func (b *Bot) manageFeeds(ctx context.Context, ask Ask, who person, w *Words) (string, error) {
	feeds, err := b.cfg.Store.Feeds(ctx, ask.Team, ask.Channel)
	if err != nil {
		return "", err
	}
	switch {
	case ask.Digest.Do == feedsList:
		return b.listFeeds(feeds, who, w), nil
	case !who.member:
		return escape(w.f(digestMembers)), nil
	case ask.Digest.Do == feedUnfollow:
		return b.unfollow(ctx, ask, feeds, w)
	}
	link := feedAddress(ask.Digest.Rest)
	for _, f := range feeds {
		if f.URL == link {
			return escape(w.f(feedKnown, feedName(f))), nil
		}
	}
	return b.follow(ctx, ask, link, w)
}

// feedAddress is a link as somebody types it: with Slack's marks or without, with its scheme or without.
func feedAddress(text string) string {
	if links := messageLinks(text, nil); len(links) > 0 {
		return links[0]
	}
	if text = strings.TrimSpace(text); text != "" && !strings.ContainsAny(text, " <>") && strings.Contains(text, ".") {
		return "https://" + text
	}
	return ""
}

func (b *Bot) follow(ctx context.Context, ask Ask, link string, w *Words) (string, error) {
	if link == "" {
		return w.f(feedUsage), nil
	}
	now := b.now()
	f := store.Feed{Team: ask.Team, Channel: ask.Channel, URL: link, Adder: ask.User, Asked: now, Next: now.Add(feedEvery)}
	var entries []store.NewEntry
	if known, err := b.followedElsewhere(ctx, ask.Team, link); err != nil {
		return "", err
	} else if known != nil && known.Next.After(now) { // it is not asked again for that
		f.URL, f.Title, f.State, f.Next, f.Asked = known.URL, known.Title, known.State, known.Next, known.Asked
	} else {
		read, err := b.cfg.Reader.FindFeed(ctx, link, article.Options{})
		if failure, ok := failureOf(err); ok {
			if failure.Kind == article.NotArticle {
				return escape(w.f(feedNotFound, siteOf(link))), nil
			}
			return escape(w.Failure(failure)), nil
		}
		if err != nil {
			return "", err
		}
		f.URL, f.Title, f.State = read.FinalURL, read.Title, stateOf(read)
		f.Next = now.Add(max(feedEvery, read.Fresh))
		entries = newEntries(read.Entries, now.Add(-24*time.Hour))
	}
	fresh, err := b.cfg.Store.Follow(ctx, f)
	if err != nil {
		return "", err
	}
	if !fresh {
		return escape(w.f(feedKnown, feedName(f))), nil
	}
	if err := b.cfg.Store.AddEntries(ctx, f, entries); err != nil {
		return "", err
	}
	text := escape(w.f(feedFollowed, feedName(f)))
	all, err := b.cfg.Store.Digests(ctx, ask.Team, ask.Channel)
	if err == nil && len(all) == 0 {
		text += "\n" + w.f(feedNeedsDigest)
	}
	return text, err
}

func (b *Bot) followedElsewhere(ctx context.Context, team, link string) (*store.Feed, error) {
	all, err := b.cfg.Store.Feeds(ctx, team, "")
	for _, f := range all {
		if f.URL == link {
			return &f, err
		}
	}
	return nil, err
}

// unfollow takes a feed by its address, its site, its title or its place in the list.
func (b *Bot) unfollow(ctx context.Context, ask Ask, feeds []store.Feed, w *Words) (string, error) {
	name := strings.TrimSpace(ask.Digest.Rest)
	link := feedAddress(name)
	i := ask.Digest.Number - 1
	if i < 0 || i >= len(feeds) {
		i = slices.IndexFunc(feeds, func(f store.Feed) bool { return f.URL == link || strings.EqualFold(f.Title, name) })
	}
	if i < 0 && link != "" {
		i = slices.IndexFunc(feeds, func(f store.Feed) bool { return siteOf(f.URL) == siteOf(link) })
	}
	if i < 0 {
		return escape(w.f(feedNotFollowed)) + "\n" + b.listFeeds(feeds, person{}, w), nil
	}
	if _, err := b.cfg.Store.Unfollow(ctx, ask.Team, ask.Channel, feeds[i].URL); err != nil {
		return "", err
	}
	return escape(w.f(feedUnfollowed, feedName(feeds[i]))), nil
}

func (b *Bot) listFeeds(feeds []store.Feed, who person, w *Words) string {
	if len(feeds) == 0 {
		return escape(w.f(feedsNone)) + "\n" + w.f(feedUsage)
	}
	lines := []string{escape(w.f(feedsHere))}
	for i, f := range feeds {
		line := fmt.Sprintf("`%d`  %s", i+1, linkTo(f.URL, feedName(f)))
		switch {
		case !f.Failing.IsZero():
			short, _, _ := strings.Cut(w.unread[article.FailureKind(f.Failure)], "/")
			line += " · " + escape(w.f(feedFails, w.moment(f.Failing, b.now(), who.zone), short))
		case !f.Asked.IsZero():
			line += " · " + escape(w.f(feedAsked, w.moment(f.Asked, b.now(), who.zone)))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
