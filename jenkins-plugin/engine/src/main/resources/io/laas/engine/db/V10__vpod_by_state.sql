create index vpod_by_state on vpod (state);
