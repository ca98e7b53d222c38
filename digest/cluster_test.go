package digest_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/digest"
)

// Texts of one language are alike in the words that every text has; that makes them no story.
func TestWhatEveryTextSaysJoinsNothing(t *testing.T) {
	languages := map[string][2]string{
		"Spanish": {
			"El ayuntamiento de la ciudad decidió el lunes que el muro del puerto se levantará dos metros, según dijo la alcaldesa a los vecinos que lo habían pedido.",
			"Los astrónomos de un observatorio de Chile anunciaron que el cometa que se descubrió en la primavera pasará por la Tierra y se verá sin telescopio.",
		},
		"German": {
			"Der Rat der Stadt hat am Montag beschlossen, dass die Mauer am Hafen um zwei Meter erhöht wird, nachdem sie im Januar nicht gehalten hatte.",
			"Die Sternwarte hat am Abend mitgeteilt, dass der Komet im Oktober an der Erde vorbeizieht und nach dem Untergang der Sonne im Westen zu sehen ist.",
		},
		"French": {
			"Le conseil de la ville a décidé lundi que le mur du port sera relevé de deux mètres, parce que la mer est entrée dans les caves au mois de janvier.",
			"Les astronomes d'un observatoire ont annoncé que la comète qui a été découverte au printemps passera près de la Terre et sera visible dans le ciel.",
		},
		"Vietnamese": {
			"Hội đồng thành phố đã quyết định vào thứ hai rằng bức tường của cảng sẽ được nâng lên hai mét, vì nước biển đã tràn vào nhà của người dân.",
			"Các nhà thiên văn của một đài quan sát đã cho biết sao chổi được tìm thấy vào mùa xuân sẽ bay qua trái đất và có thể được nhìn thấy.",
		},
	}
	for name, texts := range languages {
		if groups := digest.Clusters([]digest.Text{{Lead: texts[0], Body: texts[0]}, {Lead: texts[1], Body: texts[1]}}); len(groups) != 2 {
			t.Errorf("%s: a wall and a comet are one story", name)
		}
	}
}

// A copy is one with its source, whatever was put before it, cut off it, or moved within it, in any script.
func TestCopiesAreOneStory(t *testing.T) {
	sources := map[string]string{
		"English": "The council of Port Ellery decided on Monday that the harbour wall will be raised by two metres. The flood in January had reached the cellars " +
			"of ninety houses behind it. Work begins in April, and the fish market moves to the old quay until the autumn.",
		"Chinese": "埃勒里港市议会周一决定，把港口的防波堤加高两米。一月份的洪水曾涌进堤后九十户人家的地窖。工程四月开工，秋天之前鱼市搬到老码头。",
		"Russian": "Городской совет Порт-Эллери решил в понедельник поднять стену гавани на два метра. Январское наводнение дошло до подвалов девяноста домов за " +
			"ней. Работы начнутся в апреле, а рыбный рынок до осени переедет на старую набережную.",
		"Thai": "สภาเมืองพอร์ตเอลเลอรีมีมติเมื่อวันจันทร์ให้ยกกำแพงท่าเรือให้สูงขึ้นสองเมตร น้ำท่วมเดือนมกราคมไหลเข้าห้องใต้ดินของบ้านเก้าสิบหลังที่อยู่หลังกำแพง งานจะเริ่มในเดือนเมษายน และตลาดปลาจะย้ายไปท่าเรือเก่าจนถึงฤดูใบไม้ร่วง",
	}
	before := strings.Repeat("Sign in · Home · Weather · Latest news from the coast · Subscribe to our letter. ", 2)
	for name, text := range sources {
		half := len([]rune(text)) / 2
		copies := map[string]string{
			"begun with a site's own words": before + text,
			"cut":                           string([]rune(text)[:half+half/2]),
			"moved":                         string([]rune(text)[half:]) + " " + string([]rune(text)[:half]),
		}
		for what, other := range copies {
			if groups := digest.Clusters([]digest.Text{{Lead: text, Body: text}, {Lead: other[:min(len(other), len(before))], Body: other}}); len(groups) != 1 {
				t.Errorf("%s: a copy %s is another story", name, what)
			}
		}
	}
}
