create index operation_by_state on operation (state, id);
