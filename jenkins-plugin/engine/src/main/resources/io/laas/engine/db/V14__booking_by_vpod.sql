create index booking_by_vpod on booking (vpod, id);
