create table operation_machine (
    operation bigint primary key references operation (id),
    machine varchar(40) not null,
    action varchar(20) not null
);
