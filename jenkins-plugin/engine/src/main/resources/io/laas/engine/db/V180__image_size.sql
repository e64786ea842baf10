create table image_size (
    lab varchar(40) not null,
    image varchar(40) not null,
    source varchar(5000) not null,
    disk_bytes bigint not null,
    file_bytes bigint not null,
    primary key (lab, image)
);
