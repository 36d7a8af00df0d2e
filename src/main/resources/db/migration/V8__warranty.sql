-- Registered warranties. What happened to a unit is a set of facts, only ever added to; the columns of a record are
-- what the rules made of them (and of the unit's telemetry) when it last changed, so that it can be searched.

-- Every text of the policies that ever decided, so that a decision can be repeated.
create table warranty_policy_version (
    version       text        not null primary key,
    content       text        not null,
    first_used_at timestamptz not null
);

create table warranty_record (
    id                    uuid        not null primary key,
    org_id                text        not null,
    serial                text        not null,
    product_id            text,
    product_family        text,
    rated_kw              numeric,
    nominal_kwh           numeric,
    site_country          text,
    site_zone             text,
    site_address          text,
    region                text,
    customer_id           text,
    customer_email        text,
    installer_email       text,
    language              text        not null default 'en',
    produced_on           date,
    purchased_on          date,
    purchase_proven       boolean,
    purchase_proof        text,
    installed_on          date,
    registered_at         timestamptz not null,
    registered_by         text        not null,
    replaces              text,
    tier                  text        not null,
    starts_on             date,
    expires_on            date,
    labour_until          date,
    cells_until           date,
    legal_guarantee_until date,
    voided_at             timestamptz,
    void_reason           text,
    at_risk_until         date,
    policy_id             text,
    rule_set_version      text        not null,
    cover_unknown         text,
    -- Of the newest state of health that was judged.
    soh_judged_at         timestamptz,
    version               bigint      not null,
    updated_at            timestamptz not null,
    unique (org_id, serial)
) with (fillfactor = 80);
create index warranty_record_page on warranty_record (org_id, id desc);
create index warranty_record_family on warranty_record (org_id, product_family, id);
create index warranty_record_customer on warranty_record (org_id, customer_id) where customer_id is not null;
create index warranty_record_expires on warranty_record (expires_on) where voided_at is null;

-- Append-only. The same fact told twice is one fact.
create table warranty_fact (
    id          uuid        not null primary key,
    org_id      text        not null,
    record_id   uuid        not null,
    kind        text        not null,
    source      text        not null,
    at          timestamptz not null,
    fact        text        not null,
    digest      uuid        not null generated always as (md5(kind || fact)::uuid) stored,
    recorded_at timestamptz not null,
    cause_id    uuid        not null,
    unique (record_id, digest)
);

-- Append-only: what changed, and who changed it.
create table warranty_event (
    id         uuid        not null primary key,
    org_id     text        not null,
    record_id  uuid        not null,
    actor_id   text        not null,
    event      text        not null,
    from_value text,
    to_value   text,
    detail     text        not null default '{}',
    cause_id   uuid        not null,
    at         timestamptz not null
);
create index warranty_event_record on warranty_event (record_id, id);

-- Append-only: a decision with everything it was decided by, so that it can be read and repeated.
create table warranty_decision (
    id               uuid        not null primary key,
    org_id           text        not null,
    record_id        uuid        not null,
    rule             text        not null,
    result           text        not null,
    reason           text        not null,
    rule_set_version text        not null,
    question         text        not null,
    facts            text        not null,
    decision         text        not null,
    at               timestamptz not null
);
create index warranty_decision_record on warranty_decision (record_id, id);

create table warranty_claim (
    id           uuid        not null primary key,
    org_id       text        not null,
    record_id    uuid        not null,
    case_id      uuid,
    case_number  text,
    kind         text        not null check (kind in ('REPAIR', 'REPLACE', 'REFUND')),
    status       text        not null check (status in ('PROPOSED', 'OPEN', 'AWAITING_APPROVAL', 'APPROVED',
                                                        'REJECTED', 'WITHDRAWN', 'CLOSED')),
    fault        text        not null,
    description  text,
    reported_on  date        not null,
    reported_by  text        not null,
    outcome      text        not null,
    reason       text        not null,
    parts_paid   text,
    labour_paid  text,
    amount       numeric(14, 2),
    currency     text,
    decided_by   text,
    decided_at   timestamptz,
    decision_id  uuid        not null,
    approval_id  uuid,
    -- The message that asks for the case; null while the case has not been asked for.
    message_id   uuid,
    wants_case   boolean     not null default false,
    -- What the case has been told.
    told_status  text,
    created_at   timestamptz not null,
    version      bigint      not null,
    check ((amount is null) = (currency is null))
);
create index warranty_claim_record on warranty_claim (record_id, id);
create index warranty_claim_case on warranty_claim (case_id) where case_id is not null;
create index warranty_claim_unasked on warranty_claim (created_at) where wants_case and message_id is null;
create index warranty_claim_unlinked on warranty_claim (org_id) where wants_case and case_id is null;
create index warranty_claim_open on warranty_claim (case_id) where status in ('OPEN', 'APPROVED', 'AWAITING_APPROVAL');
-- Only one claim at a time is proposed for a fault.
create unique index warranty_claim_proposed on warranty_claim (record_id, fault) where status = 'PROPOSED';

-- How a record stands towards a firmware that was required. What does not concern it is looked at again when the
-- record has changed.
create table warranty_watch (
    org_id         text        not null,
    record_id      uuid        not null,
    release_id     text        not null,
    state          text        not null check (state in ('AT_RISK', 'WITHDRAWN', 'VOIDED', 'SETTLED', 'UNCONCERNED')),
    grace_ends     date,
    record_version bigint      not null,
    at             timestamptz not null,
    primary key (record_id, release_id)
);
create index warranty_watch_at_risk on warranty_watch (release_id, record_id) where state = 'AT_RISK';

-- Notices that are sent once.
create table warranty_notice (
    record_id  uuid        not null,
    kind       text        not null,
    expires_on date        not null,
    org_id     text        not null,
    at         timestamptz not null,
    primary key (record_id, kind, expires_on)
);
