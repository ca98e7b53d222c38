package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"modernc.org/sqlite" // also the driver "sqlite"
)

// SQLite parses and plans a statement each time that it is given its text, which took more of the cores than running it
// (measured). So every connection keeps the statements that it has prepared, ours and River's, by their text.

// mostStatements is how many a connection keeps: twice what requests need; each takes some 4 kB.
const mostStatements = 128

// keeping opens connections to SQLite that keep their statements.
type keeping struct{ driver.Connector }

func openKeeping(dsn string) (keeping, error) {
	plain, err := sqlite.NewConnector(dsn)
	return keeping{plain}, err
}

// Connect opens a connection.
func (k keeping) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := k.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	whole, ok := conn.(sqliteConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("a connection of type %T lacks what database/sql may use", conn), conn.Close())
	}
	return &keepingConn{sqliteConn: whole, kept: map[string]*statement{}}, nil
}

// sqliteConn is all that database/sql may use of a connection of modernc.org/sqlite.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// keepingConn is a connection with its statements. Like every connection it is used by one goroutine at a time: database/sql
// holds its lock also while rows are read and closed.
type keepingConn struct {
	sqliteConn
	kept map[string]*statement // those that nobody uses now
	uses int                   // of statements, so far
}

// statement is a prepared statement.
type statement struct {
	driver.Stmt
	text string
	used int // when it was given back, in uses of its connection
}

// Unwrap is the connection itself: the driver's own functions want it.
func (c *keepingConn) Unwrap() driver.Conn { return c.sqliteConn }

// ExecContext runs a statement that is kept, or prepares it.
func (c *keepingConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	result, err := s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
	return result, errors.Join(err, c.giveBack(s))
}

// QueryContext does so too; the statement is free again when its rows are closed.
func (c *keepingConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	rows, err := s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, c.giveBack(s))
	}
	return &keptRows{Rows: rows, conn: c, of: s}, nil
}

// take takes a statement for one use: while its rows are read, whoever asks for the same text gets another.
func (c *keepingConn) take(ctx context.Context, text string) (*statement, error) {
	if s, ok := c.kept[text]; ok {
		delete(c.kept, text)
		return s, nil
	}
	s, err := c.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	return &statement{Stmt: s, text: text}, nil
}

// giveBack keeps a statement that was used, in place of the one that was used least recently where there are many.
func (c *keepingConn) giveBack(s *statement) error {
	if _, another := c.kept[s.text]; another {
		return s.Close()
	}
	c.uses++
	s.used = c.uses
	c.kept[s.text] = s
	if len(c.kept) <= mostStatements {
		return nil
	}
	oldest := s
	for _, k := range c.kept {
		if k.used < oldest.used {
			oldest = k
		}
	}
	delete(c.kept, oldest.text)
	return oldest.Close()
}

// Close closes the statements, and the connection.
func (c *keepingConn) Close() error {
	var errs []error
	for _, s := range c.kept {
		errs = append(errs, s.Close())
	}
	clear(c.kept)
	return errors.Join(append(errs, c.sqliteConn.Close())...)
}

// keptRows give their statement back.
type keptRows struct {
	driver.Rows
	conn *keepingConn
	of   *statement
}

// Close closes the rows.
func (r *keptRows) Close() error {
	err := r.Rows.Close()
	if r.of != nil {
		err = errors.Join(err, r.conn.giveBack(r.of))
		r.of = nil
	}
	return err
}
