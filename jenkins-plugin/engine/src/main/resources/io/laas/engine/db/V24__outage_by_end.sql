create index outage_by_end on outage (end_at);
