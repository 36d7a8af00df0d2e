-- Cases opened and closed in each period, by reason, product or family of products.
with figure as (
    select case :period when 'all' then cast(:from as date) else date_trunc(:period, f.day)::date end as period,
           case :by when 'all' then 'all' when 'family' then coalesce(p.family, 'unknown') else f.a end as what,
           f.measure like 'opened.%' as opening, f.n
    from report_figures(:org, case when :by in ('product', 'family')
                              then array['opened.product', 'closed.product']
                              else array['opened.reason', 'closed.reason'] end,
                        :from, :end, :whole, :firstWhole, :endWhole) f
    left join product_family p on :by = 'family' and p.org_id = :org and p.product_sku = f.a)
select period as "period", what as "group",
       coalesce(sum(n) filter (where opening), 0)::bigint as "opened",
       coalesce(sum(n) filter (where not opening), 0)::bigint as "closed"
from figure
group by period, what
having sum(n) filter (where opening) <> 0 or sum(n) filter (where not opening) <> 0
order by period, what
limit :limit
