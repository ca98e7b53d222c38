package sentence

import (
	"strings"
	"sync"
)

// quotativeParticles follow a closed quotation inside the same sentence, in Japanese and Korean.
var quotativeParticles = []string{"と", "って", "という", "などと", "라고", "이라고", "라는", "이라며", "라며", "하고", "고 "}

// sayingHan are verbs of saying, Simplified and Traditional.
var sayingHan = []string{
	"说", "說", "道", "称", "稱", "表示", "问", "問", "答", "指出", "认为", "認為", "告诉", "告訴", "强调", "強調", "坦言",
	"透露", "回忆", "回憶", "补充", "補充", "解释", "解釋", "感叹", "感嘆", "喊", "叫", "写", "寫",
}

var sayingLatin = set(`said says say asked asks told tells added adds replied replies wrote writes explained explains
	argued argues noted notes recalled warned warns insisted admitted shouted cried
	sagte sagt fragte fragt erklärte erklärt antwortete meinte schrieb
	dijo dice afirmó preguntó respondió explicó declaró añadió
	disse diz perguntou respondeu afirmou explicou
	dit dis demande demanda affirme affirma explique déclare déclara répond répondit
	ha_detto dice chiede spiega afferma
	сказал сказала сказали говорит спросил спросила ответил ответила заявил заявила отметил отметила`)

// The tables of abbreviations are without the period. Titles stand before a name; short ones may end a sentence.
var (
	titles = set(`Mr Mrs Ms Dr Prof St Messrs Mme Mlle Gen Sen Rep Gov Lt Col Sgt Capt Cpt Cmdr Maj Rev Fr Hon Pres Supt Det
		Amb Adm vs cf viz Dipl-Ing Ing Mag Hr Fr Frl Sr Sra Srta Dra Profa Exmo Dott Sig Sigra Avv prof dr hab inż mgr гр проф акад им ул тов
		डॉ श्री प्रो د أ م κ κα Δρ`)
	shortOf = map[string]string{
		"": `Jr Sr Inc Co Corp Ltd Bros etc al pp p Fig Figs Sec Ch Vol Vols Art Arts Eq Ref Refs Ed Eds ed eds approx est dept
			Dept Univ Assn Ave Blvd Rd Mt Ft Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri
			ca c incl excl max min op ibid trans Cal Conn Fla Mass Mich Minn Pa Tenn Tex Va Wash Wis LLC`,
		"de": `bzw usw ca evtl ggf inkl zzgl Abs Nr Str Aufl Bd Hrsg Jh Jhd Mio Mrd Tel vgl sog gegr geb gest etwa Jän Okt Dez Mai
			Abb Kap Anm Art Verf dt engl frz lat Std Min Sek`,
		"fr": `av apr env cf art chap fig janv févr avr juil sept oct nov déc éd coll vol M MM`,
		"es": `Ud Uds Vd Vds pág págs núm art cap ej aprox ene feb abr ago dic EE UU Cía tel`,
		"pt": `pág págs núm art cap ex aprox fev abr mai ago set out dez Cia tel`,
		"it": `pag pagg art cap es ecc gen feb mag giu lug ago set ott dic tel spett`,
		"nl": `bijv enz ca mr dr drs ir prof nl blz jl jr o.a vgl resp incl excl`,
		"pl": `np itd itp tzn tj ul al pl prof dr hab inż mgr tys mln mld zob por ok godz św`,
		"cs": `např tzn tj atd apod ul nám prof dr ing mgr tis mil mld sv str obr`,
		"ru": `г гг в вв т тт д п пп с стр руб коп тыс млн млрд др пр см ср рис табл гл ст чел кв куб напр мин сек ред изд обл`,
		"tr": `vb vs örn bkz sn yy cad sok mah doç yrd prof dr av`,
		"sv": `bl ca dvs etc fr.o.m jfr kap kl m.fl m.m osv s.k t.ex t.o.m`,
		"id": `dll dsb dst tgl hlm jl no yth`,
		"el": `κ κκ π.χ δηλ κλπ κτλ σελ αρ`,
	}
	startersOf = map[string]string{
		"": `The A An This That These Those He She It They We You I In On At By For From With But And Or So As If When While
			Although Though However Meanwhile Then There Here His Her Its Their Our My After Before Since Because Yet Still Also
			Some Many Most Now Today Yesterday What Who Why How Where Not No Yes Both Such Under Over During According Instead`,
		"de": `Der Die Das Ein Eine Er Sie Es Wir Ich Ihr In Im Am An Auf Bei Mit Von Vor Nach Für Aber Und Oder Doch Denn Wenn
			Als Während Obwohl Dann Da Dort Hier Sein Seine Ihre Diese Dieser Dieses So Auch Nun Heute Was Wer Wie Wo Warum`,
		"fr": `Le La Les Un Une Des Il Elle Ils Elles On Nous Vous Je Ce Cette Ces En Dans Au Aux À De Du Par Pour Mais Et Ou Donc
			Car Si Quand Alors Puis Son Sa Ses Leur Leurs Après Avant Selon`,
		"es": `El La Los Las Un Una Él Ella Ellos Ellas Nosotros Yo Este Esta Estos En De Del Por Para Con Pero Y O Si Cuando
			Entonces Su Sus Después Antes Según`,
		"ru": `Он Она Оно Они Мы Вы Я Это Этот Эта В Во На Но И А Или По При После Когда Если Так Также Однако Его Её Их С Со Из За Для`,
	}
	ordinalsIn = set(`de da nb nn no fi hu cs sk pl hr sl sr et lv is tr`)
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// tables hold the rules of each language that has some of its own, beside those for all others under "".
var tables = sync.OnceValue(func() map[string]rules {
	starters := set(startersOf[""])
	all := map[string]rules{"": {titles: titles, short: set(shortOf[""]), starters: starters}}
	for lang, short := range shortOf {
		if lang == "" {
			continue
		}
		r := rules{lang: lang, titles: titles, short: set(shortOf[""] + " " + short), starters: starters, ordinals: ordinalsIn[lang]}
		if own, ok := startersOf[lang]; ok {
			r.starters = set(own)
		}
		all[lang] = r
	}
	return all
})

func rulesFor(lang string) rules {
	if r, ok := tables()[lang]; ok {
		return r
	}
	r := tables()[""]
	r.lang, r.ordinals = lang, ordinalsIn[lang]
	return r
}
