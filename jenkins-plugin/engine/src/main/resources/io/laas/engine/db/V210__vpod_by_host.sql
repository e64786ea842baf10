create index vpod_by_host on vpod (host, kind, state);
