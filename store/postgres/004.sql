create index requests_open_person on requests (team, asker) where state in ('accepted', 'working');
create index requests_open_channel on requests (team, channel) where state in ('accepted', 'working');
