-- The ledger: what came in, and what became of it.
--
-- Cost does not grow with history: everything that accumulates is partitioned by week and dropped by week;
-- everything that is looked up on the hot path (message_work) holds only what is still open.
-- Ids are UUIDv7, so a range of ids is a range of time and a look-up by id touches one partition.

create function hub_week(at timestamptz) returns integer
    language sql immutable parallel safe
    return floor(extract(epoch from at) / 604800)::integer;

create function hub_uuid7_floor(at timestamptz) returns uuid
    language sql immutable parallel safe
    return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Immutable: the raw bytes and headers as they arrived (headers without credentials).
create table message (
    id             uuid        not null primary key,
    org_id         text        not null,
    source         text        not null,
    received_at    timestamptz not null,
    dedup_key      uuid        not null,
    content_type   text,
    headers        text        not null,
    body           bytea       not null,
    remote_address text
) partition by range (id);

-- Accepted, not yet accounted. A row always has a next attempt.
create table message_work (
    message_id      uuid        not null primary key,
    org_id          text        not null,
    source          text        not null,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    last_error      text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index message_work_due on message_work (next_attempt_at);

-- The one accounted state of a message.
create table message_outcome (
    message_id   uuid        not null primary key,
    org_id       text        not null,
    source       text        not null,
    state        text        not null check (state in ('PROCESSED', 'DUPLICATE', 'IGNORED', 'QUARANTINED')),
    reason       text,
    path         text,
    duplicate_of uuid,
    case_number  text,
    at           timestamptz not null
) partition by range (message_id);
create index message_outcome_quarantined on message_outcome (org_id, message_id) where state = 'QUARANTINED';
create index message_outcome_duplicate_of on message_outcome (duplicate_of) where duplicate_of is not null;

-- What the message looked like on its way: enriched, canonical, decision.
create table message_stage (
    message_id   uuid        not null,
    stage        text        not null,
    at           timestamptz not null,
    content      text        not null
) partition by range (message_id);
create index message_stage_message on message_stage (message_id);

-- Business keys: RMA number, serial, ticket, tracking number … lower case.
create table message_key (
    message_id uuid not null,
    org_id     text not null,
    kind       text not null,
    value      text not null
) partition by range (message_id);
create index message_key_value on message_key (value, message_id);

-- First message of each deduplication key, by week of arrival. Around the turn of a week a key is
-- written to both weeks, so that two instances on either side of it still meet in one unique index.
create table message_dedup (
    slot       integer not null,
    dedup_key  uuid    not null,
    message_id uuid    not null,
    primary key (slot, dedup_key)
) partition by range (slot);

-- Signed counts written in the transaction that changes a state; summed up by a housekeeping route.
create table ledger_tally (
    org_id text   not null,
    source text   not null,
    state  text   not null,
    delta  bigint not null
);

create table replay_audit (
    id         uuid        not null primary key,
    org_id     text        not null,
    at         timestamptz not null,
    actor      text        not null,
    kind       text        not null,
    subject_id uuid        not null,
    note       text
);
