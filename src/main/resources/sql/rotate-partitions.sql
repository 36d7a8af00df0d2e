-- Ahead: hub_ensure_partitions returns nothing, so that the rows are the names of what was dropped.
with ahead as materialized (
    select hub_ensure_partitions(hub_week(now()) - 1, hub_week(now()) + 4)::text as done)
select hub_drop_partitions(hub_week(now()) - cast(:#retentionWeeks as integer),
                           hub_week(now()) - cast(:#dedupWeeks as integer)) as dropped
from ahead
