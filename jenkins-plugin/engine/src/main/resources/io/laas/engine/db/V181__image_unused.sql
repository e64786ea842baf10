create table image_unused (
    host varchar(40) not null,
    name varchar(300) not null,
    since timestamp(6) with time zone not null,
    primary key (host, name)
);
