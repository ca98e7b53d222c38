-- The first schema, as it was, with a row of each kind. Never edited once it is released.

create table migrations (version integer primary key, applied bigint not null);

create table requests (
  seq      integer primary key autoincrement,
  key      text not null unique,
  team     text not null,
  channel  text not null,
  thread   text not null,
  asker    text not null,
  kind     text not null,
  payload  text not null,
  created  bigint not null,
  state    text not null check (state in ('accepted', 'working', 'done', 'failed', 'cancelled')),
  phase    text not null default '',
  crashes  integer not null default 0,
  job      bigint not null default 0,
  failure  text not null default '',
  cancel   text not null default ''
);
create index requests_thread on requests (team, channel, thread, seq);
create index requests_asker on requests (team, asker);
create index requests_open on requests (job) where state in ('accepted', 'working');

create table posts (
  key      text not null,
  part     text not null,
  team     text not null,
  channel  text not null,
  thread   text not null,
  ts       text not null default '',
  state    text not null check (state in ('intended', 'posted', 'deleted')),
  intended bigint not null,
  primary key (key, part)
);
create index posts_message on posts (team, channel, ts);

create table threads (
  team     text not null,
  channel  text not null,
  thread   text not null,
  language text not null default '',
  touched  bigint not null,
  primary key (team, channel, thread)
);

create table thread_documents (
  team     text not null,
  channel  text not null,
  thread   text not null,
  scope    text not null,
  document text not null,
  url      text not null,
  message  text not null,
  key      text not null,
  added    bigint not null,
  primary key (team, channel, thread, scope, document)
);
create index thread_documents_key on thread_documents (key);
create index thread_documents_document on thread_documents (team, scope, document);

create table turns (
  team     text not null,
  channel  text not null,
  thread   text not null,
  key      text not null,
  question text not null,
  answer   text not null,
  at       bigint not null,
  primary key (team, channel, thread, key)
);
create index turns_key on turns (key);

create table documents (
  team    text not null,
  scope   text not null,
  id      text not null,
  data    text not null,
  created bigint not null,
  primary key (team, scope, id)
);

create table pages (
  team     text not null,
  key      text not null,
  document text not null,
  fetched  bigint not null,
  primary key (team, key)
);

create table replies (
  team    text not null,
  key     text not null,
  data    text not null,
  created bigint not null,
  primary key (team, key)
);

create table cached_replies (
  team    text not null,
  scope   text not null,
  key     text not null,
  data    text not null,
  created bigint not null,
  primary key (team, scope, key)
);

create table usage (
  id                integer primary key autoincrement,
  team              text not null,
  channel           text not null,
  person            text not null,
  key               text not null,
  at                bigint not null,
  calls             integer not null,
  prompt_tokens     bigint not null,
  cached_tokens     bigint not null,
  completion_tokens bigint not null,
  cost_usd          real
);
create index usage_day on usage (team, at);
create index usage_person on usage (team, person, at);

create table settings (
  team  text not null,
  scope text not null,
  name  text not null,
  value text not null,
  primary key (team, scope, name)
);

insert into migrations (version, applied) values (1, 1764000000000);

insert into requests (key, team, channel, thread, asker, kind, payload, created, state, phase, crashes) values
  ('T1/C1/1.000100', 'T1', 'C1', '1.000100', 'U1', 'question', '{"question":"How high did the river rise?"}', 1764000000000, 'accepted', '', 0),
  ('T1/C1/2.000100', 'T1', 'C1', '2.000100', 'U1', 'summary', '{}', 1764000000001, 'done', '', 1);
insert into posts (key, part, team, channel, thread, ts, state, intended) values
  ('T1/C1/2.000100', 'reply', 'T1', 'C1', '2.000100', '3.000100', 'posted', 1764000000002);
insert into threads (team, channel, thread, language, touched) values ('T1', 'C1', '2.000100', 'en', 1764000000002);
insert into thread_documents (team, channel, thread, scope, document, url, message, key, added) values
  ('T1', 'C1', '2.000100', '', 'd1', 'https://news.example/river', '2.000100', 'T1/C1/2.000100', 1764000000002);
insert into turns (team, channel, thread, key, question, answer, at) values
  ('T1', 'C1', '2.000100', 'T1/C1/2.000100', '', 'The river rose.', 1764000000002);
insert into documents (team, scope, id, data, created) values
  ('T1', '', 'd1', '{"id":"d1","text":"The river rose.","passages":[{"number":1,"start":0,"end":15}]}', 1764000000002);
insert into replies (team, key, data, created) values ('T1', 'T1/C1/2.000100', '{"schema":1}', 1764000000002);
insert into usage (team, channel, person, key, at, calls, prompt_tokens, cached_tokens, completion_tokens, cost_usd) values
  ('T1', 'C1', 'U1', 'T1/C1/2.000100', 1764000000002, 1, 100, 0, 20, null);
insert into settings (team, scope, name, value) values ('T1', 'C1', 'language', 'en');
