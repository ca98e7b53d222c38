alter table posts add column settles bigint not null default 0;

-- reactions of ours that say that a request is worked on
create table marks (
  key     text not null primary key,
  team    text not null,
  channel text not null,
  ts      text not null,
  name    text not null
);
