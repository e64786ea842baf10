create index action_by_age on action (good_until);
