-- Time from one milestone of a case to the next one that it came to, counted on the day of the latter.
with figure as (
    select case :period when 'all' then cast(:from as date) else date_trunc(:period, day)::date end as period,
           measure, a, b, bucket, sum(n)::float8 as n, sum(total)::float8 as total
    from report_figures(:org, array['leg', 'whole'], :from, :end, :whole, :firstWhole, :endWhole)
    group by 1, measure, a, b, bucket
    having sum(n) > 0),
ranked as (
    select *, sum(n) over (partition by period, measure, a, b order by bucket) as up_to,
           sum(n) over (partition by period, measure, a, b) as cases
    from figure)
select period as "period", case measure when 'whole' then 'whole' else a || ' to ' || b end as "leg",
       sum(n)::bigint as "cases", round((sum(total) / sum(n) / 3600)::numeric, 2) as "meanHours",
       round((min(total / n) filter (where up_to >= 0.5 * cases) / 3600)::numeric, 2) as "medianHours",
       round((min(total / n) filter (where up_to >= 0.9 * cases) / 3600)::numeric, 2) as "p90Hours"
from ranked
group by period, measure, a, b
order by period, measure = 'whole',
         array_position(array['reported', 'approved', 'inbound', 'received', 'repaired', 'delivered', 'closed'], a),
         array_position(array['reported', 'approved', 'inbound', 'received', 'repaired', 'delivered', 'closed'], b)
limit :limit
