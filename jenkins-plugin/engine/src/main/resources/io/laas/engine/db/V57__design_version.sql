create table design_version (
    kind varchar(10) not null,
    lab varchar(40) not null,
    name varchar(40) not null,
    version integer not null,
    spec varchar(200000) not null,
    made_by varchar(128) not null,
    made_at timestamp(6) with time zone not null,
    primary key (kind, lab, name, version),
    foreign key (kind, lab, name) references design (kind, lab, name)
);
