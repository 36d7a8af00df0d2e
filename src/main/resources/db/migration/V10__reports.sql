-- Figures for reports: what each case, parcel and stand-by unit adds to them, by day, week and month.
--
-- Whatever writes a row also writes, in the same transaction, what that changes in the figures (report_delta, signed).
-- A housekeeping route sums them up into report_tally. A report adds both, so it is never behind; it reads as many
-- rows as there are days and groups, not as many as there are cases.

-- The time zone whose days are counted. Changed by report_use_zone only, because all figures depend on it.
create table report_calendar (
    single boolean not null primary key default true check (single),
    zone   text    not null
);
insert into report_calendar (zone) values ('Europe/Warsaw');

-- a and b are the groups of a measure (reason, product, carrier …); n is a count, total the sum of what is measured
-- (seconds, points), and bucket sorts durations by length (report_bucket).
create table report_delta (
    org_id  text     not null,
    measure text     not null,
    day     date     not null,
    a       text     not null,
    b       text     not null,
    bucket  smallint not null,
    n       bigint   not null,
    total   bigint   not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- span: D a day, W a week (from Monday) or M a month, dated its first day.
create table report_tally (
    org_id  text     not null,
    measure text     not null,
    span    char(1)  not null check (span in ('D', 'W', 'M')),
    day     date     not null,
    a       text     not null,
    b       text     not null,
    bucket  smallint not null,
    n       bigint   not null,
    total   bigint   not null,
    primary key (org_id, measure, span, day, a, b, bucket)
) with (fillfactor = 80);

-- When a case came for the first time to what reports measure between. A row is made with the first of them.
create table rma_milestone (
    case_id      uuid        not null primary key,
    org_id       text        not null,
    reported_at  timestamptz not null,
    approved_at  timestamptz,
    inbound_at   timestamptz, -- the faulty unit travels to us
    received_at  timestamptz,
    repaired_at  timestamptz, -- repaired, replaced or refunded: the work is done
    delivered_at timestamptz,
    closed_at    timestamptz
);

-- The family that the catalogue named for a product when a decision was made about a case of it.
create table product_family (
    org_id      text not null,
    product_sku text not null,
    family      text not null,
    primary key (org_id, product_sku)
);

-- Units in the field: all of a product, and those that tell a firmware (cell or BMS) by its version. Counted anew from
-- time to time.
create table product_fleet (
    org_id      text        not null,
    product_sku text        not null,
    firmware    text        not null, -- 'all': of any or no version
    units       bigint      not null,
    counted_at  timestamptz not null,
    primary key (org_id, product_sku, firmware)
);

-- Eight buckets for each doubling, from one minute on: neighbours are 9 % apart.
create function report_bucket(seconds bigint) returns smallint
    language sql immutable parallel safe
    return floor(8 * ln(greatest(seconds, 60) / 60.0::float8) / ln(2.0::float8))::smallint;

create function report_seconds(since timestamptz, until timestamptz) returns bigint
    language sql immutable parallel safe
    return greatest(0, round(extract(epoch from until - since)))::bigint;

create function report_of_case(zone text, opened_at timestamptz, closed_at timestamptz, resolved_at timestamptz,
                               due_at timestamptz, reason text, sku text, firmware text, priority text,
                               fault_codes text[], alarms text[], csat integer, team text)
    returns table (measure text, day date, a text, b text, bucket smallint, n bigint, total bigint)
    language sql immutable parallel safe as $$
    select m.measure, (m.at at time zone zone)::date, m.a, m.b, m.bucket::smallint, 1::bigint, m.total::bigint
    from (values
        ('opened.reason', opened_at, reason, '', 0, 0),
        ('opened.product', opened_at, coalesce(sku, 'unknown'), '', 0, 0),
        ('closed.reason', closed_at, reason, '', 0, 0),
        ('closed.product', closed_at, coalesce(sku, 'unknown'), '', 0, 0),
        ('fault', case when cardinality(fault_codes) = 0 then opened_at end, 'none', '', 0, 0),
        ('failure', case when reason = 'defect' then opened_at end,
            coalesce(sku, 'unknown'), coalesce(firmware, 'unknown'), 0, 0),
        -- A case that is over counts on the day when it was resolved, one that is late and open on the day it was due.
        ('sla', coalesce(resolved_at, case when 'case.breached' = any (alarms) then due_at end), priority,
            case when resolved_at is null then 'overdue' when resolved_at <= due_at then 'kept' else 'late' end, 0, 0),
        ('csat', case when csat is not null then coalesce(closed_at, resolved_at, opened_at) end, team, '', csat, csat)
    ) as m(measure, at, a, b, bucket, total)
    where m.at is not null
    union all
    select 'fault', (opened_at at time zone zone)::date, code, '', 0::smallint, 1::bigint, 0::bigint
    from (select distinct unnest(fault_codes)) as f(code)
$$;

-- Each step from one milestone to the next one that the case came to, and the whole way.
create function report_of_milestones(zone text, reported_at timestamptz, approved_at timestamptz,
                                     inbound_at timestamptz, received_at timestamptz, repaired_at timestamptz,
                                     delivered_at timestamptz, closed_at timestamptz)
    returns table (measure text, day date, a text, b text, bucket smallint, n bigint, total bigint)
    language sql immutable parallel safe as $$
    select l.measure, (l.at at time zone zone)::date, l.a, l.b, report_bucket(report_seconds(l.since, l.at)), 1::bigint,
           report_seconds(l.since, l.at)
    from (
        select 'leg', lag(m.name) over (order by m.rank), m.name, lag(m.at) over (order by m.rank), m.at
        from (values (1, 'reported', reported_at), (2, 'approved', approved_at), (3, 'inbound', inbound_at),
                     (4, 'received', received_at), (5, 'repaired', repaired_at), (6, 'delivered', delivered_at),
                     (7, 'closed', closed_at)) as m(rank, name, at)
        where m.at is not null
        union all
        select 'whole', 'reported', 'closed', reported_at, closed_at
    ) as l(measure, a, b, since, at)
    where l.since is not null and l.at is not null
$$;

create function report_of_shipment(zone text, carrier text, direction text, state text, created_at timestamptz,
                                   shipped_at timestamptz, delivered_at timestamptz, state_at timestamptz)
    returns table (measure text, day date, a text, b text, bucket smallint, n bigint, total bigint)
    language sql immutable parallel safe as $$
    select m.measure, (m.at at time zone zone)::date, carrier, direction, m.bucket::smallint, 1::bigint, m.total
    from (values
        ('courier.shipped', coalesce(shipped_at, created_at), 0, 0::bigint),
        ('courier.returned', case when state = 'RETURNED' then coalesce(state_at, created_at) end, 0, 0),
        ('courier.delivered', case when state = 'DELIVERED' then coalesce(delivered_at, state_at) end, 0, 0),
        ('courier.time', case when state = 'DELIVERED' and shipped_at is not null then delivered_at end,
            report_bucket(report_seconds(shipped_at, delivered_at)), report_seconds(shipped_at, delivered_at))
    ) as m(measure, at, bucket, total)
    where m.at is not null
$$;

create function report_of_standby(zone text, sku text, issued_at timestamptz, returned_at timestamptz,
                                  overdue_at timestamptz)
    returns table (measure text, day date, a text, b text, bucket smallint, n bigint, total bigint)
    language sql immutable parallel safe as $$
    select m.measure, (m.at at time zone zone)::date, coalesce(sku, 'unknown'), '', m.bucket::smallint, 1::bigint, m.total
    from (values
        ('standby.issued', issued_at, 0, 0::bigint),
        ('standby.overdue', overdue_at, 0, 0),
        ('standby.returned', returned_at, report_bucket(report_seconds(issued_at, returned_at)),
            report_seconds(issued_at, returned_at))
    ) as m(measure, at, bucket, total)
    where m.at is not null
$$;

-- What rows add to the figures now, and what they added before they changed; only the difference is written.
create function report_case_opened() returns trigger language plpgsql as $$
begin
    insert into report_delta
    select c.org_id, f.* from new_rows c cross join report_calendar z cross join lateral report_of_case(
        z.zone, c.opened_at, c.closed_at, c.resolved_at, c.due_at, c.reason_code, c.product_sku, c.firmware,
        c.priority, c.fault_codes, c.alarms, c.csat, c.team) f;
    return null;
end $$;

create function report_case_changed() returns trigger language plpgsql as $$
begin
    insert into report_delta
    select org_id, measure, day, a, b, bucket, sum(n), sum(total)
    from (select c.org_id, f.measure, f.day, f.a, f.b, f.bucket, c.sign * f.n as n, c.sign * f.total as total
          from (select 1 as sign, * from new_rows union all select -1, * from old_rows) c
          cross join report_calendar z cross join lateral report_of_case(
              z.zone, c.opened_at, c.closed_at, c.resolved_at, c.due_at, c.reason_code, c.product_sku, c.firmware,
              c.priority, c.fault_codes, c.alarms, c.csat, c.team) f) as changed
    group by org_id, measure, day, a, b, bucket
    having sum(n) <> 0 or sum(total) <> 0;
    return null;
end $$;

create function report_milestone_reached() returns trigger language plpgsql as $$
begin
    insert into report_delta
    select m.org_id, f.* from new_rows m cross join report_calendar z cross join lateral report_of_milestones(
        z.zone, m.reported_at, m.approved_at, m.inbound_at, m.received_at, m.repaired_at, m.delivered_at,
        m.closed_at) f;
    return null;
end $$;

create function report_milestone_changed() returns trigger language plpgsql as $$
begin
    insert into report_delta
    select org_id, measure, day, a, b, bucket, sum(n), sum(total)
    from (select m.org_id, f.measure, f.day, f.a, f.b, f.bucket, m.sign * f.n as n, m.sign * f.total as total
          from (select 1 as sign, * from new_rows union all select -1, * from old_rows) m
          cross join report_calendar z cross join lateral report_of_milestones(
              z.zone, m.reported_at, m.approved_at, m.inbound_at, m.received_at, m.repaired_at, m.delivered_at,
              m.closed_at) f) as changed
    group by org_id, measure, day, a, b, bucket
    having sum(n) <> 0 or sum(total) <> 0;
    return null;
end $$;

create function report_shipment_made() returns trigger language plpgsql as $$
begin
    insert into report_delta
    select s.org_id, f.* from new_rows s cross join report_calendar z cross join lateral report_of_shipment(
        z.zone, s.carrier, s.direction, s.state, s.created_at, s.shipped_at, s.delivered_at, s.state_at) f;
    return null;
end $$;

create function report_shipment_changed() returns trigger language plpgsql as $$
begin
    insert into report_delta
    select org_id, measure, day, a, b, bucket, sum(n), sum(total)
    from (select s.org_id, f.measure, f.day, f.a, f.b, f.bucket, s.sign * f.n as n, s.sign * f.total as total
          from (select 1 as sign, * from new_rows union all select -1, * from old_rows) s
          cross join report_calendar z cross join lateral report_of_shipment(
              z.zone, s.carrier, s.direction, s.state, s.created_at, s.shipped_at, s.delivered_at, s.state_at) f) as changed
    group by org_id, measure, day, a, b, bucket
    having sum(n) <> 0 or sum(total) <> 0;
    return null;
end $$;

create function report_standby_issued() returns trigger language plpgsql as $$
begin
    insert into report_delta
    select s.org_id, f.* from new_rows s cross join report_calendar z cross join lateral report_of_standby(
        z.zone, s.product_sku, s.issued_at, s.returned_at, s.overdue_at) f;
    return null;
end $$;

create function report_standby_changed() returns trigger language plpgsql as $$
begin
    insert into report_delta
    select org_id, measure, day, a, b, bucket, sum(n), sum(total)
    from (select s.org_id, f.measure, f.day, f.a, f.b, f.bucket, s.sign * f.n as n, s.sign * f.total as total
          from (select 1 as sign, * from new_rows union all select -1, * from old_rows) s
          cross join report_calendar z cross join lateral report_of_standby(
              z.zone, s.product_sku, s.issued_at, s.returned_at, s.overdue_at) f) as changed
    group by org_id, measure, day, a, b, bucket
    having sum(n) <> 0 or sum(total) <> 0;
    return null;
end $$;

-- The work is done by what ends it, whatever that is: it is with the customer, on the way there, or paid.
create function report_work_done(from_state text, to_state text) returns boolean
    language sql immutable parallel safe
    return to_state in ('REPLACED', 'OUTBOUND', 'DELIVERED', 'CONFIRMED')
        and coalesce(from_state, '') not in ('REJECTED', 'OUTBOUND', 'DELIVERED', 'CONFIRMED');

create function report_milestones() returns trigger language plpgsql as $$
begin
    insert into rma_milestone as m (case_id, org_id, reported_at, approved_at, inbound_at, received_at, repaired_at,
                                    delivered_at, closed_at)
    select e.case_id, e.org_id, min(c.opened_at),
           min(e.at) filter (where e.to_value = 'APPROVED'),
           min(e.at) filter (where e.to_value = 'UNIT_INBOUND'),
           min(e.at) filter (where e.to_value = 'RECEIVED'),
           min(e.at) filter (where report_work_done(e.from_value, e.to_value)),
           min(e.at) filter (where e.to_value = 'DELIVERED'),
           min(e.at) filter (where e.to_value = 'CLOSED')
    from new_rows e join rma_case c on c.id = e.case_id
    where e.event = 'status_changed'
      and (e.to_value in ('APPROVED', 'UNIT_INBOUND', 'RECEIVED', 'DELIVERED', 'CLOSED')
           or report_work_done(e.from_value, e.to_value))
    group by e.case_id, e.org_id
    order by e.case_id
    on conflict (case_id) do update
    set approved_at = least(m.approved_at, excluded.approved_at),
        inbound_at = least(m.inbound_at, excluded.inbound_at),
        received_at = least(m.received_at, excluded.received_at),
        repaired_at = least(m.repaired_at, excluded.repaired_at),
        delivered_at = least(m.delivered_at, excluded.delivered_at),
        closed_at = least(m.closed_at, excluded.closed_at);
    return null;
end $$;

create function report_family() returns trigger language plpgsql as $$
begin
    insert into product_family (org_id, product_sku, family)
    select distinct on (c.org_id, c.product_sku) c.org_id, c.product_sku, known.family
    from new_rows d join rma_case c on c.id = d.case_id
    cross join lateral (select jsonb_path_query_first(d.explanation::jsonb,
        '$.warranty.why.inputs[*] ? (@.name == "family").value') #>> '{}') as known(family)
    where c.product_sku is not null and known.family is not null
      and not exists (select from product_family p where p.org_id = c.org_id and p.product_sku = c.product_sku)
    order by c.org_id, c.product_sku
    on conflict do nothing;
    return null;
end $$;

-- Counts everything anew, for what was there before and after the zone has changed. Writers wait meanwhile.
create function report_recount() returns void language plpgsql set work_mem = '128MB' as $$
begin
    lock table rma_case, rma_milestone, rma_shipment, rma_standby in share mode;
    lock table report_delta, report_tally in exclusive mode;
    delete from report_delta;
    delete from report_tally;
    insert into report_tally
    select w.org_id, w.measure, s.span, s.day, w.a, w.b, w.bucket, sum(w.n), sum(w.total)
    from (
        select org_id, measure, day, a, b, bucket, count(*) as n, sum(total) as total
        from (
            select c.org_id, f.* from rma_case c cross join report_calendar z cross join lateral report_of_case(
                z.zone, c.opened_at, c.closed_at, c.resolved_at, c.due_at, c.reason_code, c.product_sku, c.firmware,
                c.priority, c.fault_codes, c.alarms, c.csat, c.team) f
            union all
            select m.org_id, f.* from rma_milestone m cross join report_calendar z
            cross join lateral report_of_milestones(z.zone, m.reported_at, m.approved_at, m.inbound_at, m.received_at,
                m.repaired_at, m.delivered_at, m.closed_at) f
            union all
            select s.org_id, f.* from rma_shipment s cross join report_calendar z cross join lateral report_of_shipment(
                z.zone, s.carrier, s.direction, s.state, s.created_at, s.shipped_at, s.delivered_at, s.state_at) f
            union all
            select s.org_id, f.* from rma_standby s cross join report_calendar z cross join lateral report_of_standby(
                z.zone, s.product_sku, s.issued_at, s.returned_at, s.overdue_at) f
        ) as every
        group by org_id, measure, day, a, b, bucket
    ) as w
    cross join lateral (values ('D', w.day), ('W', date_trunc('week', w.day)::date),
                               ('M', date_trunc('month', w.day)::date)) as s(span, day)
    group by w.org_id, w.measure, s.span, s.day, w.a, w.b, w.bucket
    order by 1, 2, 3, 4, 5, 6, 7;
end $$;

-- Counts by the days of another zone from now on; true if it was another one.
create function report_use_zone(wanted text) returns boolean language plpgsql as $$
begin
    update report_calendar set zone = wanted where zone <> wanted;
    if not found then
        return false;
    end if;
    perform report_recount();
    return true;
end $$;

-- The figures of the days from first_day up to end_day (excluded). The weeks or months (whole_span) from first_whole up
-- to end_whole (excluded) are taken as a whole.
create function report_figures(of_org text, of_measures text[], first_day date, end_day date, whole_span text,
                               first_whole date, end_whole date)
    returns table (measure text, day date, a text, b text, bucket smallint, n bigint, total bigint)
    language sql stable as $$
    select measure, day, a, b, bucket, n, total from report_tally
    where org_id = of_org and measure = any (of_measures) and span = 'D' and day >= first_day and day < first_whole
    union all
    select measure, day, a, b, bucket, n, total from report_tally
    where org_id = of_org and measure = any (of_measures) and span = whole_span::char(1)
      and day >= first_whole and day < end_whole
    union all
    select measure, day, a, b, bucket, n, total from report_tally
    where org_id = of_org and measure = any (of_measures) and span = 'D' and day >= end_whole and day < end_day
    union all
    select measure, day, a, b, bucket, n, total from report_delta
    where org_id = of_org and measure = any (of_measures) and day >= first_day and day < end_day
$$;

-- What was there before.
insert into rma_milestone (case_id, org_id, reported_at, approved_at, inbound_at, received_at, repaired_at, delivered_at,
                           closed_at)
select e.case_id, e.org_id, min(c.opened_at),
       min(e.at) filter (where e.to_value = 'APPROVED'),
       min(e.at) filter (where e.to_value = 'UNIT_INBOUND'),
       min(e.at) filter (where e.to_value = 'RECEIVED'),
       min(e.at) filter (where report_work_done(e.from_value, e.to_value)),
       min(e.at) filter (where e.to_value = 'DELIVERED'),
       min(e.at) filter (where e.to_value = 'CLOSED')
from rma_event e join rma_case c on c.id = e.case_id
where e.event = 'status_changed'
  and (e.to_value in ('APPROVED', 'UNIT_INBOUND', 'RECEIVED', 'DELIVERED', 'CLOSED')
       or report_work_done(e.from_value, e.to_value))
group by e.case_id, e.org_id;

insert into product_family (org_id, product_sku, family)
select distinct on (c.org_id, c.product_sku) c.org_id, c.product_sku, known.family
from decision d join rma_case c on c.id = d.case_id
cross join lateral (select jsonb_path_query_first(d.explanation::jsonb,
    '$.warranty.why.inputs[*] ? (@.name == "family").value') #>> '{}') as known(family)
where c.product_sku is not null and known.family is not null
order by c.org_id, c.product_sku, d.id desc;

select report_recount();

create trigger report_opened after insert on rma_case
    referencing new table as new_rows for each statement execute function report_case_opened();
create trigger report_changed after update on rma_case
    referencing old table as old_rows new table as new_rows for each statement execute function report_case_changed();
create trigger report_milestones after insert on rma_event
    referencing new table as new_rows for each statement execute function report_milestones();
create trigger report_reached after insert on rma_milestone
    referencing new table as new_rows for each statement execute function report_milestone_reached();
create trigger report_changed after update on rma_milestone
    referencing old table as old_rows new table as new_rows for each statement execute function report_milestone_changed();
create trigger report_made after insert on rma_shipment
    referencing new table as new_rows for each statement execute function report_shipment_made();
create trigger report_changed after update on rma_shipment
    referencing old table as old_rows new table as new_rows for each statement execute function report_shipment_changed();
create trigger report_issued after insert on rma_standby
    referencing new table as new_rows for each statement execute function report_standby_issued();
create trigger report_changed after update on rma_standby
    referencing old table as old_rows new table as new_rows for each statement execute function report_standby_changed();
create trigger report_family after insert on decision
    referencing new table as new_rows for each statement execute function report_family();
