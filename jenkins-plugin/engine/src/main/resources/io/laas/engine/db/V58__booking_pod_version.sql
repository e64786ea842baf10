alter table booking add column pod_version integer;
