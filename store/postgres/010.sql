alter table documents add column used bigint not null default 0;
update documents set used = created;
create index documents_used on documents (used);
create index requests_created on requests (created);
