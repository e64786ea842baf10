create table operation_task (
    operation bigint not null references operation (id),
    task varchar(40) not null,
    ordinal integer not null,
    title varchar(200) not null,
    state varchar(20) not null,
    percent integer not null,
    message varchar(2000) not null,
    started_at timestamp(6) with time zone,
    finished_at timestamp(6) with time zone,
    primary key (operation, task)
);
