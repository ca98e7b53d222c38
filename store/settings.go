package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Setting returns a setting of a team (scope ""), a channel or a person; "" where it is not set.
func (s *Store) Setting(ctx context.Context, team, scope, name string) (string, error) {
	var value string
	err := s.read.QueryRowContext(ctx, `select value from settings where team = $1 and scope = $2 and name = $3`, team, scope, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err == nil {
		value, err = s.box.open(settingPlace(team, scope, name), value)
	}
	if err != nil {
		return "", fmt.Errorf("setting %s: %w", name, err)
	}
	return value, nil
}

// SetSetting stores a setting; "" takes it away.
func (s *Store) SetSetting(ctx context.Context, team, scope, name, value string) error {
	var err error
	if value == "" {
		_, err = s.db.ExecContext(ctx, `delete from settings where team = $1 and scope = $2 and name = $3`, team, scope, name)
	} else {
		_, err = s.db.ExecContext(ctx, `insert into settings (team, scope, name, value) values ($1, $2, $3, $4)
			on conflict (team, scope, name) do update set value = excluded.value`,
			team, scope, name, s.box.seal(settingPlace(team, scope, name), value))
	}
	if err != nil {
		return fmt.Errorf("set %s: %w", name, err)
	}
	return nil
}

// Settings returns all that is set of a team (scope ""), a channel or a person, by name.
func (s *Store) Settings(ctx context.Context, team, scope string) (map[string]string, error) {
	rows, err := s.read.QueryContext(ctx, `select name, value from settings where team = $1 and scope = $2`, team, scope)
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	type setting struct{ name, value string }
	all, err := collect(rows, func(scan func(...any) error) (one setting, err error) {
		if err = scan(&one.name, &one.value); err == nil {
			one.value, err = s.box.open(settingPlace(team, scope, one.name), one.value)
		}
		return one, err
	})
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	set := make(map[string]string, len(all))
	for _, one := range all {
		set[one.name] = one.value
	}
	return set, nil
}

func settingPlace(team, scope, name string) string {
	return "settings/" + team + "/" + scope + "/" + name
}
