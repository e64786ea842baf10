create table lab_work (
    operation bigint primary key references operation (id),
    lab varchar(40) not null references remote_lab (lab),
    work varchar(1000000) not null,
    state varchar(10) not null,
    claim bigint not null,
    session varchar(64),
    lease_until timestamp(6) with time zone,
    changed boolean not null,
    outcome varchar(100000),
    finished_at timestamp(6) with time zone
);
