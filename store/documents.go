package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/footnote-bot/footnote/article"
)

// Shared is the scope of pages: whoever is in the team could read them too. Any other scope is the id of a conversation,
// and what is stored under it (files, pasted text, messages) is found under it alone.
const Shared = ""

// SaveDocument stores a document under its id. Documents are immutable: one that is there already stays.
func (s *Store) SaveDocument(ctx context.Context, team, scope string, d *article.Document) error {
	if err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error { return s.saveDocument(ctx, tx, team, scope, d) }); err != nil {
		return fmt.Errorf("save document %s: %w", d.ID, err)
	}
	return nil
}

func (s *Store) saveDocument(ctx context.Context, tx *sql.Tx, team, scope string, d *article.Document) error {
	if d.ID == "" {
		return errors.New("it has no id")
	}
	if !utf8.ValidString(d.Text) {
		return errors.New("its text is no UTF-8, and offsets would move") // JSON replaces what is not
	}
	if scope == Shared && (d.Kind == article.Message || d.Kind == article.Discussion) {
		return fmt.Errorf("a %s must not leave its conversation", d.Kind)
	}
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `insert into documents (team, scope, id, data, created, used) values ($1, $2, $3, $4, $5, $5)
		on conflict (team, scope, id) do update set used = excluded.used`,
		team, scope, d.ID, s.box.seal("documents/"+d.ID, string(data)), millis(s.now()))
	return err
}

// Document returns a document of exactly that team and scope, or [ErrNotFound].
func (s *Store) Document(ctx context.Context, team, scope, id string) (*article.Document, error) {
	var data string
	var used int64
	err := s.read.QueryRowContext(ctx, `select data, used from documents where team = $1 and scope = $2 and id = $3`, team, scope, id).Scan(&data, &used)
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", id, notFound(err))
	}
	s.use(ctx, team, scope, id, used)
	d, err := s.decodeDocument(id, data)
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", id, err)
	}
	return d, nil
}

func (s *Store) decodeDocument(id, data string) (*article.Document, error) {
	text, err := s.box.open("documents/"+id, data)
	if err != nil {
		return nil, err
	}
	d := new(article.Document)
	if err := json.Unmarshal([]byte(text), d); err != nil {
		return nil, err
	}
	return d, d.Check()
}

// Page is a web page as it was read last.
type Page struct {
	Document  *article.Document
	Validator article.Validator // to ask its server whether that is still the page; zero where there is none
	Fresh     bool              // read or found unchanged no longer ago than asked for
}

// Page returns the page that was read under key (a normalised address) with that Accept-Language and this reader's
// version, and whether it is fresh; false where there is none.
func (s *Store) Page(ctx context.Context, team, key, acceptLanguage string, maxAge time.Duration) (Page, bool, error) {
	var id, data, validator string
	var fetched, used int64
	name := s.pageName(key, acceptLanguage)
	err := s.read.QueryRowContext(ctx, `select d.id, d.data, d.used, p.validator, p.fetched from pages p
		join documents d on d.team = p.team and d.scope = '' and d.id = p.document
		where p.team = $1 and p.key = $2`, team, name).Scan(&id, &data, &used, &validator, &fetched)
	if errors.Is(err, sql.ErrNoRows) {
		return Page{}, false, nil
	}
	if err != nil {
		return Page{}, false, fmt.Errorf("cached page: %w", err)
	}
	s.use(ctx, team, Shared, id, used)
	page := Page{Fresh: fetched >= millis(s.now().Add(-maxAge))}
	if page.Document, err = s.decodeDocument(id, data); err != nil {
		return Page{}, false, fmt.Errorf("cached page: document %s: %w", id, err)
	}
	if page.Validator, err = s.openValidator(name, validator); err != nil {
		return Page{}, false, fmt.Errorf("cached page: validator: %w", err)
	}
	return page, true, nil
}

// SavePage stores a page that was read just now, or found unchanged, with the keys under which it is found again: its
// address as asked and as it ended.
func (s *Store) SavePage(ctx context.Context, team string, keys []string, acceptLanguage string, d *article.Document, v article.Validator) error {
	err := s.tx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.saveDocument(ctx, tx, team, Shared, d); err != nil {
			return err
		}
		for _, key := range keys {
			name := s.pageName(key, acceptLanguage)
			validator, err := s.sealValidator(name, v)
			if err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, `insert into pages (team, key, document, fetched, validator) values ($1, $2, $3, $4, $5)
				on conflict (team, key) do update set document = excluded.document, fetched = excluded.fetched, validator = excluded.validator`,
				team, name, d.ID, millis(s.now()), validator)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("save page: document %s: %w", d.ID, err)
	}
	return nil
}

func (s *Store) sealValidator(name string, v article.Validator) (string, error) {
	if v == (article.Validator{}) {
		return "", nil
	}
	data, err := json.Marshal(v)
	return s.box.seal("pages/"+name, string(data)), err
}

func (s *Store) openValidator(name, stored string) (v article.Validator, err error) {
	text, err := s.box.open("pages/"+name, stored)
	if err != nil || text == "" {
		return v, err
	}
	return v, json.Unmarshal([]byte(text), &v)
}

func (s *Store) pageName(key, acceptLanguage string) string {
	return s.box.name("page", key, acceptLanguage, article.ReaderVersion())
}
