create index snapshot_by_name on snapshot (lab, name);
