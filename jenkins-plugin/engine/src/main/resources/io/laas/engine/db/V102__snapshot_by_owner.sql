create index snapshot_by_owner on snapshot (owner, lab, state);
