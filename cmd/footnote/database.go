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
	Rekey bool `name:"rekey" help:"Encrypt what is stored with FOOTNOTE_ENCRYPTION_KEY, or decrypt it where that is empty; FOOTNOTE_OLD_ENCRYPTION_KEY is the key until now. No process may serve meanwhile."`
}

func (c migrateCmd) Run(ctx context.Context, p *program, env environment) (err error) {
	db, s, err := openStore(ctx, p, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.Rekey {
		rows, err := db.Rekey(ctx, s.oldEncryptionKey)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "encrypted anew: %d texts\n", rows)
	}
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, "schema is up to date:", describeDatabase(s.databaseURL))
	return nil
}

type jobsCmd struct {
	Do   string `arg:"" optional:"" enum:"list,retry" default:"list" help:"retry, with the ID of a job."`
	ID   string `arg:"" optional:"" help:"Job to try again."`
	JSON bool   `name:"json" help:"Print JSON."`
}

func (c *jobsCmd) Run(ctx context.Context, p *program, env environment) (err error) {
	db, _, err := openStore(ctx, p, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.Do == "retry" {
		id, err := strconv.ParseInt(c.ID, 10, 64)
		if err != nil {
			return fmt.Errorf("jobs retry: %q is no job's ID: %w", c.ID, errUsage)
		}
		if err := db.Retry(ctx, id); err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "job %d will be tried again\n", id)
		return nil
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
