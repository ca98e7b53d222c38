package corrupt

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// pronouns at the head of a sentence hang on what stands before it.
var pronouns = map[string]map[string]bool{
	"en": set(`he she it they this that these those his her hers its their theirs him them here there such and but or nor so yet`),
	"de": set(`er sie es dies diese dieser dieses diesem diesen ihr ihre ihren ihrem sein seine seinen seinem ihm ihnen ihn dort hier da
		damit dabei dazu daher deshalb und aber oder denn sondern`),
	"es": set(`él ella ello ellos ellas este esta esto estos estas ese esa eso esos esas aquel aquella su sus le les lo se allí aquí y e o u pero`),
	"fr": set(`il elle ils elles ce cet cette ces cela ça on son sa ses leur leurs lui y en et ou mais or ni car donc c`),
	"it": set(`lui lei loro egli ella esso essa essi esse questo questa questi queste quello quella quelli quelle ciò suo sua suoi sue e ma o`),
	"pt": set(`ele ela eles elas isto isso este esta estes estas esse essa esses essas aquele aquela seu sua seus suas e mas ou`),
	"ko": set(`그 그는 그가 그의 그녀 그녀는 그녀가 그녀의 그들 그들은 그들이 그들의 그것 그것은 그것이 이 이는 이것 이것은 이것이 이들 이들은 이들이 이러한
		그러한 이런 그런 저 여기 거기 그러나 그리고 하지만 또는`),
}

// hanPronouns are those of scripts without spaces.
var hanPronouns = map[string]*regexp.Regexp{
	"zh": regexp.MustCompile(`^(他|她|它|牠|祂|这|這|那|此|其|该|該|但|而|并|並|且|或)`),
	"ja": regexp.MustCompile(`^(彼|これ|それ|あれ|この|その|あの|ここ|そこ|あそこ|こう|そう|同[^じ]|しかし|だが|また|そして)`),
}

// firstPerson tells who speaks: as a statement of somebody else it means another thing.
var firstPerson = map[string]map[string]bool{
	"en": set(`i me my mine myself we us our ours ourselves i'm i've i'd i'll we're we've we'd we'll let's`),
	"de": set(`ich mich mir mein meine meinen meinem meiner meines wir uns unser unsere unseren unserem unserer unseres`),
	"es": set(`yo mí mi mis me conmigo nosotros nosotras nos nuestro nuestra nuestros nuestras`),
	"fr": set(`je j me m moi mon ma mes nous notre nos`),
	"it": set(`io me mi mio mia miei mie noi nostro nostra nostri nostre`),
	"pt": set(`eu mim meu minha meus minhas nós nosso nossa nossos nossas`),
	"ko": set(`나 나는 내가 내 나의 나를 저는 제가 저의 우리 우리는 우리가 우리의 우리를 저희 저희는 저희가`),
}

var hanFirstPerson = pattern.Lazy(`我|咱|俺|笔者|筆者|本人|私[^立鉄人費]|僕|われわれ|わたし`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

var (
	listMark = pattern.Lazy(`^(\d{1,3}|\p{L})[.)、）]\s`)
	noteMark = pattern.Lazy(`\s*\[\d{1,3}\]`)
)

// stands reports whether a sentence says something by itself, so that it can be a control.
func (m *maker) stands(s string) bool {
	if strings.ContainsAny(s, "\n?？") || listMark().MatchString(s) || !ends(s) || !balanced(s) {
		return false
	}
	if head, _ := utf8.DecodeRuneInString(s); !unicode.IsLetter(head) && !unicode.IsDigit(head) || unicode.IsLower(head) {
		return false
	}
	words, signs := sizes(s)
	if unspaced(m.lang) || signs >= 12 && words < signs {
		pronoun := hanPronouns[m.lang]
		return signs >= 12 && !hanFirstPerson().MatchString(s) && (pronoun == nil || !pronoun.MatchString(s))
	}
	fields := fieldsOf(s)
	if len(fields) < 6 || pronouns[m.lang][fields[0]] {
		return false
	}
	for _, w := range fields {
		if firstPerson[m.lang][w] {
			return false
		}
	}
	return true
}

// ends reports whether a sentence ends as a statement does.
func ends(s string) bool {
	last, size := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".。．।", last) && !strings.HasSuffix(s[:len(s)-size], ".")
}

// balanced reports whether every quotation mark and bracket that opens is closed.
func balanced(s string) bool {
	pairs := []string{"()", "（）", "[]", "“”", "「」", "『』", "《》", "«»", "【】"}
	if strings.Contains(s, "„") { // German closes with the mark that opens in English
		pairs[3] = "„“"
	}
	for _, pair := range pairs {
		marks := []rune(pair)
		if strings.Count(s, string(marks[0])) != strings.Count(s, string(marks[1])) {
			return false
		}
	}
	return strings.Count(s, `"`)%2 == 0
}

// fieldsOf are the words of a text in lower case, without marks around them; elided ones apart (l'eau is l and eau).
func fieldsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(s, "’", "'")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && r != '-'
	})
}

// sizes counts the words of a text and its characters of scripts without spaces.
func sizes(s string) (words, signs int) {
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			signs++
		}
	}
	return len(strings.Fields(s)), signs
}

// plain is a text without case, spaces and marks.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
