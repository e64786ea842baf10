create index vpod_by_booking on vpod (booking, state);
