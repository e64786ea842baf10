create index booking_member_by_member on booking_member (member, booking);
