-- Cases, the decisions about them, and what the other systems are told.

create table rma_case (
    id                uuid        not null primary key,
    org_id            text        not null,
    number            text        not null,
    external_ref      text        not null,
    customer_id       text,
    customer_email    text,
    site_id           text,
    asset_id          text,
    site_country      text,
    language          text,
    ticket_id         text,
    task_id           text,
    status            text        not null,
    resolution_type   text,
    priority          text        not null,
    case_type         text        not null,
    reason_code       text        not null,
    fault_description text        not null,
    fault_codes       text[]      not null default '{}',
    reported_by       text,
    serial_number     text,
    product_sku       text,
    team              text        not null,
    visit_needed      boolean     not null,
    opened_at         timestamptz not null,
    due_at            timestamptz not null,
    closed_at         timestamptz,
    ticket            text,
    warnings          text        not null default '[]',
    warranty_outcome  text        not null,
    decision_id       uuid        not null,
    message_id        uuid        not null,
    version           integer     not null default 1,
    unique (org_id, number),
    unique (org_id, external_ref)
);
create index rma_case_serial on rma_case (org_id, serial_number);
create index rma_case_newest on rma_case (org_id, id desc);

create table rma_event (
    id         uuid        not null primary key,
    org_id     text        not null,
    case_id    uuid        not null,
    actor_id   text        not null,
    event      text        not null,
    from_value text,
    to_value   text,
    detail     text        not null default '{}',
    message_id uuid,
    at         timestamptz not null
);
create index rma_event_case on rma_event (case_id, id);

create table decision (
    id               uuid        not null primary key,
    org_id           text        not null,
    case_id          uuid        not null,
    message_id       uuid        not null,
    rule_set_version text        not null,
    outcome          text        not null,
    explanation      text        not null,
    at               timestamptz not null
);
create index decision_case on decision (case_id);
create index decision_message on decision (message_id);

-- Numbers are handed out in blocks, so that no transaction waits for another one's number.
create table case_number (
    org_id   text    not null,
    year     integer not null,
    last     bigint  not null,
    primary key (org_id, year)
);

-- Outbox in Debezium's column names; payload is a CloudEvent.
create table outbox_event (
    id            uuid        not null primary key,
    org_id        text        not null,
    aggregatetype text        not null,
    aggregateid   text        not null,
    type          text        not null,
    payload       text        not null,
    message_id    uuid        not null,
    created_at    timestamptz not null
) partition by range (id);

-- Open deliveries only. A line is (target, case_id); its head is the open row with the lowest seq.
--   PENDING    behind another one of its line
--   QUEUED     handed to the broker; handed over again when the lease ends
--   IN_FLIGHT  being called
--   RETRY      waits for next_attempt_at
--   DEAD       given up; its line is held until somebody redrives or discards it
create table delivery (
    id              uuid        not null primary key,
    seq             bigint      generated always as identity,
    org_id          text        not null,
    event_id        uuid        not null,
    message_id      uuid        not null,
    target          text        not null,
    case_id         uuid        not null,
    case_number     text        not null,
    type            text        not null,
    status          text        not null check (status in ('PENDING', 'QUEUED', 'IN_FLIGHT', 'RETRY', 'DEAD')),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz,
    owner           text,
    cause           text,
    last_error      text,
    created_at      timestamptz not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index delivery_line on delivery (target, case_id, seq);
create index delivery_message on delivery (message_id);
create index delivery_due on delivery (next_attempt_at) where next_attempt_at is not null;

create table delivery_done (
    id          uuid        not null primary key,
    org_id      text        not null,
    event_id    uuid        not null,
    message_id  uuid        not null,
    target      text        not null,
    case_id     uuid        not null,
    case_number text        not null,
    type        text        not null,
    status      text        not null check (status in ('DELIVERED', 'DISCARDED')),
    attempts    integer     not null,
    created_at  timestamptz not null,
    done_at     timestamptz not null
) partition by range (id);
create index delivery_done_message on delivery_done (message_id);

create table delivery_attempt (
    delivery_id     uuid        not null,
    attempt         integer     not null,
    at              timestamptz not null,
    duration_millis integer     not null,
    request         text,
    response_status integer,
    response        text,
    cause           text,
    error           text
) partition by range (delivery_id);
create index delivery_attempt_delivery on delivery_attempt (delivery_id);

-- Creates the weekly partitions from one week to another, both included; existing ones stay.
create function hub_ensure_partitions(from_week integer, to_week integer) returns void
    language plpgsql set client_min_messages = warning as $$
declare
    parent text;
    week   integer;
begin
    for week in from_week..to_week loop
        foreach parent in array array['message', 'message_outcome', 'message_stage', 'message_key',
                                      'outbox_event', 'delivery_done', 'delivery_attempt'] loop
            execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
                           parent || '_w' || week, parent,
                           hub_uuid7_floor(to_timestamp(week * 604800.0)),
                           hub_uuid7_floor(to_timestamp((week + 1) * 604800.0)));
        end loop;
        execute format('create table if not exists %I partition of message_dedup for values from (%s) to (%s)',
                       'message_dedup_w' || week, week, week + 1);
    end loop;
end $$;

-- Drops what is older than the given weeks; a week with an open message or delivery stays.
create function hub_drop_partitions(before_week integer, dedup_before_week integer) returns setof text
    language plpgsql as $$
declare
    part record;
    week integer;
    oldest_open uuid;
begin
    select min(id::text)::uuid into oldest_open
    from ((select message_id as id from message_work order by message_id limit 1)
          union all (select message_id from delivery order by message_id limit 1)) as open;
    for part in
        select c.relname, p.relname as parent
        from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
        where p.relname in ('message', 'message_outcome', 'message_stage', 'message_key',
                            'outbox_event', 'delivery_done', 'delivery_attempt', 'message_dedup')
    loop
        week := substring(part.relname from '_w(\d+)$')::integer;
        if part.parent = 'message_dedup' then
            continue when week >= dedup_before_week;
        else
            continue when week >= before_week;
            continue when oldest_open is not null
                and oldest_open < hub_uuid7_floor(to_timestamp((week + 1) * 604800.0));
        end if;
        execute format('drop table %I', part.relname);
        return next part.relname;
    end loop;
end $$;

select hub_ensure_partitions(hub_week(now()) - 1, hub_week(now()) + 4);
