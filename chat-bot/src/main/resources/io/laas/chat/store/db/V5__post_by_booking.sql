create index post_by_booking on post (booking, state);
