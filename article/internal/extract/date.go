package extract

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/internal/pattern"
)

// publishedNames are names of meta elements that hold the time of publication, the most trusted first; after htmldate's list (Apache-2.0).
var publishedNames = strings.Fields(`article:published_time og:article:published_time og:published_time
	datepublished published article:published article:published_date article:publicationdate article.published og:datepublished og:publish_date og:pubdate og:question:published_time
	date_published date-published published-date published_date published_time publisheddate publish-date publish_date publish_time publishdate publishtime
	parsely-pub-date pubdate pub_date pub-date publicationdate publication_date bt:pubdate rbpubdate cxenseparse:recs:publishtime rnews:datepublished sailthru.date
	shareaholic:article_published_time mediator_published_time vr:published_time twt-published-at article:post_date article_date_original originalpublicationdate
	analyticsattributes.articledate dcsext.articlefirstpublished displaydate dateposted doc_date pdate ptime gentime og:regdate
	dc.date.issued dc.date.publication dc:date.issued dcterms.issued citation_online_date citation_publication_date citation_date`)

// vagueNames are names of meta elements that hold a time, but do not say of what, or that of the first draft.
var vagueNames = strings.Fields(`date dc.date dc:date dcterms.date dc.created dc:created dc.date.created dcterms.created article:created article.created content_create_date
	date_created datecreated created release_date video:release_date date.available`)

// changedNames are names of meta elements that hold the time of the last change.
var changedNames = strings.Fields(`article:modified_time article:modified article:modified_date og:updated_time og:modified_time og:article:modified_time
	datemodified dc.modified dcterms.modified dc.date.modified bt:moddate modificationdate modified_time updated_time revision_date lastmod lastmodified last-modified modified`)

// published is the day that it was published on, as the page writes it, in the page's own zone. What the page says for machines goes first, corrected
// by what it shows people. Then, measured against 410 pages that say it for machines too: a day that is both marked up and shown beside the
// headline, the day in the address (right on 98 of 100), one shown beside the headline (93), one marked up (92); then what scripts hold
// (78) and what readability finds; last what a sentence mentions, when the page's picture was uploaded, what a line says anywhere, and the last change.
func (p *page) published(c *proposed, pieces []piece, titleAt int) string {
	seen := p.daysSeen(pieces, titleAt)
	if clear, vague := p.declared(); len(clear)+len(vague) > 0 {
		return p.inPageZone(agreed(clear, vague, seen), seen)
	}
	marked, changed := p.markedDay()
	both := ""
	if slices.Contains(seen.all, marked) {
		both = marked
	}
	if day := first(p.data.wechat, both, addressDay(p.at.Path), seen.beside, marked); day != "" {
		return day
	}
	found := []string{dayOf(stateDay(p.data.scripts)), c.day(), seen.mentioned, p.pictureDay(), p.lineDay(pieces), seen.changed, changed}
	for _, name := range changedNames {
		found = append(found, dayOf(p.data.meta[name]))
	}
	return first(found...)
}

// declared are the times that the page gives machines, the most trusted first: those of publication, and those that may be.
func (p *page) declared() (clear, vague []string) {
	said := []string{p.data.published}
	for _, name := range publishedNames[:3] {
		said = append(said, p.data.meta[name])
	}
	said = append(said, p.data.meta["datepublished"], p.data.pagePublished)
	for _, s := range p.data.stamps {
		if s.kind == declaredStamp {
			said = append(said, s.at)
			break
		}
	}
	for _, name := range publishedNames[3:] {
		said = append(said, p.data.meta[name])
	}
	var unclear []string
	for _, name := range vagueNames {
		unclear = append(unclear, p.data.meta[name])
	}
	noDay := func(at string) bool { return dayOf(at) == "" }
	return slices.DeleteFunc(said, noDay), slices.DeleteFunc(unclear, noDay)
}

// agreed is the first of the declared times, unless another is of the day that people see, or it is vague, or written for people itself.
func agreed(clear, vague []string, seen daysSeen) string {
	declared := slices.Concat(clear, vague)
	for _, at := range declared {
		if dayOf(at) == seen.beside {
			return at
		}
	}
	if seen.beside != "" && (len(clear) == 0 || !forMachines(declared[0])) {
		return seen.beside
	}
	return declared[0]
}

// inPageZone is the day of a time in the zone of the page. Many pages declare UTC: the same moment elsewhere with a zone, or the day before or
// after where people see it, tells which day it was there.
func (p *page) inPageZone(at string, seen daysSeen) string {
	is := dayOf(at)
	t, ok := moment(at)
	if !ok {
		return is
	}
	for _, s := range p.data.stamps {
		if other, err := time.Parse(time.RFC3339, zoned(s.at)); err == nil && other.Equal(t.Truncate(time.Second)) {
			if _, offset := other.Zone(); offset != 0 {
				return other.Format(dayLayout)
			}
		}
	}
	if slices.Contains(seen.all, is) {
		return is
	}
	for _, local := range []string{seen.beside, addressDay(p.at.Path)} {
		day, err := time.Parse(dayLayout, local)
		if err != nil || local == is {
			continue
		}
		if west, east := day.Add(34*time.Hour), day.Add(-12*time.Hour); !t.Before(east) && t.Before(west) { // zones are 10 hours west to 12 east
			return local
		}
	}
	return is
}

// daysSeen are the days that people see near the headline.
type daysSeen struct {
	beside    string   // in a line of its own, or after a word like "published"
	mentioned string   // in a sentence
	changed   string   // after a word like "updated"
	all       []string // but those after such a word
}

// Where the day and the author of an article stand: after its headline, before much of its text; or a few pieces before the headline. In bytes.
const (
	piecesBefore = 3
	piecesAfter  = 40
	textBegun    = 900 // of paragraphs longer than textLine
	textLine     = 120
	longText     = 200
	shortText    = 80
	datelineText = 40 // of a long text
)

// untilText is the piece at which the text has begun after the headline.
func untilText(pieces []piece, headline int) int {
	sum, i := 0, headline+1
	for ; i < min(len(pieces), headline+piecesAfter) && sum < textBegun; i++ {
		if n := len(pieces[i].Text); n > textLine && pieces[i].Kind != block.ListItem {
			sum += n
		}
	}
	return i
}

// daysSeen reads the days around the headline.
func (p *page) daysSeen(pieces []piece, headline int) daysSeen {
	var seen daysSeen
	for i, end := headline+1, untilText(pieces, headline); i < end; i++ {
		seen.note(pieces[i].spaced(), p.monthFirst())
	}
	for i := headline - 1; i >= max(0, headline-piecesBefore); i-- {
		seen.note(pieces[i].spaced(), p.monthFirst())
	}
	return seen
}

// Words before a day, in the languages that write them often.
var (
	publishedLabel = pattern.Lazy(`(?i)(?:publi|posted|published|veröffentlicht|erstellt|geschrieben|eingestellt|written|datum|date|fecha|data|stand|发布|發布|发表|發佈|时间|時間|日期|公開|投稿日|掲載|등록|입력|опубликовано|yayın)\P{L}*(?:\p{L}{1,3}\P{L}*)?$`)
	changedLabel   = pattern.Lazy(`(?i)(?:\bakt\.|update|modified|reviewed|edited|aktualisiert|geändert|bearbeitet|mis à jour|modifié|actualizad|atualizad|aggiornat|更新|수정|업데이트|обновлено|güncelle|aktualiz|oppdatert|uppdaterad|opdateret|bijgewerkt|päivitetty|cập nhật|diperbarui|עודכן)\p{L}*\P{L}*(?:\p{L}{1,5}\P{L}*){0,2}$`)
	otherLabel     = pattern.Lazy(`(?i)(?:until|till|bis|expires?|jusqu|hasta|fino al|まで|joined|registered|member since|dabei seit|registriert|注册|註冊|登録)\P{L}*(?:\p{L}{1,4}\P{L}*)?$`)
)

// dateline is what stands before the day at the beginning of a text: nothing, or a place.
var dateline = pattern.Lazy(`^\P{L}{0,4}(?:\p{Lu}[\p{L} ]{1,20},\s)?$`)

func (s *daysSeen) note(text string, monthFirst bool) {
	long := len(text) > longText
	if long {
		text = text[:datelineText]
	}
	text = gluedTime().ReplaceAllString(text, "$1 $2")
	from := 0
	for _, w := range daysIn(text, monthFirst) {
		label := text[min(from, w.at):w.at]
		from = w.at
		if otherLabel().MatchString(label) {
			continue
		}
		if changedLabel().MatchString(label) {
			s.changed = first(s.changed, w.day)
			continue
		}
		s.all = append(s.all, w.day)
		switch {
		case dateline().MatchString(text[:w.at]) || strings.HasSuffix(label, "(") || !long && (len(text) < shortText || publishedLabel().MatchString(label)):
			s.beside = first(s.beside, w.day)
		case !long:
			s.mentioned = first(s.mentioned, w.day)
		}
	}
}

// monthFirst reports whether the page means the fourth of March by 3/4/2026.
func (p *page) monthFirst() bool {
	host := p.at.Hostname()
	switch host[strings.LastIndexByte(host, '.')+1:] {
	case "uk", "au", "nz", "ie", "za", "in":
		return false
	}
	switch strings.ReplaceAll(strings.ToLower(p.data.lang), "_", "-") {
	case "", "en", "en-us":
		return true
	}
	return false
}

// markedDay is the first day that is marked up as one: of publication, and of the last change.
func (p *page) markedDay() (published, changed string) {
	for _, s := range p.data.stamps {
		is := dayOf(s.at)
		if in := daysIn(s.text, p.monthFirst()); is == "" && len(in) > 0 {
			is = in[0].day
		}
		if s.kind == changedStamp {
			changed = first(changed, is)
		} else {
			published = first(published, is)
		}
	}
	return published, changed
}

// day is the day that was found, but for the first of January: what is made of a year alone.
func (c *proposed) day() string {
	if c == nil || strings.HasSuffix(c.date, "-01-01") {
		return ""
	}
	return c.date
}

var pathDay = pattern.Lazy(`/((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?:[/_.-]|$)`)

// addressDay is the day in the path of an address.
func addressDay(path string) string {
	if m := pathDay().FindStringSubmatch(path); m != nil {
		return day(m[1], m[2], m[3])
	}
	return ""
}

var wechatCT = pattern.Lazy(`var\s+ct\s*=\s*"(\d{10})"`)

// pictureDay is the day in the address of the picture that stands for the page: when it was uploaded.
func (p *page) pictureDay() string {
	at, err := url.Parse(first(p.data.meta["og:image"], p.data.meta["twitter:image"]))
	if err != nil {
		return ""
	}
	return addressDay(at.Path)
}

// lineDay is the first day in a short line, wherever it stands.
func (p *page) lineDay(pieces []piece) string {
	for i := range pieces {
		if text := pieces[i].Text; len(text) < shortText {
			if days := daysIn(text, p.monthFirst()); len(days) > 0 {
				return days[0].day
			}
		}
	}
	return ""
}

// wechatDay is the day that WeChat keeps in a script of its own, in China's time.
func wechatDay(script string) string {
	m := wechatCT().FindStringSubmatch(script)
	if m == nil {
		return ""
	}
	seconds, _ := strconv.ParseInt(m[1], 10, 64)
	return time.Unix(seconds, 0).In(time.FixedZone("CST", 8*3600)).Format(dayLayout)
}

var stateTime = pattern.Lazy(`(?i)\\?["']?(?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time|at)|pub_?(?:date|time)|first_?published(?:_?(?:at|date))?|date_?created|created_?at|create_?time|showDate)\\?["']?\s*[:=(]\s*\\?["']?([^"'\\,}<]{8,40})`)

// mostStateDay bounds how much of a page's scripts is searched for a day, in bytes.
const mostStateDay = 512 << 10

// stateDay is the first time of publication in the data that a page keeps for its scripts.
func stateDay(scripts []string) string {
	budget := mostStateDay
	for _, s := range scripts {
		s = s[:min(len(s), budget)]
		budget -= len(s)
		for _, m := range stateTime().FindAllStringSubmatch(s, mostHeadings) {
			if dayOf(m[1]) != "" {
				return m[1]
			}
		}
	}
	return ""
}
