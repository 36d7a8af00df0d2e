select 'ahead' as what from (select hub_ensure_partitions(hub_week(now()) - 1, hub_week(now()) + 4)) made
union all
select hub_drop_partitions(hub_week(now()) - cast(:#retentionWeeks as integer),
                           hub_week(now()) - cast(:#dedupWeeks as integer))
