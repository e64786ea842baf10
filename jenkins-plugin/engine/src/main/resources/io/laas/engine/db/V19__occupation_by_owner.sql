create index occupation_by_owner on occupation (owner);
