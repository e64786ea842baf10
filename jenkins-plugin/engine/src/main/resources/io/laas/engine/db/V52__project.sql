create table project (
    name varchar(40) primary key,
    owner varchar(128) not null references account (user_id),
    created_at timestamp(6) with time zone not null
);
