create index event_by_booking on event (booking, seq);
