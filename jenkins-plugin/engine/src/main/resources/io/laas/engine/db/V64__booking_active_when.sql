update booking set active_at =
    (select min(e.happened_at) from event e where e.booking = booking.id and e.kind = 'BOOKING_ACTIVE');
