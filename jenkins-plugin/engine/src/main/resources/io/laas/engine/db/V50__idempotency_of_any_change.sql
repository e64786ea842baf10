alter table idempotency alter column booking drop not null;
