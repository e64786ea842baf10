create index snapshot_by_operation on snapshot (operation);
