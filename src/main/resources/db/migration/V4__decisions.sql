-- Not only cases are told to others: a line is whatever keeps its order at a target, a subject its number or serial.
alter table delivery rename column case_id to line_id;
alter table delivery rename column case_number to subject;
alter table delivery_done rename column case_id to line_id;
alter table delivery_done rename column case_number to subject;

-- What an API answered to a request that carried an Idempotency-Key; a repeat gets the same answer and does nothing.
create table idempotent_request (
    org_id       text        not null,
    key          text        not null,
    operation    text        not null,
    request_hash bytea       not null,
    status       integer     not null,
    response     text        not null,
    headers      text        not null default '{}',
    at           timestamptz not null,
    primary key (org_id, key)
);
create index idempotent_request_at on idempotent_request using brin (at);
