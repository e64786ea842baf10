alter table booking add column ended_at timestamp(6) with time zone;
