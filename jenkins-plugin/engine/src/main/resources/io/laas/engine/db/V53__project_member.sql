create table project_member (
    project varchar(40) not null references project (name),
    member varchar(128) not null,
    primary key (project, member)
);
