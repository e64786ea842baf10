create table idempotency (
    user_id varchar(128) not null,
    request_key varchar(200) not null,
    request_hash varchar(64) not null,
    booking bigint not null,
    created_at timestamp(6) with time zone not null,
    primary key (user_id, request_key)
);
