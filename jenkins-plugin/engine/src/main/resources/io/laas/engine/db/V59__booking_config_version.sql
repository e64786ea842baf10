alter table booking add column config_version integer;
