create index post_by_state on post (platform, state, id);
