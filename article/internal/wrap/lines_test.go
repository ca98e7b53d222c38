package wrap_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/wrap"
)

func TestLines(t *testing.T) {
	tests := []struct{ name, lines, want string }{
		{"in lower case", "The bridge over the bay, built by a/baker from the upper town in 1987,/costs 48 million euros.", "The bridge over the bay, built by a baker from the upper town in 1987, costs 48 million euros."},
		{"names", "Ann Bell/Tom Harrow", "Ann Bell/Tom Harrow"},
		{"an address", "Island Ferries/4 Quay Street/Holm", "Island Ferries/4 Quay Street/Holm"},
		{"sentences", "The boat sails. It is full./nobody waits.", "The boat sails. It is full./nobody waits."},
		{
			"nouns with capitals", "Die Fähre zwischen Holm und Tarbet fährt ab Montag wieder/viermal am Tag und kostet neun Pfund für Erwachsene sowie vier/Pfund für Kinder unter zwölf Jahren./Mit Gruß/Das Hafenamt",
			"Die Fähre zwischen Holm und Tarbet fährt ab Montag wieder viermal am Tag und kostet neun Pfund für Erwachsene sowie vier Pfund für Kinder unter zwölf Jahren./Mit Gruß/Das Hafenamt",
		},
		{"headlines", "The council raises the fee for berths in the old harbour/Ferry to the northern islands sails again from Monday on", "The council raises the fee for berths in the old harbour/Ferry to the northern islands sails again from Monday on"},
		{"Chinese, behind a comma", "渡轮从周一起每天开四班，/成人票价九十元。", "渡轮从周一起每天开四班，成人票价九十元。"},
		{"Chinese, inside a word", "渡轮从周一起每天开四班，成人票价九十元，儿童四十五/元，岛上居民可以打电话预订。", "渡轮从周一起每天开四班，成人票价九十元，儿童四十五元，岛上居民可以打电话预订。"},
		{"Chinese headlines", "港务局公布新时刻表，渡轮每天开四班往返两个岛/岛上居民可以打电话预订座位", "港务局公布新时刻表，渡轮每天开四班往返两个岛/岛上居民可以打电话预订座位"},
		{"Chinese, anywhere", "渡轮从周一起每天开四班往/返两个岛，成人票价九十元/儿童四十五元。", "渡轮从周一起每天开四班往返两个岛，成人票价九十元儿童四十五元。"},
		{"a Chinese headline above a sentence", "新时刻表/渡轮从周一起每天开四班。", "新时刻表/渡轮从周一起每天开四班。"},
		{"Japanese, anywhere", "フェリーは月曜日から運航/を再開する。", "フェリーは月曜日から運航を再開する。"},
		{"Korean", "연락선은 월요일부터 하루에/네 번 두 섬 사이를 다니며/요금은 구천 원이다.", "연락선은 월요일부터 하루에 네 번 두 섬 사이를 다니며 요금은 구천 원이다."},
		{
			"each line with a capital", "Die Fähre zwischen Holm und Tarbet fährt ab/Montag wieder nach dem alten Plan und kostet/Erwachsene neun Pfund.",
			"Die Fähre zwischen Holm und Tarbet fährt ab Montag wieder nach dem alten Plan und kostet Erwachsene neun Pfund.",
		},
		{"verses", "The ferry sails by night alone to Holm,/And nobody has heard it leave the quay,/Three hundred gulls are waiting on the foam/And thirty more come back across the sea.", "The ferry sails by night alone to Holm,/And nobody has heard it leave the quay,/Three hundred gulls are waiting on the foam/And thirty more come back across the sea."},
		{"a name in mid-sentence", "The ferry was paid for by Messrs. Bell and/Harrow Ltd. in 1987, near the old quay of/the port, for 48 million.", "The ferry was paid for by Messrs. Bell and Harrow Ltd. in 1987, near the old quay of the port, for 48 million."},
		{"what is needed", "200 g of flour/two fresh eggs/a pinch of salt", "200 g of flour/two fresh eggs/a pinch of salt"},
		{"hyphens", "The harbour mas-/ter sails to the North-/South pier.", "The harbour master sails to the North-South pier."},
		{"Japanese", "フェリーは月曜日から運航を再開し、/大人は九百円。", "フェリーは月曜日から運航を再開し、大人は九百円。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(wrap.Lines(strings.Split(tt.lines, "/")), "/"); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
