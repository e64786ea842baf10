create table booking_member (
    booking bigint not null references booking (id),
    member varchar(128) not null,
    primary key (booking, member)
);
