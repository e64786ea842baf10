create table token (
    id varchar(20) primary key,
    user_id varchar(128) not null references account (user_id),
    name varchar(100) not null,
    rights varchar(100) not null,
    secret_hash varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone
);
