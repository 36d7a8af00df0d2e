-- What is kept of units' readings, and the firmware that they should have.
--
-- Everything a reading changes is a newest by observed time, a lowest, a highest or a union. So rows come out the same
-- in whatever order readings arrive, and writing a reading again changes nothing.

create function hub_at(millis bigint) returns timestamptz
    language sql immutable parallel safe
    return to_timestamp(millis / 1000.0);

-- The newest state of a unit. Each group of columns belongs to the newest reading that reported it.
create table unit_state (
    org_id              text        not null,
    serial              text        not null,
    observed_at         timestamptz not null,
    online              boolean,
    min_temperature     numeric,
    max_temperature     numeric,
    fault_codes         text[]      not null default '{}',
    cell_firmware       text,
    cell_firmware_since timestamptz,
    cell_firmware_at    timestamptz,
    bms_firmware        text,
    bms_firmware_since  timestamptz,
    bms_firmware_at     timestamptz,
    soh                 numeric,
    soh_at              timestamptz,
    -- The highest ever reported, when it was reached first, and the newest reading below an earlier one.
    throughput_kwh      numeric,
    throughput_at       timestamptz,
    throughput_fell_at  timestamptz,
    cycles              bigint,
    first_observed_at   timestamptz not null,
    last_online_at      timestamptz,
    updated_at          timestamptz not null,
    primary key (org_id, serial)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

-- When a version was seen first and last. Written when a version changes; the current one's last time is in unit_state.
create table unit_firmware (
    org_id        text        not null,
    serial        text        not null,
    component     text        not null check (component in ('cell', 'bms')),
    version       text        not null,
    -- Sorts by bytes as versions sort (FirmwareVersion); null when there is no number in the version.
    version_order text        collate "C",
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    primary key (org_id, serial, component, version)
);

-- Online is what readings cover, each from its time until the silence that was allowed then (allowed) has passed;
-- offline the same of readings that say so. Split by month (UTC), so that a row stays small.
create table unit_presence (
    org_id  text           not null,
    serial  text           not null,
    month   date           not null,
    allowed interval       not null,
    online  tstzmultirange not null,
    offline tstzmultirange not null,
    primary key (org_id, serial, month)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
create index unit_presence_month on unit_presence (month);

-- One row a day (UTC); after the configured time one a month, dated its first day, in unit_month.
create table unit_day (
    org_id         text        not null,
    serial         text        not null,
    day            date        not null,
    soh_min        numeric,
    soh_last       numeric,
    soh_last_at    timestamptz,
    throughput_kwh numeric,
    coldest        numeric,
    hottest        numeric,
    primary key (org_id, serial, day)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
create index unit_day_day on unit_day (day);

create table unit_month (like unit_day including defaults, primary key (org_id, serial, day));
create index unit_month_day on unit_month (day);

-- Signed counts of readings and of doubted values, summed up by a housekeeping route. After a crash some readings
-- are read again and count twice.
create table telemetry_tally (
    org_id text   not null,
    day    date   not null,
    kind   text   not null,
    delta  bigint not null
);

create table firmware_release (
    org_id         text        not null,
    product_family text        not null,
    component      text        not null check (component in ('cell', 'bms')),
    version        text        not null,
    version_order  text        not null collate "C",
    required       boolean     not null,
    released_at    timestamptz not null,
    deadline       timestamptz,
    told_at        timestamptz not null,
    message_id     uuid        not null,
    primary key (org_id, product_family, component, version),
    check (not required or deadline is not null)
);
create index firmware_release_deadline on firmware_release (org_id, deadline) where required;

-- One unit's online times, in order. A stretch ends where the unit said that it went offline after its last reading
-- in it, otherwise when the allowed silence had passed.
create function unit_online(of_org text, of_serial text)
    returns table (online_from timestamptz, online_to timestamptz)
    language sql stable parallel safe as $$
    with rows as (
        select online, offline, allowed from unit_presence where org_id = of_org and serial = of_serial),
    stretch as (
        select unnest(range_agg(online)) as times, max(allowed) as allowed from rows),
    said_offline as (
        select lower(unnest(range_agg(offline))) as at from rows)
    select lower(s.times),
           coalesce((select min(o.at) from said_offline o
                     where o.at > upper(s.times) - s.allowed and o.at < upper(s.times)), upper(s.times))
    from stretch s
    order by 1;
$$;

-- The units that were offline at a time: since when, and until when (null: until now). A unit that was never seen
-- before that time is not among them: of it nothing is known.
create function units_offline_at(of_org text, at timestamptz)
    returns table (serial text, offline_since timestamptz, offline_until timestamptz)
    language sql stable as $$
    select u.serial, o.since, o.until
    from unit_state u
    cross join lateral (
        select max(online_to) filter (where online_from <= at) as since,
               min(online_from) filter (where online_from > at) as until
        from unit_online(u.org_id, u.serial)) o
    where u.org_id = of_org and o.since <= at;
$$;

-- Every version that was seen on a unit, the current one included.
create view unit_firmware_span as
    select f.org_id, f.serial, f.component, f.version, f.version_order, least(f.first_seen_at, s.since) as first_seen_at,
           greatest(f.last_seen_at, s.at) as last_seen_at
    from unit_firmware f
    left join (select org_id, serial, 'cell' as component, cell_firmware as version,
                      cell_firmware_since as since, cell_firmware_at as at from unit_state
               union all
               select org_id, serial, 'bms', bms_firmware, bms_firmware_since, bms_firmware_at from unit_state) s
        using (org_id, serial, component, version);

-- The version that each unit had at a time: of those seen both before and after it the youngest, otherwise the one
-- seen last before it. A unit without a row had told none by then.
create function units_firmware_at(of_org text, of_component text, at timestamptz)
    returns table (serial text, version text, version_order text, seen_at timestamptz)
    language sql stable as $$
    select distinct on (f.serial) f.serial, f.version, f.version_order, least(f.last_seen_at, at)
    from unit_firmware_span f
    where f.org_id = of_org and f.component = of_component and f.first_seen_at <= at
    order by f.serial, (f.last_seen_at >= at) desc,
             case when f.last_seen_at >= at then f.first_seen_at else f.last_seen_at end desc;
$$;

-- The units that were offline at a time without a version as new as the wanted one, as far as they had told. version
-- is null when a unit had told none by then, and version_order when its version has no place in the order: of such a
-- unit it is not known that it missed anything.
create function units_missing_firmware(of_org text, of_component text, wanted_order text, at timestamptz)
    returns table (serial text, version text, version_order text, seen_at timestamptz,
                   offline_since timestamptz, offline_until timestamptz)
    language sql stable as $$
    select o.serial, f.version, f.version_order, f.seen_at, o.offline_since, o.offline_until
    from units_offline_at(of_org, at) o
    left join units_firmware_at(of_org, of_component, at) f on f.serial = o.serial
    where f.version_order is null or f.version_order collate "C" < wanted_order collate "C";
$$;
