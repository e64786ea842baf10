create table action (
    id varchar(40) primary key,
    command varchar(8000) not null,
    identity varchar(200),
    once boolean not null,
    good_until bigint not null,
    used_by varchar(200)
);
