package verify

import (
	"strings"
	"sync"
)

// unitLines name the units, one a line, and how they are written, folded. A factor behind the name is how many of the base
// unit it is; a unit without one is its own base.
const unitLines = `
percent=0.01: %|percent|per cent|pct|prozent|por ciento|por cento|pour cent|per cento|パーセント|퍼센트
tenth=0.1: 割
point: percentage point|percentage points|prozentpunkt|prozentpunkte|prozentpunkten|punto porcentual|puntos porcentuales|个百分点|百分点|ポイント|%ポイント|%포인트|%p|points de pourcentage|punti percentuali|pontos percentuais
permille=0.001: ‰|promille
usd: 달러|us dollars|us dollar|dollars|dollar|美元|美金|米ドル|ドル|dolares|dolar|$
eur: 유로|euros|euro|欧元|ユーロ|€
cny: yuan|rmb|renminbi|人民币|元|人民元
jpy: 엔|yen|日元|日圆|円|yenes|¥
gbp: pounds sterling|英镑|ポンド|£
hkd: 港元|港币
twd: 台币|新台币
krw: 韩元|won|원|ウォン
inr: rupees|rupee|卢比
peseta: pesetas|peseta|ペセタ|比塞塔
krone: kronor|kroner|kronen|krona|krone|coronas|クローネ|克朗
franc: francs|franc|franken|francos|フラン|法郎
lira: lire|lira|liras|リラ|里拉
mark: d-mark|deutsche mark|marcos|マルク|马克
zloty: zloty|zlotys
peso: pesos|peso|ペソ|比索
real: reais|雷亚尔
rub: rubles|roubles|卢布
year=12: years old|years|year|年间|年|岁|jahre|jahren|jahr|anos|ano|年生|个年头|周年|annees
month=1: months|month|个月|개월|月间|か月间|か月|ヶ月间|ヶ月|ケ月|カ月间|カ月|箇月|monate|monaten|monat|meses|mes
decade=120: decades|decade|jahrzehnte|jahrzehnten|decadas
century=1200: centuries|century|世纪|世紀|jahrhundert|jahrhunderts|jahrhunderte|siglos|siglo
week: weeks|week|周|주간|星期|个星期|週間|周间|wochen|woche|semanas|semana
day: days|day|天|日间|日|tage|tagen|tag|dias|dia
hour=3600: hours|hour|小时|个小时|時間|时间|时|시간|stunden|stunde|horas|hora
minute=60: minutes|minute|分钟|minuten|minutos|minuto|分间|분
second=1: 초|seconds|秒钟|秒|sekunden|sekunde|segundos
km=1000: kilometres|kilometers|kilometre|kilometer|km|公里|킬로미터|千米|キロメートル|kilometern|kilometros|kilometro
m=1: metres|meters|metre|meter|米|メートル|metern|metros|metro|m
cm=0.01: centimetres|centimeters|cm|厘米|公分|センチ|zentimeter|centimetros
mm=0.001: millimetres|millimeters|mm|毫米|ミリメートル|millimeter|milimetros
kilo: キロ|킬로
mile=1609.344: miles|mile|英里|マイル|meilen|millas
foot=0.3048: feet|foot|ft|英尺|フィート|pies
inch=0.0254: inches|inch|英寸|インチ|zoll|pulgadas
yard=0.9144: yards|yard|码
km2: square kilometres|square kilometers|km²|km2|sq km|平方公里|平方千米|平方キロメートル|quadratkilometer|kilometros cuadrados
mi2: square miles|square mile|sq mi|平方英里|millas cuadradas
m2: square metres|square meters|m²|m2|平方米|平方メートル|quadratmeter|metros cuadrados
ft2: square feet|sq ft|平方英尺
ha: hectares|hectare|公顷|ヘクタール|hektar|hectareas
acre: acres|acre|英亩
kg=1: kilograms|kilogram|kg|公斤|千克|キログラム|kilogramm|kilogramos
g=0.001: grams|gram|克|グラム|gramm|gramos
ton=1000: tonnes|tonne|tons|ton|吨|トン|tonnen|toneladas
lb: lbs|lb
kmh: km/h|kmh|kph|时速
mph: mph
celsius: °c|° c|degrees celsius|摄氏度|℃|grad celsius|grados celsius
fahrenheit: °f|° f|degrees fahrenheit|华氏度
degree: degrees|°|度|grad|grados
litre: litres|liters|litre|升|リットル|liter|litros
kw=1: kilowatts|kw|千瓦
mw=1000: megawatts|mw|兆瓦
gw=1000000: gigawatts|gw|吉瓦
kwh: kwh|千瓦时
gb: gb|gigabytes
mb: mb|megabytes
tb: tb|terabytes
hz: hz|赫兹
times=1: times|倍|배|fold|mal|veces|fois|x
`

// unit is a measure; units with the same base can be converted.
type unit struct {
	name   string
	base   string
	factor float64
}

type unitForm struct {
	text string
	unit unit
}

// unitForms are the written forms by their first character, longest first.
var unitForms = sync.OnceValue(func() map[rune][]unitForm {
	forms := map[rune][]unitForm{}
	for line := range strings.Lines(unitLines) {
		head, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		u := unitOf(head)
		for text := range strings.SplitSeq(list, "|") {
			var folded []rune
			for _, r := range text {
				folded = append(folded, plain(foldRune(r)))
			}
			r := folded[0]
			at := 0
			for at < len(forms[r]) && len(forms[r][at].text) >= len(string(folded)) {
				at++
			}
			forms[r] = append(forms[r][:at], append([]unitForm{{string(folded), u}}, forms[r][at:]...)...)
		}
	}
	return forms
})

// bases gives the units that convert into each other a common base.
var bases = map[string]string{
	"year": "month", "month": "month", "decade": "month", "century": "month", "hour": "second", "minute": "second", "second": "second",
	"percent": "part", "tenth": "part", "permille": "part", "times": "part",
	"km": "m", "m": "m", "cm": "m", "mm": "m", "mile": "m", "foot": "m", "inch": "m", "yard": "m", "kg": "kg", "g": "kg", "ton": "kg", "kw": "kw", "mw": "kw", "gw": "kw",
}

// unitOf is the unit of a name, with its factor behind "=" where that is not one.
func unitOf(head string) unit {
	name, factor, ok := strings.Cut(head, "=")
	u := unit{name: name, base: name, factor: 1}
	if ok {
		u.factor = parseFloat(factor)
	}
	if b := bases[name]; b != "" {
		u.base = b
	}
	return u
}

// unitAt reads the unit that stands at i, or behind a space or hyphen there.
func unitAt(cs []char, i int) (unit, int) {
	k := i
	if cs[k].r == ' ' || cs[k].r == '-' && isLetter(cs[k+1].r) {
		k++
	}
	first := plain(cs[k].r)
	for _, f := range unitForms()[first] {
		end, ok := matchForm(cs, k, f.text)
		if !ok || isLetter(first) && (isLetter(cs[end].r) || isDigit(cs[end].r)) {
			continue
		}
		return f.unit, end
	}
	return unit{}, i
}

func matchForm(cs []char, i int, text string) (int, bool) {
	for _, r := range text {
		if i >= len(cs) || plain(cs[i].r) != r {
			return i, false
		}
		i++
	}
	return i, true
}

// currencyBefore reads the sign of money that stands directly before i: $5, US$ 5, €5.
func currencyBefore(cs []char, i int) (unit, bool) {
	k := i - 1
	if k >= 0 && cs[k].r == ' ' {
		k--
	}
	if k < 0 {
		return unit{}, false
	}
	switch cs[k].r {
	case '$':
		if before(cs, k) == 'k' { // HK$
			return unitOf("hkd"), true
		}
		return unitOf("usd"), true
	case '€':
		return unitOf("eur"), true
	case '£':
		return unitOf("gbp"), true
	case '¥':
		return unitOf("money"), true // yuan or yen
	}
	return unit{}, false
}
