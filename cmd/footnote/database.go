package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/footnote-bot/footnote/store"
)

// openStore opens the database that the settings name, without its lock.
func openStore(ctx context.Context, p *program, env environment) (*store.Store, settings, error) {
	s, err := env.settings()
	if err != nil {
		return nil, s, err
	}
	db, err := store.Open(ctx, s.databaseURL, store.Config{Log: s.newLog(p.stderr), EncryptionKey: s.encryptionKey})
	return db, s, err
}

type migrateCmd struct {
	From  string `name:"from" help:"Take over all that another database holds, a SQLite file or postgres://…, of the same key; DATABASE_URL must be empty, and no process may serve from either." placeholder:"DATABASE_URL"`
	Rekey bool   `name:"rekey" help:"Encrypt what is stored with FOOTNOTE_ENCRYPTION_KEY, or decrypt it where that is empty; FOOTNOTE_OLD_ENCRYPTION_KEY is the key until now. No process may serve meanwhile."`
}

func (c migrateCmd) Run(ctx context.Context, p *program, env environment) (err error) {
	db, s, err := openStore(ctx, p, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.Rekey && c.From != "" {
		return fmt.Errorf("migrate: --from and --rekey are two steps: first the one, then the other: %w", errUsage)
	}
	if c.Rekey {
		rows, err := db.Rekey(ctx, s.oldEncryptionKey)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "encrypted anew: %d texts\n", rows)
	}
	if c.From != "" {
		if err := c.takeOver(ctx, p, db, s); err != nil {
			return err
		}
	}
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, "schema is up to date:", describeDatabase(s.databaseURL))
	return nil
}

// takeOver copies the other database and prints how many rows of each table.
func (c migrateCmd) takeOver(ctx context.Context, p *program, db *store.Store, s settings) (err error) {
	from, err := store.Open(ctx, c.From, store.Config{Log: s.newLog(p.stderr), EncryptionKey: s.encryptionKey, Existing: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	copied, err := db.CopyFrom(ctx, from)
	if err != nil {
		return err
	}
	tw := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, t := range copied {
		fmt.Fprintf(tw, "%s\t%d\n", t.Table, t.Rows)
	}
	return tw.Flush()
}

type jobsCmd struct {
	Do   string `arg:"" optional:"" enum:"list,retry,cancel" default:"list" help:"list, or retry or cancel with the ID of a job."`
	ID   string `arg:"" optional:"" help:"Job to try again or to cancel."`
	JSON bool   `name:"json" help:"Print JSON."`
}

func (c *jobsCmd) Run(ctx context.Context, p *program, env environment) (err error) {
	db, _, err := openStore(ctx, p, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.Do != "list" {
		return c.change(ctx, p, db)
	}
	jobs, err := db.Jobs(ctx, 100)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(p.stdout, append([]store.Job{}, jobs...))
	}
	tw := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "ID\tSTATE\tATTEMPT\tCREATED\tREQUEST\tLAST ERROR")
	for _, j := range jobs {
		last := ""
		if n := len(j.Errors); n > 0 {
			last = j.Errors[n-1]
		}
		fmt.Fprintf(tw, "%d\t%s\t%d\t%s\t%s\t%s\n", j.ID, j.State, j.Attempt, j.Created.Format("2006-01-02 15:04:05"), j.Key, last)
	}
	return tw.Flush()
}

func (c *jobsCmd) change(ctx context.Context, p *program, db *store.Store) error {
	id, err := strconv.ParseInt(c.ID, 10, 64)
	if err != nil {
		return fmt.Errorf("jobs %s: %q is no job's ID: %w", c.Do, c.ID, errUsage)
	}
	change, said := db.Retry, "will be tried again"
	if c.Do == "cancel" {
		change, said = db.CancelJob, "is cancelled"
	}
	if err := change(ctx, id); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "job %d %s\n", id, said)
	return nil
}

type exportCmd struct {
	User string `arg:"" help:"Slack's id of the person (U…)."`
	Team string `name:"team" help:"Slack's id of the workspace (T…), where the database holds several." placeholder:"ID"`
}

func (c *exportCmd) Run(ctx context.Context, p *program, env environment) (err error) {
	db, _, err := openStore(ctx, p, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.Team == "" {
		teams, err := db.Teams(ctx)
		if err != nil {
			return err
		}
		if len(teams) > 1 {
			return fmt.Errorf("export: the database holds several workspaces: say --team with one of %s: %w", strings.Join(teams, ", "), errUsage)
		}
		c.Team = strings.Join(teams, "") // none: nothing is stored about anybody
	}
	stored, err := db.Export(ctx, c.Team, c.User)
	if err != nil {
		return err
	}
	return printJSON(p.stdout, stored)
}
