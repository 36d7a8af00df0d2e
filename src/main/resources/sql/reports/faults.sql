-- Cases by fault code or by reason, by the day on which they were opened. A case with two codes counts under both.
with figure as (
    select case :period when 'all' then cast(:from as date) else date_trunc(:period, day)::date end as period,
           measure, a, sum(n) as n
    from report_figures(:org, array['fault', 'opened.reason'], :from, :end, :whole, :firstWhole, :endWhole)
    group by 1, measure, a
    having sum(n) > 0),
opened as (
    select period, sum(n) as cases from figure where measure = 'opened.reason' group by period)
select period as "period", a as "fault", n::bigint as "cases", round(100 * n / o.cases, 2) as "percentOfCases"
from figure join opened o using (period)
where measure = case :by when 'reason' then 'opened.reason' else 'fault' end
order by period, n desc, a
limit :limit
