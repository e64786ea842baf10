create index booking_by_ended on booking (ended_at);
