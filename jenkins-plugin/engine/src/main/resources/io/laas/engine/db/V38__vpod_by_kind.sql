create index vpod_by_kind on vpod (kind, state);
