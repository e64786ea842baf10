create index outage_by_series on outage (series);
