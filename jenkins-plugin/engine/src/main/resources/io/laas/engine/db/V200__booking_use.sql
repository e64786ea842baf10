create table booking_use (
    booking bigint primary key references booking (id),
    sampled_at timestamp(6) with time zone not null,
    sample varchar(16000) not null,
    used_at timestamp(6) with time zone not null,
    asked_at timestamp(6) with time zone
);
