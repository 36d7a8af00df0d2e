-- Whether cases were resolved by the time promised, pauses included, by priority.
with figure as (
    select case :period when 'all' then cast(:from as date) else date_trunc(:period, day)::date end as period,
           a, b, n
    from report_figures(:org, array['sla'], :from, :end, :whole, :firstWhole, :endWhole))
select period as "period", a as "priority",
       coalesce(sum(n) filter (where b = 'kept'), 0)::bigint as "kept",
       coalesce(sum(n) filter (where b = 'late'), 0)::bigint as "late",
       coalesce(sum(n) filter (where b = 'overdue'), 0)::bigint as "overdue",
       round(100 * coalesce(sum(n) filter (where b = 'kept'), 0) / sum(n), 2) as "percentKept"
from figure
group by period, a
having sum(n) > 0
order by period, array_position(array['urgent', 'high', 'normal', 'low'], a)
limit :limit
