package verify_test

import (
	"testing"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize/internal/verify"
)

func TestWhole(t *testing.T) {
	for _, tt := range []struct {
		lang, passage, statement string
		want                     bool
	}{
		{"en", "The council voted for the wall.", "The council voted for the wall.", true},
		{"en", "The council voted for the wall.", "the council  voted for the wall", true},
		{"en", "The “old” council voted[12] for the wall — twice.¹", `The "old" council voted for the wall - twice.`, true},
		{"en", "The council voted for the wall.", "The council voted against the wall.", false},
		{"en", "The council did not vote for the wall.", "The council did vote for the wall.", false},
		{"en", "Nobody said that the council voted for the wall.", "The council voted for the wall.", false},
		{"en", "The council voted for the wall on Tuesday.", "The council voted for the wall.", false},
		{"en", "Will the council vote for the wall?", "Will the council vote for the wall.", false},
		{"en", "It rose by 4.5 % in spring.", "It rose by 45% in spring.", false},
		{"en", "It rose by 4.5 % in spring.", "It rose by 4.5% in spring.", true},
		{"en", "It was -3 degrees at noon.", "It was 3 degrees at noon.", false},
		{"en", "The old wall fell. The council paid.", "The council paid.", true},
		{"zh", "夜校最大的开支是教室的租金。", "夜校最大的开支是老师的课时费。", false},
		{"zh", "夜校最大的开支是教室的租金。", "夜校最大的开支，是教室的租金", true},
		{"zh", "他没有说夜校最大的开支是租金。", "夜校最大的开支是租金。", false},
		{"ja", "防潮堤の計画は承認された。", "防潮堤の計画は、承認された。", true},
		{"ja", "防潮堤の計画は承認されなかった。", "防潮堤の計画は承認された。", false},
		{"de", "Der Rat hat die Mauer nicht gebaut.", "Der Rat hat die Mauer gebaut.", false},
		{"ko", "시의회는 방조제 계획을 승인했다.", "시의회는 방조제 계획을 승인했다", true},
		{"es", "El concejo no aprobó el muro.", "El concejo aprobó el muro.", false},
		{"en", "The council voted for the wall.", "", false},
		{"en", "The council voted for the wall.", "…", false},
	} {
		d := document(tt.lang, []string{"Something else is told here."}, []string{tt.passage})
		c, ok := verify.Whole([]*article.Document{d}, tt.statement)
		if ok != tt.want || ok && c.Quote() != tt.passage {
			t.Errorf("%q in %q: %v %q", tt.statement, tt.passage, ok, c.Quote())
		}
	}
}

func TestOpposed(t *testing.T) {
	for _, tt := range []struct {
		lang, passage, statement string
		said, found              string // "" where they are not opposed
	}{
		{"en", "The ferry carried 41,200 passengers last year.", "The ferry carried 43,000 passengers.", "43,000", "41,200"},
		{"en", "The ferry carried 41,200 passengers last year.", "The ferry carried 41,200 passengers.", "", ""},
		{"en", "The ferry carried 41,200 passengers last year.", "So the ferry carried 43,000 passengers.", "43,000", "41,200"},
		{"en", "The ferry carried 41,200 passengers last year.", "No ferry carried 43,000 passengers.", "", ""},
		{"en", "The council voted for the wall.", "The council voted against the wall.", "", ""},
		{"en", "The company has nine ships and earned 28.4 million.", "The company earned nine.", "", ""},
		{"en", "The company earned 28.4 million dollars.", "The company earned 28.9 million euros.", "", ""},
		{"en", "The company earned 28.4 million dollars.", "The company earned 29.4 million dollars.", "29.4 million dollars", "28.4 million dollars"},
		{"en", "The company did not earn 28.4 million dollars.", "The company did earn 28.5 million dollars.", "", ""},
		{"en", "The old company earned 28.4 million dollars.", "The new company earned 28.5 million dollars.", "", ""},
		{"en", "The bridge is 3 km long.", "The bridge is 3,000 metres long.", "", ""},
		{"en", "The bridge is 3 km long.", "The bridge is 4,000 metres long.", "4,000 metres", "3 km"},
		{"en", "The mill closed in 1994.", "The mill closed in 1995.", "1995", "1994"},
		{"en", "The mill closed on Tuesday.", "The mill closed in 1995.", "", ""},
		{"en", "The mill closed on a Tuesday in 1994.", "The mill closed on a Monday in 1994.", "Monday", "Tuesday"},
		{"en", "The mill opened in 1987 and again in 2004.", "The mill opened in 1978.", "1978", "1987"},
		{"en", "The mill opened in 1987 and again in 2004.", "The mill opened in 2004.", "", ""},
		{"en", "The mill ran from 1950 to 1994.", "The mill ran from 1960.", "1960", "1950"},
		{"en", "In 1987 and in 2004 the mill opened.", "In 1978 the mill opened.", "", ""},
		{"de", "Die Mühle zahlte 12 Euro, später 14 Euro.", "Die Mühle zahlte 13 Euro.", "13 Euro", "12 Euro"},
		{"zh", "旧渡轮建于1987年，2004年重建。", "旧渡轮建于1978年。", "1978年", "1987年"},
		{"zh", "旧渡轮去年运送乘客41200人次。", "旧渡轮去年运送乘客43000人次。", "43000", "41200"},
		{"zh", "旧渡轮建于1994年。", "旧渡轮建于1995年。", "1995年", "1994年"},
		{"zh", "新渡轮去年运送乘客41200人次。", "旧渡轮去年运送乘客43000人次。", "", ""},
		{"ja", "橋の長さは3000メートルである。", "橋の長さは5キロメートルである。", "5キロメートル", "3000メートル"},
		{"de", "Die Brücke kostete 12 Millionen Euro.", "Die Brücke kostete 14 Millionen Euro.", "14 Millionen Euro", "12 Millionen Euro"},
		{"es", "El puente se abrió el 3 de octubre de 2025.", "El puente se abrió el 4 de octubre de 2025.", "4 de octubre de 2025", "3 de octubre de 2025"},
		{"ko", "이 다리는 2019년에 지어졌다.", "이 다리는 2018년에 지어졌다.", "2018년", "2019년"},
	} {
		d := document(tt.lang, []string{"Something else is told here."}, []string{tt.passage})
		o, ok := verify.Opposed([]*article.Document{d}, tt.statement)
		if ok != (tt.said != "") || o.Said != tt.said || o.Found != tt.found || ok && o.Citation.Quote() != tt.passage {
			t.Errorf("%q in %q: %v %q against %q", tt.statement, tt.passage, ok, o.Said, o.Found)
		}
	}
}

// Of two sentences that speak of the same, one of which carries the statement, none opposes it.
func TestOpposedByNoneWhereOneCarries(t *testing.T) {
	d := document("en", []string{"The mill closed in 1994.", "The mill closed in 1999, says Ann Lee."})
	if o, ok := verify.Opposed([]*article.Document{d}, "The mill closed in 1999."); ok {
		t.Errorf("%+v", o)
	}
}
