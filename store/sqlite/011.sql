-- since when a message of ours stands in Slack and is still being written; 0 for all others
alter table posts add column streams bigint not null default 0;
