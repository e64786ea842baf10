create table feed (
    id varchar(20) primary key,
    user_id varchar(128) not null references account (user_id),
    lab varchar(40),
    secret_hash varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone
);
