create index booking_by_owner on booking (owner, id);
