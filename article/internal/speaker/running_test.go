package speaker_test

import (
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/speaker"
)

// sentences are paragraphs whose sentences are parted by a bar.
func sentences(texts ...string) []speaker.Paragraph {
	list := make([]speaker.Paragraph, len(texts))
	for i, text := range texts {
		p := speaker.Paragraph{Kind: block.Paragraph}
		for k, s := range strings.Split(text, "|") {
			if k > 0 {
				p.Text += " "
			}
			p.Sentences = append(p.Sentences, [2]int{len(p.Text), len(p.Text) + len(s)})
			p.Text += s
		}
		list[i] = p
	}
	return list
}

// What is said in running text belongs to whom the sentence names; indirect speech ends where its sentence does, unless
// the next goes on with it.
func TestRunningText(t *testing.T) {
	tests := []struct {
		name, lang string
		texts      []string
		want       string // by sentence; "-" where nobody in particular speaks
	}{
		{
			"German, direct and indirect", "de",
			[]string{"„Wir haben stundenlang gewartet, und niemand kam“, sagte Anna Weber, Matrosin auf dem letzten Boot.|Die Brücke öffnet im Mai.", "Weber kritisierte, dass die Stadt nichts getan habe.|Die Fähre sei alt und koste zu viel.|Im Hafen liegen zwei weitere Boote."},
			"Anna_Weber - Anna_Weber Anna_Weber -",
		},
		{
			"German, an office and a body", "de",
			[]string{"Nach Angaben von Hafenmeister Thomas Brandt fährt das Boot nicht mehr.|Die Deutsche Fähre sagte am Montag ab.", "„Das war absehbar“, so Brandt.|„Niemand hat auf uns gehört, obwohl wir gewarnt haben.“"},
			"Thomas_Brandt - Thomas_Brandt Thomas_Brandt",
		},
		{
			"German, captions and bylines", "de",
			[]string{"Foto: dpa", "Foto: Anna Weber", "Das Boot liegt im Hafen.", "Foto: dpa"},
			"- - - -",
		},
		{
			"French, with guillemets", "fr",
			[]string{"« Nous avons attendu des heures et personne n’est venu », a déclaré Anne Morel, matelot du dernier bateau.|Le pont ouvre en mai.", "Mme Morel estime que la ville n’a rien fait.|Deux autres bateaux sont au port.", "Selon Pierre Lefort, le bateau ne reviendra pas."},
			"Anne_Morel - Anne_Morel - Pierre_Lefort",
		},
		{
			"Spanish", "es",
			[]string{"“Esperamos durante horas y no vino nadie”, dijo Luis Ruiz, marinero del último barco.|El puente abre en mayo.", "Ruiz aseguró que la ciudad no hizo nada.|En el puerto quedan dos barcos.", "Según Carmen Soto, el barco no volverá."},
			"Luis_Ruiz - Luis_Ruiz - Carmen_Soto",
		},
		{
			"Japanese", "ja",
			[]string{"田中太郎市長は「乗客が半分になり、続けることができない」と述べた。|橋は五月に開通する。", "田中市長によると、船は来年売られる。|港には二隻が残っている。", "「何時間も待ったが、誰も来なかった」と船員の鈴木花子さんは話した。"},
			"田中太郎 - 田中太郎 - 鈴木花子",
		},
		{
			"Korean", "ko",
			[]string{"김민수 시장은 “승객이 절반으로 줄어 더는 운항할 수 없다”고 말했다.|다리는 오월에 열린다.", "김민수 시장은 배를 내년에 팔겠다고 밝혔다.|항구에는 두 척이 남아 있다.", "이영희 선원은 “몇 시간을 기다렸지만 아무도 오지 않았다”라고 설명했다."},
			"김민수 - 김민수 - 이영희",
		},
		{"a body that speaks by its office, Japanese", "ja", []string{"外務省報道官は「まだ決まっていない」と述べた。"}, "-"},
		{"a topic that is no person, Korean", "ko", []string{"이번 사건은 “모두의 잘못이다”라고 말했다."}, "-"},
		{"German, a name before an agency's", "de", []string{"„Darauf haben alle seit Jahren gewartet“, sagte Bernd Brandt der Deutschen Presse-Agentur.|So fuhr auch Anna Weber nach Hause."}, "Bernd_Brandt -"},
		{"German, a full name before and a last name beside the verb", "de", []string{"Hafenchef Ole Brandt hat den Ausbau verteidigt.|„Wir brauchen die dritte Spur noch in diesem Jahr“, sagte Brandt am Montag."}, "- Ole_Brandt"},
		{"German, he says before the quotation", "de", []string{"Das müsse man lernen, erklärt Anna Weber.|Sie sagt: „Es ist nicht so, dass wir im Hafen gar nichts getan hätten.“"}, "Anna_Weber Anna_Weber"},
		{"French, the pronoun inside of the verb", "fr", []string{"Le maire de Vannes, Yann Morel, a présenté le budget mardi.|« Nous n’augmenterons pas les impôts cette année », a-t-il déclaré.|L’opposition en doute."}, "- Yann_Morel -"},
		{"French, an age tells a person", "fr", []string{"Jeannette Kerbrat, 82 ans, tient encore le bac.|« Mon père ramait par tous les temps », raconte-t-elle.|« Il avait des bras d’ours. »|Le bac est électrique depuis 2019."}, "- Jeannette_Kerbrat Jeannette_Kerbrat -"},
		{"Spanish, without a pronoun", "es", []string{"Rosalba Iglesias, de 82 años, todavía lleva la barca.|«Mi padre remaba con cualquier tiempo», cuenta.|La barca se construyó en Vigo."}, "- Rosalba_Iglesias -"},
		{"Japanese, an age and no verb", "ja", []string{"船頭の大野静子さん（82）は今も船をこぐ。|「父は櫂でこいでいましたし、冬も休みませんでした」と大野さん。|船は電動だ。", "「橋ができたらやめるつもりで、もう船は要りません」と話した。"}, "- 大野静子 - 大野静子"},
		{"Korean, an age and a form of address", "ko", []string{"사공 오정숙(82) 씨는 지금도 배를 젓는다.|“아버지는 노로 저으셨고 겨울에도 쉬지 않으셨지요”라고 오 씨는 말했다.|배는 전기로 간다."}, "- 오정숙 -"},
		{"Korean, an office in a party", "ko", []string{"강준현 민주당 대변인은 “승객이 절반으로 줄어 더는 운항할 수 없다”고 했다."}, "강준현"},
		{"Korean, this market is nobody", "ko", []string{"이 시장은 “승객이 절반으로 줄어 더는 운항할 수 없다”고 말했다."}, "-"},
		{"Chinese, the day before the verb", "zh", []string{"港务局局长陈志远周一说：“第三航道非建不可。”|工程明年开工。"}, "陈志远 -"},
		{"English, a full name before and a last name beside the verb", "en", []string{"Harbour master Ole Brand defended the plan.|“We need the third lane before the winter,” Brand said on Monday.|The Greens oppose it."}, "- Ole_Brand -"},
		{"English, he is not the one who is named beside it", "en", []string{"“We need the third lane before the winter,” Ann Bell said.|Bell, she said, was a careful captain."}, "Ann_Bell -"},
		{"English, said he would is no he said", "en", []string{"“We need the third lane before the winter,” Ann Bell said.|The council said she was wrong."}, "Ann_Bell -"},
		{"English, who goes on says nothing", "en", []string{"Ann Bell said the lane was closed.|Bell continued to the next harbour."}, "Ann_Bell -"},
		{"English, a word that begins a sentence is no first name", "en", []string{"Whatever Harbourline does, the ferry stays.|Harbourline says that the ferry stays.|Nobody believes it."}, "- - -"},
		{"English, somebody whom the text never names in full", "en", []string{"“We need the third lane before the winter,” Ann Bell said.|Stern met her at noon.|“They will never get it from this council,” she said, and Stern said nothing."}, "Ann_Bell - -"},
		{"German, any verb between the quotation and the name", "de", []string{"„Wir haben nach vierzig Minuten einfach aufgehört“, ärgerte sich Trainer Hauke Brodersen.|Das Spiel endete ohne Tore."}, "Hauke_Brodersen -"},
		{"French, any verb and an office", "fr", []string{"« On nous met devant le fait accompli », s'insurge le maire, Aurélien Tessandier.|La poste fermera en juin."}, "Aurélien_Tessandier -"},
		{"German, what is read in a town", "de", []string{"„Wir haben nach vierzig Minuten einfach aufgehört“, heißt es in Bad Oldersiel.|Das Spiel endete ohne Tore."}, "- -"},
		{"German, a body behind its article", "de", []string{"„Wir haben nach vierzig Minuten einfach aufgehört“, klagt die Deutsche Fähre.|Das Spiel endete ohne Tore."}, "- -"},
		{"Spanish, a colon", "es", []string{"Carmen Soto estaba en el puerto.|Soto se encogió de hombros: «Yo mañana voy a entrenar como todos los días».|El barco no volverá."}, "- Carmen_Soto -"},
		{"Japanese, any verb behind the quotation", "ja", []string{"利用者団体の代表を務める波多野すみ江さん（67）は「一度も説明がなかったのに、もう決まっている」と憤る。|署名は五千筆を超えた。"}, "波多野すみ江 -"},
		{"Korean, any verb and a surname of two syllables", "ko", []string{"남궁혁 대표는 “서민의 발을 볼모로 삼은 결정이고 우리는 받아들일 수 없다”고 비판했다.|적자는 210억 원이다."}, "남궁혁 -"},
		{"Spanish, another was named meanwhile", "es", []string{"«No vamos a castigar a un sector que ha cumplido», dijo Luis Ruiz.", "La bióloga Yolotzin Arce no comparte el optimismo.|«Contaron tres bahías de cuarenta en todo el litoral», advirtió."}, "Luis_Ruiz - Yolotzin_Arce"},
		{"German, one quotation over two sentences", "de", []string{"Hafenchef Ole Brandt kam zuletzt.|„Das Boot ist alt.|Wir brauchen ein neues“, klagte Brandt.|Der Rat berät im Mai."}, "- Ole_Brandt Ole_Brandt -"},
		{"English, the name before a verb that no list has", "en", []string{"Dominic Ashe, the only one to vote against, stood up.|“Six of them in a night, and I counted,” Ashe repeated.|“I counted them.”|The hall was cold."}, "- Dominic_Ashe Dominic_Ashe -"},
		{"English, a quotation that goes on in the next paragraph", "en", []string{"There are clocks in Bea Thornton's workshop.", "“I stopped caring what time it is,” Thornton smiles.|“You would too.", "“My father could not sleep.|I regret that.”", "The house is for sale."}, "- Bea_Thornton Bea_Thornton Bea_Thornton Bea_Thornton -"},
		{"English, behind a dash", "en", []string{"“Had he written five books he would have been famous for all of them.” — Neil Gaiman", "The book is out of print."}, "Neil_Gaiman -"},
		{"English, a first name and nothing else", "en", []string{"“We are closed until the spring,” Vera said.|The clock stood still.", "“It left when the war was over,” Vera whispered.|It rained."}, "Vera - Vera -"},
		{"English, he writes to whom the sentence names", "en", []string{"“We need the third lane before the winter,” Ann Bell said.", "In July he emailed Bell about the boat.|“It is not as if anybody ever came on board,” he wrote."}, "Ann_Bell - -"},
		{"English, a title within a sentence that goes on", "en", []string{"“We need the third lane before the winter,” Ann Bell said.", "A poem called “Winter Solstice, Camelot Station,” went on to win the Bell."}, "Ann_Bell -"},
		{"English, whose account it is", "en", []string{"“We need the third lane before the winter,” Ann Bell said.", "Mr. Orr’s office showed a film beside Ms. Bell’s own, with the words: “Ann, come home.”"}, "Ann_Bell -"},
		{"English, a reply that comes from nobody", "en", []string{"“We need the third lane before the winter,” Ann Bell said.|“I am hurt and offended by all of that,” sighed Tom Orr.", "“They will never get it from this council,” came the amused reply."}, "Ann_Bell Tom_Orr -"},
		{"French, one who is quoted throughout, by what she does", "fr", []string{"À 4 heures, Emeline Vasseur pousse la porte.|« J'ai choisi ce métier contre l'avis de tous », confie la boulangère.|« Mon père en a pleuré. »|Elle a grandi ici.", "« Le pain est vivant et il se fâche », dit-elle en riant.|Puis elle reprend son couteau."}, "- Emeline_Vasseur Emeline_Vasseur - Emeline_Vasseur -"},
		{"French, a neighbour without a name", "fr", []string{"« On nous met devant le fait accompli », s'insurge le maire, Aurélien Tessandier.", "Devant la mairie, une retraitée hausse les épaules.|« Moi, je n'ai pas de voiture du tout », souffle-t-elle."}, "Aurélien_Tessandier - -"},
		{"French, who is called by his first name in what is quoted", "fr", []string{"Firmin Loubet, son second, en doute : « Il les connaît tous par cœur. »|« Firmin parle toujours beaucoup trop », grommelle-t-il."}, "- -"},
		{"German, indirect speech right behind direct speech", "de", []string{"„Die Halle ist nicht zu halten gewesen“, sagte Anna Weber.|Die Balken hätten sofort gebrannt.|Die Ursache sei noch unklar.|Sie lagerten dort Möbel."}, "Anna_Weber Anna_Weber - -"},
		{"Italian", "it", []string{"«Ho venduto chiodi a tre generazioni di questa città», racconta Ettore Pavesi, titolare della bottega.|«Adesso ordinano tutto al telefono».|La bottega aveva aperto nel 1951.", "Secondo l'assessora Loredana Fiume, il Comune non poteva impedirlo.|«Non abbiamo strumenti per farlo», ha spiegato."}, "Ettore_Pavesi Ettore_Pavesi - Loredana_Fiume Loredana_Fiume"},
		{"Portuguese, an office and a comma", "pt", []string{"A secretária de Obras, Rosângela Teles, afirmou que o conserto começa em agosto.|“O projeto está pronto desde janeiro”, disse ela.|A ponte foi construída em 1966."}, "Rosângela_Teles Rosângela_Teles -"},
		{"Dutch, single marks", "nl", []string{"‘We zijn door het oog van de naald gekropen’, zegt badmeester Jelle Postma.|Het bad werd in 1968 gebouwd."}, "Jelle_Postma -"},
		{"Spanish, a source with a verb", "es", []string{"Según explicó en un comunicado Twitter Lite ahora estará disponible en Bolivia."}, "-"},
		{"Japanese, a cleft and hearsay", "ja", []string{"「今の場所なら歩いて行けるのに」と話すのは、近くに住む田所洋子さん（76）。|「バスは一時間に一本しかありません」と肩を落とした。|建物は1979年に建てられた。"}, "田所洋子 田所洋子 -"},
		{"Korean, words of hers", "ko", []string{"“이 골목에서 빵을 굽기 시작한 게 1985년입니다.”|제빵사 김민수 씨의 말이다.|그의 가게는 간판이 없다."}, "김민수 김민수 -"},
		{"Chinese, a word for work and a manner", "zh", []string{"“這裡有我阿公的記憶，一塊磚都不能動！”|文史工作者洪若蘭在說明會上大聲說。"}, "洪若蘭 洪若蘭"},
		{"Chinese, one who is named for the first time", "zh", []string{"“只要还有一个人听，我就说下去。”卢青山说。", "老听众坐在第一排。|“他说到武松打虎，我还是害怕，从没缺过一场。”"}, "卢青山 - -"},
		{"Korean, another with a form of address", "ko", []string{"양혜진(45) 씨는 “기차 시간표를 떼지 않았다”라고 말했다.", "마지막 역장이던 도상철(73) 씨도 개업식을 찾았다.|그는 “기차보다 오래갈 것 같다”고 덧붙였다."}, "양혜진 - 도상철"},
		{"English, of a body, and an office", "en", []string{"Tobias Renner of Northgrid said crews had worked all night.|Secretary of State Mike Bell said the lines “give us hope for the whole of the winter, which is long”.|Renner declined to say more."}, "Tobias_Renner Mike_Bell -"},
		{"English, a letter to somebody", "en", []string{"“We need the third lane before the winter,” Ann Bell said.", "A letter to Ann Bell, the captain, said: “It was reported that the lane had been closed for years."}, "Ann_Bell -"},
		{"English, a word that begins a sentence beside a first name", "en", []string{"“We are closed until the spring,” Vera said.|Haunted Vera looked at the clock.", "“It left when the war was over,” Vera whispered."}, "Vera - Vera"},
		{"German, in full where she is first named", "de", []string{"Am Markt steht ein Brunnen.|Almuth Kersten hat ihn gezeichnet.", "„Wenn er wieder läuft, dann höre ich auf“, sagt Kersten."}, "- - Almuth_Kersten"},
		{"Spanish, of whom the paragraph above tells", "es", []string{"El faro de Punta Lebeche ya no tiene farero.|Gumersindo Rabal, el último, vive en el pueblo.", "“Subía 164 escalones cada noche”, cuenta."}, "- - Gumersindo_Rabal"},
		{"English, two of whom the paragraph above tells", "en", []string{"Nora Pell opens the hive, and her son Ben watches.", "“They know my hands by now, I think,” she says."}, "- -"},
		{"English, two who say it together", "en", []string{"“We need the third lane before the winter,” Ann Bell said.", "Ford and Bell replied that the lane was closed."}, "Ann_Bell -"},
		{"nobody is named", "de", []string{"Experten sagten, die Fähre sei nicht zu retten.|Sie sagte nichts."}, "- -"},
		{"nobody is named, French", "fr", []string{"La Compagnie du Port a déclaré que la ligne ferme.|Il a dit non."}, "- -"},
		{"English ends with its sentence", "en", []string{"Ann Bell said the route was closed.|The bridge opens in May.|Bell added that nobody came."}, "Ann_Bell - Ann_Bell"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := spoken(t, sentences(tt.texts...), tt.lang); got != tt.want {
				t.Errorf("said by\n%s, want\n%s", got, tt.want)
			}
		})
	}
}
