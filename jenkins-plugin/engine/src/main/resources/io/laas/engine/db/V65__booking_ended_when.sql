update booking set ended_at =
    (select min(e.happened_at) from event e
      where e.booking = booking.id
        and e.kind in ('BOOKING_CLEANING', 'BOOKING_DONE', 'BOOKING_FAILED', 'BOOKING_CANCELLED'));
