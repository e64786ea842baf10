create index ssh_key_by_user on ssh_key (user_id, id);
