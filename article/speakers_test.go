package article_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/footnote-bot/footnote/article"
)

// said lists "speaker: beginning of the passage" for every passage that has a speaker.
func said(d *article.Document) []string {
	var out []string
	for _, p := range d.Passages {
		if p.Speaker != "" {
			runes := []rune(d.PassageText(p))
			out = append(out, p.Speaker+": "+string(runes[:min(len(runes), 11)]))
		}
	}
	return out
}

func TestSpeakers(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
		people     []article.Speaker
	}{
		{
			"an interview whose guest stands above it",
			"渡轮还会回来吗\n\n海湾大学航运研究中心主任\n\n林一舟\n\n渡轮不只是船\n\nQ: 渡轮为什么停了？\n\nA: 因为没有乘客，公司撑不下去。我们去年就提醒过。\n\n今年的情况也没有好转，码头上的人更少了。\n\nQ: 它还会回来吗？\n\nA: 我看很难，至少要等到新桥完工。",
			[]string{"林一舟: A: 因为没有乘客，公", "林一舟: 我们去年就提醒过。", "林一舟: 今年的情况也没有好转，", "林一舟: A: 我看很难，至少要"},
			[]article.Speaker{{Name: "林一舟", Role: "海湾大学航运研究中心主任"}},
		},
		{
			"an interview with labels of both",
			"海湾日报：渡轮为什么停了？\n\n林一舟：因为没有乘客，公司撑不下去。\n\n海湾日报：它还会回来吗？\n\n林一舟：我看很难，至少要等到新桥完工。",
			[]string{"海湾日报: 海湾日报：渡轮为什么停", "林一舟: 林一舟：因为没有乘客，", "海湾日报: 海湾日报：它还会回来吗", "林一舟: 林一舟：我看很难，至少"},
			[]article.Speaker{{Name: "海湾日报"}, {Name: "林一舟"}},
		},
		{
			"statements in running text, Chinese",
			"渡轮在秋天停航，码头上没有人。\n\n海湾航运总经理周启明对本报记者分析称，乘客比去年少了一半。这条线已经无法维持。\n\n在他看来，新桥会改变一切。\n\n“我们等了很久，也没有等到一艘船。”船员马小川说。\n\n可以说，没有人感到意外。\n\n有关负责人表示，公司还在研究方案。",
			[]string{"周启明: 海湾航运总经理周启明对", "周启明: 这条线已经无法维持。", "周启明: 在他看来，新桥会改变一", "马小川: “我们等了很久，也没有"},
			[]article.Speaker{{Name: "周启明", Role: "海湾航运总经理"}, {Name: "马小川", Role: "船员"}},
		},
		{
			"a pronoun that may be either",
			"周启明称，乘客少了一半。林一舟说，新桥会改变一切。\n\n他认为，这条线已经无法维持。",
			[]string{"周启明: 周启明称，乘客少了一半", "林一舟: 林一舟说，新桥会改变一"},
			[]article.Speaker{{Name: "周启明"}, {Name: "林一舟"}},
		},
		{
			"statements in running text, English",
			"The ferry stopped in autumn, and nobody was on the pier.\n\n“We waited or hours,” said Ann Bell, a deckhand on the last boat. “Nothing came.”\n\nMarrow Lines chief executive Tom Harrow said the route could not be saved. The bridge opens in May.\n\nHe said that the bridge would change everything.\n\nBell said se would leave the bay. Officials declined to comment.\n\nAccording to Mia Sand, head of research at the harbour office, passengers fell by half.",
			[]string{"Ann Bell: “We waited ", "Ann Bell: “Nothing ca", "Tom Harrow: Marrow Line", "Tom Harrow: He said tha", "Ann Bell: Bell said s", "Mia Sand: According t"},
			[]article.Speaker{
				{Name: "Ann Bell", Role: "a deckhand on the last boat"},
				{Name: "Tom Harrow", Role: "Marrow Lines chief executive"},
				{Name: "Mia Sand", Role: "head of research at the harbour office"},
			},
		},
		{
			"an English interview",
			"The last boat\n\nAnn Bell, captain of the last ferry\n\nQ: Why did it stop?\n\nA: Nobody cme any more. We told them so.\n\nQ: Will it come back?\n\nA: I doubt t very much.\n\nThis interview has been edited for length.",
			[]string{"Ann Bell: A: Nobody c", "Ann Bell: We told the", "Ann Bell: A: I doubt "},
			[]article.Speaker{{Name: "Ann Bell", Role: "captain of the last ferry"}},
		},
		{
			"labels of facts are no speakers",
			"Time: noon on Sunday, weather permitting.\n\nPlace: the old harbour.\n\nTime: the boat leaves on the hour.\n\n时间：周日中午。\n\n地点：旧码头。",
			nil, nil,
		},
		{
			"labels that repeat and are no people",
			"Photo: the old harbour.\n\nPros: it is fast.\n\nCons: it is small.\n\nThe boat is loud.\n\nPros: it is cheap.\n\nCons: it is old.\n\nPhoto: the new harbour.",
			nil, nil,
		},
		{
			"words that end like verbs of saying",
			"马小川听说，渡轮要停了。周启明知道，没有乘客。海湾电视台商务频道，每天播出。李一平的小说，写的是码头。",
			nil, nil,
		},
		{
			"bodies and places are not taken for people",
			"New York said the route was closed. Harbour Rights noted the change. The Old Pier added a café.",
			nil, nil,
		},
		{
			"nobody is named",
			"Experts said the route could not be saved. She said nothing. 专家认为，这条线已经无法维持。",
			nil, nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readText(t, tt.text)
			if diff := cmp.Diff(tt.want, said(d)); diff != "" {
				t.Errorf("said (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.people, d.Speakers); diff != "" {
				t.Errorf("people (-want +got):\n%s", diff)
			}
		})
	}
}

// The questions of an interview may be bold, italic or headings; its answers are those of the guest in the headline.
func TestQuestionsOfPages(t *testing.T) {
	const answer = " weil im Winter kaum noch jemand über die Bucht gefahren ist, und weil der Hafen jedes Jahr neu ausgebaggert werden muss.</p>"
	for _, marks := range [][2]string{{"<p><strong>", "</strong></p>"}, {"<p><em>", "</em></p>"}, {"<h3>", "</h3>"}} {
		ask := func(s string) string { return marks[0] + s + marks[1] }
		page := `<html lang="de"><head><title>Interview mit Anna Weber: Die Fähre fehlt allen</title></head><body><article><h1>Interview mit Anna Weber: Die Fähre fehlt allen</h1><p>Seit dem Herbst liegt die Fähre still. Wir haben gefragt, wie es mit ihr weitergeht.</p>` +
			ask("Warum fährt die Fähre nicht mehr?") + "<p>Sie liegt still," + answer + ask("Wer hat das entschieden?") + "<p>Der Rat hat so entschieden," + answer + ask("Kommt sie noch einmal zurück?") + "<p>Ich glaube es kaum," + answer + "</article></body></html>"
		d := read(t, article.Source{Data: []byte(page), URL: "https://a.example/i"})
		want := []string{"Anna Weber: Sie liegt s", "Anna Weber: Der Rat hat", "Anna Weber: Ich glaube "}
		if diff := cmp.Diff(want, said(d)); diff != "" {
			t.Errorf("%s: said (-want +got):\n%s", marks[0], diff)
		}
	}
}

func TestBoldNamesAreLabels(t *testing.T) {
	d := read(t, article.Source{Name: "a.md", Data: []byte(strings.Join([]string{
		"**Ann Bell:** Nobody came any more.", "**Tom Harrow:** We told them so.", "**Ann Bell:** It will not come back.",
	}, "\n\n"))})
	want := []string{"Ann Bell: Ann Bell: N", "Tom Harrow: Tom Harrow:", "Ann Bell: Ann Bell: I"}
	if diff := cmp.Diff(want, said(d)); diff != "" {
		t.Errorf("said (-want +got):\n%s", diff)
	}
}
