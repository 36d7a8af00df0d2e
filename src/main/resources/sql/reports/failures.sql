-- Cases opened for a defect, by product and firmware, and how many that is of a thousand units in the field.
with figure as (
    select case :period when 'all' then cast(:from as date) else date_trunc(:period, f.day)::date end as period,
           case :by when 'family' then coalesce(p.family, 'unknown') else f.a end as product,
           case :by when 'firmware' then f.b else 'all' end as firmware, f.n
    from report_figures(:org, array['failure'], :from, :end, :whole, :firstWhole, :endWhole) f
    left join product_family p on :by = 'family' and p.org_id = :org and p.product_sku = f.a),
failed as (
    select period, product, firmware, sum(n) as failures from figure
    group by period, product, firmware
    having sum(n) > 0),
fleet as (
    select case :by when 'family' then coalesce(p.family, 'unknown') else u.product_sku end as product, u.firmware,
           sum(u.units) as units
    from product_fleet u
    left join product_family p on :by = 'family' and p.org_id = :org and p.product_sku = u.product_sku
    where u.org_id = :org and (:by = 'firmware') = (u.firmware <> 'all')
    group by 1, 2)
select f.period as "period", f.product as "product", f.firmware as "firmware", f.failures::bigint as "failures",
       round(100 * f.failures / sum(f.failures) over (partition by f.period), 2) as "percentOfFailures",
       u.units::bigint as "units", round(1000 * f.failures / u.units, 2) as "perThousandUnits"
from failed f left join fleet u on u.product = f.product and u.firmware = f.firmware
order by f.period, f.failures desc, f.product, f.firmware
limit :limit
