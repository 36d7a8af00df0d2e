-- What a case carries from its report to its closure. Its state and clocks are computed from rma_event; the columns
-- hold the result, so that queues and sweeps need not compute it.
alter table rma_case
    add column assignee          text,
    add column tags              text[]      not null default '{}',
    add column order_ref         text,
    add column order_line        text,
    add column warranty_claim_id text,
    add column firmware          text,
    add column site_region       text,
    add column site_zone         text,
    add column under_contract    boolean     not null default false,
    add column repair_kind       text        not null default 'undecided',
    add column hui_lian_yi       text        not null default 'NOT_ASKED',
    add column landray           text        not null default 'NOT_ASKED',
    add column refund_amount     numeric(14, 2),
    add column refund_currency   text,
    add column early             text[]      not null default '{}', -- facts that came before their time
    add column unit_with_us      boolean     not null default false,
    add column return_awaited    boolean     not null default false,
    add column standby_out       integer     not null default 0,
    add column resolution_notes  text,
    add column csat              integer     check (csat between 1 and 5),
    add column status_at         timestamptz,
    add column resolved_at       timestamptz,
    add column next_alarm_at     timestamptz,
    add column alarms            text[]      not null default '{}', -- warnings and breaches that were raised
    add column told              text[]      not null default '{}', -- stages that people were told of
    add column search            tsvector generated always as (to_tsvector('simple',
        coalesce(number, '') || ' ' || coalesce(external_ref, '') || ' ' || coalesce(serial_number, '') || ' '
        || coalesce(product_sku, '') || ' ' || coalesce(ticket_id, '') || ' ' || coalesce(task_id, '') || ' '
        || coalesce(customer_id, '') || ' ' || coalesce(customer_email, '') || ' ' || coalesce(site_id, '') || ' '
        || coalesce(asset_id, '') || ' ' || coalesce(order_ref, '') || ' ' || coalesce(reported_by, '') || ' '
        || coalesce(fault_description, '') || ' ' || coalesce(resolution_notes, ''))) stored;

-- The sweep looks at every case that was open before.
update rma_case set next_alarm_at = opened_at where closed_at is null;

create index rma_case_open on rma_case (org_id, id desc) where closed_at is null;
create index rma_case_unassigned on rma_case (org_id, id desc) where closed_at is null and assignee is null;
create index rma_case_assignee on rma_case (org_id, assignee, id desc) where closed_at is null and assignee is not null;
create index rma_case_resolved on rma_case (org_id, id desc) where closed_at is not null;
create index rma_case_alarm on rma_case (next_alarm_at) where next_alarm_at is not null;
create index rma_case_ticket on rma_case (org_id, ticket_id) where ticket_id is not null;
create index rma_case_customer on rma_case (org_id, customer_id) where customer_id is not null;
create index rma_case_search on rma_case using gin (search);

create table rma_comment (
    id      uuid        not null primary key,
    org_id  text        not null,
    case_id uuid        not null,
    author  text        not null,
    text    text        not null,
    at      timestamptz not null
);
create index rma_comment_case on rma_comment (case_id, id);

-- The files themselves lie in the data folder under their hash.
create table rma_evidence (
    id          uuid        not null primary key,
    org_id      text        not null,
    case_id     uuid        not null,
    file_name   text        not null,
    media_type  text        not null,
    size        bigint      not null,
    sha256      bytea       not null check (octet_length(sha256) = 32),
    note        text,
    uploaded_by text        not null,
    at          timestamptz not null,
    unique (case_id, sha256)
);

create table rma_part_usage (
    id              uuid        not null primary key,
    org_id          text        not null,
    rma_case_id     uuid        not null,
    product_id      text        not null,
    qty             integer     not null check (qty > 0),
    returned_qty    integer     not null default 0 check (returned_qty between 0 and qty),
    serial_number   text,
    warehouse_code  text        not null,
    used_at         timestamptz not null,
    used_by_user_id text        not null,
    returned_at     timestamptz,
    cause_id        uuid        not null
);
create index rma_part_usage_case on rma_part_usage (rma_case_id, id);
-- A part with a serial number is in one place only.
create unique index rma_part_usage_serial on rma_part_usage (org_id, serial_number)
    where serial_number is not null and returned_qty = 0;
create index rma_part_usage_product on rma_part_usage (org_id, product_id, warehouse_code);

create table rma_standby (
    id               uuid        not null primary key,
    org_id           text        not null,
    rma_case_id      uuid        not null,
    serial_number    text        not null,
    product_sku      text,
    location         text,
    issued_at        timestamptz not null,
    issued_by        text        not null,
    expected_back_at timestamptz,
    returned_at      timestamptz,
    returned_by      text,
    overdue_at       timestamptz
);
create index rma_standby_case on rma_standby (rma_case_id, id);
create index rma_standby_serial on rma_standby (org_id, serial_number);
create unique index rma_standby_out on rma_standby (org_id, serial_number) where returned_at is null;
create index rma_standby_due on rma_standby (expected_back_at) where returned_at is null and overdue_at is null;
