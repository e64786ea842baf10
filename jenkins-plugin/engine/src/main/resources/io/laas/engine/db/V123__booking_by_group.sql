create index booking_by_group on booking (group_of);
