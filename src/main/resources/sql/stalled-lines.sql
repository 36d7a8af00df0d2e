-- A delivery written while its predecessor was being finished in another transaction has nobody to wake it.
with stalled as (
    update delivery set status = 'QUEUED', next_attempt_at = now() + interval '5 minutes'
    where id in (select d.id from delivery d
                 where d.status = 'PENDING'
                   and not exists (select 1 from delivery p
                                   where p.target = d.target and p.line_id = d.line_id and p.seq < d.seq)
                 limit 500 for update skip locked)
    returning id, target, attempts)
select id, target, attempts from stalled
