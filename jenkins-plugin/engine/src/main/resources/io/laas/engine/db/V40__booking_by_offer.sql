create index booking_by_offer on booking (offer_until);
