create table link_code (
    code_hash varchar(64) primary key,
    user_id varchar(128) not null references account (user_id),
    valid_until timestamp(6) with time zone not null
);
