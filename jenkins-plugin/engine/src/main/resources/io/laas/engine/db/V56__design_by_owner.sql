create index design_by_owner on design (owner, kind, lab);
