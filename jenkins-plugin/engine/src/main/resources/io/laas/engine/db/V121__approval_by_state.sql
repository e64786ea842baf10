create index approval_by_state on approval (state, until_at);
