package hostile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/internal/pattern"
)

// mark is a pattern, and words one of which a text must hold to match it: they are much faster to look for.
type mark struct {
	words []string              // separated by |
	re    func() *regexp.Regexp // compiled when it is needed first: there are many, and some are large
}

func marks(pairs ...string) []mark {
	var out []mark
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, mark{words: strings.Split(pairs[i], "|"), re: pattern.Lazy(pairs[i+1])})
	}
	return out
}

func matches(table []mark, text string) bool {
	for _, m := range table {
		if slices.ContainsFunc(m.words, func(w string) bool { return strings.Contains(text, w) }) && m.re().MatchString(text) {
			return true
		}
	}
	return false
}

// forged is machinery that no text for people shows: tags of prompts and chat templates, turns of a conversation with
// an assistant, images that carry data away, comments of a page's source. Slack's mentions and links are none: a page may
// explain them, and a reply that quotes them shows them as they are written.
var forged = marks(
	`<`, `(?i)</?\s*(system|assistant|instructions?|prompt|document|source|user|context|tool_call)\s*>`,
	`<|[`, `<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>`,
	`ssistant|SSISTANT|AI`, `(?is)\b(assistant|ai)\s*[:：].*\b(user|human)\s*[:：]|\b(user|human)\s*[:：].*\b(assistant|ai)\s*[:：]`,
	`![`, `!\[[^\]]*\]\(\s*https?:`,
	`<!--`, `<!--`,
	`{`, `[{]\s*"(answer|claims|quotes|answerable|role|content|statements?|verdict)"\s*:`,
)

// turnOf is the head of a machine's turn in a conversation, or of a person's with it.
var turnOf = pattern.Lazy(`(?i)^\W{0,3}(?:(assistant|ai|system|助手|助理)|(user|human|用户|用戶))\W{0,3}[:：]`)

// orders are about the answer that is being written, or the instructions behind it; matched in lower case.
var orders = marks(
	// English
	`ignor|disregard|forget|overrid|bypass|not follow`, `\b(ignore|disregard|forget|override|bypass|do not follow)\b.{0,40}\b(previous|prior|above|earlier|preceding|other|your|system|these|all)\b.{0,20}\b(instructions?|prompts?|rules|guidelines|directions|context|formatting)\b`,
	`repl|respon|answer|print`, `\b(reply|respond|answer)\b( \w+){0,2} (only|exactly|solely|nothing but)\b|\bprint\b.{0,40}\bnothing else\b`,
	`repl|answer|respon|summar|output|message`, `\b(your|every|any) (\w+ ){0,2}(reply|answer|response|summary)\b.{0,40}\b(must|should|shall|has to|needs to) (\w+ )?(start|begin|end|contain|include|say|state|mention|read)`,
	`answer|repl|respon|summar|output|message`, `\b(at|to) the (start|end|beginning|top|bottom) of (your|the|each|every|any) (answer|reply|response|summary|output|message)\b`,
	`answer|repl|respon|citing|quoting|summar`, `\b(before|when|while|if) (you )?(answering|citing|quoting|summari[sz]ing|answer|cite|quote|summari[sz]e) (from |about )?this (article|page|text|document|site)`,
	`tool|function|plugin| api`, `\b(call|invoke|run|execute|use) the (\w+ )?(tool|function|plugin|api)\b`,
	`prompt|instruction`, `\b(system prompt|(your|complete|full|entire|hidden|initial|original|secret) (system )?(instructions|prompt))\b`,
	`decod|decrypt|translat`, `\b(decode|decrypt|translate)\b.{0,60}\b(follow|obey|execute|do what)\b`,
	`format|exactly|word for word`, `\b(output|answer|response|reply) format\b|\breturn exactly\b|\bword for word, between\b`,
	`image|link|token|code|tag|sentence|text|url`, `\b(include|insert|append|add|embed|show|display)\b.{0,30}\b(image|link|token|code|tag|sentence|text|url)\b.{0,20}\b(exactly|verbatim|at the (end|start|beginning)|to (your|the|every|each) (answer|reply|response|summary))`,
	`quote the|key evidence`, `\bquote the following\b|\bas the key evidence\b`,
	`you are|from now on|act as`, `\byou are (now|no longer) (a |an )?(\w+ )?\w*(bot|assistant|ai|model|gpt|dan)\b|\bfrom now on,? you\b|\bact as (a |an )?(different|new|unrestricted|dan)\b`,
	`answer`, `\bthe (correct|right|true) answer (is|should be)\b.{0,80}\b(this|earlier|previous) (article|text|page|version)`,
	// to who reads claims a second time
	`statement|claim`, `\b(mark|treat|judge|rate|label|consider|count|call|accept|declare|find) (\w+ ){0,8}(statements?|claims?)\b.{0,80}\b(as |to be )?(carried|supported|verified|proven|correct|true|accurate)\b`,
	`statement`, `\bstatements?\b.{0,120}\b(is|are|was|were|be|as|counts?|count as|stays?) (always |fully |all )?carried\s*([.;!,”"']|$)`,
	`carried|not_said`, `\bs\d{1,2}\s*[:：]?\s*(is )?carried\b|\bnot_said\b|\bverdict\b.{0,30}\bcarried\b`,
	`checker|verifier|grader|evaluator`, `\b(to|for|dear|attention) (the |any |all |every |whoever |automatic |automated )*(fact[- ]?|claim[- ]?)?(checkers?|verifiers?|graders?|evaluators?)\b\s*[:,;.–—-]`,
	// Chinese
	`陈述|陳述|论断|論斷|主张|主張|说法|說法`, `(陈述|陳述|论断|論斷|主张|主張|说法|說法).{0,40}(判为|判為|标为|標為|视为|視為|记为|記為|算作|应判|應判|一律).{0,8}(carried|成立|属实|屬實|支持|正确|正確|有据|有據|真)`,
	`核查|核对|核對|审核|審核|验证|驗證|校验|校驗|评判|評判`, `(核查|核对|核對|审核|審核|验证|驗證|校验|校驗|评判|評判)(员|員|者|模型|程序|程式|系统|系統)\s*[:：，,]?.{0,6}(必须|必須|请|請|务必|務必).{0,12}(判|标|標|认定|認定|通过|通過|接受)`,
	`忽略|无视|無視|忘记|忘記|不要遵守`, `(忽略|无视|無視|忘记|忘記|不要遵守).{0,12}(指令|指示|提示|规则|規則|要求|内容)`,
	`回复|回覆|回答|输出|輸出|摘要`, `(只|仅|僅)(回复|回覆|回答|输出|輸出)|(回答|回复|回覆|摘要|输出|輸出).{0,8}(必须|必須|务必|須|应当).{0,6}(包含|以|写|加|是|附)`,
	`提示|指令`, `(系统|系統)(提示词|提示|指令)|提示词`,
	`正确答案|正確答案`, `正确答案(是|应为)|正確答案(是|應為)`,
	`现在是|現在是|现在起|現在起`, `你现在是|你現在是|从现在起你|從現在起你`,
	`自动|自動|机器|機器`, `(自动|自動|机器|機器)(摘要|总结|阅读|回答)(程序|工具|系统|系統|器)`,
	// Spanish, Portuguese, French, German, Russian, Japanese
	`ignor|olvida|omite|esqueça`, `\b(ignora|olvida|omite|ignore|esqueça)\b.{0,30}\b(instrucciones|instruções|indicaciones|reglas|regras)\b`,
	`respond|contesta`, `\b(responde|contesta|responda)\b.{0,20}\b(únicamente|solamente|solo|sólo|apenas|exactamente)\b`,
	`ignor|oublie|répond`, `\b(ignore[zr]?|oublie[zr]?)\b.{0,30}\b(instructions|consignes|règles)\b|\b(réponds|répondez)\b.{0,20}\b(uniquement|seulement|exactement)\b`,
	`ignorier|vergiss|vergessen|missachte|antworte`, `\b(ignorier\w*|vergiss|vergessen sie|missachte\w*)\b.{0,40}\b(anweisungen|regeln|instruktionen|vorgaben)\b|\bantworte\w*\b.{0,20}\b(nur|ausschließlich|genau)\b`,
	`гнорируй|забудь|ответь|отвечай`, `(игнорируй|забудь|проигнорируй)\p{L}*.{0,30}(инструкци|указани|правил)|(ответь|отвечай)\p{L}*.{0,20}(только|лишь)`,
	`指示|命令|プロンプト|とだけ`, `(前|上記|以前|これまで|すべて|全て).{0,10}(指示|命令|プロンプト).{0,8}(無視|忘れ)|とだけ(答え|返信|出力)`,
)

// machines are names of those who summarize, and demands what is asked of them. An article may well speak of both, but
// seldom in one paragraph; matched in lower case.
var (
	machines = marks(
		`ai |ai-|a.i.|ai|language|chat|automat|llm`, `\b(ai|a\.i\.|language|chat) ?(assistants?|systems?|models?|agents?|readers?|summari[sz]ers?|bots?)\b|\b(automated|automatic) (readers?|summari[sz]\w+|assistants?)\b|\bllms?\b|\bchatbots?\b|\bai assistants\b`,
		`助手|模型|系统|系統|机器人|機器人`, `(ai|人工智能|智能|语言|語言)(助手|模型|系统|系統)|大模型|机器人|聊天機器人`,
		`ia|lenguaje|langage|inteligencia|ki-|sprachmodell`, `\b(asistentes?|modelos?) de (ia|inteligencia artificial|lenguaje)\b|\b(assistants?|modèles?) (d['’]ia|de langage)\b|\bki-(assistenten|systeme|modelle)\b|\bsprachmodelle?\b`,
	)
	demands = marks(
		`append|prepend|repl|print|output|repeat|stop now|mention|must|permitted|are |make sure|please`, `\b(append|prepend|reply|print|output|repeat|stop now|do not mention|must (not )?(contain|include|say|state|tell|mention|recommend)|not permitted to|are (instructed|required|requested|ordered) to|make sure (you|to)|please (add|include|say|tell|state|recommend|visit))\b`,
		`必须|必須|务必|请|不得`, `(必须|必須|务必|请)(回复|回答|输出|附上|加上|包含|说|告诉|推荐)|不得(处理|摘要)`,
		`deb|dev|doi|müssen|sollen`, `\b(deben|debe|devem|deve) (incluir|decir|responder|añadir|recomendar|dizer)\b|\b(doivent|doit) (inclure|dire|répondre|ajouter)\b|\b(müssen|sollen) .{0,40}(antworten|hinzufügen|ausgeben|erwähnen)\b`,
	)
)
