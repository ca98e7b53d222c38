package eval

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/footnote-bot/footnote/summarize"
)

// supportRow is a line of a file of claims, in one of the forms that such sets have.
type supportRow struct {
	ID         string   `json:"id"`
	Lang       string   `json:"lang"`
	Source     string   `json:"source"`
	Claim      string   `json:"claim"`
	Evidence   string   `json:"evidence"`
	References []string `json:"references"`
	Document   string   `json:"document"`
	// Sentences are the evidence of a claim, as strings, or the claims about a document, as objects of text and supported.
	Sentences    json.RawMessage `json:"sentences"`
	Supported    *bool           `json:"supported"`
	Attributable *bool           `json:"attributable"`
	Label        string          `json:"label"` // "supported" or anything else
}

func (r supportRow) id() string { return r.ID }

// claim is one claim, the text that is to carry it, and whether it does.
type claim struct {
	ID, lang, set  string
	text, evidence string
	gold           bool
}

func (c claim) id() string { return c.ID }

func (r supportRow) claims() ([]claim, error) {
	if r.Document != "" && r.Claim == "" {
		return r.claimsOfDocument()
	}
	evidence := []string{r.Evidence}
	if r.Evidence == "" {
		evidence = r.References
	}
	if len(r.Sentences) > 0 {
		if err := json.Unmarshal(r.Sentences, &evidence); err != nil {
			return nil, fmt.Errorf("sentences: %w", err)
		}
	}
	c := claim{ID: r.ID, lang: r.Lang, set: r.Source, text: r.Claim, evidence: strings.Join(evidence, "\n")}
	gold := cmp.Or(r.Supported, r.Attributable)
	switch {
	case c.text == "" || strings.TrimSpace(c.evidence) == "":
		return nil, errors.New("claim or evidence is missing")
	case gold != nil:
		c.gold = *gold
	case r.Label != "":
		c.gold = r.Label == "supported"
	default:
		return nil, errors.New("supported is missing")
	}
	return []claim{c}, nil
}

// claimsOfDocument are the sentences of a row that judges several; their ids are the row's with a number behind.
func (r supportRow) claimsOfDocument() ([]claim, error) {
	var judged []struct {
		Text      string `json:"text"`
		Supported bool   `json:"supported"`
	}
	if err := json.Unmarshal(r.Sentences, &judged); err != nil {
		return nil, fmt.Errorf("sentences: %w", err)
	}
	var out []claim
	for i, s := range judged {
		out = append(out, claim{fmt.Sprintf("%s#%d", r.ID, i), r.Lang, r.Source, s.Text, r.Document, s.Supported})
	}
	return out, nil
}

// degree is a prediction of support.
type degree struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"` // from 0 to 1
}

func (d degree) id() string { return d.ID }

// Support scores how far texts carry claims, without a model, and compares that with what people found.
func Support(ctx context.Context, in Input) (Table, error) {
	var claims []claim
	_, err := readRows(in.Rows, func(r *supportRow) error {
		some, err := r.claims()
		claims = append(claims, some...)
		return err
	})
	if err != nil {
		return Table{}, err
	}
	all, err := predict(ctx, in, claims, func(_ context.Context, c claim) (degree, error) {
		return degree{c.ID, summarize.Support(c.text, c.evidence)}, nil
	})
	if err != nil {
		return Table{}, err
	}
	var scored []judged
	for _, c := range claims {
		scored = append(scored, judged{c, all[c.ID].Score})
	}
	return tabulate(supportColumns, scored, scoreSupport,
		func(j judged) string { return named("lang", j.lang) },
		func(j judged) string { return named("source", j.set) }), nil
}

// judged is a claim and its score.
type judged struct {
	claim
	score float64
}

var supportColumns = []column{
	{"rows", "claims", count},
	{"supported", "supported", percent},
	{"auc", "AUC", thousand},
	{"accuracy", "accuracy", percent},
	{"macro_f1", "macro-F1", percent},
	{"best_macro_f1", "best macro-F1", percent},
	{"best_threshold", "at", twofold},
}

// half is the score from which a claim counts as supported.
const half = 0.5

func scoreSupport(rows []judged) []float64 {
	yes, right := 0, 0
	for _, r := range rows {
		yes += one(r.gold)
		right += one(r.gold == (r.score >= half))
	}
	best, at := none, none
	for i := 1; i < 100; i++ {
		threshold := float64(i) / 100
		if f := macroF1(rows, threshold); !(f <= best) { // also where there is no best yet
			best, at = f, threshold
		}
	}
	return []float64{float64(len(rows)), share(yes, len(rows)), auc(rows), share(right, len(rows)), macroF1(rows, half), best, at}
}

// macroF1 is the mean of the F1 of both classes.
func macroF1(rows []judged, threshold float64) float64 {
	var tp, fp, fn, tn int
	for _, r := range rows {
		says := r.score >= threshold
		tp += one(says && r.gold)
		fp += one(says && !r.gold)
		fn += one(!says && r.gold)
		tn += one(!says && !r.gold)
	}
	f1 := func(hit, wrong int) float64 { return 2 * float64(hit) / float64(max(1, 2*hit+wrong)) }
	return (f1(tp, fp+fn) + f1(tn, fp+fn)) / 2
}

// auc is the chance that a supported claim scores higher than one that is not, where equal scores count half (the
// statistic of Mann and Whitney); none where all claims are of one kind.
func auc(rows []judged) float64 {
	sorted := slices.SortedFunc(slices.Values(rows), func(a, b judged) int { return cmp.Compare(a.score, b.score) })
	wins, below, yes := 0.0, 0, 0
	for i := 0; i < len(sorted); {
		end, gold := i, 0
		for end < len(sorted) && sorted[end].score == sorted[i].score {
			gold += one(sorted[end].gold)
			end++
		}
		other := end - i - gold
		wins += float64(gold) * (float64(below) + float64(other)/2)
		below, yes, i = below+other, yes+gold, end
	}
	return ratio(wins, yes*below)
}
