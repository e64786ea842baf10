create index draft_by_owner on draft (owner, changed_at);
