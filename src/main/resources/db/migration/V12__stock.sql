-- What cases took from warehouses and brought back, and whether Products has the same.

-- Under the id of the event by which Products is told of it: the movementId there.
create table stock_movement (
    id            uuid        not null primary key,
    org_id        text        not null,
    sku           text        not null,
    warehouse     text        not null,
    direction     text        not null check (direction in ('OUT', 'IN')),
    qty           integer     not null check (qty > 0),
    serial_number text,
    part_id       uuid        not null,
    case_id       uuid        not null,
    case_number   text        not null,
    at            timestamptz not null,
    cause_id      uuid        not null,
    recorded_at   timestamptz not null,
    accepted_at   timestamptz, -- when Products took it
    known_at      timestamptz  -- when an answer of Products showed it as it is here
);
create index stock_movement_place on stock_movement (org_id, sku, warehouse, recorded_at);
create index stock_movement_open on stock_movement (org_id, sku, warehouse, recorded_at) where known_at is null;

-- A part in a warehouse, as far as Products was asked about it.
create table stock_place (
    id          uuid        not null primary key,
    org_id      text        not null,
    sku         text        not null,
    warehouse   text        not null,
    moved_at    timestamptz not null,
    asked_at    timestamptz,
    reported_at timestamptz,
    as_of       timestamptz, -- the moment of which the newest answer tells
    on_hand     bigint,
    message_id  uuid,
    unique (org_id, sku, warehouse)
);

create table stock_difference (
    id          uuid        not null primary key,
    org_id      text        not null,
    place_id    uuid        not null,
    sku         text        not null,
    warehouse   text        not null,
    kind        text        not null check (kind in ('MISSING_AT_PRODUCTS', 'UNKNOWN_TO_US', 'QUANTITY_DIFFERS')),
    movement_id text        not null,
    case_number text,
    told        integer, -- minus is out of the warehouse
    booked      integer,
    -- Where the answer began that showed it: one that begins later cannot show that it is gone.
    since       timestamptz not null,
    opened_at   timestamptz not null,
    opened_by   uuid        not null,
    closed_at   timestamptz,
    closed_by   uuid
);
create unique index stock_difference_open on stock_difference (place_id, kind, movement_id) where closed_at is null;
create index stock_difference_newest on stock_difference (org_id, id desc);

-- What Products was told before. Without it its answers would hold movements that nobody here knows.
insert into stock_movement (id, org_id, sku, warehouse, direction, qty, serial_number, part_id, case_id, case_number,
                            at, cause_id, recorded_at, accepted_at)
select e.id, e.org_id, data #>> '{part,productId}', data #>> '{part,warehouseCode}',
       case e.type when 'rma.part-used.v1' then 'OUT' else 'IN' end, (data #>> '{part,qty}')::integer,
       data #>> '{part,serialNumber}', (data #>> '{part,id}')::uuid, (data #>> '{case,id}')::uuid, e.aggregateid,
       (data #>> '{part,at}')::timestamptz, e.message_id, e.created_at,
       (select min(d.done_at) from delivery_done d
        where d.message_id = e.message_id and d.event_id = e.id and d.target = 'products' and d.status = 'DELIVERED')
from (select id, org_id, type, aggregateid, message_id, created_at, payload::jsonb -> 'data' as data
      from outbox_event where type in ('rma.part-used.v1', 'rma.part-returned.v1')) as e;
