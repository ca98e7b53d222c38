-- How often models that read claims a second time were right of controls.
create table controls (
	id bigint generated always as identity primary key,
	reader text not null,
	document text not null,
	at bigint not null,
	correct integer not null,
	given integer not null
);
create index controls_reader on controls (reader, id);
