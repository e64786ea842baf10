create index lab_work_by_lab on lab_work (lab, state, operation);
