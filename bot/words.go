package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/footnote-bot/footnote/article"
	"github.com/footnote-bot/footnote/summarize"
)

// phrase names something that Footnote says; each table of words has all of them.
type phrase string

// What Footnote says. A name ends in the verbs that its words take.
const (
	helpMention       phrase = "help_mention"
	helpCommandTitle  phrase = "help_command_title"
	helpCommandLink   phrase = "help_command_link"
	helpCommandDigest phrase = "help_command_digest"
	helpCommandHelp   phrase = "help_command_help"

	helpCommandDigests phrase = "help_command_digests"
	helpCommandForget  phrase = "help_command_forget"

	forgetsNow      phrase = "forgets_now"
	forgotten       phrase = "forgotten_d_d_d"
	forgetMembers   phrase = "forget_members"
	forgetAdmins    phrase = "forget_admins"
	forgetElsewhere phrase = "forget_elsewhere"

	readingLink       phrase = "reading_s"
	readingDigest     phrase = "reading_digest"
	thinking          phrase = "thinking"
	askedBy           phrase = "asked_by_s"
	askedQuestion     phrase = "asked_question_s_s"
	inviteMe          phrase = "invite_me"
	notHere           phrase = "not_here"
	enoughToday       phrase = "enough_today_d"
	somethingBroke    phrase = "something_broke"
	tooManyLinks      phrase = "too_many_links_s"
	nothingAbove      phrase = "nothing_above"
	privateElse       phrase = "private_elsewhere"
	fileGone          phrase = "file_gone"
	openPassage       phrase = "open_passage"
	openSource        phrase = "open_source"
	paragraphNumber   phrase = "paragraph_d"
	pageNumber        phrase = "page_d"
	slideNumber       phrase = "slide_d"
	readWhole         phrase = "read_whole"
	searchedWhole     phrase = "searched_whole"
	readPart          phrase = "read_part_d_d"
	leftOutOne        phrase = "left_out_one"
	leftOutMany       phrase = "left_out_d"
	keySentences      phrase = "key_sentences"
	fromDocument      phrase = "from_s"
	lessCertain       phrase = "less_certain"
	outcomeDecided    phrase = "outcome_decided"
	outcomeOpen       phrase = "outcome_open"
	outcomeTask       phrase = "outcome_task"
	openMessageOf     phrase = "open_message_of_s"
	nearest           phrase = "nearest"
	characters        phrase = "characters_s"
	wordCount         phrase = "words_s"
	pastedTitle       phrase = "pasted_title"
	discussionTitle   phrase = "discussion_title"
	checkSupported    phrase = "check_supported_s"
	checkContradicted phrase = "check_contradicted_s"
	checkValues       phrase = "check_values_s_s"
	checkNotStated    phrase = "check_not_stated_s"
	checkUnchecked    phrase = "check_unchecked_s"
	checkByRules      phrase = "check_by_rules"
	checkByModel      phrase = "check_by_model"
	checkNoModel      phrase = "check_no_model"
	checkNothing      phrase = "check_nothing"
	proofWhere        phrase = "proof_where"
	proofGround       phrase = "proof_ground"
	proofWho          phrase = "proof_who"
	proofNobody       phrase = "proof_nobody"
	noteUntranslated  phrase = "note_untranslated"
	theText           phrase = "the_text"
	listComma         phrase = "list_comma"
	shortened         phrase = "shortened"
	tableFigure       phrase = "table_figure"
	tableWhat         phrase = "table_what"
	firstUnproven     phrase = "first_unproven"

	offerTokens   phrase = "offer_tokens_s_s"
	offerCost     phrase = "offer_cost_s_s"
	offerQuestion phrase = "offer_question"
	offerButton   phrase = "offer_button"
	offerGone     phrase = "offer_gone"

	longArticle    phrase = "long_article"
	longReport     phrase = "long_report"
	longText       phrase = "long_text"
	longTexts      phrase = "long_texts"
	longDiscussion phrase = "long_discussion"
	oneCent        phrase = "one_cent"
	centsAmount    phrase = "cents_d"
	dollarsAmount  phrase = "dollars_s"

	watchOn      phrase = "watch_on_s_d"
	watchOff     phrase = "watch_off"
	watchAlready phrase = "watch_already"
	watchNotHere phrase = "watch_not_here"

	helpCommandWatch phrase = "help_command_watch"
	helpCommandQuiet phrase = "help_command_quiet"

	promptLookedAt    phrase = "prompt_looked_at"
	promptHelp        phrase = "prompt_help"
	promptHelpMessage phrase = "prompt_help_message"

	nothingIn   phrase = "nothing_in"
	takenBack   phrase = "taken_back"
	welcome     phrase = "welcome"
	inviteThere phrase = "invite_there"
	askedAgo    phrase = "asked_ago_s"
	minute      phrase = "minute"
	minutes     phrase = "minutes_s"
	hour        phrase = "hour"
	hours       phrase = "hours_s"

	noteModelDown  phrase = "note_model_down"
	noteOverBudget phrase = "note_over_budget"
	noteSpeaks     phrase = "note_speaks_to_models"
	noteUnchecked  phrase = "note_unchecked_model"
	noteNoVoices   phrase = "note_no_voices"
	noteNoFigures  phrase = "note_no_figures"

	// The same where no sentence is shown.
	noteModelDownBare  phrase = "note_model_down_bare"
	noteOverBudgetBare phrase = "note_over_budget_bare"

	noNotInText     phrase = "no_not_in_text_s"
	noNotInArticle  phrase = "no_not_in_article_s"
	noNotInTexts    phrase = "no_not_in_texts_s"
	noNotInReadPart phrase = "no_not_in_read_part"
	noUnproven      phrase = "no_unproven"
	noUnprovenOne   phrase = "no_unproven_one"
	noUnprovenMany  phrase = "no_unproven_d"
	noWhat          phrase = "no_what_s"
	noWhatElse      phrase = "no_what"
	noLanguage      phrase = "no_language_s_s"
	noMatch         phrase = "no_match"
	noMatchInPart   phrase = "no_match_in_part"
	noSummary       phrase = "no_summary"

	digestTitleOne      phrase = "digest_title_one_s_s"
	digestTitle         phrase = "digest_title_d_s_s"
	digestLate          phrase = "digest_late_s"
	digestNone          phrase = "digest_none_s_s"
	digestNoneRead      phrase = "digest_none_read_s_s_s"
	digestShared        phrase = "digest_shared_s"
	digestFeed          phrase = "digest_feed_s"
	digestAlso          phrase = "digest_also_s"
	digestReplies       phrase = "digest_replies_d"
	digestReply         phrase = "digest_reply"
	digestUnread        phrase = "digest_unread_s"
	digestUnreadOne     phrase = "digest_unread_one_d_s"
	digestLeft          phrase = "digest_left_d"
	digestCut           phrase = "digest_cut_d"
	digestThreadsLeft   phrase = "digest_threads_left_d"
	digestMore          phrase = "digest_more_d"
	digestPassages      phrase = "digest_passages"
	digestPreviewed     phrase = "digest_previewed"
	digestJustPosted    phrase = "digest_just_posted"
	digestStopped       phrase = "digest_stopped_s"
	digestStopArchived  phrase = "digest_stop_archived_s"
	digestStopGone      phrase = "digest_stop_gone_s"
	digestStopShared    phrase = "digest_stop_shared_s"
	digestStopMayNot    phrase = "digest_stop_may_not_s"
	digestSetTo         phrase = "digest_set_to_s_s_s"
	digestTakesLinks    phrase = "digest_takes_links"
	digestTakesFeeds    phrase = "digest_takes_feeds"
	digestQuietLine     phrase = "digest_quiet_line"
	digestHow           phrase = "digest_how"
	digestOthers        phrase = "digest_others"
	digestNext          phrase = "digest_next_s"
	digestIsPaused      phrase = "digest_is_paused"
	digestPaused        phrase = "digest_paused_s"
	digestResumed       phrase = "digest_resumed_s_s"
	digestEnded         phrase = "digest_ended_s"
	digestWhich         phrase = "digest_which"
	digestMembers       phrase = "digest_members"
	digestsHere         phrase = "digests_here"
	digestsNone         phrase = "digests_none"
	digestEditButton    phrase = "digest_edit_button"
	digestPauseButton   phrase = "digest_pause_button"
	digestResumeButton  phrase = "digest_resume_button"
	helpCommandFollow   phrase = "help_command_follow"
	helpCommandUnfollow phrase = "help_command_unfollow"
	helpCommandFeeds    phrase = "help_command_feeds"
	feedFollowed        phrase = "feed_followed_s"
	feedNeedsDigest     phrase = "feed_needs_digest"
	feedKnown           phrase = "feed_known_s"
	feedNotFound        phrase = "feed_not_found_s"
	feedUsage           phrase = "feed_usage"
	feedUnfollowed      phrase = "feed_unfollowed_s"
	feedNotFollowed     phrase = "feed_not_followed"
	feedsHere           phrase = "feeds_here"
	feedsNone           phrase = "feeds_none"
	feedFails           phrase = "feed_fails_s_s"
	feedAsked           phrase = "feed_asked_s"
	feedLooksDead       phrase = "feed_looks_dead_s_s_s_s"
	digestFailing       phrase = "digest_failing_s"
	digestHead          phrase = "digest_head_d_s"
	digestHeadOne       phrase = "digest_head_one_s"
	digestHeadNone      phrase = "digest_head_none_s"
	modalDigest         phrase = "modal_digest"
	modalSave           phrase = "modal_save"
	modalWhen           phrase = "modal_when"
	modalDaily          phrase = "modal_daily"
	modalWeekdays       phrase = "modal_weekdays"
	modalWeekly         phrase = "modal_weekly"
	modalHourly         phrase = "modal_hourly"
	modalTime           phrase = "modal_time"
	modalDay            phrase = "modal_day"
	modalHours          phrase = "modal_hours"
	modalZone           phrase = "modal_zone"
	modalTakes          phrase = "modal_takes"
	modalTakesAll       phrase = "modal_takes_all"
	modalTakesLinks     phrase = "modal_takes_links"
	modalTakesFeeds     phrase = "modal_takes_feeds"
	modalQuiet          phrase = "modal_quiet"
	modalQuietNone      phrase = "modal_quiet_none"
	modalQuietLine      phrase = "modal_quiet_line"
	scheduleDaily       phrase = "schedule_daily_s"
	scheduleWeekdays    phrase = "schedule_weekdays_s"
	scheduleWeekly      phrase = "schedule_weekly_s_s"
	scheduleHours       phrase = "schedule_hours_d"
	scheduleHourly      phrase = "schedule_hourly"
	scheduleWrong       phrase = "schedule_wrong"
	scheduleTime        phrase = "schedule_time"
	scheduleZone        phrase = "schedule_zone"
	scheduleDay         phrase = "schedule_day"
	scheduleEvery       phrase = "schedule_every"
	scheduleExamples    phrase = "schedule_examples"
	yourTime            phrase = "your_time_s"
	yesterdayAt         phrase = "yesterday_at_s"
	weekdayAt           phrase = "weekday_at_s_s"
)

// Words is the table of one language.
type Words struct {
	tag      language.Tag
	say      map[phrase]string
	more     map[phrase]string              // of buttons and modals
	progress map[phrase]string              // while a request is worked on
	house    map[phrase]string              // of settings, usage, feedback and the home
	search   map[phrase]string              // of a search of the workspace
	failures map[article.FailureKind]string // %s is the site
	unread   map[article.FailureKind]string // in a digest's list of what was not read: one/many where they differ
	reasons  map[summarize.Reason]string
	missing  map[string]string // kinds of Coverage.Missing
}

var tables = map[string]*Words{"en": &english, "zh": &chinese, "zh-Hant": &traditionalChinese}

// WordsFor gives the table that fits a language best; English where there is none.
func WordsFor(tag string) *Words {
	parsed, err := language.Parse(tag)
	if err != nil {
		return &english
	}
	base, _ := parsed.Base()
	script, _ := parsed.Script() // of zh-TW too
	for _, name := range []string{base.String() + "-" + script.String(), base.String()} {
		if w := tables[name]; w != nil {
			return w
		}
	}
	return &english
}

// wordsOf are the words around a reply: the asker's, else those of locale.
func wordsOf(r *summarize.Reply, locale string) *Words {
	return WordsFor(firstOf(r.Labels, r.Language, locale))
}

// unspaced reports whether the language joins its sentences and lists without spaces.
func (w *Words) unspaced() bool {
	base, _ := w.tag.Base()
	return base.String() == "zh"
}

func (w *Words) f(p phrase, args ...any) string {
	text := firstOf(w.say[p], w.more[p], w.progress[p], w.house[p], w.search[p])
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Failure says what happened to a reading and what the person can do, in one or two short sentences.
func (w *Words) Failure(e *article.Error) string {
	site := siteOf(e.URL)
	switch {
	case e.Kind == article.Private && e.Service != "":
		return fmt.Sprintf(w.failures["private_service"], e.Service)
	case e.Kind == article.Paywall && e.Paragraphs > 0:
		return fmt.Sprintf(w.failures["paywall_paragraphs"], site, w.count(e.Paragraphs, "paragraph", "paragraphs"))
	case site == "":
		if text, ok := w.failures[e.Kind+"_file"]; ok {
			return text
		}
		site = w.failures["the_file"]
	}
	if e.Kind == article.ScannedPDF && e.Pages > 1 {
		return fmt.Sprintf(w.failures["scanned_pages"], site, e.Pages)
	}
	text, ok := w.failures[e.Kind]
	if !ok {
		text = w.failures[article.Unreachable]
	}
	return strings.Replace(text, "%s", site, 1)
}

// count is "two paragraphs", with small numbers as words where the language does so.
func (w *Words) count(n int, one, many string) string {
	if w.unspaced() {
		return fmt.Sprint(n)
	}
	small := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	number := fmt.Sprint(n)
	if n < len(small) {
		number = small[n]
	}
	if n == 1 {
		return number + " " + one
	}
	return number + " " + many
}

// LanguageName is the name of a language in this one: "Chinese", "中文".
func (w *Words) LanguageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return ""
	}
	base, _ := t.Base()
	return display.Languages(w.tag).Name(language.Make(base.String()))
}

// mostAsked is how much of a question is said again, in bytes.
const mostAsked = 300

// Unanswered says which no it is; only the first speaks of the text. A question is named where one is given.
func (w *Words) Unanswered(r *summarize.Reply, question string) string {
	if r.Style != "" { // nothing was asked
		return w.f(noSummary)
	}
	what := w.f(noWhatElse)
	if question = strings.Join(strings.Fields(question), " "); question != "" {
		what = w.f(noWhat, clip(question, mostAsked))
	}
	switch r.Unanswered {
	case summarize.NotInReadPart:
		return w.f(noNotInReadPart) + w.missingList(r.Documents)
	case summarize.Unproven:
		switch n := len(r.LeftOut); n {
		case 0:
			return w.f(noUnproven)
		case 1:
			return w.f(noUnprovenOne)
		default:
			return w.f(noUnprovenMany, n)
		}
	case summarize.OtherLanguage:
		doc := ""
		if len(r.Documents) > 0 {
			doc = w.LanguageName(r.Documents[0].Language)
		}
		return w.f(noLanguage, doc, doc)
	case summarize.NoMatch:
		if wholeRead(r.Documents) { // pictures are no part of a text
			return w.f(noMatch)
		}
		return w.f(noMatchInPart) + w.missingList(r.Documents)
	case summarize.Answered:
		return w.f(noSummary)
	case summarize.NotInText:
		if len(r.Documents) > 1 {
			return w.f(noNotInTexts, what)
		}
		if len(r.Documents) == 1 && r.Documents[0].Kind == article.HTML {
			return w.f(noNotInArticle, what)
		}
	}
	return w.f(noNotInText, what)
}

func (w *Words) leftOut(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return w.f(leftOutOne)
	}
	return w.f(leftOutMany, n)
}

// inNumber is a name in the form for a number: "one page/%d pages"; most have one form and no number.
func inNumber(name string, n int) string {
	one, many, ok := strings.Cut(name, "/")
	if ok && n != 1 {
		one = many
	}
	return strings.ReplaceAll(one, "%d", strconv.Itoa(n))
}

// wholeRead reports whether all text of the documents was read.
func wholeRead(docs []*article.Document) bool {
	return !slices.ContainsFunc(docs, func(d *article.Document) bool { return !d.Coverage.Whole() })
}

// missingList names what of the documents could not be read, behind a colon; "" where nothing is missing.
func (w *Words) missingList(docs []*article.Document) string {
	var parts, kinds []string
	counts := map[string]int{}
	for _, d := range docs {
		for _, m := range d.Coverage.Missing {
			kind := m.Kind
			if kind == "unread_part" && d.Kind == article.PDF {
				kind = "unread_page"
			}
			if counts[kind] += m.Count; !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	for _, kind := range kinds {
		if name := w.missing[kind]; name != "" {
			parts = append(parts, inNumber(name, counts[kind]))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	if w.unspaced() {
		return "：" + strings.Join(parts, "、")
	}
	return ": " + strings.Join(parts, ", ")
}
