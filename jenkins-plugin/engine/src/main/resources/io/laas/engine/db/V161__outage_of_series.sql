alter table outage add column series bigint;
