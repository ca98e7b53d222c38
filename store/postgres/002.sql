alter table pages add column validator text not null default '';
