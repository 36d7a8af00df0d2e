-- What customers answered, 1 to 5, by team, by the day on which the case was closed.
with figure as (
    select case :period when 'all' then cast(:from as date) else date_trunc(:period, day)::date end as period,
           case :by when 'team' then a else 'all' end as team, bucket, n, total
    from report_figures(:org, array['csat'], :from, :end, :whole, :firstWhole, :endWhole))
select period as "period", team as "team", sum(n)::bigint as "answers", round(sum(total) / sum(n), 2) as "mean",
       coalesce(sum(n) filter (where bucket = 1), 0)::bigint as "ones",
       coalesce(sum(n) filter (where bucket = 2), 0)::bigint as "twos",
       coalesce(sum(n) filter (where bucket = 3), 0)::bigint as "threes",
       coalesce(sum(n) filter (where bucket = 4), 0)::bigint as "fours",
       coalesce(sum(n) filter (where bucket = 5), 0)::bigint as "fives",
       round(100 * coalesce(sum(n) filter (where bucket >= 4), 0) / sum(n), 2) as "percentSatisfied"
from figure
group by period, team
having sum(n) > 0
order by period, team
limit :limit
