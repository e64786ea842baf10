create index booking_by_created on booking (created_at);
