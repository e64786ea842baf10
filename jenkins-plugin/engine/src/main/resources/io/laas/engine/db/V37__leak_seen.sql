create table leak_seen (
    host varchar(40) not null,
    vpod varchar(40) not null,
    first_seen timestamp(6) with time zone not null,
    primary key (host, vpod)
);
