create table outbox (
    message_key varchar(200) primary key,
    sent_at timestamp(6) with time zone not null
);
