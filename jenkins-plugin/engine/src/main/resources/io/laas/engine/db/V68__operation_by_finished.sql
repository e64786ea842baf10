create index operation_by_finished on operation (finished_at);
