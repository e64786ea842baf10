create table event_counter (
    id integer primary key,
    last_seq bigint not null
);
