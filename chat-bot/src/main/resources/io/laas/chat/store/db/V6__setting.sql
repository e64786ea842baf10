create table setting (
    name varchar(60) primary key,
    text varchar(400) not null
);
