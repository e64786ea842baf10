create table controller (
    id varchar(40) primary key,
    created_at timestamp(6) with time zone not null
);
