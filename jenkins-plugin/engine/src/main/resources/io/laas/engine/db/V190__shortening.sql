create table shortening (
    outage bigint not null references outage (id),
    booking bigint not null references booking (id),
    end_at timestamp(6) with time zone not null,
    until_at timestamp(6) with time zone not null,
    state varchar(10) not null,
    decided_by varchar(128),
    decided_at timestamp(6) with time zone,
    primary key (outage, booking)
);
