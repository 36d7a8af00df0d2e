-- The task that the field service opened for a case, as its answer told. Nearly every case learns one a moment after it
-- was opened; written into the case itself, that was a new copy of a wide row in each of its fifteen indexes. A task
-- that a person enters stands in the case and goes before; so does this one from the next change of the case on.
create table case_task (
    case_id uuid not null primary key,
    org_id  text not null,
    task_id text not null
);
create index case_task_task on case_task (org_id, task_id);
