create index shortening_by_booking on shortening (booking);
