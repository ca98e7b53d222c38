package bot

import (
	"strings"
	"sync"

	"github.com/footnote-bot/footnote/internal/pattern"
	"github.com/footnote-bot/footnote/summarize"
)

// orderTables list, language by language, the words that order a summary and those that only surround such an order. A
// message of nothing else is no question.
var orderTables = map[string]string{
	"en": `summarize summarise summarized summarised summary summaries summarization tl;dr tldr tl dr digest recap gist overview key
		points point takeaways takeaway main please pls plz can could would will you u kindly just quick quickly a an the this that these
		those it its of for me us to give get make write do need want i'd i like read page article articles link links text post
		thread file document doc pdf paper news story here above below thanks thank hi hey hello and sum up in with footnote bot what's what does say
		about is even bit little more translate translated translation highlights highlight
		bullet bullets sentence version short`,
	"zh": `总结 總結 摘要 概括 概述 概要 归纳 歸納 提炼 提煉 小结 小結 要点 要點 重点 重點 梗概 简介 大意 讲了什么 講了什麼 说了什么 說了什麼 讲什么 写了什么 请 請
		麻烦 麻煩 帮忙 幫忙 帮我 幫我 帮 幫 我 我们 我們 一下 下 给 給 做 做个 写 寫 写个 个 個 一个 一個 一份 份 的 这篇 這篇 这 這 该 该文 本文 文章 这个 這個 那个 链接 鏈接 連結 网页
		網頁 页面 全文 内容 內容 文件 文档 文檔 新闻 新聞 报道 報道 上面 上文 以上 以下 主要 核心 关键 關鍵 谢谢 謝謝 你好 您 你 能 可以 吗 嗎 吧 呢 把 对 對 和 与 看看 看 读 讀 读一下 句话 太长不看 太長不看 划重点 劃重點 懒人包 懶人包 再 更 一点 一點 一些 点 點 些 翻译成 翻譯成 翻译 翻譯 翻成 说 說`,
	"ja": `要約 簡単に まとめ まとめて 概要 要点 サマリー ください して を の お願い お願いします この 記事 リンク これ ページ し て 下さい`,
	"ko": `요약 요약해 요약해줘 요약해주세요 정리 정리해줘 정리해 이 기사 글 링크 를 을 좀 주세요`,
	"de": `zusammenfassung zusammenfassen fasse fass bitte zusammen kurz kurze diesen dieses diese den das die der artikel text link seite mir uns eine kurzfassung`,
	"fr": `résumé résumer résume résumez résume-moi synthèse s'il te vous plaît plait svp cet cette ce article lien page texte un le la les de moi nous peux-tu pouvez-vous`,
	"es": `resumen resumir resume resumirlo resúmeme resume-me síntesis por favor este esta esto artículo enlace página texto un el la los de me nos puedes`,
	"pt": `resumo resumir resuma resume por favor este esta artigo link página texto um o a os de me nos`,
	"ru": `кратко резюме суммируй суммировать перескажи обобщи пожалуйста эту это этот статью статья ссылку текст мне нам сделай`,
}

// aboutTables list, language by language, what beside the words of orderTables makes up a question for what a text is about.
// They count only among words of their own language: German's "was" is another word in English.
var aboutTables = map[string]string{
	"en": `so all basically essentially idea ideas nutshell bottom line going on happening cover covers discuss discusses tell tells saying are main message topic topics subject contain contains whats one two three four five 2 3 4 5 lines words paragraph sentences`,
	"zh": `讲的是什么 說的是什麼 说的是什么 講的是什麼 讲的什么 说的什么 在讲什么 在说什么 在講什麼 在說什麼 講什麼 說什麼 说什么 讲啥 说啥 讲了啥 说了啥 说的啥 讲的啥 什么内容 什麼內容
		什么 什麼 关于什么 關於什麼 关于 關於 是 大概 到底 中心思想 主旨 啊 呀 里 裡 些 讲了些什么 講了些什麼 说了些什么 說了些什麼 都说了什么 都說了什麼 有哪些 观点 觀點 主题 主題 视频 影片 简单 簡單 介绍 介紹 太长 太長 一句话 一句話 用 讲 講 了`,
	"ja": `は が に 何 なに について 何について 書いて 書かれて ある あります いる います です か 話 内容 教えて どんな どういう 何の テーマ 主旨 論点 一言 で 言うと つまり ポイント 主な 要するに 行 ざっくり 手短に 端的に 大まかに 教えてください ください 二 三 3`,
	"ko": `무슨 내용 이야 이에요 인가요 인지 뭐 에 대한 대해 관한 것 거야 거예요 핵심 요점 요지 뭐야 뭔가요 은 는 가 요 간단히 알려줘 글이야 얘기야 이야기야 어떤 무엇 주제 주요 한 세 줄 한마디로 해 줘 줘요 주세요 해주세요 알려 부탁해 부탁해요 간단하게 짧게 두 3`,
	"de": `worum geht es geht's hier dabei eigentlich um was in im darin dem diesem steht wovon handelt kernaussage hauptaussage wichtigste wichtigsten punkte
		ist sind so überblick thema kern sagt drin kannst könntest du das einem satz kürze knapp und gesagt zusammengefasst wenigen wenige worten zwei drei sätzen sätze 3 wichtig`,
	"fr": `quoi parle parle-t-il s'agit-il s'agit il agit c'est ça à propos est idée principale points essentiel essentiels l'essentiel l'idée quel quelle cela sujet dit quels sont des clés que qu'est-ce ça en bref gros deux mots l'article une phrase tu peux fais-moi donne-moi principal principaux quelques deux trois phrases 3 est point`,
	"es": `qué trata va dice es idea principal puntos clave sobre se cuál artículo cuáles son habla principales resúmelo hazme dame en pocas palabras tema más importante haz haga breve dos tres frases frase 3 ideas`,
	"pt": `do que trata fala se sobre é ideia principal pontos principais pontos-chave qual isto isso faz faça quais são os as principal central em poucas palavras breve duas três frases 3 me texto`,
	"ru": `о об чём чем речь идет идёт главная мысль суть в главное здесь тут эта`,
	"it": `riassunto riassumi riassumere riassumilo sintesi per favore questo questa articolo link pagina testo di che cosa parla tratta si in breve un il la lo mi ci punti
		principali idea principale qual è`,
	"nl": `samenvatting samenvatten vat samen graag dit deze het de artikel link pagina tekst een mij ons kort waar gaat over waarover hoofdpunten kern in`,
	"tr": `özet özetle özetler misin lütfen bu makale yazı metin ne hakkında hakkındaki ana fikir fikri konu konusu nedir neden bahsediyor`,
}

// aboutPhrases, alone, ask what a text is about in words of which each may ask for something else.
var aboutPhrases = map[string]bool{
	"what do i need to know": true, "what should i know": true, "what do we need to know": true, "was muss ich wissen": true, "que faut-il savoir": true, "qué debo saber": true,
	"o que preciso saber": true, "我需要知道什么": true, "我需要知道什麼": true,
}

// orderWords are the words of all orderTables: people mix languages when they order.
var orderWords = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, table := range orderTables {
		addWords(all, table)
	}
	return all
})

// aboutWords are the words of one language that ask what a text is about.
var aboutWords = sync.OnceValue(func() map[string]map[string]bool {
	byLanguage := map[string]map[string]bool{}
	for lang, table := range aboutTables {
		byLanguage[lang] = map[string]bool{}
		addWords(byLanguage[lang], table)
		addWords(byLanguage[lang], orderTables[lang])
	}
	return byLanguage
})

func addWords(set map[string]bool, table string) {
	for w := range strings.FieldsSeq(table) {
		set[w] = true
	}
}

// talkPhrases say that the thread itself is meant, not what was linked in it.
var talkPhrases = []string{
	"this thread", "the thread", "this discussion", "the discussion", "this conversation", "the conversation", "our discussion",
	"这段讨论", "这个讨论", "这场讨论", "此讨论", "讨论", "討論", "这个对话", "这段对话", "聊天记录",
}

// checkPhrases, alone in a thread, ask whether the message above them is right.
var checkPhrases = map[string]bool{}

func init() {
	for phrase := range strings.SplitSeq(`is that right|is this right|is that correct|is this correct|is that true|is this true|right|correct|true|fact check|check this|
		check that|对吗|對嗎|对不对|對不對|是真的吗|是真的嗎|真的吗|正确吗|正確嗎|属实吗|屬實嗎|是这样吗|是這樣嗎|核对一下|stimmt das|est-ce vrai|c'est vrai|es verdad|es cierto|本当ですか|正しいですか`, "|") {
		checkPhrases[strings.TrimSpace(phrase)] = true
	}
}

// wanted is what somebody wants to see of a reply.
type wanted string

const (
	seeWhere  wanted = "where" // it stands
	seeGround wanted = "ground"
	seeWho    wanted = "who" // says it
)

// seePhrases, alone, ask for what the reply above rests on.
var seePhrases = map[string]wanted{}

func init() {
	for what, phrases := range map[wanted]string{
		seeWhere: `where does it say that|where does it say so|where does it say this|where does the article say that|where does the text say that|where is that from|
			where does that come from|where does it stand|source|sources|what is the source|what's the source|which passage|show me the passage|show me the passages|
			show the passages|quote|quotes|哪里说的|哪儿说的|在哪里说的|原文在哪|原文在哪里|原文呢|原文怎么说的|出处|出处呢|出处在哪|来源|来源呢|来源是什么|哪裡說的|在哪裡說的|原文在哪裡|出處|出處呢|來源|
			wo steht das|quelle|où est-ce écrit|où est-ce que c'est écrit|où ça|dónde lo dice|dónde dice eso|fuente|onde diz isso|fonte|dove lo dice|waar staat dat|где это сказано|
			どこに書いてありますか|どこに書いてある|出典は|어디에 나와요|어디에 나와`,
		seeGround: `are you sure|are you sure about that|are you sure about this|you sure|sure|really|how do you know|how do you know that|says you|你确定吗|你确定|确定吗|你肯定吗|有依据吗|依据是什么|
			依据呢|你確定嗎|確定嗎|有依據嗎|bist du sicher|sind sie sicher|wirklich|woher weißt du das|tu es sûr|vous êtes sûr|es-tu sûr|vraiment|estás seguro|está seguro|de verdad|tem certeza|
			sei sicuro|weet je het zeker|ты уверен|вы уверены|точно|確かですか|本当に|確実ですか|확실해요|확실해|정말요`,
		seeWho: `who says that|who says so|who says this|who said that|who said so|who said this|says who|who claims that|whose words are these|谁说的|这是谁说的|这话是谁说的|这话谁说的|誰說的|
			這是誰說的|wer sagt das|wer hat das gesagt|qui dit ça|qui dit cela|qui a dit ça|quién lo dice|quién dice eso|quem disse isso|quem diz isso|chi lo dice|wie zegt dat|кто это сказал|
			誰が言ったのですか|誰が言ったの|누가 그랬어요|누가 말했어요`,
	} {
		for phrase := range strings.SplitSeq(phrases, "|") {
			seePhrases[strings.TrimSpace(phrase)] = what
		}
	}
}

// wholePhrases want a summary although it costs much.
var wholePhrases = []string{"anyway", "anyhow", "all the same", "go ahead", "read all of it", "通读全文", "全文总结", "总结全文", "仍然", "照样", "还是", "继续"}

// stylePhrases name the styles; the longer phrase stands before its part.
var stylePhrases = []struct {
	style   summarize.Style
	phrases []string
}{
	{summarize.Voices, []string{"who said what", "who says what", "voices", "各方观点", "谁说了什么", "誰說了什麼", "各自观点"}},
	{summarize.Figures, []string{"key figures", "figures", "all numbers", "the numbers", "关键数据", "數據", "数据", "数字"}},
	{summarize.Detailed, []string{
		"in more detail", "more detailed", "more details", "more detail", "in detail", "detailed", "longer", "详细", "詳細", "详尽", "长一点", "長一點", "长一些", "长点", "展开说说", "展开",
		"ausführlicher", "ausführlich", "länger", "plus détaillé", "plus long", "más detallado", "más detalle", "más largo", "mais longo", "mais detalhado", "più dettagliato", "più lungo",
		"подробнее", "длиннее", "もっと詳しく", "詳しく", "長く", "자세히", "길게",
	}},
	{summarize.Brief, []string{
		"in brief", "briefly", "brief", "shorter", "in short", "简短", "簡短", "简要", "簡要", "一句话", "短一点", "短一點", "短一些", "短点", "短些", "精简", "精簡",
		"kürzer", "plus court", "plus bref", "más corto", "más breve", "mais curto", "più breve", "più corto", "короче", "もっと短く", "短く", "짧게",
	}},
}

// languagePhrases order the language of a reply.
var languagePhrases = []struct {
	tag     string
	phrases []string
}{
	{"zh-Hant", []string{"in traditional chinese", "into traditional chinese", "to traditional chinese", "用繁體中文", "用繁体中文", "繁體中文"}},
	{"zh-Hans", []string{"in simplified chinese", "in chinese", "into chinese", "to chinese", "用简体中文", "用中文", "中文", "auf chinesisch", "en chinois"}},
	{"en", []string{"in english", "into english", "to english", "用英文", "用英语", "英文", "auf englisch", "en anglais", "en inglés", "英語で"}},
	{"ja", []string{"in japanese", "into japanese", "to japanese", "用日文", "用日语", "日本語で"}},
	{"ko", []string{"in korean", "into korean", "to korean", "用韩文", "用韩语", "한국어로"}},
	{"de", []string{"in german", "into german", "to german", "用德语", "auf deutsch"}},
	{"fr", []string{"in french", "into french", "to french", "用法语", "en français"}},
	{"es", []string{"in spanish", "into spanish", "to spanish", "用西班牙语", "en español"}},
	{"pt", []string{"in portuguese", "into portuguese", "to portuguese", "em português"}},
	{"ru", []string{"in russian", "into russian", "to russian", "用俄语", "на русском"}},
}

// answerPhrases order the language of an answer beside a question, for each of languagePhrases.
var answerPhrases = sync.OnceValue(func() (all [][]string) {
	for _, l := range languagePhrases {
		var phrases []string
		for _, p := range l.phrases {
			phrases = append(phrases, "please answer "+p, "answer "+p, "reply "+p, "respond "+p, "请"+p+"回答", p+"回答", p+"作答")
		}
		all = append(all, phrases)
	}
	return all
})

// thanksWords are what people thank with, and what stands around it.
var thanksWords, aroundThanks = func() (thanks, around map[string]bool) {
	thanks, around = map[string]bool{}, map[string]bool{}
	const courtesies = `you so very much a lot that's that was is very really good all for the your help quick
		answer reply summary footnote 你 您 了 啦 的 很 太 啊 这 这个 回答 总结 總結 帮助 幫助 dir für die viele sehr pour beaucoup merci's por la ayuda muchas`
	addWords(around, courtesies)
	addWords(thanks, courtesies+` thanks thank thx tnx ty tysm cheers kudos great perfect nice cool ok okay 好的 谢谢 謝謝 多谢 多謝 感谢 感謝 谢啦 谢了 辛苦了 辛苦 赞 讚 danke dankeschön merci
		gracias grazie obrigado obrigada спасибо ありがとう ありがとうございます 감사합니다 고마워요 고마워`)
	return thanks, around
}()

// emojiInText is the code of an emoji, as Slack writes pictures.
var emojiInText = pattern.Lazy(`:[\p{L}\p{N}_+'-]+:(?::skin-tone-\d:)?`)

// helpPhrases, alone, ask what Footnote is for.
var helpPhrases = map[string]bool{
	"help": true, "what can you do": true, "how do i use this": true, "how does this work": true, "帮助": true, "你能做什么": true, "怎么用": true, "幫助": true,
	"你能做什麼": true, "怎麼用": true, "hilfe": true, "aide": true, "ayuda": true, "ajuda": true, "ヘルプ": true, "도움말": true,
}
