-- Readers see the rows before or after, never in between. Two hubs write them in the same order.
with gone as (
    delete from report_delta returning org_id, measure, day, a, b, bucket, n, total),
spans as (
    select g.org_id, g.measure, s.span, s.day, g.a, g.b, g.bucket, sum(g.n) as n, sum(g.total) as total
    from gone g
    cross join lateral (values ('D', g.day), ('W', date_trunc('week', g.day)::date),
                               ('M', date_trunc('month', g.day)::date)) as s(span, day)
    group by g.org_id, g.measure, s.span, s.day, g.a, g.b, g.bucket)
insert into report_tally as t (org_id, measure, span, day, a, b, bucket, n, total)
select org_id, measure, span, day, a, b, bucket, n, total from spans
where n <> 0 or total <> 0
order by org_id, measure, span, day, a, b, bucket
on conflict (org_id, measure, span, day, a, b, bucket) do update
set n = t.n + excluded.n, total = t.total + excluded.total
