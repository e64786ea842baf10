create table design (
    kind varchar(10) not null,
    lab varchar(40) not null,
    name varchar(40) not null,
    owner varchar(128) not null references account (user_id),
    audience varchar(10) not null,
    project varchar(40) references project (name),
    version integer not null,
    deleted boolean not null,
    created_at timestamp(6) with time zone not null,
    changed_at timestamp(6) with time zone not null,
    primary key (kind, lab, name)
);
