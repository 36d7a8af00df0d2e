-- What the OA systems are asked to approve, what they said, and what the field service reported.

create table approval_request (
    id            uuid        not null primary key,
    org_id        text        not null,
    system        text        not null,
    kind          text        not null,
    subject_type  text        not null,
    subject_id    uuid        not null,
    subject       text        not null,
    case_id       uuid,
    reason        text        not null,
    amount        numeric(14, 2),
    currency      text,
    details       text        not null default '{}',
    requested_by  text        not null,
    requested_at  timestamptz not null,
    due_at        timestamptz not null,
    external_id   text,
    status        text        not null,
    status_at     timestamptz not null,
    code          text,
    decided_by    text,
    comment       text,
    node          text,
    -- Since when it has a final status; until then it is asked about and can become overdue.
    closed_at     timestamptz,
    asked_at      timestamptz not null,
    answer_hash   bytea,
    overdue_at    timestamptz,
    cause_id      uuid        not null,
    check ((amount is null) = (currency is null))
);
create unique index approval_request_external on approval_request (org_id, system, external_id)
    where external_id is not null;
create index approval_request_newest on approval_request (org_id, id desc);
create index approval_request_subject on approval_request (subject_id);
create index approval_request_open on approval_request (system, asked_at) where closed_at is null;
create index approval_request_due on approval_request (due_at) where closed_at is null and overdue_at is null;

-- Append-only: everything that was said about a request, whether it changed something or not.
create table approval_history (
    id          uuid        not null primary key,
    org_id      text        not null,
    approval_id uuid        not null,
    recorded_at timestamptz not null,
    at          timestamptz not null,
    status      text        not null,
    code        text,
    effect      text        not null,
    reason      text        not null,
    actor       text,
    comment     text,
    node        text,
    cause_id    uuid        not null
);
create index approval_history_approval on approval_history (approval_id, id);

-- Decisions that came before their request was known by the name that they use. Kept until it is.
create table approval_unmatched (
    id          uuid        not null primary key,
    org_id      text        not null,
    system      text        not null,
    external_id text        not null,
    answer      text        not null,
    received_at timestamptz not null,
    cause_id    uuid        not null
);
create index approval_unmatched_external on approval_unmatched (org_id, system, external_id);

-- A visit is one task of the field service. Without a case it waits until the case knows its task.
create table visit (
    id            uuid        not null primary key,
    org_id        text        not null,
    system        text        not null,
    task_id       text        not null,
    rma_number    text,
    case_id       uuid,
    status        text        not null,
    status_at     timestamptz not null,
    scheduled_for timestamptz,
    started_at    timestamptz,
    completed_at  timestamptz,
    engineer      text,
    findings      text,
    unique (org_id, system, task_id)
);
create index visit_case on visit (case_id) where case_id is not null;

-- Append-only: every report of a visit once, with parts and photos as they were told.
create table visit_report (
    id          uuid        not null primary key,
    org_id      text        not null,
    visit_id    uuid        not null,
    status      text        not null,
    at          timestamptz not null,
    detail      text        not null,
    -- Whether the visit moved with it; a late one is kept and moves nothing.
    moved       boolean     not null,
    cause_id    uuid        not null,
    recorded_at timestamptz not null,
    unique (visit_id, status, at)
);
create index rma_case_task on rma_case (org_id, task_id) where task_id is not null;
