package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"

	"github.com/footnote-bot/footnote/digest"
)

// newsRow is a text and the event that it tells of.
type newsRow struct {
	ID    string `json:"id"`
	Lang  string `json:"lang"`
	Text  string `json:"text"`
	Event string `json:"event"`
	Topic string `json:"topic"` // events of one kind; all of a topic are in one fold
}

func (r newsRow) id() string { return r.ID }

// clustered is the prediction for a text: texts of one cluster have one name.
type clustered struct {
	ID      string `json:"id"`
	Cluster string `json:"cluster"`
}

func (c *clustered) UnmarshalJSON(data []byte) error {
	var raw struct {
		ID      string `json:"id"`
		Cluster any    `json:"cluster"` // others name theirs by numbers
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	c.ID, c.Cluster = raw.ID, fmt.Sprint(raw.Cluster)
	return nil
}

func (c clustered) id() string { return c.ID }

// topicFolds is how many parts the topics are dealt into.
const topicFolds = 5

var clusterColumns = []column{
	{"texts", "texts", count},
	{"events", "events", count},
	{"clusters", "clusters", count},
	{"precision", "B³ P", thousand},
	{"recall", "B³ R", thousand},
	{"f1", "B³ F1", thousand},
}

// Clusters groups the texts of each language by the event that they tell of, as a digest does, and scores the groups by
// B-cubed. Its folds are of topics, each clustered by itself: what was chosen on some may be scored on others.
func Clusters(ctx context.Context, in Input) (Table, error) {
	rows, err := readRows(in.Rows, func(r *newsRow) error {
		if r.Text == "" || r.Event == "" {
			return errors.New("text or event is missing")
		}
		return nil
	})
	if err != nil {
		return Table{}, fmt.Errorf("read texts: %w", err)
	}
	if len(rows) == 0 {
		return Table{}, errors.New("score clusters: no rows")
	}
	whole := clusterNames(rows, func(r newsRow) string { return r.Lang })
	all, err := predict(ctx, in, rows, func(_ context.Context, r newsRow) (clustered, error) { return clustered{r.ID, whole[r.ID]}, nil })
	if err != nil {
		return Table{}, err
	}
	t := tabulate(clusterColumns, rows, scoreClusters(all), func(r newsRow) string { return named("lang", r.Lang) })
	apart := map[string]clustered{}
	for id, name := range clusterNames(rows, foldOf) {
		apart[id] = clustered{id, name}
	}
	folds := tabulate(clusterColumns, rows, scoreClusters(apart), func(r newsRow) string { return named("fold", foldOf(r)) })
	t.groups = append(t.groups, folds.groups[1:]...)
	return t, nil
}

// foldOf deals topics.
func foldOf(r newsRow) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(r.Topic)) // it never fails
	return fmt.Sprintf("%s %d", r.Lang, h.Sum32()%topicFolds+1)
}

// clusterNames clusters the rows of each part by themselves.
func clusterNames(rows []newsRow, part func(newsRow) string) map[string]string {
	parts := map[string][]newsRow{}
	for _, r := range rows {
		parts[part(r)] = append(parts[part(r)], r)
	}
	names := map[string]string{}
	for p, rows := range parts {
		texts := make([]digest.Text, 0, len(rows))
		for _, r := range rows {
			texts = append(texts, digest.Text{Lead: r.Text, Body: r.Text})
		}
		for n, group := range digest.Clusters(texts) {
			for _, i := range group {
				names[rows[i].ID] = p + "/" + strconv.Itoa(n)
			}
		}
	}
	return names
}

// scoreClusters is B-cubed (Bagga and Baldwin 1998): for each text, how much of its cluster tells of its event, and how
// much of what tells of its event is in its cluster.
func scoreClusters(all map[string]clustered) func([]newsRow) []float64 {
	type cell struct{ event, cluster string }
	return func(rows []newsRow) []float64 {
		events, clusters, cells := map[string]int{}, map[string]int{}, map[cell]int{}
		for _, r := range rows {
			c := all[r.ID].Cluster
			events[r.Event]++
			clusters[c]++
			cells[cell{r.Event, c}]++
		}
		var precision, recall float64
		for at, n := range cells {
			precision += float64(n) * float64(n) / float64(clusters[at.cluster])
			recall += float64(n) * float64(n) / float64(events[at.event])
		}
		p, r := ratio(precision, len(rows)), ratio(recall, len(rows))
		f1 := 0.0
		if p+r > 0 {
			f1 = 2 * p * r / (p + r)
		}
		return []float64{float64(len(rows)), float64(len(events)), float64(len(clusters)), p, r, f1}
	}
}
