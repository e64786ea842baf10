create table account (
    user_id varchar(128) primary key,
    rights varchar(100) not null,
    zone varchar(60),
    created_at timestamp(6) with time zone not null
);
