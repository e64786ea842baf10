alter table booking add column group_of bigint;
