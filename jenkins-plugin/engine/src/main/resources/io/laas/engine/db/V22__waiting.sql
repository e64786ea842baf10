create table waiting (
    booking bigint primary key references booking (id),
    lab varchar(40) not null,
    owner varchar(128) not null,
    vpod varchar(40),
    since timestamp(6) with time zone not null,
    not_before timestamp(6) with time zone not null,
    length_ms bigint not null
);
