-- Stand-by units by product: issued, back, overdue, days with the customer, and how many are out at present.
with figure as (
    select case :period when 'all' then cast(:from as date) else date_trunc(:period, day)::date end as period,
           measure, a, bucket, sum(n)::float8 as n, sum(total)::float8 as total
    from report_figures(:org, array['standby.issued', 'standby.returned', 'standby.overdue'],
                        :from, :end, :whole, :firstWhole, :endWhole)
    group by 1, measure, a, bucket
    having sum(n) > 0),
ranked as (
    select *, sum(n) over (partition by period, measure, a order by bucket) as up_to,
           sum(n) over (partition by period, measure, a) as units, measure = 'standby.returned' as back
    from figure),
out_now as (
    select coalesce(product_sku, 'unknown') as a, count(*) as units from rma_standby
    where org_id = :org and returned_at is null group by 1)
select r.period as "period", r.a as "product",
       coalesce(sum(n) filter (where measure = 'standby.issued'), 0)::bigint as "issued",
       coalesce(sum(n) filter (where back), 0)::bigint as "returned",
       coalesce(sum(n) filter (where measure = 'standby.overdue'), 0)::bigint as "overdue",
       round((sum(total) filter (where back) / sum(n) filter (where back) / 86400)::numeric, 2) as "meanDays",
       round((min(total / n) filter (where back and up_to >= 0.5 * r.units) / 86400)::numeric, 2) as "medianDays",
       round((min(total / n) filter (where back and up_to >= 0.9 * r.units) / 86400)::numeric, 2) as "p90Days",
       coalesce(min(o.units), 0) as "outNow"
from ranked r left join out_now o on o.a = r.a
group by r.period, r.a
order by r.period, "issued" desc, r.a
limit :limit
