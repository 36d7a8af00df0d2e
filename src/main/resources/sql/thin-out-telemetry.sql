-- Days become months; what is older than the history goes. A portion at a time, so that no run takes long.
with old as (
    delete from unit_day where ctid = any (array(
        select ctid from unit_day
        where day < date_trunc('month', now() - cast(:#dailyFor as interval))::date limit 20000))
    returning *),
months as (
    select org_id, serial, date_trunc('month', day)::date as day, min(soh_min) as soh_min,
           (array_agg(soh_last order by soh_last_at desc) filter (where soh_last is not null))[1] as soh_last,
           max(soh_last_at) as soh_last_at, max(throughput_kwh) as throughput_kwh,
           min(coldest) as coldest, max(hottest) as hottest
    from old group by 1, 2, 3),
merged as (
    insert into unit_month as m
    select * from months
    on conflict (org_id, serial, day) do update set
        soh_min = least(m.soh_min, excluded.soh_min),
        soh_last = case when excluded.soh_last_at >= coalesce(m.soh_last_at, '-infinity')
                        then excluded.soh_last else m.soh_last end,
        soh_last_at = greatest(m.soh_last_at, excluded.soh_last_at),
        throughput_kwh = greatest(m.throughput_kwh, excluded.throughput_kwh),
        coldest = least(m.coldest, excluded.coldest),
        hottest = greatest(m.hottest, excluded.hottest)),
forgotten as (
    delete from unit_month where ctid = any (array(
        select ctid from unit_month where day < (now() - cast(:#historyFor as interval))::date limit 20000)))
delete from unit_presence where ctid = any (array(
    select ctid from unit_presence where month < (now() - cast(:#historyFor as interval))::date limit 20000))
