create table approval (
    booking bigint primary key references booking (id),
    lab varchar(40) not null,
    state varchar(10) not null,
    reasons varchar(4000) not null,
    until_at timestamp(6) with time zone not null,
    holds boolean not null,
    may_wait boolean not null,
    vpod varchar(40),
    decided_by varchar(128),
    decided_at timestamp(6) with time zone,
    remark varchar(500)
);
