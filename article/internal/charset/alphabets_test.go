package charset

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// Nothing but the letters themselves says what these are in.
func TestDecodeByLetters(t *testing.T) {
	tests := []struct{ name, text, encodings string }{
		{"Polish", "Zarząd portu opublikuje rozkład w czerwcu, powiedziała kapitan Żółkowska.", "windows-1250 iso-8859-2"},
		{"short Polish", "Prośba o ciszę i spokój", "windows-1250 iso-8859-2"},
		{"Czech", "Loď vyplula v pondělí poprvé od únorové bouře, řekla Žofie Říhová.", "windows-1250 iso-8859-2"},
		{"short Czech", "Přístav je zavřený", "windows-1250 iso-8859-2"},
		{"Hungarian", "A komp hétfőn indult először a februári vihar óta, és kilenc fontba kerül, őszintén szűkös.", "windows-1250 iso-8859-2"},
		{"Romanian", "Feribotul a plecat luni pentru prima dată după furtună; biletul costă nouă lire, şi copiii merg fără plată în braţe.", "windows-1250 iso-8859-2"},
		{"Turkish", "Vapur fırtınadan sonra ilk kez yola çıktı, dedi kaptan Ayşe Güneş.", "windows-1254"},
		{"Lithuanian", "Keltas išplaukė pirmadienį pirmą kartą po audros, sakė kapitonė Živilė Ąžuolė.", "windows-1257"},
		{"Russian", "Паром снова ходит, сказала капитан.", "windows-1251 koi8-r ibm866 iso-8859-5"},
		{"Russian in capitals", "ВНИМАНИЕ! ПАРОМ НЕ ХОДИТ", "windows-1251 koi8-r ibm866 iso-8859-5"},
		{"two words of Russian", "Паром отменён", "windows-1251 koi8-r ibm866 iso-8859-5"},
		{"Ukrainian", "Пором знову ходить щодня, її капітан задоволена.", "windows-1251 koi8-u"},
		{"Greek", "Το πλοίο απέπλευσε τη Δευτέρα. Άνοιξε το λιμάνι.", "windows-1253 iso-8859-7"},
		{"Greek in capitals", "ΤΟ ΠΛΟΙΟ ΑΠΕΠΛΕΥΣΕ ΤΗ ΔΕΥΤΕΡΑ", "windows-1253 iso-8859-7"},
		{"Arabic", "ستنشر هيئة الميناء جدولا جديدا في يونيو", "windows-1256"},
		{"Hebrew", "המעבורת הפליגה ביום שני לראשונה מאז הסערה", "windows-1255"},
		{"Thai", "เรือข้ามฟากแล่นอีกครั้งในวันจันทร์", "windows-874"},
		{"French", "Le port publiera l’horaire ; la traversée est très agréable, où que vous soyez.", "windows-1252 macintosh"},
		{"German", "Die Fähre fährt für 9 € über den Fluß", "windows-1252 iso-8859-15"},
		{"French with few marks", "Le cœur du bœuf", "windows-1252"},
		{"Spanish", "¿Cuándo sale el barco de la mañana?", "windows-1252 macintosh"},
		{"Portuguese", "A embarcação não sai amanhã, disse o capitão.", "windows-1252"},
		{"Danish", "Færgen sejler på øen igen", "windows-1252"},
		{"English in print", "“The boat sails,” said Munro — it’s nineteen minutes… and £9.", "windows-1252"},
	}
	for _, tt := range tests {
		for name := range strings.FieldsSeq(tt.encodings) {
			t.Run(tt.name+" in "+name, func(t *testing.T) {
				enc, err := htmlindex.Get(name)
				if err != nil {
					t.Fatal(err)
				}
				data, err := enc.NewEncoder().String(tt.text)
				if err != nil {
					t.Fatal(err)
				}
				if got, as, err := Decode([]byte(data), ""); err != nil || got != tt.text {
					t.Errorf("read as %s, %v: %s", as, err, got)
				}
			})
		}
	}
}
