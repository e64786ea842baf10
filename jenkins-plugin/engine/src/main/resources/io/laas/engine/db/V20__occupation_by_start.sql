create index occupation_by_start on occupation (start_at);
