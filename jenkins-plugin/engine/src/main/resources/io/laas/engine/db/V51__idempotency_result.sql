alter table idempotency add column result text;
