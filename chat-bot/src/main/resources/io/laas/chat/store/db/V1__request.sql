create table request (
    id varchar(200) primary key,
    identity varchar(200) not null,
    target_kind varchar(10) not null,
    target varchar(200) not null,
    line varchar(8000) not null,
    action varchar(40),
    reply_to varchar(2000) not null,
    asked_at bigint not null,
    done boolean not null
);
