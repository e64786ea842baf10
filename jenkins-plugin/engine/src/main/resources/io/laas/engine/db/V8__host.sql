create table host (
    id varchar(40) primary key,
    lab varchar(40) not null,
    configured boolean not null
);
