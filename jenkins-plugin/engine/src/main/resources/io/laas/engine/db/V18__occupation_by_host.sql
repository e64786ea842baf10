create index occupation_by_host on occupation (host, busy_until);
