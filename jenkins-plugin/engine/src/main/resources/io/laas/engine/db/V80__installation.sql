create table installation (
    operation bigint primary key references operation (id),
    installer varchar(40) not null,
    work varchar(1000000)
);
