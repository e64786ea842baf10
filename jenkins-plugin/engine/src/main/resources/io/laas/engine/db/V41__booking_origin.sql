alter table booking add column origin varchar(300);
