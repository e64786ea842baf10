update booking set granted_at =
    (select min(e.happened_at) from event e where e.booking = booking.id and e.kind = 'BOOKING_SCHEDULED');
