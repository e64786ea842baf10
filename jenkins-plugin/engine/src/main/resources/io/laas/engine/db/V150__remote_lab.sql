create table remote_lab (
    lab varchar(40) primary key,
    user_id varchar(128) not null unique references account (user_id),
    file varchar(1000000),
    directory varchar(1000),
    worker varchar(60),
    published_at timestamp(6) with time zone,
    seen_at timestamp(6) with time zone,
    retired boolean not null
);
