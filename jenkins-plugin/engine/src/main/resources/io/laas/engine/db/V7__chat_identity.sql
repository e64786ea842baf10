create table chat_identity (
    identity varchar(200) primary key,
    user_id varchar(128) not null references account (user_id),
    since timestamp(6) with time zone not null
);
