package summarize

import (
	"encoding/json"
	"fmt"

	"github.com/footnote-bot/footnote/article"
)

// Reply is what Footnote says about documents: claims, each with citations, and an honest account of what is missing.
type Reply struct {
	Engine     EngineName
	Model      string // "" without a model
	Language   string // of the claims, BCP 47
	Labels     string // language of our own words around the claims: as asked, else the question's, else the asker's
	Style      Style  // of a summary; "" for an answer
	Answerable bool   // false: Claims is empty and Unanswered says why
	Unanswered Unanswered
	Nearest    []article.Citation // what comes closest to a question that was not answered
	Documents  []*article.Document
	Claims     []Claim
	LeftOut    []LeftOut
	Notes      []Note
	Usage      Usage
	Selected   bool    // the model read the passages that a search of all of the text led to, and not all of it
	Reading    Reading // how its second reading went; no part of its JSON
}

// Reading is how second readings of claims went.
type Reading struct {
	Reader       string // which model, where, and between which languages
	Right, Given int    // controls
}

// EngineName says who wrote a reply.
type EngineName string

// The engines.
const (
	OpenAI     EngineName = "openai"
	Extractive EngineName = "extractive" // a claim's text is its quote
)

// Style is the form of a summary.
type Style string

// The styles.
const (
	Brief    Style = "brief"
	Standard Style = "standard"
	Detailed Style = "detailed"
	Voices   Style = "voices"  // who said what
	Figures  Style = "figures" // every number with what it measures
)

// Styles lists the styles, the default one first.
var Styles = []Style{Standard, Brief, Detailed, Voices, Figures}

// Unanswered says which no it is.
type Unanswered string

// The reasons why a question is not answered; only NotInText speaks of the text.
const (
	Answered      Unanswered = ""
	NotInText     Unanswered = "not_in_text"
	NotInReadPart Unanswered = "not_in_read_part" // Coverage is not whole
	Unproven      Unanswered = "unproven"         // something was proposed and did not survive
	OtherLanguage Unanswered = "language"         // no model, and the question is in another language than the text
	NoMatch       Unanswered = "no_match"         // no model, and no sentence matches: says nothing of the text
)

// Claim is one statement, carried by what it cites.
type Claim struct {
	Text       string
	Confidence Confidence
	Speaker    *article.Speaker // whose statement it is; nil for the text's own
	Figure     *Figure          // what number it gives, in the figures style
	Outcome    Outcome          // of a discussion; "" for what it only says
	Citations  []article.Citation
}

// Outcome is what a discussion came to in some matter. It is a part of the statement that a claim makes.
type Outcome string

// The outcomes, in the order in which a reply has them.
const (
	Decided Outcome = "decided" // and not taken back
	Open    Outcome = "open"    // and not settled later
	Task    Outcome = "task"    // of somebody
)

// Outcomes lists the outcomes in their order.
var Outcomes = []Outcome{Decided, Open, Task}

// Confidence says how far the checks reach.
type Confidence string

// The confidences.
const (
	Verified Confidence = "verified" // a second reading that can be trusted found all of it in what is cited, or it is its quote
	Weak     Confidence = "weak"     // no second reading was wanted, and the exact gate found nothing wrong
)

// Figure is a number of the text and what it measures.
type Figure struct {
	Value string `json:"value"`
	Unit  string `json:"unit"`
	What  string `json:"what"`
}

// LeftOut is what a model said that did not survive.
type LeftOut struct {
	Text     string           `json:"text"`
	Outcome  Outcome          `json:"outcome,omitempty"` // that it was claimed with
	Reason   Reason           `json:"reason"`
	Words    string           `json:"words"` // those that the sentences do not bear out, where known
	Passages []int            `json:"passages"`
	Failed   article.Citation `json:"-"` // the passage that it failed on; zero where there is none
}

// Reason is why a statement was left out.
type Reason string

// The reasons.
const (
	NoPassage   Reason = "no_passage"
	Number      Reason = "number"
	Date        Reason = "date"
	QuotedWords Reason = "quoted_words"
	Contradicts Reason = "contradicted" // the sentences say something else
	NotSaid     Reason = "not_said"     // some part of it is in none of the sentences
	Duplicate   Reason = "duplicate"
)

// Reasons lists every reason, in the order of the contract.
var Reasons = []Reason{NoPassage, Number, Date, QuotedWords, Contradicts, NotSaid, Duplicate}

// Note is something about how a reply came to be.
type Note string

// The notes.
const (
	ModelDown      Note = "model_down" // no usable answer from the model: extractive instead
	OverBudget     Note = "over_budget"
	SpeaksToModels Note = "speaks_to_models"
	UncheckedModel Note = "unchecked_model" // no second reading that can be trusted: the passages that the model chose, word for word
	FirstUnproven  Note = "first_unproven"  // the direct answer was left out, and what is said besides stays
	NoVoices       Note = "no_voices"       // nobody is quoted in a text whose voices were asked for: key sentences instead
	NoFigures      Note = "no_figures"      // no figure is in a text whose figures were asked for: key sentences instead
)

// Notes lists every note, in the order in which a reply has them.
var Notes = []Note{ModelDown, OverBudget, UncheckedModel, FirstUnproven, NoVoices, NoFigures, SpeaksToModels}

// Usage is what the model took for a reply.
type Usage struct {
	Calls            int      `json:"calls"`
	PromptTokens     int      `json:"prompt_tokens"`
	CachedTokens     int      `json:"cached_tokens"`
	CompletionTokens int      `json:"completion_tokens"`
	CostUSD          *float64 `json:"cost_usd"` // nil where the price is unknown
}

// The JSON of a reply, as design's contract has it: every key always present, offsets in bytes.
type (
	replyJSON struct {
		Engine     EngineName     `json:"engine"`
		Model      string         `json:"model"`
		Language   string         `json:"language"`
		Labels     string         `json:"labels"`
		Style      Style          `json:"style"`
		Answerable bool           `json:"answerable"`
		Unanswered Unanswered     `json:"unanswered"`
		Nearest    []citationJSON `json:"nearest"`
		Documents  []documentJSON `json:"documents"`
		Claims     []claimJSON    `json:"claims"`
		LeftOut    []LeftOut      `json:"left_out"`
		Notes      []Note         `json:"notes"`
		Selected   bool           `json:"selected"`
		Usage      Usage          `json:"usage"`
	}
	documentJSON struct {
		ID        string           `json:"id"`
		URL       string           `json:"url"`
		FinalURL  string           `json:"final_url"`
		Title     string           `json:"title"`
		Byline    string           `json:"byline"`
		Site      string           `json:"site"`
		Published string           `json:"published"`
		Language  string           `json:"language"`
		Kind      article.Kind     `json:"kind"`
		Text      string           `json:"text"`
		Passages  int              `json:"passages"`
		Coverage  article.Coverage `json:"coverage"`
	}
	claimJSON struct {
		Text       string           `json:"text"`
		Confidence Confidence       `json:"confidence"`
		Speaker    *article.Speaker `json:"speaker"`
		Figure     *Figure          `json:"figure"`
		Outcome    Outcome          `json:"outcome,omitempty"` // only claims about a discussion have it
		Citations  []citationJSON   `json:"citations"`
	}
	citationJSON struct {
		Document string `json:"document"`
		Passages []int  `json:"passages"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		Quote    string `json:"quote"`
		Page     int    `json:"page"`
		Link     string `json:"link"`
	}
)

// MarshalJSON writes the reply as the command line's contract has it, texts of the documents included.
func (r *Reply) MarshalJSON() ([]byte, error) {
	out := r.json()
	for i, d := range r.Documents {
		out.Documents[i].Text = d.Text
	}
	return json.Marshal(out)
}

// Encode writes a reply for the store: as MarshalJSON, without the texts of its documents, which are stored by id.
func (r *Reply) Encode() ([]byte, error) { return json.Marshal(r.json()) }

// DecodeReply reads what Encode wrote, given the documents that the reply cites.
func DecodeReply(data []byte, docs []*article.Document) (*Reply, error) {
	var in replyJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("decode reply: %w", err)
	}
	byID := make(map[string]*article.Document, len(docs))
	for _, d := range docs {
		byID[d.ID] = d
	}
	r := &Reply{
		Engine: in.Engine, Model: in.Model, Language: in.Language, Labels: in.Labels, Style: in.Style, Answerable: in.Answerable,
		Unanswered: in.Unanswered, LeftOut: in.LeftOut, Notes: in.Notes, Selected: in.Selected, Usage: in.Usage,
	}
	for _, d := range in.Documents {
		doc := byID[d.ID]
		if doc == nil {
			return nil, fmt.Errorf("decode reply: document %s is not there", d.ID)
		}
		r.Documents = append(r.Documents, doc)
	}
	var err error
	if r.Nearest, err = cite(byID, in.Nearest); err != nil {
		return nil, fmt.Errorf("decode reply: nearest: %w", err)
	}
	for _, c := range in.Claims {
		claim := Claim{Text: c.Text, Confidence: c.Confidence, Speaker: c.Speaker, Figure: c.Figure, Outcome: c.Outcome}
		if claim.Citations, err = cite(byID, c.Citations); err != nil {
			return nil, fmt.Errorf("decode reply: claim: %w", err)
		}
		r.Claims = append(r.Claims, claim)
	}
	return r, nil
}

// CitedBy is what the claims of a reply cite, as Encode wrote it.
func CitedBy(reply []byte) ([]Span, error) {
	var in replyJSON
	if err := json.Unmarshal(reply, &in); err != nil {
		return nil, fmt.Errorf("decode reply: %w", err)
	}
	var out []Span
	for _, c := range in.Claims {
		for _, cited := range c.Citations {
			out = append(out, Span{cited.Document, cited.Start, cited.End})
		}
	}
	return out, nil
}

func cite(docs map[string]*article.Document, in []citationJSON) ([]article.Citation, error) {
	var cs []article.Citation
	for _, c := range in {
		doc := docs[c.Document]
		if doc == nil {
			return nil, fmt.Errorf("document %s is not there", c.Document)
		}
		citation, err := doc.Cite(c.Start, c.End)
		if err != nil {
			return nil, err
		}
		cs = append(cs, citation)
	}
	return cs, nil
}

func (r *Reply) json() replyJSON {
	out := replyJSON{
		Engine: r.Engine, Model: r.Model, Language: r.Language, Labels: r.Labels, Style: r.Style, Answerable: r.Answerable, Unanswered: r.Unanswered,
		Nearest: citations(r.Nearest), Documents: []documentJSON{}, Claims: []claimJSON{}, LeftOut: []LeftOut{},
		Notes: append([]Note{}, r.Notes...), Selected: r.Selected, Usage: r.Usage,
	}
	for _, d := range r.Documents {
		cov := d.Coverage
		cov.Missing = append([]article.Missing{}, cov.Missing...)
		out.Documents = append(out.Documents, documentJSON{
			ID: d.ID, URL: d.URL, FinalURL: d.FinalURL, Title: d.Title, Byline: d.Byline, Site: d.Site, Published: d.Published,
			Language: d.Language, Kind: d.Kind, Passages: len(d.Passages), Coverage: cov,
		})
	}
	for _, c := range r.Claims {
		out.Claims = append(out.Claims, claimJSON{
			Text: c.Text, Confidence: c.Confidence, Speaker: c.Speaker, Figure: c.Figure, Outcome: c.Outcome, Citations: citations(c.Citations),
		})
	}
	for _, l := range r.LeftOut {
		l.Passages = append([]int{}, l.Passages...)
		out.LeftOut = append(out.LeftOut, l)
	}
	return out
}

func citations(cs []article.Citation) []citationJSON {
	out := []citationJSON{}
	for _, c := range cs {
		if c.Document() == nil {
			continue
		}
		start, end := c.Range()
		j := citationJSON{
			Document: c.Document().ID, Passages: []int{}, Start: start, End: end, Quote: c.Quote(), Page: c.First().Page, Link: c.Link(),
		}
		for _, p := range c.Passages() {
			j.Passages = append(j.Passages, p.Number)
		}
		out = append(out, j)
	}
	return out
}
