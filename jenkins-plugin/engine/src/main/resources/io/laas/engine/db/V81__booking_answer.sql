create table booking_answer (
    booking bigint not null references booking (id),
    question varchar(40) not null,
    answer varchar(200) not null,
    primary key (booking, question)
);
