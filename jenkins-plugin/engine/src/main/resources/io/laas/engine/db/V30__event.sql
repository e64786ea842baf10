create table event (
    seq bigint primary key,
    happened_at timestamp(6) with time zone not null,
    kind varchar(40) not null,
    lab varchar(40),
    booking bigint,
    vpod varchar(40),
    operation bigint,
    actor varchar(128) not null,
    channel varchar(10) not null,
    via varchar(128),
    details varchar(10000) not null
);
