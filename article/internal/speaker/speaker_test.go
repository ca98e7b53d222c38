package speaker_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/footnote-bot/footnote/article/internal/block"
	"github.com/footnote-bot/footnote/article/internal/speaker"
)

// paragraphs are texts of one sentence each.
func paragraphs(texts ...string) []speaker.Paragraph {
	list := make([]speaker.Paragraph, len(texts))
	for i, text := range texts {
		list[i] = speaker.Paragraph{Kind: block.Paragraph, Text: text, Sentences: [][2]int{{0, len(text)}}}
	}
	return list
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, lang string
		texts      []string
		want       []string
	}{
		{
			"labels in capitals, of a full name", "en",
			[]string{"Ann Smith met us.", "SMITH: It left.", "BELL: When, asked Tom Bell?", "SMITH: At noon.", "BELL: Thank you."},
			[]string{"", "Ann Smith", "Tom Bell", "Ann Smith", "Tom Bell"},
		},
		{
			"a post before a name", "en",
			[]string{"The harbour master Ann Bell said it left.", "Bell added that nobody saw it."},
			[]string{"Ann Bell", "Ann Bell"},
		},
		{"nobody says anything", "en", []string{"Ann Bell left the harbour.", "It was noon."}, []string{"", ""}},
		{
			"names that begin alike", "zh-Hans",
			[]string{"船长余欢说，渡轮离开了。", "船长余欢欢说，没有人看见。", "余欢表示，他没有等人。"},
			[]string{"余欢", "余欢欢", "余欢"},
		},
		{"given by the source", "", []string{"It left.", "When?"}, []string{"Ann", "Ann"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			given := paragraphs(tt.texts...)
			for i := range given {
				if tt.lang == "" {
					given[i].Given = "Ann"
				}
			}
			said, _ := speaker.Find(t.Context(), given, tt.lang)
			var got []string
			for _, s := range said {
				got = append(got, s[0])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("said by %q, want %q", got, tt.want)
			}
		})
	}
}

// Conversations are known by how their labels take turns, whatever they say and in which language.
func TestConversations(t *testing.T) {
	tests := []struct {
		name, lang string
		texts      []string
		want       string // by paragraph; "-" where nobody in particular speaks
	}{
		{"people with numbers", "en", []string{"#Person1#: It left.", "#Person2#: When?", "#Person1#: At noon.", "#Person2#: I see.", "#Person3#: So do I."}, "Person1 Person2 Person1 Person2 Person3"},
		{"people with numbers, Chinese", "zh-Hans", []string{"说话人1：船开了。", "说话人2：什么时候？", "说话人1：中午。", "说话人12：没有人看见。"}, "说话人1 说话人2 说话人1 说话人12"},
		{"few turns of people with numbers", "en", []string{"#Person1#: It left.", "#Person2#: When?", "#Person1#: At noon."}, "Person1 Person2 Person1"},
		{"one of many people with numbers", "zh-Hans", []string{"说话人6：船开了。", "说话人6：中午开的。", "说话人5：我没有看见。"}, "说话人6 说话人6 说话人5"},
		{"days that are counted", "de", []string{"Tag 1: Wir legen ab.", "Tag 2: Wir sehen Land.", "Tag 3: Wir liegen still.", "Tag 4: Wir kehren um.", "Tag 5: Wir sind da."}, "- - - - -"},
		{"a chat with times", "", []string{"[10:02] mole: gone", "[10:03] Tern: when", "[10:04] Mole: noon", "[10:04] Mole: or so", "[10:05] Tern: I see"}, "mole Tern Mole Mole Tern"},
		{
			"a newspaper asks, German", "de",
			[]string{"Hafenblatt: Warum fährt sie nicht mehr?", "Brandt: Weil niemand kam.", "Wir haben gewarnt.", "Hafenblatt: Kommt sie zurück?", "Brandt: Kaum.", "Hafenblatt: Wann?", "Brandt: Im Mai."},
			"Hafenblatt Brandt Brandt Hafenblatt Brandt Hafenblatt Brandt",
		},
		{
			"initials of the guest, French", "fr",
			[]string{"Anne Morel dirige le port.", "Le Phare : Pourquoi est-il fermé ?", "A. M. : Faute de bateaux.", "Le Phare : Et demain ?", "A. M. : Rien ne change.", "Le Phare : Vraiment ?", "A. M. : Je le crains."},
			"- Le_Phare Anne_Morel Le_Phare Anne_Morel Le_Phare Anne_Morel",
		},
		{
			"Japanese", "ja",
			[]string{"港新聞：なぜ止まったのですか？", "田中：客が来なくなったからです。", "港新聞：また走りますか？", "田中：難しいでしょう。", "港新聞：いつ分かりますか？", "田中：五月です。"},
			"港新聞 田中 港新聞 田中 港新聞 田中",
		},
		{
			"Korean", "ko",
			[]string{"항구일보: 왜 멈췄습니까?", "김민수: 승객이 없었습니다.", "항구일보: 다시 다닙니까?", "김민수: 어렵습니다.", "항구일보: 언제 압니까?", "김민수: 오월입니다."},
			"항구일보 김민수 항구일보 김민수 항구일보 김민수",
		},
		{
			"Spanish, with inverted marks", "es",
			[]string{"El Faro: ¿Por qué se cerró?", "Ruiz: Nadie venía.", "El Faro: ¿Volverá?", "Ruiz: Lo dudo.", "El Faro: ¿Cuándo?", "Ruiz: En mayo."},
			"El_Faro Ruiz El_Faro Ruiz El_Faro Ruiz",
		},
		{
			"dashes that a newspaper puts before its questions, French", "fr",
			[]string{"LE PHARE. – Pourquoi le port est-il fermé ?", "ANNE MOREL. – Faute de bateaux.", "LE PHARE. – Et demain ?", "ANNE MOREL. – Rien ne change.", "LE PHARE. – Vraiment ?", "ANNE MOREL. – Je le crains."},
			"LE_PHARE ANNE_MOREL LE_PHARE ANNE_MOREL LE_PHARE ANNE_MOREL",
		},
		{
			"Korean, 기자 and initials in brackets", "ko",
			[]string{"<기자> 왜 멈췄습니까?", "<김민수> 승객이 없었습니다.", "<기자> 다시 다닙니까?", "<김민수> 어렵습니다.", "<기자> 언제 압니까?", "<김민수> 오월입니다."},
			"- 김민수 - 김민수 - 김민수",
		},
		{
			"Japanese, dashes before the questions", "ja",
			[]string{"インタビュー：田中太郎", "――なぜ止まったのですか？", "客が来なくなったからです。", "――また走りますか？", "難しいでしょう。", "――いつ分かりますか？", "五月です。"},
			"- - 田中太郎 - 田中太郎 - 田中太郎",
		},
		{
			"Japanese, questions without their mark, the guest in the headline", "ja",
			[]string{"建築家・森田葉子さんに聞く", "――なぜ町を選んだのですか。", "祖父がここで船を造っていました。", "――費用はどのくらいですか。", "四億円です。", "――いつできますか。", "五月です。"},
			"- - 森田葉子 - 森田葉子 - 森田葉子",
		},
		{
			"Spanish, dashes before questions and answers", "es",
			[]string{"Entrevista a Marta Solís, maestra", "—¿Cuándo empezó la inundación?", "—El martes por la noche.", "—¿Hubo ayuda?", "—Vinieron los vecinos.", "—¿Y ahora?", "—Damos clase en la iglesia."},
			"- - Marta_Solís - Marta_Solís - Marta_Solís",
		},
		{
			"German, dashes, and a question that calls the guest by the last name", "de",
			[]string{"Die Architektin Jana Vogt baut in Emden ein Museum.", "– Frau Vogt, warum gerade Emden?", "Weil niemand damit gerechnet hat.", "– Was kostet der Umbau?", "Vier Millionen Euro.", "– Wann wird eröffnet?", "Im Mai."},
			"- - Jana_Vogt - Jana_Vogt - Jana_Vogt",
		},
		{
			"German, who asks has a line of their own", "de",
			[]string{"Die Wirtin Vroni Aschen über zwölf Sommer", "Interview: Matthias Geller", "– Frau Aschen, wann sind Sie aufgestanden?", "Um halb vier.", "– Wird das zu viel?", "Doch, natürlich.", "– Und dann?", "Dann gibt es Suppe.", "Das Gespräch führte Matthias Geller."},
			"- - - Vroni_Aschen - Vroni_Aschen - Vroni_Aschen -",
		},
		{"times and names without a colon, Japanese", "ja", []string{"00:00:05 葛西 それでは始めます。", "00:00:14 東風平 よろしくお願いします。", "00:00:18 葛西 民宿はいつからですか。", "00:00:21 東風平 昭和48年です。"}, "葛西 東風平 葛西 東風平"},
		{"names and times in brackets, Korean", "ko", []string{"[101동 이순례] [오전 9:12] 물이 새요", "[황보 준] [오전 9:20] 내려가 보겠습니다", "[101동 이순례] [오후 1:02] 고맙습니다", "[황보 준] [오후 1:03] 네"}, "101동_이순례 황보_준 101동_이순례 황보_준"},
		{"names with times on lines of their own", "de", []string{"Ann Weber 00:03", "Hört ihr mich?", "Es geht um den Termin.", "Bo Lind 00:11", "Ja, gut.", "Ann Weber 00:19", "Dann im Juni.", "Bo Lind 00:24", "Gern."}, "Ann_Weber Ann_Weber Ann_Weber Bo_Lind Bo_Lind Ann_Weber Ann_Weber Bo_Lind Bo_Lind"},
		{"times with names above the words, Chinese", "zh-Hans", []string{"2023-11-04 20:11:05 车晓萌", "周末谁去看望葛老师？", "2023-11-04 20:12:40 老八", "我去", "2023-11-04 20:14:01 车晓萌", "那就周六吧。", "2023-11-04 20:15:36 老八", "好"}, "车晓萌 车晓萌 老八 老八 车晓萌 车晓萌 老八 老八"},
		{"a host beside times", "en", []string{"00:00:04 Host: Welcome back.", "00:00:15 Hester Nwosu: Thanks for having me.", "00:00:21 Host: What did you mean?", "00:00:27 Hester Nwosu: The loudest dancers win."}, "Host Hester_Nwosu Host Hester_Nwosu"},
		{"handles in small letters above the words", "en", []string{"priya.raman 9:14 AM", "the deploy failed again", "Colm Hefferan 9:16 AM", "same error?", "priya.raman 9:17 AM", "yes", "it made no difference", "Colm Hefferan 9:22 AM", "I can write a script."}, "priya.raman priya.raman Colm_Hefferan Colm_Hefferan priya.raman priya.raman priya.raman Colm_Hefferan Colm_Hefferan"},
		{"last names in capitals, once in full", "de", []string{"KATJA BRENNEKE: Willkommen.", "GUNTRAM IHLENFELD: Wir haben sie gesehen.", "BRENNEKE: Wie ist es bei Ihnen?", "ABENA OSEI: Ich habe vierzehn offene Stellen.", "IHLENFELD: Genau das meine ich.", "OSEI: Darf ich ausreden?", "BRENNEKE: Bitte."}, "KATJA_BRENNEKE GUNTRAM_IHLENFELD KATJA_BRENNEKE ABENA_OSEI GUNTRAM_IHLENFELD ABENA_OSEI KATJA_BRENNEKE"},
		{"a parliament, French", "fr", []string{"Mme Perrine Costa. La ligne ferme dans trois mois.", "M. Jean Estève, vice-président. Je comprends votre inquiétude.", "Mme Perrine Costa. Des autocars, en hiver !", "M. Jean Estève, vice-président. Le département s'est engagé."}, "Perrine_Costa Jean_Estève Perrine_Costa Jean_Estève"},
		{"arrows behind names, Korean", "ko", []string{"◇ 변상우> 안녕하십니까.", "◆ 육근혜> 네, 반갑습니다.", "◇ 변상우> 시작하실까요?", "◆ 육근혜> 이건 숫자의 문제예요.", "◇ 변상우> 왜 그렇습니까?", "◆ 육근혜> 기금이 바닥납니다."}, "변상우 육근혜 변상우 육근혜 변상우 육근혜"},
		{"three who talk, Japanese", "ja", []string{"司会（玉置）：ありがとうございます。", "鬼頭：当社では週休三日を試しました。", "ラン：私の会社では反対でした。", "鬼頭：それは管理職の問題です。", "ラン：そうかもしれません。", "司会（玉置）：制度だけでは足りません。", "鬼頭：はい。"}, "司会（玉置） 鬼頭 ラン 鬼頭 ラン 司会（玉置） 鬼頭"},
		{"fields of a list, some of which are missing", "de", []string{"Pro: Die Fähre ist billig.", "Contra: Sie ist langsam.", "Pro: Die Brücke ist schnell.", "Contra: Sie ist teuer.", "Fazit: Die Fähre bleibt.", "Pro: Der Tunnel ist trocken.", "Fazit: Niemand will ihn."}, "- - - - - - -"},
		{"fields of a list that repeat", "en", []string{"Place: The old harbour.", "Price: Nine pounds.", "Place: The new harbour.", "Price: Ten pounds.", "Place: The bridge.", "Price: Nothing."}, "- - - - - -"},
		{"a chat in which some speak once", "en", []string{"[14/02/2024, 18:02:11] Messages are encrypted.", "[14/02/2024, 18:02:40] Ann: who has the boat", "[14/02/2024, 18:05:02] Uncle Tom: not me", "[14/02/2024, 18:05:44] Mum: I have it", "[14/02/2024, 18:06:01] Ann: <Media omitted>", "[14/02/2024, 18:07:10] Uncle Tom left"}, "- Ann Uncle_Tom Mum - -"},
		{"voices of subtitles", "en", []string{"00:00:01.000 --> 00:00:04.200", "<v Ann Bell>Did it leave?", "00:00:04.500 --> 00:00:07.000", "<v.loud Tom Orr>At noon.", "00:00:07.500 --> 00:00:09.000", "<v Ann Bell>Without me."}, "- Ann_Bell - Tom_Orr - Ann_Bell"},
		{"a panel, some of whom speak once", "en", []string{"Kofi Lade built the pier.", "Moderator: Was it dear?", "Kofi Lade: It was.", "Lena Brandt: I would not have built it.", "Moderator: Why?", "Lena Brandt: Nobody comes.", "Harbour Fair: It opens in June."}, "- - Kofi_Lade Lena_Brandt - Lena_Brandt -"},
		{"two whom the head introduces, by initials", "en", []string{"Agnes Moore talks to Rhys Powell.", "RP: Why did it leave?", "AM: It had to.", "RP: So early?", "AM: As always.", "The boat can be seen on Saturday.", "It is free."}, "- Rhys_Powell Agnes_Moore Rhys_Powell Agnes_Moore - -"},
		{"a panel, Korean", "ko", []string{"사회자: 올해는 어땠습니까?", "탁민규: 손님이 늘었어요.", "변소라: 저도 그렇습니다.", "사회자: 왜 그렇습니까?", "변소라: 다리가 없으니까요.", "장소: 항구 책방."}, "- 탁민규 변소라 - 변소라 -"},
		{"people of a staff, once each", "en", []string{"Ann Bell: Ann came in 2010.", "Tom Harrow: He sails at night.", "Mia Sand: She mends the nets."}, "- - -"},
		{"people who are accused, once each", "en", []string{"Ann Bell and Tom Harrow were arrested with Mia Sand.", "Ann Bell: Theft of a boat, held in jail.", "Tom Harrow: Two warrants, held in jail.", "Mia Sand: Possession of a net."}, "- - - -"},
		{"a field among answers, Japanese", "ja", []string{"司会：なぜ止まったのですか。", "沢井：客が来ないからです。", "司会：また走りますか。", "沢井：難しいでしょう。", "会場：港のホール。"}, "- 沢井 - 沢井 -"},
		{
			"the one whom the head presents, French", "fr",
			[]string{"Solène Le Guen : le sel et le vent", "Paludière depuis 2003, Solène Le Guen publie un livre.", "Comment devient-on paludière ?", "J'ai noyé deux œillets.", "Qui vous a appris le métier ?", "Un voisin.", "Et maintenant ?", "Je continue.", "Propos recueillis par Maud Ferrand"},
			"- - - Solène_Le_Guen - Solène_Le_Guen - Solène_Le_Guen -",
		},
		{
			"the one whom the head presents, Portuguese", "pt",
			[]string{"Farinha boa canta", "Iracema Duarte comanda a casa de farinha de Poço Fundo.", "Como a senhora aprendeu?", "Olhando minha avó.", "O trabalho mudou?", "Pouco.", "E os jovens?", "Uns vão embora."},
			"- - - Iracema_Duarte - Iracema_Duarte - Iracema_Duarte",
		},
		{
			"the one who stands below, Spanish", "es",
			[]string{"P. ¿Qué ha cambiado?", "R. Todo menos el frío.", "P. ¿Hay relevo?", "R. Mi hija quiere.", "Itziar Lekuona es patrona de un pesquero."},
			"- Itziar_Lekuona - Itziar_Lekuona -",
		},
		{
			"another who is quoted between the answers", "en",
			[]string{"Hanna Lind is head of operations at the harbour.", "Q: What went wrong?", "A: I had planned for four weeks.", "Mayor Tomas Berg, who came later, disagrees: “The harbour asked for it,” he said.", "Q: What will it cost?", "A: I would say a million."},
			"- - Hanna_Lind - - Hanna_Lind",
		},
		{
			"questions about a thing", "en",
			[]string{"Questions and answers", "Trekking Backpack, our best, is light.", "Q: Can I track my order?", "A: Yes, by its number.", "Q: Is there a warranty?", "A: Yes, of two years.", "Q: Can I wash it?", "A: By hand."},
			"- - - - - - - -",
		},
		{
			"dashes before what asks nothing, too", "fr",
			[]string{"Entretien avec Anne Morel", "— Faut-il s'inquiéter ?", "— Non.", "— Pourtant, le port est plein.", "— Il l'est toujours.", "— Et demain ?", "— Rien ne change.", "— Vraiment ?", "— Vraiment."},
			"- - Anne_Morel - Anne_Morel - Anne_Morel - Anne_Morel",
		},
		{
			"Korean, questions that end without their mark", "ko",
			[]string{"목수 표진수 인터뷰", "표진수 씨는 장흥에서 집을 짓는다.", "-처음 배운 일은 무엇이었나.", "대패 가는 일이었습니다.", "-힘들지 않았나.", "두 번 갔습니다.", "-앞으로의 계획은.", "제자를 키우고 싶습니다.", "[사진=하은정 기자]"},
			"- - - 표진수 - 표진수 - 표진수 -",
		},
		{
			"Japanese, the guest with a form of address above the questions", "ja",
			[]string{"書店「かもめ堂」三代目 一ノ瀬蓮さん", "――迷いはありませんでしたか。", "三日だけ迷いました。", "――経営は厳しいですか。", "厳しいです。", "――十年後はどうですか。", "看板は残っています。", "文・写真＝朝比奈しほ"},
			"- - 一ノ瀬蓮 - 一ノ瀬蓮 - 一ノ瀬蓮 -",
		},
		{
			"Korean, whom the headline names behind the office", "ko",
			[]string{"건축가 김서연 인터뷰", "– 왜 이 도시를 골랐습니까?", "할아버지가 배를 만들었습니다.", "– 비용은 얼마입니까?", "사십억 원입니다.", "– 언제 완공됩니까?", "오월입니다."},
			"- - 김서연 - 김서연 - 김서연",
		},
		{
			"Korean, an interview by mail", "ko",
			[]string{"본지는 작가에게 물었다. 단독 이메일 인터뷰", "– 왜 이 도시를 골랐습니까?", "할아버지가 배를 만들었습니다.", "– 비용은 얼마입니까?", "사십억 원입니다.", "– 언제 완공됩니까?", "오월입니다."},
			"- - - - - - -",
		},
		{
			"Spanish, P and R", "es",
			[]string{"Entrevista a Luis Ruiz", "P. ¿Por qué se cerró?", "R. Nadie venía.", "P. ¿Volverá?", "R. Lo dudo."},
			"- - Luis_Ruiz - Luis_Ruiz",
		},
		{
			"Korean, 문 and 답", "ko",
			[]string{"인터뷰: 김민수", "문: 왜 멈췄습니까?", "답: 승객이 없었습니다.", "문: 다시 다닙니까?", "답: 어렵습니다."},
			"- - 김민수 - 김민수",
		},
		{
			"photographers, again and again", "en",
			[]string{"Photo: Ann Lee", "The ferry left at noon.", "Photo: Tom Bell", "Nobody was on board.", "Photo: Ann Lee", "Photo: Tom Bell", "Photo: Ann Lee", "Photo: Tom Bell"},
			"- - - - - - - -",
		},
		{
			"photographers by their names, German", "de",
			[]string{"Foto: dpa", "Foto: Anna Weber", "Bild: Imago", "Foto: dpa", "Bild: Imago", "Foto: dpa"},
			"- - - - - -",
		},
		{
			"facts of several boats", "en",
			[]string{"Length: nine metres.", "Crew: two people.", "Length: twelve metres.", "Crew: four people.", "Length: six metres.", "Crew: one person."},
			"- - - - - -",
		},
		{
			"a notice that repeats", "zh-Hans",
			[]string{"温馨提醒：请带好雨伞。", "渡轮中午离开了码头。", "温馨提醒：请排队上船。", "船上没有一个乘客。", "温馨提醒：请勿吸烟。", "码头上没有人。"},
			"- - - - - -",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := spoken(t, paragraphs(tt.texts...), tt.lang); got != tt.want {
				t.Errorf("said by %s, want %s", got, tt.want)
			}
		})
	}
}

// spoken lists who speaks in each sentence.
func spoken(t *testing.T, given []speaker.Paragraph, lang string) string {
	t.Helper()
	said, _ := speaker.Find(t.Context(), given, lang)
	var got []string
	for _, names := range said {
		for _, name := range names {
			got = append(got, strings.ReplaceAll(cmp.Or(name, "-"), " ", "_"))
		}
	}
	return strings.Join(got, " ")
}

// Answers below questions that are set apart belong to the guest whom the headline names, and to nobody where it names
// none.
func TestQuestionsThatAreSetApart(t *testing.T) {
	heads := map[string]string{
		"Interview mit Anna Weber: „Die Fähre fehlt“": "Anna_Weber", "Anna Weber im Gespräch über die Fähre": "Anna_Weber", "Entretien avec Anne de Morel": "Anne_de_Morel",
		"Entrevista a Luis Ruiz": "Luis_Ruiz", "田中太郎さんに聞く": "田中太郎", "インタビュー：田中太郎": "田中太郎", "인터뷰: 김민수": "김민수", "专访林一舟": "林一舟", "An interview with Ann Bell": "Ann_Bell",
		"Questions about the ferry": "-", "Häufige Fragen zur Fähre": "-",
	}
	for head, guest := range heads {
		given := paragraphs(head, "Why did it stop?", "Nobody came.", "Nobody at all.", "Will it come back?", "Hardly.", "When?", "In May.", "Photo: the old harbour.")
		given[0].Kind = block.Heading
		for _, i := range []int{1, 4, 6} {
			given[i].Lead = given[i].Text
		}
		given[8].Kind = block.Caption
		want := strings.Join([]string{"-", "-", guest, guest, "-", guest, "-", guest, "-"}, " ")
		if got := spoken(t, given, ""); got != want {
			t.Errorf("%s: said by %s, want %s", head, got, want)
		}
	}
}

func TestFindEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	said, people := speaker.Find(ctx, paragraphs(strings.Repeat("Ann Bell said it left. ", 100)), "en")
	if len(said) != 1 || len(people) != 0 {
		t.Errorf("%d paragraphs and %v after the end", len(said), people)
	}
}
