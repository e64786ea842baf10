create table booking_image (
    booking bigint not null references booking (id),
    name varchar(40) not null,
    base varchar(300) not null,
    spec varchar(20000) not null,
    primary key (booking, name)
);
