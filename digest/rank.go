package digest

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"
)

// Shown is how many stories a digest shows in its own message; the rest stands in its thread.
const Shown = 5

// mostOfSource is how many of them may come from one source.
const mostOfSource = 2

// foremost orders items before they are read, for the case that there are more than are read: what people shared, the
// most talked about first; then what feeds announced, the newest of each feed in turn.
func foremost(items []Item) []Item {
	var shared, announced []Item
	for _, it := range items {
		if len(it.Shares) > 0 {
			shared = append(shared, it)
		} else {
			announced = append(announced, it)
		}
	}
	slices.SortStableFunc(shared, func(a, b Item) int { return cmp.Compare(b.talk(), a.talk()) })
	slices.SortStableFunc(announced, func(a, b Item) int { return b.published().Compare(a.published()) })
	nth := map[string]int{}
	turn := make(map[string]int, len(announced)) // by link: the how manieth of its feed it is
	for _, it := range announced {
		turn[it.Link] = nth[it.feed()]
		nth[it.feed()]++
	}
	slices.SortStableFunc(announced, func(a, b Item) int { return cmp.Compare(turn[a.Link], turn[b.Link]) })
	return append(shared, announced...)
}

// inOrder puts stories in order: what people talked about first, then what many sources tell, then the newer. A long text
// is worth as much as a short one. Among the first five no source has more than two, unless there is but one.
func inOrder(stories []Story) []Story {
	slices.SortStableFunc(stories, func(a, b Story) int {
		if c := cmp.Compare(b.weight(), a.weight()); c != 0 {
			return c
		}
		if c := cmp.Compare(b.Item.last(), a.Item.last()); c != 0 {
			return c
		}
		return b.Item.published().Compare(a.Item.published())
	})
	taken := map[string]int{}
	var first, later []Story
	for _, s := range stories {
		if len(first) < Shown && taken[s.source()] < mostOfSource {
			taken[s.source()]++
			first = append(first, s)
		} else {
			later = append(later, s)
		}
	}
	return append(first, later...)
}

// weight is how much there is to a story: who shared it, what they said and felt, and how many tell it. Each of them
// counts less the more there is of it, so that none drowns the others.
func (s Story) weight() float64 { return s.Item.talk() + 1.5*math.Log1p(float64(len(s.Also))) }

// talk is how much people made of an item.
func (it Item) talk() float64 {
	people := map[string]bool{}
	reactions := 0
	for _, s := range it.Shares {
		if s.App == "" {
			people[s.By] = true
		}
		reactions += s.Reactions
	}
	return 3*math.Log1p(float64(len(people))) + 2*math.Log1p(float64(it.Replies())) + math.Log1p(float64(reactions))
}

// source is what a story comes from: its site, or the feed that alone announced it.
func (s Story) source() string {
	if len(s.Item.Shares) == 0 && len(s.Item.Entries) > 0 {
		return s.Item.feed()
	}
	return siteOf(s.Item.Link)
}

// siteOf is the host of a link, as far as it tells two sites apart.
func siteOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return link
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
}
