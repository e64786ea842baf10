create table snapshot_name (
    lab varchar(40) not null,
    name varchar(40) not null,
    owner varchar(128) not null references account (user_id),
    primary key (lab, name)
);
