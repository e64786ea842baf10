create table occupation (
    booking bigint primary key references booking (id),
    host varchar(40) not null,
    vpod varchar(40) not null,
    owner varchar(128) not null,
    start_at timestamp(6) with time zone not null,
    end_at timestamp(6) with time zone not null,
    busy_until timestamp(6) with time zone not null,
    cleaning boolean not null,
    on_static boolean not null,
    cores integer not null,
    memory_mib integer not null,
    disk_gib integer not null
);
