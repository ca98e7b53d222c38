-- what readers think of a reply or of one of its claims; a claim is named by a hash
create table feedback (
  id     integer primary key autoincrement,
  team   text not null,
  key    text not null,
  person text not null,
  kind   text not null,
  claim  text not null default '',
  at     bigint not null
);
create index feedback_claim on feedback (team, claim);
create index feedback_key on feedback (team, key);
