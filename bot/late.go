package bot

import (
	"fmt"
	"strconv"
	"time"

	"github.com/slack-go/slack"
)

// lateAfter is when a reply begins with saying how long ago it was asked for: people have gone on meanwhile.
const lateAfter = 15 * time.Minute

// late says above a message how long ago it was asked for, where that is long.
func (b *Bot) late(ask Ask, w *Words, m message) message {
	age := b.now().Sub(ask.Asked)
	if ask.Asked.IsZero() || age < lateAfter {
		return m
	}
	line := w.f(askedAgo, w.duration(age))
	m.text = clip(line+"\n"+m.text, mostTextBytes)
	if len(m.blocks) > 0 {
		m.blocks = append([]slack.Block{slack.NewContextBlock("", markdownText(escape(line)))}, m.blocks...)
	}
	return m
}

// duration is a time in one unit, as people say it.
func (w *Words) duration(d time.Duration) string {
	n, one, many := int(d.Round(time.Minute)/time.Minute), minute, minutes
	if d >= 90*time.Minute {
		n, one, many = int(d.Round(time.Hour)/time.Hour), hour, hours
	}
	if n == 1 {
		return w.f(one)
	}
	return fmt.Sprintf(w.f(many), strconv.Itoa(n))
}
