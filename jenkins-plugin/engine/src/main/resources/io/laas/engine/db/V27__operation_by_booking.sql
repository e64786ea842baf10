create index operation_by_booking on operation (booking, id);
