package main

// mutations are the checks that matter most, each broken in the way that costs its promise.
var mutations = []mutation{
	{
		what: "a figure that no cited passage holds", file: "summarize/internal/verify/verify.go",
		from: "checkQuotes, checkDates, checkNumbers, checkGlued", to: "checkQuotes, checkDates, checkGlued",
		in: "summarize/internal/verify", tests: ".",
	},
	{
		what: "words in quotation marks that no cited passage holds", file: "summarize/internal/verify/verify.go",
		from: "{checkQuotes, checkDates", to: "{checkDates",
		in: "summarize/internal/verify", tests: ".",
	},
	{
		what: "a quote is what the text has at its place", file: "article/citation.go",
		from: "return c.doc.Text[c.start:c.end]", to: "return c.doc.Text[c.start:min(c.end+1, len(c.doc.Text))]",
		in: "article", tests: "TestCitationIsARangeOfTheText",
	},
	{
		what: "a reader who is wrong of a control is not believed", file: "summarize/secondreading.go",
		from: "\t\tif (o.verdict == carried) != st.carried {\n\t\t\twrong++", to: "\t\tif (o.verdict == carried) != st.carried {\n\t\t\twrong += 0",
		in: "summarize", tests: "TestReaders",
	},
	{
		what: "a reader who says yes to all is not believed", file: "summarize/secondreading.go",
		from: "\t\tif (o.verdict == carried) != st.carried {\n\t\t\twrong++", to: "\t\tif st.carried && o.verdict != carried {\n\t\t\twrong++",
		in: "summarize", tests: "TestReaders",
	},
	{
		what: "a reader with a bad record is not believed", file: "summarize/record.go",
		from: "return given >= recordKnown && float64(right) < recordGood*float64(given)", to: "return false",
		in: "summarize", tests: "Record",
	},
	{
		what: "a claim that the reader finds not said is left out", file: "summarize/settle.go",
		from: "\t\tif o.verdict == carried {\n\t\t\tforms[i] = &candidates[i]", to: "\t\tif o.verdict != contradicted {\n\t\t\tforms[i] = &candidates[i]",
		in: "summarize", tests: ".",
	},
	{
		what: "an address inside a network is refused", file: "article/internal/fetch/dial.go",
		from: `return blocked("%s: %w", to, err)`, to: "return nil",
		in: "article/internal/fetch", tests: ".",
	},
	{
		what: "no word of a text or a model calls a whole channel", file: "bot/slacktext.go",
		from: `strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")`, to: `strings.NewReplacer("&", "&amp;", ">", "&gt;")`,
		in: "bot", tests: "TestWordsOfOthersShowAsTheyStand",
	},
	{
		what: "messages of a private channel show nowhere else", file: "bot/discussion.go",
		from: "if !there.public {", to: "if !there.public && channel == ask.Channel {",
		in: "bot", tests: "TestWhoMaySeeWhat",
	},
	{
		what: "a guest is not shown what members read", file: "bot/discussion.go",
		from: "if !who.member {", to: "if !who.member && channel == ask.Channel {",
		in: "bot", tests: "TestWhoMaySeeWhat",
	},
	{
		what: "a reply is posted once", file: "bot/post.go",
		from: `if err == nil && !fresh && stands.State == store.Intended && stands.TS == "" {`, to: `if err == nil && !fresh && stands.State == store.Posted && stands.TS == "" {`,
		in: "bot", tests: "TestOwnPostIsFoundAgain|TestPostThatAppearsLate",
	},
	{
		what: "only who knows the secret is Slack", file: "bot/http.go",
		from: "return v.Ensure()", to: "return nil",
		in: "bot", tests: "TestOnlySlackIsHeardOverHTTP",
	},
	{
		what: "only who bears the key asks over HTTP", file: "door/http.go",
		from: `if !same || d.cfg.Key == ""`, to: `if !same && d.cfg.Key == ""`,
		in: "door", tests: "TestOnlyTheKeyOpens",
	},
	{
		what: "what is not read is counted", file: "article/assemble.go",
		from: "cov.WordsFound += n", to: "cov.WordsFound += 0 * n",
		in: "article", tests: "TestEveryWordIsReadOrCounted",
	},
	{
		what: "what is behind a limit is told", file: "article/assemble.go",
		from: "c.ledger.Add(ledger.OverLimit, c.behind(read))", to: "c.ledger.Add(ledger.OverLimit, 0*c.behind(read))",
		in: "article", tests: "TestWhatIsTooMuchIsTold/(text|Markdown)$|TestFeedThatIsCut",
	},
	{
		what: "keys stand in no log", file: "cmd/footnote/wire.go",
		from: `tokenLike.ReplaceAllString(value, "$1-…")`, to: `tokenLike.ReplaceAllString(value, "$0")`,
		in: "cmd/footnote", tests: "TestTokensAreMaskedInLogs",
	},
	{
		what: "what opens a signed link stands in no log", file: "internal/redact/redact.go",
		from: `return m[1] + m[2] + "?…"`, to: "return found",
		in: "internal/redact", tests: ".",
	},
	{
		what: "hidden words to models are warned of", file: "article/given.go",
		from: "injection.InVisible(d.Text) || injection.InHidden(hidden)", to: "injection.InVisible(d.Text + hidden[:0])",
		in: "article", tests: "TestReadPage",
	},
	{
		what: "a reader's words to machines are not shown", file: "summarize/settle.go",
		from: "|| hostile.ToMachines(words)", to: "|| hostile.ToMachines(\"\")",
		in: "summarize", tests: ".",
	},
}
