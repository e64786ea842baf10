create index occupation_by_end on occupation (end_at);
