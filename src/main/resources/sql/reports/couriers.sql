-- Parcels by carrier and direction, and how long they took from their pick-up to their delivery.
with figure as (
    select case :period when 'all' then cast(:from as date) else date_trunc(:period, day)::date end as period,
           measure, a, b, bucket, sum(n)::float8 as n, sum(total)::float8 as total
    from report_figures(:org, array['courier.shipped', 'courier.delivered', 'courier.returned', 'courier.time'],
                        :from, :end, :whole, :firstWhole, :endWhole)
    group by 1, measure, a, b, bucket
    having sum(n) > 0),
ranked as (
    select *, sum(n) over (partition by period, measure, a, b order by bucket) as up_to,
           sum(n) over (partition by period, measure, a, b) as parcels, measure = 'courier.time' as timed
    from figure)
select period as "period", a as "carrier", b as "direction",
       coalesce(sum(n) filter (where measure = 'courier.shipped'), 0)::bigint as "shipped",
       coalesce(sum(n) filter (where measure = 'courier.delivered'), 0)::bigint as "delivered",
       coalesce(sum(n) filter (where measure = 'courier.returned'), 0)::bigint as "returned",
       round((sum(total) filter (where timed) / sum(n) filter (where timed) / 3600)::numeric, 2) as "meanHours",
       round((min(total / n) filter (where timed and up_to >= 0.5 * parcels) / 3600)::numeric, 2) as "medianHours",
       round((min(total / n) filter (where timed and up_to >= 0.9 * parcels) / 3600)::numeric, 2) as "p90Hours"
from ranked
group by period, a, b
order by period, a, b
limit :limit
