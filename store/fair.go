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

// rank is the priority of who is nth (from 1) among the open requests of a person or channel.
func rank(n, first int) int {
	switch {
	case n <= first:
		return 1
	case n <= 3*first:
		return 2
	case n <= 9*first:
		return 3
	}
	return 4
}

// rankSQL is the SQL for it.
func rankSQL(n string, first int) string {
	return fmt.Sprintf("case when %[1]s <= %[2]d then 1 when %[1]s <= %[3]d then 2 when %[1]s <= %[4]d then 3 else 4 end",
		n, first, 3*first, 9*first)
}

// openOf is the SQL for how many requests of a person or channel are open, counted no further than that makes a difference.
func openOf(who string, first int) string {
	return fmt.Sprintf(`(select count(*) from (select 1 from requests o where o.team = v.column2 and %s
		and o.state in ('accepted', 'working') limit %d) open)`, who, 9*first)
}

var openBefore = `select v.column1, exists (select 1 from requests k where k.key = v.column1),
	` + openOf("o.asker = v.column3 and o.asker <> ''", personFirst) + `,
	` + openOf("o.channel = v.column4", channelFirst) + ` from (%s) v`

// newJobs are the jobs of those requests whose keys are not known, with their priorities.
func newJobs(ctx context.Context, on queryer, all []*acceptance) ([]river.InsertManyParams, error) {
	type open struct{ person, channel int }
	places := make([]any, 0, 4*len(all))
	for _, a := range all {
		places = append(places, a.request.Key, a.request.Team, a.request.Asker, a.request.Channel)
	}
	rows, err := on.QueryContext(ctx, fmt.Sprintf(openBefore, placesOf(len(all), 4)), places...)
	if err != nil {
		return nil, err
	}
	unknown := make(map[string]open, len(all))
	_, err = collect(rows, func(scan func(...any) error) (none struct{}, err error) {
		var key string
		var known bool
		var n open
		if err = scan(&key, &known, &n.person, &n.channel); !known {
			unknown[key] = n
		}
		return none, err
	})
	if err != nil {
		return nil, err
	}
	var jobs []river.InsertManyParams
	with := map[[3]string]int{} // of those before it in all
	for _, a := range all {
		r := a.request
		n, fresh := unknown[r.Key]
		if !fresh {
			continue
		}
		delete(unknown, r.Key)
		person, channel := [3]string{r.Team, "person", r.Asker}, [3]string{r.Team, "channel", r.Channel}
		if r.Asker != "" {
			with[person]++
		}
		with[channel]++
		priority := max(rank(n.person+with[person], personFirst), rank(n.channel+with[channel], channelFirst))
		jobs = append(jobs, jobOf(r.Key, priority))
	}
	return jobs, nil
}

// jobOf is the job of a request.
func jobOf(key string, priority int) river.InsertManyParams {
	return river.InsertManyParams{Args: requestJob{Key: key}, InsertOpts: &river.InsertOpts{Priority: priority}}
}

// moveUp gives those whose earlier requests have ended their new priority. What is put off stays so.
func (s *Store) moveUp(ctx context.Context, tx *sql.Tx) error {
	now := s.databaseTime()
	_, err := tx.ExecContext(ctx, `with open as (
		select job, row_number() over (partition by team, asker order by seq) as person,
			row_number() over (partition by team, channel order by seq) as channel
		from requests where state in ('accepted', 'working')),
	ranks as (select job, `+rankSQL("person", personFirst)+` as person, `+rankSQL("channel", channelFirst)+` as channel from open),
	wanted as (select job, case when person > channel then person else channel end as priority from ranks)
	update river_job set priority = wanted.priority,
		scheduled_at = case when river_job.scheduled_at > `+now+` then river_job.scheduled_at else `+now+` end
	from wanted where river_job.id = wanted.job and river_job.state = 'available' and river_job.priority > wanted.priority`)
	return err
}
