package bot

import (
	"golang.org/x/text/language"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

var english = Words{
	tag: language.English,
	say: map[phrase]string{
		helpMention: "Give me a link, a file or a text, with a question or without: I answer in the thread, with passages copied from the source.\n" +
			"Then ask on in the thread. `/footnote help` shows the rest.",
		helpCommandTitle:  "*Footnote* reads links, files and texts, and answers with passages copied word for word from them.",
		helpCommandLink:   "a summary of the links, or the answer to a question about them",
		helpCommandDigest: "what was shared in this channel in the last 24 hours",
		helpCommandHelp:   "this text",

		readingLink: "Reading %s …", readingDigest: "Reading what was shared here in the last 24 hours …", thinking: "is reading …",
		askedBy: "asked by %s", askedQuestion: "%s asks: %s",
		inviteMe:       "I am not in this channel. Invite me with `/invite @Footnote`, then ask again.",
		notHere:        "I may not write in this channel. Ask me in a direct message instead.",
		enoughToday:    "That was your %dth reply today, the most for one person. Tomorrow (UTC) I answer again.",
		somethingBroke: "Something broke on my side while I worked on this, and the people who run me can see it. Please ask again.",
		tooManyLinks:   "I read five links at a time. Not read: %s",
		nothingAbove:   "I find nothing to read in this thread. Give me a link, a file or a text.",
		privateElse:    "That is in a private conversation; ask me there.",
		fileGone:       "I can't open that file. Share it with me in this conversation.",
		openPassage:    "open at passage ↗", openSource: "open the source ↗", paragraphNumber: "¶ %d", pageNumber: "p. %d", slideNumber: "slide %d",
		readWhole: "Read all of it", readPart: "Read %d of %d words",
		leftOutOne: "1 statement left out", leftOutMany: "%d statements left out",
		keySentences: "key sentences, word for word", fromDocument: "From %s", lessCertain: "Less certain", nearest: "Nearest:",
		characters: "%s characters", wordCount: "%s words",
		pastedTitle: "The text above", discussionTitle: "This discussion", theText: "The text itself",
		checkSupported: "Supported: %s", checkContradicted: "Contradicted: %s", checkValues: "said %s, the text has %s",
		checkNotStated: "Not in the text: %s", checkUnchecked: "Not checked: %s",
		checkByRules: "Checked by rules: figures, dates and names", checkByModel: "Found by a language model, checked by rules",
		checkNoModel: "Checked by rules alone, without the language model this time: figures, dates and names", checkNothing: "I find no statement above that I could check.", quoteOpen: "“", quoteClose: "”",

		offerTokens:   "This is long: a summary takes about %s tokens.",
		offerCost:     "This is long: a summary takes about %s tokens (%s).",
		offerQuestion: "A question takes far less. Ask it here, or press the button and I read all of it.",
		offerButton:   "Summarize it", offerGone: "That request is no longer stored. Ask again, with the link.",

		inviteThere: "That is in a channel that I am not in. Invite me there with `/invite @Footnote`, then ask again.",
		askedAgo:    "Asked %s ago. I could not answer sooner.", minute: "a minute", minutes: "%s minutes", hour: "an hour", hours: "%s hours",

		noteModelDown:  "The language model gave no usable answer, so these are sentences of the text.",
		noteOverBudget: "The budget for the language model does not reach for this, so these are sentences of the text.",
		noteSpeaks:     "This page holds text that speaks to language models. I treat it as text.",

		noNotInText:     "The text does not say. (Read all of it.)",
		noNotInArticle:  "The article does not say. (Read all of it.)",
		noNotInTexts:    "The texts do not say. (Read all of them.)",
		noNotInReadPart: "Not in the part I could read",
		noUnproven:      "I could not prove an answer. ",
		noLanguage:      "The text is %s, and without a model I can only match words: ask in %s.",
		noMatch:         "I found no sentence that answers that.",
		noMatchInPart:   "I found no sentence that answers that in the part I could read",
		noSummary:       "I found no statement in it that I could show with its passage.",

		digestTitleOne: "1 read in %s since yesterday", digestTitle: "%d reads in %s since yesterday",
		digestNone:   "No links were shared in %s in the last 24 hours.",
		digestShared: "%s shared it ↗", digestReplies: "%d replies", digestReply: "1 reply",
		digestUnread: "Not read: %s", digestMore: "%d more in the thread", digestPassages: "passages in the thread",
	},
	failures: map[article.FailureKind]string{
		article.BotWall:        "%s wants to be sure that I am no robot, and I am one. Paste the text here, or drop the page as a file.",
		article.Consent:        "%s shows me only its cookie question. Paste the text here, or drop the PDF.",
		article.Login:          "%s asks me to sign in, and I have no account there. Paste the text here, or drop the PDF.",
		article.Paywall:        "%s wants a subscription before it shows the text, so I won't summarise it. Paste the text here, or drop the PDF.",
		"paywall_paragraphs":   "%s shows me %s and then asks to subscribe, so I won't summarise it. Paste the text here, or drop the PDF.",
		article.Scripts:        "%s draws its text with scripts, which I don't run. Paste the text here, or drop the page as a PDF.",
		article.NotFound:       "%s says that this page does not exist. Check the link for a missing end.",
		article.Gone:           "%s says that this page was removed. If you have the text, paste it here.",
		article.ServerError:    "%s has trouble of its own right now. Try again in some minutes, or paste the text here.",
		article.NotArticle:     "%s shows a list of pages here, not an article. Give me the link of one of them.",
		article.Media:          "%s is a picture, sound or video at that link, and I read text only. If there is a transcript, give me that.",
		article.TooLarge:       "%s sent more than I can read. Give me a part of it, or paste the passage.",
		article.TooSlow:        "%s did not answer in time. Try again later, or paste the text here.",
		article.RedirectLoop:   "%s sends me round in circles. Open it in your browser and give me the address where you end.",
		article.BlockedAddress: "%s is not on the public internet, and I read public pages only. Paste the text here, or drop the file.",
		article.BadTLS:         "%s has a broken certificate, so I can't be sure who answers. Paste the text here.",
		article.Encoding:       "%s is in an encoding that I can't make out. Paste the text here.",
		article.ScannedPDF:     "%s holds pictures of pages without text, and I can't read pictures. A version with text would do.",
		article.EncryptedPDF:   "%s is protected with a password. Drop a copy without one.",
		article.Damaged:        "%s is damaged: I can't read its structure. Save it again, or paste the text.",
		article.Empty:          "%s holds no text that I could read. Paste the text here if you can see it.",
		article.Unsupported:    "%s is of a kind that I don't read. I read web pages, PDF, DOCX, PPTX, EPUB, TXT, MD and HTML files.",
		article.Unreachable:    "I could not reach %s. Check the address, or paste the text here.",
		article.Private:        "%s shows that only to people with access. Paste the text here, or drop the file.",
		"private_service":      "I have no account at %s. Download it as PDF or DOCX and drop it here.",
		"not_found_file":       "There is no file of that name.",
		"unreachable_file":     "That file can't be opened.",
		"the_file":             "That file",
	},
	unread: map[article.FailureKind]string{
		article.BotWall: "bot check/bot checks", article.Consent: "consent page/consent pages", article.Login: "sign-in/sign-ins",
		article.Paywall: "paywall/paywalls", article.Scripts: "script page/script pages", article.NotFound: "missing page/missing pages",
		article.Gone: "removed page/removed pages", article.ServerError: "server error/server errors", article.NotArticle: "list/lists",
		article.Media: "picture or video/pictures or videos", article.TooLarge: "too large", article.TooSlow: "too slow",
		article.RedirectLoop: "redirect loop/redirect loops", article.BlockedAddress: "internal address/internal addresses",
		article.BadTLS: "broken certificate/broken certificates", article.Encoding: "unreadable encoding/unreadable encodings",
		article.ScannedPDF: "scan/scans", article.EncryptedPDF: "protected file/protected files", article.Damaged: "damaged file/damaged files",
		article.Empty: "empty page/empty pages", article.Unsupported: "other format/other formats", article.Unreachable: "unreachable",
		article.Private: "private page/private pages",
	},
	reasons: map[summarize.Reason]string{
		summarize.NoPassage: "no passage carries it", summarize.Number: "another figure stands in the text", summarize.Date: "another date stands in the text",
		summarize.Name: "the name does not stand in the passage", summarize.QuotedWords: "the quoted words do not stand in the text",
		summarize.WrongPerson: "somebody else says it", summarize.Negation: "the text says the opposite", summarize.Direction: "the text says the other direction",
		summarize.Modality: "the text is less sure, or surer", summarize.Unrelated: "the passage speaks of something else", summarize.Duplicate: "said already",
	},
	missing: map[string]string{
		"paywall": "the end is behind a paywall", "truncated": "the end was cut", "over_limit": "it goes on beyond what I read", "images": "images", "tables": "tables", "pages": "some pages",
		"comments": "comments", "sections": "sections over budget", "messages": "earlier messages",
	},
}
