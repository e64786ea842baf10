insert into event_counter (id, last_seq) values (1, 0);
