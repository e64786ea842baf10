alter table booking add column granted_at timestamp(6) with time zone;
