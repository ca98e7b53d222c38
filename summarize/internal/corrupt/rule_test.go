package corrupt_test

import (
	"slices"
	"testing"

	"github.com/footnote-bot/footnote/summarize/internal/corrupt"
)

// What becomes of sentences, and what must not.
func TestRules(t *testing.T) {
	for _, tt := range []struct {
		lang     string
		kind     corrupt.Kind
		sentence string
		want     string // "" where the rules must leave the sentence alone
	}{
		{"en", corrupt.Negation, "The old wall was built of stone from the quarry.", "The old wall was not built of stone from the quarry."},
		{"en", corrupt.Negation, "The council did not sign the letter of the residents.", "The council did sign the letter of the residents."},
		{"en", corrupt.Negation, "The council cannot sell the land by the harbour.", "The council can sell the land by the harbour."},
		{"en", corrupt.Negation, "The ferry can carry goods as well as cars.", "The ferry cannot carry goods as well as cars."},
		{"en", corrupt.Negation, "The wall was not only built of stone but also of brick.", ""},
		{"en", corrupt.Negation, "The wall is safe only if it is built of stone.", ""},
		{"en", corrupt.Places, "The harbour plan was drawn up when Ingrid Vane was succeeded by Tom Brandt.", "The harbour plan was drawn up when Tom Brandt was succeeded by Ingrid Vane."},
		{"en", corrupt.Places, "The fast ferry sails from Holm to Sand in one hour.", "The fast ferry sails from Sand to Holm in one hour."},
		{"en", corrupt.Places, "Last winter Holm was much colder than Sand for weeks.", "Last winter Sand was much colder than Holm for weeks."},
		{"en", corrupt.Scope, "The storm emptied nearly all houses on the shore.", "The storm emptied all houses on the shore."},
		{"en", corrupt.Scope, "Nearly all houses on the shore are empty in winter.", ""},
		{"en", corrupt.Scope, "Boats often wait outside the harbour in a storm.", "Boats always wait outside the harbour in a storm."},
		{"en", corrupt.Plan, "The new bridge will be opened in the first week of May.", "The new bridge had already been opened in the first week of May."},
		{"en", corrupt.Plan, "The ferry may stop before the end of the winter.", "The ferry will certainly stop before the end of the winter."},
		{"de", corrupt.Negation, "Der Rat hat dem Plan für die Mauer nicht zugestimmt.", "Der Rat hat dem Plan für die Mauer zugestimmt."},
		{"de", corrupt.Negation, "Die alte Mauer wurde aus Stein vom nahen Ufer gebaut.", "Die alte Mauer wurde nicht aus Stein vom nahen Ufer gebaut."},
		{"de", corrupt.Scope, "Die meisten Häuser am Ufer stehen im Winter leer.", "Alle Häuser am Ufer stehen im Winter leer."},
		{"de", corrupt.Plan, "Die Fähre könnte noch vor dem Winter eingestellt werden.", "Die Fähre wird noch vor dem Winter eingestellt werden."},
		{"es", corrupt.Negation, "El concejo no ha firmado la carta de los vecinos.", "El concejo ha firmado la carta de los vecinos."},
		{"es", corrupt.Plan, "El barco podría cerrar antes del final del invierno.", "El barco va a cerrar antes del final del invierno."},
		{"fr", corrupt.Negation, "Le vieux mur a été construit en pierre de la carrière.", "Le vieux mur n'a pas été construit en pierre de la carrière."},
		{"fr", corrupt.Plan, "La ville pourrait fermer le pont avant la fin de l'hiver.", "La ville va fermer le pont avant la fin de l'hiver."},
		{"it", corrupt.Negation, "Il vecchio muro è stato costruito con pietre della cava.", "Il vecchio muro non è stato costruito con pietre della cava."},
		{"pt", corrupt.Negation, "O velho muro foi construído com pedras da pedreira.", "O velho muro não foi construído com pedras da pedreira."},
		{"pt", corrupt.Plan, "A cidade pretende fechar a ponte antes do fim do inverno.", "A cidade conseguiu fechar a ponte antes do fim do inverno."},
		{"zh", corrupt.Negation, "施工单位至今尚未提交完整的环境评估报告。", "施工单位至今已经提交完整的环境评估报告。"},
		{"zh", corrupt.Negation, "两地居民可以免费乘坐新开通的渡轮。", "两地居民不可以免费乘坐新开通的渡轮。"},
		{"zh", corrupt.Negation, "居民不仅可以免费乘坐渡轮，也可以带自行车。", ""},
		{"zh", corrupt.Scope, "港口的渡轮往往在傍晚之后停止运行。", "港口的渡轮总是在傍晚之后停止运行。"},
		{"zh", corrupt.Scope, "港口的渡輪經常在傍晚之後停止運行。", "港口的渡輪總是在傍晚之後停止運行。"},
		{"zh", corrupt.Plan, "新的渡轮可能会在冬季之前投入运营。", "新的渡轮必定会在冬季之前投入运营。"},
		{"ja", corrupt.Negation, "市議会は新しい防潮堤の計画を承認した。", "市議会は新しい防潮堤の計画を承認しなかった。"},
		{"ja", corrupt.Negation, "新しい防潮堤は去年の春に建設されなかった。", "新しい防潮堤は去年の春に建設された。"},
		{"ja", corrupt.Plan, "古い航路は冬までに廃止される可能性がある。", "古い航路は冬までに廃止されることが確認されている。"},
		{"ko", corrupt.Negation, "시의회는 새 방조제 건설 계획을 끝내 승인했다.", "시의회는 새 방조제 건설 계획을 끝내 승인하지 않았다."},
		{"ko", corrupt.Negation, "시의회는 새 방조제 건설 계획을 승인하지 못했다.", ""},
		{"ko", corrupt.Scope, "대부분의 주민이 항만청의 새 건설 계획을 지지한다.", "모든 주민이 항만청의 새 건설 계획을 지지한다."},
	} {
		var made []string
		for seed := range uint64(20) {
			for _, b := range corrupt.Controls([]string{tt.sentence}, nil, tt.lang, seed) {
				if b.Kind == tt.kind {
					made = append(made, b.Text)
				}
			}
		}
		if tt.want == "" && len(made) > 0 || tt.want != "" && !slices.Contains(made, tt.want) {
			t.Errorf("%s %s: %q of %q, want %q", tt.lang, tt.kind, slices.Compact(made), tt.sentence, tt.want)
		}
	}
}
