alter table booking add column active_at timestamp(6) with time zone;
