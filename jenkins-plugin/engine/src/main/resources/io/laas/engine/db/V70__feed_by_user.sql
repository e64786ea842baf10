create index feed_by_user on feed (user_id, created_at);
