package io.rmahub.unit;

/**
 * What {@link UnitStore} runs; each takes a whole fold as column arrays. Times are milliseconds since 1970. Every
 * update is a newest, a lowest, a highest or a union, so that a repeat changes nothing.
 */
final class UnitStatements {

    /**
     * Before the states, because it compares with them: which versions are new, and when the one before was seen
     * last.
     */
    static final String FIRMWARE = """
            with seen as (
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                         as t(serial, component, version, version_order, first_millis, last_millis)),
            with_state as (
                select e.serial, e.component, e.version, e.version_order,
                       hub_at(e.first_millis) as first_at, hub_at(e.last_millis) as last_at,
                       case e.component when 'cell' then s.cell_firmware else s.bms_firmware end as current,
                       case e.component when 'cell' then s.cell_firmware_since else s.bms_firmware_since end as since,
                       case e.component when 'cell' then s.cell_firmware_at else s.bms_firmware_at end as at
                from seen e left join unit_state s on s.org_id = ? and s.serial = e.serial),
            compared as (
                select *, bool_or(current is distinct from version) over w as changed, row_number() over w as number
                from with_state window w as (partition by serial, component)),
            changes as (
                select serial, component, version, version_order, first_at, last_at from compared where changed
                union all
                select serial, component, current, null, since, at
                from compared where changed and number = 1 and current is not null)
            insert into unit_firmware (org_id, serial, component, version, version_order, first_seen_at, last_seen_at)
            select ?, serial, component, version, max(version_order), min(first_at), max(last_at) from changes
            group by serial, component, version order by serial, component, version
            on conflict (org_id, serial, component, version) do update
            set first_seen_at = least(unit_firmware.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(unit_firmware.last_seen_at, excluded.last_seen_at)""";

    static final String FALLS = """
            select count(*) from unnest(?::text[], ?::numeric[], ?::bigint[]) as e(serial, kwh, millis)
            join unit_state s on s.org_id = ? and s.serial = e.serial
            where e.kwh < s.throughput_kwh and hub_at(e.millis) > s.throughput_at
              and hub_at(e.millis) > coalesce(s.throughput_fell_at, '-infinity')""";

    static final String STATES = """
            insert into unit_state as s (org_id, serial, observed_at, online, min_temperature, max_temperature,
                fault_codes,
                cell_firmware, cell_firmware_since, cell_firmware_at, bms_firmware, bms_firmware_since, bms_firmware_at,
                soh, soh_at, throughput_kwh, throughput_at, throughput_fell_at, cycles, first_observed_at,
                last_online_at, updated_at)
            select ?, serial, hub_at(observed), online, min_temperature, max_temperature,
                   case fault_codes when '' then '{}' else string_to_array(fault_codes, E'\\x1f') end,
                   cell, hub_at(cell_since), hub_at(cell_at), bms, hub_at(bms_since), hub_at(bms_at), soh,
                       hub_at(soh_at),
                   throughput, hub_at(throughput_at), hub_at(fell_at), cycles, hub_at(first_observed),
                       hub_at(last_online), ?
            from unnest(?::text[], ?::bigint[], ?::boolean[], ?::numeric[], ?::numeric[], ?::text[], ?::text[],
                ?::bigint[],
                        ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::numeric[], ?::bigint[], ?::numeric[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                 as t(serial, observed, online, min_temperature, max_temperature, fault_codes, cell, cell_since,
                     cell_at,
                      bms, bms_since, bms_at, soh, soh_at, throughput, throughput_at, fell_at, cycles, first_observed,
                      last_online)
            on conflict (org_id, serial) do update set
                observed_at = greatest(s.observed_at, excluded.observed_at),
                online = case when excluded.observed_at >= s.observed_at then excluded.online else s.online end,
                min_temperature = case when excluded.observed_at >= s.observed_at
                                       then excluded.min_temperature else s.min_temperature end,
                max_temperature = case when excluded.observed_at >= s.observed_at
                                       then excluded.max_temperature else s.max_temperature end,
                fault_codes = case when excluded.observed_at >= s.observed_at
                                   then excluded.fault_codes else s.fault_codes end,
                cell_firmware = case when excluded.cell_firmware_at >= coalesce(s.cell_firmware_at, '-infinity')
                                     then excluded.cell_firmware else s.cell_firmware end,
                cell_firmware_since = case
                    when excluded.cell_firmware = s.cell_firmware
                        then least(s.cell_firmware_since, excluded.cell_firmware_since)
                    when excluded.cell_firmware_at >= coalesce(s.cell_firmware_at, '-infinity')
                        then excluded.cell_firmware_since
                    else s.cell_firmware_since end,
                cell_firmware_at = greatest(s.cell_firmware_at, excluded.cell_firmware_at),
                bms_firmware = case when excluded.bms_firmware_at >= coalesce(s.bms_firmware_at, '-infinity')
                                    then excluded.bms_firmware else s.bms_firmware end,
                bms_firmware_since = case
                    when excluded.bms_firmware = s.bms_firmware
                        then least(s.bms_firmware_since, excluded.bms_firmware_since)
                    when excluded.bms_firmware_at >= coalesce(s.bms_firmware_at, '-infinity')
                        then excluded.bms_firmware_since
                    else s.bms_firmware_since end,
                bms_firmware_at = greatest(s.bms_firmware_at, excluded.bms_firmware_at),
                soh = case when excluded.soh_at >= coalesce(s.soh_at, '-infinity') then excluded.soh else s.soh end,
                soh_at = greatest(s.soh_at, excluded.soh_at),
                throughput_fell_at = greatest(s.throughput_fell_at, excluded.throughput_fell_at,
                    case when excluded.throughput_kwh < s.throughput_kwh and excluded.throughput_at > s.throughput_at
                         then excluded.throughput_at
                         when excluded.throughput_kwh > s.throughput_kwh and excluded.throughput_at < s.throughput_at
                         then s.throughput_at end),
                throughput_at = case when excluded.throughput_kwh > coalesce(s.throughput_kwh, -1)
                    then excluded.throughput_at
                                     when excluded.throughput_kwh = s.throughput_kwh
                                     then least(s.throughput_at, excluded.throughput_at)
                                     else s.throughput_at end,
                throughput_kwh = greatest(s.throughput_kwh, excluded.throughput_kwh),
                cycles = greatest(s.cycles, excluded.cycles),
                first_observed_at = least(s.first_observed_at, excluded.first_observed_at),
                last_online_at = greatest(s.last_online_at, excluded.last_online_at),
                updated_at = excluded.updated_at""";

    static final String PRESENCE = """
            insert into unit_presence as p (org_id, serial, month, allowed, online, offline)
            select ?, serial, month, make_interval(secs => ?),
                   coalesce(range_agg(tstzrange(hub_at(starts), hub_at(ends))) filter (where online), '{}'),
                   coalesce(range_agg(tstzrange(hub_at(starts), hub_at(ends))) filter (where not online), '{}')
            from unnest(?::text[], ?::date[], ?::boolean[], ?::bigint[], ?::bigint[])
                 as t(serial, month, online, starts, ends)
            group by serial, month order by serial, month
            on conflict (org_id, serial, month) do update
            set online = p.online + excluded.online, offline = p.offline + excluded.offline,
                allowed = excluded.allowed""";

    static final String DAYS = """
            insert into unit_day as d (org_id, serial, day, soh_min, soh_last, soh_last_at, throughput_kwh, coldest,
                hottest)
            select ?, serial, day, soh_min, soh_last, hub_at(soh_last_at), throughput, coldest, hottest
            from unnest(?::text[], ?::date[], ?::numeric[], ?::numeric[], ?::bigint[], ?::numeric[], ?::numeric[],
                ?::numeric[])
                 as t(serial, day, soh_min, soh_last, soh_last_at, throughput, coldest, hottest)
            on conflict (org_id, serial, day) do update set
                soh_min = least(d.soh_min, excluded.soh_min),
                soh_last = case when excluded.soh_last_at >= coalesce(d.soh_last_at, '-infinity')
                                then excluded.soh_last else d.soh_last end,
                soh_last_at = greatest(d.soh_last_at, excluded.soh_last_at),
                throughput_kwh = greatest(d.throughput_kwh, excluded.throughput_kwh),
                coldest = least(d.coldest, excluded.coldest),
                hottest = greatest(d.hottest, excluded.hottest)""";

    static final String TALLY = """
            insert into telemetry_tally (org_id, day, kind, delta)
            select ?, ?::date, kind, delta from unnest(?::text[], ?::bigint[]) as t(kind, delta)""";

    private UnitStatements() {
    }
}
