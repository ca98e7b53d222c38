package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/digest"
	"github.com/footnote-bot/footnote/store"
)

// What a digest takes, and what a quiet day gets, as they are stored.
const (
	takesLinks = "links"
	takesFeeds = "feeds"
	quietLine  = "line"
)

// digestVerbs are the words behind /footnote digest that are no schedule.
var digestVerbs = map[string]digestDo{
	"now": digestNow, "现在": digestNow, "現在": digestNow, "立即": digestNow,
	"preview": digestPreview, "预览": digestPreview, "預覽": digestPreview,
	"off": digestOff, "stop": digestOff, "关闭": digestOff, "關閉": digestOff, "停止": digestOff,
	"pause": digestPause, "暂停": digestPause, "暫停": digestPause,
	"resume": digestResume, "恢复": digestResume, "恢復": digestResume, "继续": digestResume, "繼續": digestResume,
	"add": digestAdd, "添加": digestAdd, "新增": digestAdd, "list": digestList, "列表": digestList, "清單": digestList,
	"set": digestSet, "设置": digestSet, "設定": digestSet,
}

func askDigest(a *Ask, rest string) bool {
	a.Kind = AskDigest
	word, behind, _ := strings.Cut(rest, " ")
	do, known := digestVerbs[strings.ToLower(word)]
	switch {
	case rest == "":
		do = digestList
	case !known:
		do, behind = digestSet, rest
	}
	a.Digest = &DigestAsk{Do: do, Rest: strings.TrimSpace(behind)}
	if n, err := strconv.Atoi(a.Digest.Rest); err == nil && n > 0 && do != digestSet && do != digestAdd {
		a.Digest.Number, a.Digest.Rest = n, ""
	}
	return true
}

func askDigests(a *Ask, rest string) bool {
	a.Kind, a.Digest = AskDigest, &DigestAsk{Do: digestListAll}
	return rest == ""
}

func askFollow(a *Ask, rest string) bool {
	a.Kind, a.Digest = AskDigest, &DigestAsk{Do: feedFollow, Rest: rest}
	return true
}

func askUnfollow(a *Ask, rest string) bool {
	a.Kind, a.Digest = AskDigest, &DigestAsk{Do: feedUnfollow, Rest: rest}
	if n, err := strconv.Atoi(rest); err == nil {
		a.Digest.Number = n
	}
	return true
}

func askFeeds(a *Ask, rest string) bool {
	a.Kind, a.Digest = AskDigest, &DigestAsk{Do: feedsList}
	return rest == ""
}

// makes reports whether a request makes a digest, rather than settings of one.
func (d *DigestAsk) makes() bool {
	return d.Do == digestSlot || d.Do == digestNow || d.Do == digestPreview
}

// begins reports whether something would come into the channel that does not come now.
func (d *DigestAsk) begins() bool {
	return slices.Contains([]digestDo{digestSet, digestAdd, digestResume, feedFollow}, d.Do)
}

// manageDigest does what somebody wants of a channel's digests, and tells them privately.
func (b *Bot) manageDigest(ctx context.Context, ask Ask) error {
	who, err := b.person(ctx, ask.User)
	if err != nil {
		return err
	}
	w := WordsFor(firstOf(b.cfg.Language, who.locale))
	text, err := b.changeDigest(ctx, ask, who, w)
	if err != nil {
		return err
	}
	return b.tellPrivately(ctx, ask, text)
}

func (b *Bot) changeDigest(ctx context.Context, ask Ask, who person, w *Words) (string, error) {
	if ask.Digest.begins() {
		if why, err := b.closed(ctx, ask); err != nil || why != "" {
			return escape(w.f(why)), err
		}
	}
	switch ask.Digest.Do {
	case digestSet, digestAdd:
		return b.setDigest(ctx, ask, who, w)
	case digestListAll:
		return b.listAllDigests(ctx, ask, who, w)
	case feedFollow, feedUnfollow, feedsList:
		return b.manageFeeds(ctx, ask, who, w)
	case digestOff, digestPause, digestResume:
	default:
		return b.listDigests(ctx, ask, who, w)
	}
	all, err := b.cfg.Store.Digests(ctx, ask.Team, ask.Channel)
	if err != nil {
		return "", err
	}
	d, text := chosen(all, ask.Digest.Number, w)
	if text != "" {
		return text, nil
	}
	return b.switchDigest(ctx, ask, d, who, w)
}

// chosen is the digest that is meant, or why that cannot be said.
func chosen(all []store.Digest, number int, w *Words) (store.Digest, string) {
	for _, d := range all {
		if d.Number == number || number == 0 && len(all) == 1 {
			return d, ""
		}
	}
	if len(all) == 0 {
		return store.Digest{}, escape(w.f(digestsNone))
	}
	return store.Digest{}, escape(w.f(digestWhich)) + "\n" + w.digestLines(all, time.UTC)
}

// switchDigest pauses, resumes or ends a digest. Pausing is anybody's; ending is for members.
func (b *Bot) switchDigest(ctx context.Context, ask Ask, d store.Digest, who person, w *Words) (string, error) {
	say := digestPaused
	switch ask.Digest.Do {
	case digestOff:
		if !who.member {
			return escape(w.f(digestMembers)), nil
		}
		d.State, say = store.DigestOff, digestEnded
	case digestPause:
		d.State, d.Why = store.DigestPaused, ""
	default:
		return b.resumeDigest(ctx, ask, d, who, w)
	}
	if _, err := b.cfg.Store.SaveDigest(ctx, d); err != nil {
		return "", err
	}
	return escape(w.f(say, w.digestName(d))), nil
}

func (b *Bot) resumeDigest(ctx context.Context, ask Ask, d store.Digest, who person, w *Words) (string, error) {
	place, err := b.place(ctx, ask.Channel)
	if err != nil {
		return "", err
	}
	if place.shared && !d.Shared && !who.member {
		return escape(w.f(digestMembers)), nil
	}
	d.Shared = place.shared
	if why := place.stops(d, ask.Rules); why != "" {
		return escape(w.f(why, place.name)), nil
	}
	s, err := digest.Parse(d.Schedule, "UTC")
	if err != nil {
		return "", store.Stop(err)
	}
	if d.State != store.DigestOn {
		d.Next = s.Next(b.now())
	}
	d.State, d.Why = store.DigestOn, ""
	if d, err = b.cfg.Store.SaveDigest(ctx, d); err != nil {
		return "", err
	}
	return escape(w.f(digestResumed, w.digestName(d), w.future(d.Next.In(who.location())))), nil
}

// setDigest sets when the channel's digest comes. A schedule of the same kind takes the place of the one that is there
// (daily 09:00 that of daily 10:00); one of another kind is a second digest, and so is one that was added.
func (b *Bot) setDigest(ctx context.Context, ask Ask, who person, w *Words) (string, error) {
	if !who.member {
		return escape(w.f(digestMembers)), nil
	}
	rest, takes, quiet := digestOptions(ask.Digest.Rest)
	s, err := digest.Parse(rest, firstOf(who.zone, "UTC"))
	if err != nil {
		return w.scheduleError(err), nil
	}
	place, err := b.place(ctx, ask.Channel)
	if err != nil {
		return "", err
	}
	if place.closed || !place.inside {
		return escape(w.f(inviteMe)), nil
	}
	all, err := b.cfg.Store.Digests(ctx, ask.Team, ask.Channel)
	if err != nil {
		return "", err
	}
	now := b.now()
	d := store.Digest{Team: ask.Team, Channel: ask.Channel, Covered: slackTime(now.Add(-s.Period())), Takes: takes, Quiet: quiet}
	var others []store.Digest
	for _, old := range all {
		was, err := digest.Parse(old.Schedule, "UTC")
		same := err == nil && was.String() == s.String()
		if n := ask.Digest.Number; n > 0 {
			if old.Number == n {
				takes, quiet := firstOf(takes, old.Takes), firstOf(quiet, old.Quiet)
				d = old
				d.Takes, d.Quiet = takes, quiet
			} else {
				others = append(others, old)
			}
			continue
		}
		if same || ask.Digest.Do == digestSet && err == nil && kindOf(was) == kindOf(s) && d.Number == 0 {
			takes, quiet := firstOf(takes, old.Takes), firstOf(quiet, old.Quiet)
			d = old
			d.Takes, d.Quiet = takes, quiet
			continue
		}
		others = append(others, old)
	}
	if d.Takes == "all" {
		d.Takes = ""
	}
	if d.Quiet == "none" {
		d.Quiet = ""
	}
	d.Schedule, d.Maker, d.State, d.Why, d.Shared = s.String(), ask.User, store.DigestOn, "", place.shared
	d.Language, d.Next = firstOf(b.cfg.Language, who.locale), s.Next(now)
	if d, err = b.cfg.Store.SaveDigest(ctx, d); err != nil {
		return "", err
	}
	return w.digestIsSet(d, s, others, who), nil
}

// digestIsSet confirms a digest, and says when the first one comes, in the time of who set it.
func (w *Words) digestIsSet(d store.Digest, s digest.Schedule, others []store.Digest, who person) string {
	lines := []string{escape(w.f(digestSetTo, w.schedule(s), s.Zone(), w.future(d.Next.In(who.location()))))}
	if who.zone != "" && who.zone != s.Zone() {
		lines[0] += escape(w.f(yourTime, who.zone))
	}
	switch d.Takes {
	case takesLinks:
		lines = append(lines, escape(w.f(digestTakesLinks)))
	case takesFeeds:
		lines = append(lines, escape(w.f(digestTakesFeeds)))
	}
	if d.Quiet == quietLine {
		lines = append(lines, escape(w.f(digestQuietLine)))
	}
	lines = append(lines, w.f(digestHow))
	if len(others) > 0 {
		lines = append(lines, escape(w.f(digestOthers)), w.digestLines(others, who.location()))
	}
	return strings.Join(lines, "\n")
}

// digestOptions takes the words away that say what a digest takes and what a quiet day gets.
func digestOptions(rest string) (schedule, takes, quiet string) {
	var left []string
	words := strings.Fields(rest)
	for i := 0; i < len(words); i++ {
		next := ""
		if i+1 < len(words) {
			next = strings.ToLower(words[i+1])
		}
		switch word := strings.ToLower(words[i]); {
		case (word == takesLinks || word == takesFeeds) && next == "only":
			takes = word
			i++
		case slices.Contains([]string{"仅链接", "只要链接", "只要連結"}, word):
			takes = takesLinks
		case slices.Contains([]string{"仅订阅", "只要订阅", "只要訂閱"}, word):
			takes = takesFeeds
		case slices.Contains([]string{"links+feeds", "everything", "全部"}, word):
			takes = "all"
		case slices.Contains([]string{"没有也说", "沒有也說"}, word):
			quiet = quietLine
		case slices.Contains([]string{"没有就不发", "沒有就不發"}, word):
			quiet = "none"
		case word == "quiet" && (next == quietLine || next == "none"):
			quiet = next
			i++
		default:
			left = append(left, words[i])
		}
	}
	return strings.Join(left, " "), takes, quiet
}

// kindOf is what makes two schedules of one kind.
func kindOf(s digest.Schedule) string {
	switch {
	case s.Every > 0:
		return "hours"
	case s.Days == digest.EveryDay:
		return "daily"
	case s.Days == digest.Weekdays:
		return "weekdays"
	}
	return "weekly"
}

func (w *Words) scheduleError(err error) string {
	say := scheduleWrong
	switch {
	case errors.Is(err, digest.ErrTime):
		say = scheduleTime
	case errors.Is(err, digest.ErrZone):
		say = scheduleZone
	case errors.Is(err, digest.ErrDay):
		say = scheduleDay
	case errors.Is(err, digest.ErrHours):
		say = scheduleEvery
	}
	return escape(w.f(say)) + "\n" + w.f(scheduleExamples)
}

func (w *Words) digestName(d store.Digest) string {
	s, err := digest.Parse(d.Schedule, "UTC")
	if err != nil {
		return strconv.Itoa(d.Number)
	}
	return w.schedule(s)
}

// digestLines lists digests, a line each, with their next time in a zone.
func (w *Words) digestLines(all []store.Digest, zone *time.Location) string {
	lines := make([]string, 0, len(all))
	for _, d := range all {
		line := fmt.Sprintf("`%d`  %s", d.Number, escape(w.digestName(d)))
		if s, err := digest.Parse(d.Schedule, "UTC"); err == nil {
			line += " (" + escape(s.Zone()) + ")"
		}
		switch {
		case d.State == store.DigestOn:
			line += " · " + escape(w.f(digestNext, w.future(d.Next.In(zone))))
		case d.Why != "":
			line += " · " + escape(w.f(digestIsPaused)) + " · " + escape(w.f(phrase(d.Why), "<#"+d.Channel+">"))
		default:
			line += " · " + escape(w.f(digestIsPaused))
		}
		lines = append(lines, strings.ReplaceAll(line, "&lt;#"+d.Channel+"&gt;", "<#"+d.Channel+">"))
	}
	return strings.Join(lines, "\n")
}

func (b *Bot) listDigests(ctx context.Context, ask Ask, who person, w *Words) (string, error) {
	all, err := b.cfg.Store.Digests(ctx, ask.Team, ask.Channel)
	if err != nil {
		return "", err
	}
	if len(all) == 0 {
		return escape(w.f(digestsNone)) + "\n" + w.f(scheduleExamples), nil
	}
	return escape(w.f(digestsHere)) + "\n" + w.digestLines(all, who.location()) + "\n" + w.f(digestHow), nil
}

// listAllDigests lists those of all channels for admins, and those of this channel for everybody else.
func (b *Bot) listAllDigests(ctx context.Context, ask Ask, who person, w *Words) (string, error) {
	if !who.admin {
		return b.listDigests(ctx, ask, who, w)
	}
	all, err := b.cfg.Store.Digests(ctx, ask.Team, "")
	if err != nil {
		return "", err
	}
	if len(all) == 0 {
		return escape(w.f(digestsNone)), nil
	}
	var lines []string
	for i, d := range all {
		if i == 0 || all[i-1].Channel != d.Channel {
			lines = append(lines, "<#"+d.Channel+">")
		}
		lines = append(lines, w.digestLines([]store.Digest{d}, who.location()))
	}
	return strings.Join(lines, "\n"), nil
}
