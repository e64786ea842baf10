alter table outage_series add column answer_before_ms bigint;
