create index operation_by_vpod on operation (vpod, id);
