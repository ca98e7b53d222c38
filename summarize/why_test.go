package summarize_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// TestWhy asks for a reason in texts whose sentences all name the thing that is asked about: what only names it does not come first.
func TestWhy(t *testing.T) {
	tests := []struct{ lang, question, names, reason string }{
		{
			"en", "Why did the Larkspur Mill decline?",
			"The Larkspur Mill stands on the east bank. The Larkspur Mill had nine looms. The Larkspur Mill was painted white. " +
				"The Larkspur Mill is on every postcard. The Larkspur Mill belonged to two sisters. Visitors like the Larkspur Mill.",
			"Orders for the Larkspur Mill fell because the river silted up and no barge reached it.",
		},
		{
			"de", "Warum ging es mit der Mühle Lerchensporn bergab?",
			"Die Mühle Lerchensporn steht am Ostufer. Die Mühle Lerchensporn hatte neun Webstühle. Die Mühle Lerchensporn war weiß gestrichen. " +
				"Die Mühle Lerchensporn ist auf jeder Postkarte. Besucher mögen die Mühle Lerchensporn.",
			"Die Mühle Lerchensporn bekam weniger Aufträge, weil der Fluss versandete.",
		},
		{
			"zh", "云雀磨坊为什么衰落？",
			"云雀磨坊位于东岸。云雀磨坊有九台织机。云雀磨坊刷成白色。云雀磨坊出现在每张明信片上。云雀磨坊属于两姐妹。游客喜欢云雀磨坊。",
			"由于河道淤塞，驳船无法到达，云雀磨坊的订单减少了。",
		},
	}
	for _, tt := range tests {
		t.Run(tt.lang, func(t *testing.T) {
			paragraphs := []string{tt.names, tt.names, tt.reason, tt.names, tt.names}
			doc := article.FromText("", strings.Join(paragraphs, "\n\n"), tt.lang)
			found := summarize.NewSearch(nil, doc).Find(t.Context(), tt.question, 3)
			if len(found) == 0 {
				t.Fatal("nothing found")
			}
			if got := found[0].Quote(); got != tt.reason {
				t.Errorf("first comes %q", got)
			}
		})
	}
}
