package bot

import (
	"strings"
	"unicode"
)

// The Revised Romanization of Korean (Ministry of Culture and Tourism, notice 2000-8), by the parts of a syllable.
var (
	hangulInitials = strings.Split("g kk n d tt r m b pp s ss  j jj ch k t p h", " ")
	hangulVowels   = strings.Split("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i", " ")
	hangulFinals   = strings.Split(" k k k n n n t l k m l l l p l m p p t t ng t t k t p t", " ")
)

// Finals that are read on into a silent initial: the others change in ways that the letters alone do not tell.
var hangulLinked = map[int]string{1: "g", 4: "n", 7: "d", 8: "r", 16: "m", 17: "b", 21: "ng"}

const (
	hangulFirst  = 0xAC00
	hangulLast   = 0xD7A3
	silent       = 11 // the initial ㅇ
	initialR     = 5
	finalL       = 8
	vowelsEach   = 21
	finalsEach   = 28
	koreanLength = 3 // syllables of nearly every Korean name; others may be foreign names, whose letters tell no reading
)

// koreanSurnames are those of nine in ten people (census of 2015), and those of two syllables.
const koreanSurnames = "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민진나지엄원천방공현함변염"

var longKoreanSurnames = []string{"남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방"}

// sinoKorean are the readings of KS X 1001's Chinese characters, of which Korean names are made, and foreign ones seldom.
const sinoKorean = "가각간갈감갑강개객갱갹거건걸검겁게격견결겸경계고곡곤골공곶과곽관괄광괘괴굉교구국군굴궁권궐궤귀규균귤극근금급긍기긴길김끽나낙난날남납낭내냉녀녁년념녕노농뇌뇨누눈눌뉴늑능니닉" +
	"다단달담답당대덕도독돈돌동두둔득등라락란랄람랍랑래랭략량려력련렬렴렵령례로록론롱뢰료룡루류륙륜률륭륵름릉리린림립마막만말망매맥맹멱면멸명몌모목몰몽묘무묵문물미민밀박반발방배백번벌범법벽변별병보복본볼봉부북분불붕비빈빙" +
	"사삭산살삼삽상새색생서석선설섬섭성세소속손솔송쇄쇠수숙순술숭슬습승시식신실심십쌍씨아악안알암압앙애액앵야약양어억언얼엄업엔여역연열염엽영예오옥온올옹와완왈왕왜외요욕용우욱운울웅원월위유육윤율융은을음읍응의이익인일임입잉" +
	"자작잔잠잡장재쟁저적전절점접정제조족존졸종좌죄주죽준줄중즉즐즙증지직진질짐집징차착찬찰참창채책처척천철첨첩청체초촉촌총촬최추축춘출충췌취측층치칙친칠침칩칭쾌타탁탄탈탐탑탕태택탱터토통퇴투퉁특틈" +
	"파판팔패팽퍅편폄평폐포폭표품풍피필핍하학한할함합항해핵행향허헌헐험혁현혈혐협형혜호혹혼홀홍화확환활황회획횡효후훈훙훤훼휘휴휼흉흑흔흘흠흡흥희힐"

// hangulReading is the romanization of a Korean name, surname first: "Gim Minsu"; "" where it may be no Korean name.
func hangulReading(name string) string {
	runes := []rune(name)
	family := 1
	for _, long := range longKoreanSurnames {
		if strings.HasPrefix(name, long) && len(runes) > koreanLength {
			family = 2
		}
	}
	if len(runes) != koreanLength-1+family || family == 1 && !strings.ContainsRune(koreanSurnames, runes[0]) {
		return ""
	}
	for _, r := range runes[family:] {
		if !strings.ContainsRune(sinoKorean, r) {
			return ""
		}
	}
	surname, given := romanized(runes[:family]), romanized(runes[family:])
	if surname == "" || given == "" {
		return ""
	}
	return capital(surname) + " " + capital(given)
}

// romanized is a word of hangul, syllable by syllable; "" where a final is read on in a way that letters do not tell.
func romanized(syllables []rune) string {
	var b strings.Builder
	for i, r := range syllables {
		if r < hangulFirst || r > hangulLast {
			return ""
		}
		n := int(r - hangulFirst)
		initial, vowel, final := n/(vowelsEach*finalsEach), n/finalsEach%vowelsEach, n%finalsEach
		first, last := hangulInitials[initial], hangulFinals[final]
		if i > 0 && initial == initialR && int(syllables[i-1]-hangulFirst)%finalsEach == finalL {
			first = "l"
		}
		if final > 0 && i+1 < len(syllables) && int(syllables[i+1]-hangulFirst)/(vowelsEach*finalsEach) == silent {
			if last = hangulLinked[final]; last == "" {
				return ""
			}
		}
		b.WriteString(first + hangulVowels[vowel] + last)
	}
	return b.String()
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func isHangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }
