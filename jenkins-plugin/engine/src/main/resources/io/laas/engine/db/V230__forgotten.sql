create table forgotten (
    lab varchar(40) primary key,
    ended_until timestamp(6) with time zone not null,
    event_until bigint not null
);
