create index shortening_by_state on shortening (state, until_at);
