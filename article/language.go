package article

import (
	"iter"
	"strings"
	"sync"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/language"
)

// languageSample is how many runes decide a language.
const languageSample = 4000

// latinLanguages are those that whatlanggo may choose from: with all of its 84 it takes short questions for rare
// languages (measured on 581 short texts: 0.943 right with all, 0.969 with these).
var latinLanguages = whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{
	whatlanggo.Eng: true, whatlanggo.Spa: true, whatlanggo.Fra: true, whatlanggo.Deu: true, whatlanggo.Ita: true,
	whatlanggo.Por: true, whatlanggo.Nld: true, whatlanggo.Swe: true, whatlanggo.Pol: true, whatlanggo.Ces: true,
	whatlanggo.Ron: true, whatlanggo.Tur: true, whatlanggo.Vie: true, whatlanggo.Ind: true, whatlanggo.Hun: true,
	whatlanggo.Fin: true, whatlanggo.Dan: true, whatlanggo.Rus: true, whatlanggo.Ukr: true, whatlanggo.Bul: true,
	whatlanggo.Arb: true, whatlanggo.Pes: true, whatlanggo.Urd: true,
}}

// Language names the language of a text, long or as short as a question, as a BCP 47 tag: en, zh-Hans, zh-Hant, ja …;
// "" where there is nothing to tell it by. hint is what the source declares (<html lang>): it decides only where the
// text is short and the evidence weak, since templates lie.
func Language(text, hint string) string {
	scripts := countScripts(text)
	if scripts.letters == 0 {
		return validTag(hint)
	}
	if scripts.letters < shortText && scripts.onlyNames(text) {
		if lang := byFunctionWords(text); lang != "" {
			return lang
		}
		text = strings.Map(withoutSigns, text)
		return Language(text, hint)
	}
	if lang := scripts.language(text); lang != "" {
		return lang
	}
	if scripts.letters < shortText {
		if lang := byFunctionWords(text); lang != "" {
			return lang
		}
	}
	info := whatlanggo.DetectWithOptions(sample(text), latinLanguages)
	if scripts.letters < shortText {
		info = spelled(text, info)
	}
	hinted := validTag(hint)
	if hinted != "" && scripts.letters < 200 && (!info.IsReliable() || scripts.letters < 20) && !scripts.foreignTo(hinted) {
		return hinted
	}
	if hinted == "" && scripts.letters < fewLetters && isASCII(text) && !saysSo(text, info.Lang.Iso6391()) {
		english := functionVotes(text)["en"]
		if lang := onlyVoted(text); lang != "" && english == 0 {
			return lang
		}
		if !info.IsReliable() || english > 0 {
			return "en" // names and labels of a few words: letters alone take them for any language
		}
	}
	if tag := info.Lang.Iso6391(); tag != "" {
		return tag
	}
	return hinted
}

// shortText is the number of letters below which words that every sentence has say more than statistics of letters.
const shortText = 200

// fewLetters is the number of letters below which statistics of letters guess.
const fewLetters = 120

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

// functionWords are the commonest words of languages, those of questions among them, and how people greet, ask and
// thank: short messages have few others. A word may be of several languages.
var functionWords = map[string]string{
	"en": "what who when where why which how the of and was were is are did does do has have with for from their there this that these those many much between after into no not " +
		"i you we he she they it my your our his her its them us be been will would can could should am a an at by on or but if then than about again just please hello thanks",
	"de": "was wer wann wo warum welche welcher welches wie der die das und ist sind wurde wurden hat haben mit für von nach viele viel dem den zwischen ein eine einen im zum zur " +
		"ich du er sie wir ihr es nicht kein auf aus bei oder aber wenn auch noch schon heute morgen bitte danke hallo",
	"fr": "que quel quelle quels quelles qui quand où pourquoi comment combien le la les des et est sont était dans pour avec une un sur au aux ont qu du " +
		"je tu il elle nous vous ils elles mon ma mes suis ne pas mais ou ce cette ces j m l d n c merci bonjour",
	"es": "qué quién quiénes cuándo dónde cuál cuáles cómo cuántos cuántas cuánto el la los las y es son fue fueron del para con una un por se en no a al de que " +
		"yo tú él ella mi su pero muy hoy mañana gracias hola soy está",
	"pt": "quem quando onde qual quais como quantos quantas os as e é são foi foram do da dos das para com uma um pelo pela não em no na a de que se " +
		"eu você ele ela meu minha mas hoje amanhã obrigado obrigada olá está",
	"it": "chi quando dove quale quali come quanti quante quanto il la gli le e è sono era del della dei delle per con una un nel nella che di cosa a i l d c " +
		"io tu lui lei noi mio mia non ma anche oggi domani ieri grazie ciao",
	"nl": "wat wie wanneer waar waarom welke hoe de het een en is zijn werd werden van voor met hoeveel door bij niet op ik je jij we wij maar ook nog dank hallo",
	"sv": "vad vem när var varför vilken hur och att det som är på för med av den inte har till i jag om ett en du vi men kan tack hej",
	"da": "hvad hvem hvornår hvor hvorfor hvilken hvordan og at det som er på for med af den ikke har til i jeg om et en du vi men kan tak hej",
	"fi": "mikä mitä kuka missä milloin miksi miten ja on ei se että hän mutta kun niin myös olen ovat oli kiitos hei",
	"pl": "co kto gdzie kiedy dlaczego jak jaki jaka i w z na do nie się jest są że to ale po tak za od czy lub oraz przez przy teraz już był była proszę dziękuję witam",
	"cs": "co kdo kde kdy proč jak jaký jaká a v s z na do ne se je jsou že to ale po tak za od nebo při teď už byl byla prosím děkuji",
	"hu": "mi ki hol mikor miért hogyan és az a nem hogy van egy is ez meg de volt kell köszönöm szia",
	"tr": "ne kim nerede neden hangi nasıl kaç ve bir bu için ile olarak ne zaman kadar nedir kimdir hangisi mi mı mu mü var yok değil lütfen merhaba teşekkürler",
	"ro": "ce cine când unde care cum câți câte și este sunt fost au pentru cu din în la pe de ale al lui a se să nu un o mai mulțumesc",
	"vi": "gì ai khi nào đâu tại sao như thế bao nhiêu của và là được trong cho với các những một",
	"id": "apa siapa kapan mana mengapa bagaimana berapa yang dan di dari untuk dengan pada adalah ini itu tidak saya terima kasih",
	"ru": "что кто где когда почему как какой какая какие и в на не от до с по у за из это был была было были есть для к о я мы вы он она они или но нет да уже спасибо",
	"uk": "що хто де коли чому як який яка які і в на не від до з по у за із це був була було були є для я ми ви він вона вони або але та так вже дякую",
	"bg": "какво кой коя къде кога защо как и в на не от до с по у за из това беше бяха е са да ще аз ние вие той тя те или но вече благодаря",
}

// languagesByWord are the languages that have a word among those.
var languagesByWord = sync.OnceValue(func() map[string][]string {
	byWord := map[string][]string{}
	for lang, list := range functionWords {
		for word := range strings.FieldsSeq(list) {
			byWord[word] = append(byWord[word], lang)
		}
	}
	return byWord
})

// nativeSigns are characters that hardly stand in names, and that hardly a sentence of their language does without.
const nativeSigns = "的了是吗嗎呢吧啊把被们們他她它谁誰哪什么麼怎のはがをでにか은는을를이가"

// onlyNames reports whether a short text names things in Han, kana or Hangul and is in another language itself: it has at
// least two other words, some that only sentences have, and of the signs of those scripts' languages none.
func (c scriptCount) onlyNames(text string) bool {
	if c.han+c.kana+c.hangul == 0 || strings.ContainsAny(text, nativeSigns) {
		return false
	}
	words, function := 0, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) || isSign(r) }) {
		words++
		if word != strings.ToUpper(word) && len(languagesByWord()[strings.ToLower(word)]) > 0 { // WHO is a name
			function++
		}
	}
	return words > 1 && function > 0
}

func isSign(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func withoutSigns(r rune) rune {
	if isSign(r) {
		return ' '
	}
	return r
}

// saysSo reports whether a text has more words of that language than of English.
func saysSo(text, lang string) bool {
	votes := functionVotes(text)
	return votes[lang] > votes["en"]
}

// marked are the letters with marks of languages in Latin script. English borrows any, with names and a word here and there.
var marked = map[whatlanggo.Lang]string{
	whatlanggo.Eng: "", whatlanggo.Spa: "áéíñóúü", whatlanggo.Fra: "àâæçéèêëîïôùûüÿœ", whatlanggo.Deu: "äöüß", whatlanggo.Ita: "àèéìíîòóùú",
	whatlanggo.Por: "àáâãçéêíóôõúü", whatlanggo.Nld: "áäèéëêïíóöüú", whatlanggo.Swe: "åäöé", whatlanggo.Pol: "ąćęłńóśźż", whatlanggo.Ces: "áčďéěíňóřšťúůýž",
	whatlanggo.Ron: "ăâîșțşţ", whatlanggo.Tur: "âçğıi̇îöşüû", whatlanggo.Hun: "áéíóöőúüű", whatlanggo.Fin: "äöå", whatlanggo.Dan: "æøåé", whatlanggo.Ind: "é",
	whatlanggo.Vie: "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
}

// spelled mends what statistics of letters say of a short text that has letters which that language does not write.
func spelled(text string, info whatlanggo.Info) whatlanggo.Info {
	words := 0 // with marks, that are no names
	for word := range strings.FieldsSeq(text) {
		if unicode.IsLower([]rune(word)[0]) && strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxASCII && unicode.Is(unicode.Latin, r) }) {
			words++
		}
	}
	writes := func(lang whatlanggo.Lang) bool {
		own, known := marked[lang]
		return !known || lang == whatlanggo.Eng && words < 2 || lang != whatlanggo.Eng && !strings.ContainsFunc(text, func(r rune) bool {
			return r > unicode.MaxASCII && unicode.Is(unicode.Latin, r) && !strings.ContainsRune(own, unicode.ToLower(r))
		})
	}
	if writes(info.Lang) {
		return info
	}
	able := map[whatlanggo.Lang]bool{}
	for lang := range marked {
		if writes(lang) && (lang != whatlanggo.Eng || words == 0) {
			able[lang] = true
			info.Lang = lang
		}
	}
	if len(able) < 2 { // the statistics know no difference between one and none
		return info
	}
	return whatlanggo.DetectWithOptions(sample(text), whatlanggo.Options{Whitelist: able})
}

// byFunctionWords is the one language most of whose words a short text holds: at least two, and two more than any other.
func byFunctionWords(text string) string {
	votes := functionVotes(text)
	best, most, second := "", 0, 0
	for lang, n := range votes {
		switch {
		case n > most:
			best, most, second = lang, n, most
		case n > second:
			second = n
		}
	}
	if most < 2 || most-second < 2 {
		return ""
	}
	return best
}

// onlyVoted is the one language that has words of a text; names do not count.
func onlyVoted(text string) string {
	found := ""
	for word := range wordsOf(text) {
		langs := languagesByWord()[word]
		switch {
		case len(langs) == 0 || len(langs) == 1 && langs[0] == found:
		case len(langs) > 1 || found != "":
			return ""
		default:
			found = langs[0]
		}
	}
	return found
}

// functionVotes counts for each language its words in a text.
func functionVotes(text string) map[string]int {
	votes := map[string]int{}
	weight := 2 // of the first word: of a question it is the one that asks
	for word := range wordsOf(strings.ToLower(text)) {
		for _, lang := range languagesByWord()[word] {
			votes[lang] += weight
		}
		weight = 1
	}
	return votes
}

// wordsOf are the words of a text without the ends of contractions: the s of "it's" is none of Czech.
func wordsOf(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
			word := strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) })
			first, rest, cut := strings.Cut(strings.ReplaceAll(word, "’", "'"), "'")
			if cut && len(rest) > len(first) { // d'un, l'eau
				if !yield(first) {
					return
				}
				first = rest
			}
			if first != "" && !yield(first) {
				return
			}
		}
	}
}

// scriptCount counts the letters of a text by script.
type scriptCount struct {
	letters, han, kana, hangul, thai, greek, devanagari, hebrew, cyrillic, arabic int
}

func countScripts(text string) scriptCount {
	var c scriptCount
	seen := 0
	for _, r := range text {
		if seen++; seen > languageSample {
			break
		}
		if !unicode.IsLetter(r) {
			continue
		}
		c.letters++
		if r < 0x0370 {
			continue
		}
		switch {
		case unicode.Is(unicode.Han, r):
			c.han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			c.kana++
		case unicode.Is(unicode.Hangul, r):
			c.hangul++
		case unicode.Is(unicode.Thai, r):
			c.thai++
		case unicode.Is(unicode.Greek, r):
			c.greek++
		case unicode.Is(unicode.Devanagari, r):
			c.devanagari++
		case unicode.Is(unicode.Hebrew, r):
			c.hebrew++
		case unicode.Is(unicode.Cyrillic, r):
			c.cyrillic++
		case unicode.Is(unicode.Arabic, r):
			c.arabic++
		}
	}
	return c
}

// language decides where the script does. Its shares were measured on 493 long texts in 18 languages (all right).
func (c scriptCount) language(text string) string {
	most := c.letters / 2
	switch {
	case c.hangul*4 >= c.letters:
		return "ko"
	case (c.han+c.kana)*5 >= c.letters:
		if c.kana*12 >= c.han+c.kana {
			return "ja"
		}
		return chinese(text)
	case c.thai > most:
		return "th"
	case c.greek > most:
		return "el"
	case c.devanagari > most:
		return "hi"
	case c.hebrew > most:
		return "he"
	case c.cyrillic > most:
		return cyrillic(text)
	case c.arabic > most:
		return arabic(text)
	}
	return ""
}

// arabic decides by letters that Urdu or Persian have and Arabic has not.
func arabic(text string) string {
	text = sample(text)
	switch {
	case strings.ContainsAny(text, "ٹڈڑےں"):
		return "ur"
	case strings.ContainsAny(text, "پچژگ"):
		return "fa"
	}
	return "ar"
}

// cyrillic decides by letters that the neighbours do not have; "" where none of them occurs.
func cyrillic(text string) string {
	text = strings.ToLower(sample(text))
	switch ukrainian, russian := strings.Count(text, "і")+strings.Count(text, "ї")+strings.Count(text, "є"), strings.Count(text, "ы")+strings.Count(text, "э"); {
	case ukrainian > russian:
		return "uk"
	case russian > 0:
		return "ru"
	}
	return ""
}

// foreignTo reports whether the letters cannot be of that language.
func (c scriptCount) foreignTo(tag string) bool {
	base, _ := language.Make(tag).Base()
	switch base.String() {
	case "zh", "ja":
		return c.han+c.kana == 0
	case "ko":
		return c.hangul == 0
	case "th":
		return c.thai == 0
	case "el":
		return c.greek == 0
	case "hi":
		return c.devanagari == 0
	case "he":
		return c.hebrew == 0
	case "ru", "uk", "bg":
		return c.cyrillic*2 < c.letters
	case "ar", "fa", "ur":
		return c.arabic*2 < c.letters
	}
	return (c.cyrillic+c.arabic)*2 > c.letters
}

// chinese tells Simplified from Traditional without a table: GB 2312 has only the one, Big5 only the other.
func chinese(text string) string {
	gb, big5 := simplifiedchinese.HZGB2312.NewEncoder(), traditionalchinese.Big5.NewEncoder()
	seen := map[rune]bool{}
	balance := 0
	for _, r := range text {
		if seen[r] || !unicode.Is(unicode.Han, r) {
			continue
		}
		if seen[r] = true; len(seen) > 400 {
			break
		}
		_, notSimplified := gb.String(string(r))
		_, notTraditional := big5.String(string(r))
		switch {
		case notSimplified == nil && notTraditional != nil:
			balance++
		case notSimplified != nil && notTraditional == nil:
			balance--
		}
	}
	if balance < 0 {
		return "zh-Hant"
	}
	return "zh-Hans"
}

func sample(text string) string {
	for i := range text {
		if i >= languageSample*2 {
			return text[:i]
		}
	}
	return text
}

// validTag is the hint as a tag of ours: "zh-CN" → "zh-Hans", "en_GB" → "en"; "" where it is none.
func validTag(hint string) string {
	tag, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(hint), "_", "-"))
	if err != nil || tag == language.Und {
		return ""
	}
	base, _ := tag.Base()
	if base.String() != "zh" {
		return base.String()
	}
	script, _ := tag.Script()
	return "zh-" + script.String()
}
