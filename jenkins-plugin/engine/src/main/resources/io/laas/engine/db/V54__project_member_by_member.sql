create index project_member_by_member on project_member (member, project);
