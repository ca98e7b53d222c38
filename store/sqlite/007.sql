create table digests (
  team     text not null,
  channel  text not null,
  number   integer not null,
  schedule text not null,
  maker    text not null,
  language text not null default '',
  takes    text not null default '',
  quiet    text not null default '',
  state    text not null check (state in ('on', 'paused', 'off')),
  why      text not null default '',
  shared   integer not null default 0,
  next     bigint not null,
  covered  text not null,
  entries  bigint not null default 0,
  created  bigint not null,
  primary key (team, channel, number)
);
create index digests_next on digests (state, next);

create table slots (
  team     text not null,
  channel  text not null,
  number   integer not null,
  due      bigint not null,
  key      text not null,
  state    text not null check (state in ('intended', 'posted', 'quiet', 'failed')),
  intended bigint not null,
  ended    bigint not null default 0,
  primary key (team, channel, number, due)
);
create index slots_open on slots (team, channel, number) where state = 'intended';
create index slots_key on slots (key);

create table feeds (
  team     text not null,
  channel  text not null,
  url      text not null,
  title    text not null default '',
  adder    text not null,
  added    bigint not null,
  state    text not null default '',
  next     bigint not null,
  asked    bigint not null default 0,
  failing  bigint not null default 0,
  failure  text not null default '',
  told     bigint not null default 0,
  primary key (team, channel, url)
);
create index feeds_next on feeds (next);

create table feed_entries (
  seq     integer primary key autoincrement,
  team    text not null,
  channel text not null,
  feed    text not null,
  entry   text not null,
  data    text not null,
  seen    bigint not null,
  listed  bigint not null,
  unique (team, channel, feed, entry)
);
