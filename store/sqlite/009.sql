-- links that were shared in watched channels and taken up: not again for a week, and not more than some a day
create table watched (
  team    text not null,
  channel text not null,
  link    text not null,
  key     text not null,
  at      bigint not null,
  primary key (team, channel, link)
);
