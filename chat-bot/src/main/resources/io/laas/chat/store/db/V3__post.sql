create table post (
    id bigint generated always as identity primary key,
    post_key varchar(300) not null unique,
    platform varchar(20) not null,
    target_kind varchar(10) not null,
    target varchar(200) not null,
    booking varchar(40),
    topic varchar(8000) not null,
    state varchar(10) not null,
    tries int not null,
    not_before bigint not null,
    conversation varchar(200),
    message varchar(200),
    shown varchar(64),
    created_at bigint not null
);
