create index request_by_state on request (done, asked_at);
