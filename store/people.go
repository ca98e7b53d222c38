package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Export is what is stored about a person, as JSON for them.
type Export struct {
	Team     string           `json:"team"`
	Person   string           `json:"person"`
	Requests []ExportedAsk    `json:"requests"`
	Usage    []ExportedUsage  `json:"usage"`
	Settings []ExportedOption `json:"settings"`
	Feedback []ExportedThumb  `json:"feedback"`
}

// ExportedAsk is a request of the person with all that came of it.
type ExportedAsk struct {
	Key      string          `json:"key"`
	Channel  string          `json:"channel"`
	Thread   string          `json:"thread"`
	Kind     string          `json:"kind"`
	State    State           `json:"state"`
	At       time.Time       `json:"at"`
	Payload  json.RawMessage `json:"payload"`
	Question string          `json:"question"`
	Answer   string          `json:"answer"`
	Links    []string        `json:"links"` // of the documents that it brought into its thread
}

// ExportedUsage is the usage of one reply.
type ExportedUsage struct {
	Key              string    `json:"key"`
	At               time.Time `json:"at"`
	Calls            int       `json:"calls"`
	PromptTokens     int       `json:"prompt_tokens"`
	CompletionTokens int       `json:"completion_tokens"`
	CostUSD          *float64  `json:"cost_usd"`
}

// ExportedOption is a setting of the person.
type ExportedOption struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// ExportedThumb is what the person thought of a reply, or of one of its claims.
type ExportedThumb struct {
	Key  string       `json:"key"`
	Kind FeedbackKind `json:"kind"`
	At   time.Time    `json:"at"`
}

// Export gathers what is stored about a person.
func (s *Store) Export(ctx context.Context, team, person string) (Export, error) {
	e := Export{Team: team, Person: person, Requests: []ExportedAsk{}, Usage: []ExportedUsage{}, Settings: []ExportedOption{}, Feedback: []ExportedThumb{}}
	for _, gather := range []func(context.Context, *Export) error{s.exportRequests, s.exportUsage, s.exportSettings, s.exportFeedback} {
		if err := gather(ctx, &e); err != nil {
			return Export{}, fmt.Errorf("export %s: %w", person, err)
		}
	}
	return e, nil
}

func (s *Store) exportRequests(ctx context.Context, e *Export) error {
	rows, err := s.read.QueryContext(ctx, `select `+requestColumns+` from requests where team = $1 and asker = $2 order by seq`, e.Team, e.Person)
	if err != nil {
		return err
	}
	requests, err := collect(rows, func(scan func(...any) error) (Request, error) { return s.scanRequest(scan) })
	if err != nil {
		return err
	}
	turns, err := s.exportTurns(ctx, e)
	if err != nil {
		return err
	}
	links, err := s.exportLinks(ctx, e)
	if err != nil {
		return err
	}
	for _, r := range requests {
		ask := ExportedAsk{
			Key: r.Key, Channel: r.Channel, Thread: r.Thread, Kind: r.Kind, State: r.State, At: r.Created, Payload: r.Payload,
			Question: turns[r.Key].Question, Answer: turns[r.Key].Answer, Links: append([]string{}, links[r.Key]...),
		}
		if !json.Valid(ask.Payload) {
			ask.Payload = json.RawMessage("null")
		}
		e.Requests = append(e.Requests, ask)
	}
	return nil
}

// exportTurns are the questions and answers of the person's requests, by key.
func (s *Store) exportTurns(ctx context.Context, e *Export) (map[string]Turn, error) {
	rows, err := s.read.QueryContext(ctx, `select t.key, t.question, t.answer, t.at from turns t join requests r on r.key = t.key
		where r.team = $1 and r.asker = $2`, e.Team, e.Person)
	if err != nil {
		return nil, err
	}
	turns, err := collect(rows, s.scanTurn)
	byKey := make(map[string]Turn, len(turns))
	for _, t := range turns {
		byKey[t.Key] = t
	}
	return byKey, err
}

// exportLinks are the links that the person's requests brought, by key, oldest first.
func (s *Store) exportLinks(ctx context.Context, e *Export) (map[string][]string, error) {
	rows, err := s.read.QueryContext(ctx, `select d.key, d.document, d.url from thread_documents d join requests r on r.key = d.key
		where r.team = $1 and r.asker = $2 order by d.added`, e.Team, e.Person)
	if err != nil {
		return nil, err
	}
	links := map[string][]string{}
	_, err = collect(rows, func(scan func(...any) error) (none struct{}, err error) {
		var key, id, link string
		if err := scan(&key, &id, &link); err != nil {
			return none, err
		}
		link, err = s.box.open("thread_documents/"+id, link)
		links[key] = append(links[key], link)
		return none, err
	})
	return links, err
}

func (s *Store) exportUsage(ctx context.Context, e *Export) error {
	rows, err := s.read.QueryContext(ctx, `select key, at, calls, prompt_tokens, completion_tokens, cost_usd from usage
		where team = $1 and person = $2 order by at, id`, e.Team, e.Person)
	if err != nil {
		return err
	}
	usage, err := collect(rows, func(scan func(...any) error) (u ExportedUsage, err error) {
		var at int64
		err = scan(&u.Key, &at, &u.Calls, &u.PromptTokens, &u.CompletionTokens, &u.CostUSD)
		u.At = fromMillis(at)
		return u, err
	})
	e.Usage = append(e.Usage, usage...)
	return err
}

func (s *Store) exportSettings(ctx context.Context, e *Export) error {
	rows, err := s.read.QueryContext(ctx, `select name, value from settings where team = $1 and scope = $2 order by name`, e.Team, e.Person)
	if err != nil {
		return err
	}
	settings, err := collect(rows, func(scan func(...any) error) (o ExportedOption, err error) {
		if err = scan(&o.Name, &o.Value); err == nil {
			o.Value, err = s.box.open(settingPlace(e.Team, e.Person, o.Name), o.Value)
		}
		return o, err
	})
	e.Settings = append(e.Settings, settings...)
	return err
}

func (s *Store) exportFeedback(ctx context.Context, e *Export) error {
	rows, err := s.read.QueryContext(ctx, `select key, kind, at from feedback where team = $1 and person = $2 order by id`, e.Team, e.Person)
	if err != nil {
		return err
	}
	thumbs, err := collect(rows, func(scan func(...any) error) (o ExportedThumb, err error) {
		var at int64
		err = scan(&o.Key, &o.Kind, &at)
		o.At = fromMillis(at)
		return o, err
	})
	e.Feedback = append(e.Feedback, thumbs...)
	return err
}

// Held counts what is stored about a person.
type Held struct{ Requests, Texts, Opinions, Settings int }

// Held counts what [Store.Export] would give, and the texts that the person brought into conversations.
func (s *Store) Held(ctx context.Context, team, person string) (Held, error) {
	var h Held
	err := s.read.QueryRowContext(ctx, `select
		(select count(*) from requests where team = $1 and asker = $2),
		(select count(*) from thread_documents d join requests r on r.key = d.key where r.team = $1 and r.asker = $2 and d.scope <> ''),
		(select count(*) from feedback where team = $1 and person = $2),
		(select count(*) from settings where team = $1 and scope = $2)`, team, person).Scan(&h.Requests, &h.Texts, &h.Opinions, &h.Settings)
	if err != nil {
		return Held{}, fmt.Errorf("count what is held of %s: %w", person, err)
	}
	return h, nil
}
