create table snapshot_image (
    snapshot bigint not null references snapshot (id),
    machine varchar(40) not null,
    name varchar(40) not null,
    base varchar(300) not null,
    spec varchar(20000) not null,
    primary key (snapshot, machine)
);
