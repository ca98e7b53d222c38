package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/riverqueue/river"
)

// Who has many requests open waits behind those who have few. River takes jobs by priority, the first before the fourth,
// and then in the order in which they came to it: the first requests of each person and of each channel have the first
// priority, and as they end, those that follow move up, behind those that have it already. Before them they would keep
// whoever asks after a busy channel waiting for all of it, where workers are few.
const (
	personFirst  = 3 // open requests of a person that have the first priority; thrice as many have the second, and so on
	channelFirst = 9 // of a channel
)

// priorityOf is the SQL for the priority of who is nth (from 1) among the open requests of a person and of a channel.
func priorityOf(person, channel string) string {
	rank := func(n string, first int) string {
		return fmt.Sprintf("case when %[1]s <= %[2]d then 1 when %[1]s <= %[3]d then 2 when %[1]s <= %[4]d then 3 else 4 end",
			n, first, 3*first, 9*first)
	}
	return fmt.Sprintf("case when (%[1]s) > (%[2]s) then (%[1]s) else (%[2]s) end", rank(person, personFirst), rank(channel, channelFirst))
}

var openPriority = `select ` + priorityOf("p.n", "c.n") + ` from
	(select count(*) as n from requests where team = $1 and asker = $2 and asker <> '' and state in ('accepted', 'working')) p,
	(select count(*) as n from requests where team = $1 and channel = $3 and state in ('accepted', 'working')) c`

// insertion is how the job of a new request, whose row is there, goes into the queue.
func (s *Store) insertion(ctx context.Context, tx *sql.Tx, r Request) (*river.InsertOpts, error) {
	opts := new(river.InsertOpts)
	err := tx.QueryRowContext(ctx, openPriority, r.Team, r.Asker, r.Channel).Scan(&opts.Priority)
	return opts, err
}

// moveUp gives those whose earlier requests have ended their new priority. What is put off stays so.
func (s *Store) moveUp(ctx context.Context, tx *sql.Tx) error {
	now := s.databaseTime()
	_, err := tx.ExecContext(ctx, `with open as (
		select job, row_number() over (partition by team, asker order by seq) as person,
			row_number() over (partition by team, channel order by seq) as channel
		from requests where state in ('accepted', 'working')),
	wanted as (select job, `+priorityOf("person", "channel")+` as priority from open)
	update river_job set priority = wanted.priority,
		scheduled_at = case when river_job.scheduled_at > `+now+` then river_job.scheduled_at else `+now+` end
	from wanted where river_job.id = wanted.job and river_job.state = 'available' and river_job.priority > wanted.priority`)
	return err
}
