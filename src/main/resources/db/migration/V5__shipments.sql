-- Parcels of cases, what carriers say about them, and what they said about parcels that nobody knows yet.

create table rma_shipment (
    id              uuid        not null primary key,
    org_id          text        not null,
    rma_case_id     uuid        not null,
    case_number     text        not null,
    carrier         text        not null,
    tracking_number text        not null,
    number          text        not null, -- the tracking number in the form in which numbers are compared
    docket          text,
    direction       text        not null check (direction in ('OUTBOUND_REPLACEMENT', 'INBOUND_FAULTY', 'STANDBY_OUT', 'STANDBY_BACK')),
    place_from      text,
    place_to        text,
    shipped_at      timestamptz,
    expected_at     timestamptz,
    delivered_at    timestamptz,
    state           text        not null,
    reason          text,
    state_at        timestamptz,
    place           text,
    heard_at        timestamptz,          -- when the carrier last told of it by itself
    poll_at         timestamptz not null, -- not asked about before
    poll_failures   integer     not null default 0,
    poll_hash       bytea,                -- of the last answer
    created_by      text        not null,
    created_at      timestamptz not null,
    unique (org_id, rma_case_id, number)
);
create index rma_shipment_open on rma_shipment (org_id, poll_at) where state not in ('DELIVERED', 'RETURNED', 'CANCELLED');

-- Every number by which a parcel is recognised: its own, and those that its carrier turned out to use.
create table shipment_number (
    org_id      text not null,
    number      text not null,
    shipment_id uuid not null,
    primary key (org_id, number, shipment_id)
);
create index shipment_number_shipment on shipment_number (shipment_id);

-- What happened to a parcel, each thing once: identity is its moment and meaning (TrackingEvent.identity).
create table tracking_event (
    id           uuid        not null primary key,
    org_id       text        not null,
    shipment_id  uuid        not null,
    identity     text        not null,
    status       text        not null,
    reason       text,
    at           timestamptz not null,
    at_text      text        not null, -- with the original offset
    raw_time     text,
    zone_assumed boolean     not null,
    date_only    boolean     not null,
    code         text        not null,
    text         text,
    to_sender    boolean     not null,
    city         text,
    postal_code  text,
    country      text,
    place_name   text,
    source       text        not null,
    message_id   uuid        not null,
    learnt_at    timestamptz not null,
    unique (shipment_id, identity)
);

-- Events of parcels that no case has (yet). They wait until a parcel of that number is known, or as long as
-- messages are kept.
create table parked_tracking (
    id           uuid        not null primary key,
    org_id       text        not null,
    carrier      text        not null,
    number       text        not null, -- the tracking number, else the carrier's own id
    numbered     boolean     not null, -- whether it is a tracking number
    identity     text        not null,
    event        text        not null, -- as it came, canonical
    source       text        not null,
    message_id   uuid        not null,
    parked_at    timestamptz not null,
    unique (org_id, number, carrier, identity)
);
create index parked_tracking_parked_at on parked_tracking using brin (parked_at);

create table parked_number (
    org_id    text not null,
    number    text not null,
    parked_id uuid not null references parked_tracking (id) on delete cascade,
    primary key (org_id, number, parked_id)
);
create index parked_number_parked on parked_number (parked_id);

-- Who asks a carrier at present, and when it may be asked next. One row for each source that is asked.
create table carrier_poll (
    source     text        not null primary key,
    owner      text,
    lease_end  timestamptz not null,
    next_at    timestamptz not null,
    failures   integer     not null default 0,
    last_error text
);
