create index booking_by_state on booking (state, id);
